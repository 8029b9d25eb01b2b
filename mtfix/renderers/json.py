"""The JSON report, version 1: start and end are code points into the decoded file; everything is sorted.

An issue has a "source" where the file carries the text that was translated.
In a package (docx, odt) start and end count in its plain text, "line" is the paragraph and "column" a place in it.
"""

import json
from collections.abc import Iterable
from typing import IO

from mtfix.renderers.look import Look
from mtfix.renderers.passing import Passing
from mtfix.report import JSON_VERSION, Report


class Json:
    """For programs: one object with all documents."""

    name = "json"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write one object, a document a line; the signature is the last report's, which names every model."""
        passing = Passing(reports)
        documents = [json.dumps(report.to_json(), ensure_ascii=False) for report in passing]
        signature = passing.signature.to_json() if passing.signature else None
        head = {"version": JSON_VERSION, "signature": signature}
        out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "documents": [')
        for index, document in enumerate(documents):
            out.write(",\n" if index else "\n")
            out.write(document)
        out.write("\n]}\n" if documents else "]}\n")
