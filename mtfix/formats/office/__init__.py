"""Word processors' documents: zip archives of XML, split and never rewritten. `mtfix.formats.docx` and `.odt` use it."""
