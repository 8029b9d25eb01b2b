"""Word processors' documents: archives of XML, split and never rewritten. The makers of `docx` and `odt` share it."""
