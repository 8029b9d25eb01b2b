"""reviewdog's Diagnostic Format (rdjson): columns are bytes of UTF-8 counted from 1, an end is behind the range."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.renderers.look import Look
from mtfix.renderers.passing import Passing
from mtfix.renderers.places import RDF_LEVELS, posix, repair, utf8_position
from mtfix.renderers.sentence import sentence
from mtfix.report import Report
from mtfix.text import Span


class Rdjson:
    """For reviewdog, which makes review comments of it, with repairs that a click applies."""

    name = "rdjson"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write one object as the reports come, a diagnostic a line."""
        passing, lead = Passing(reports), "\n"
        out.write('{"source": {"name": "mtfix"}, "diagnostics": [')
        for diagnostic in (made for report in passing for made in self._diagnostics(report)):
            out.write(lead + json.dumps(diagnostic, ensure_ascii=False))
            lead = ",\n"
        out.write("]}\n" if lead == "\n" else "\n]}\n")

    def _diagnostics(self, report: Report) -> Iterator[dict[str, Any]]:
        document = report.document
        for issue, line in zip(report.issues, report.lines(), strict=True):
            where = _range(document, document.shown_span(issue.span))
            yield {
                "message": f"{self._look.name(issue.code)}: {sentence(report, issue)}",
                "location": {"path": posix(document.path), "range": where},
                "severity": RDF_LEVELS[issue.severity],
                "code": {"value": issue.code},
                "suggestions": list(_suggestions(report, issue)),
                # the format's only place for what it has no field for
                "original_output": f"{line}\n{report.signature}",
            }


def _suggestions(report: Report, issue: Issue) -> Iterator[dict[str, Any]]:
    for suggestion in report.suggestions.get(issue, ()):
        if made := repair(report.document, suggestion):
            yield {"range": _range(report.document, made[0]), "text": made[1]}


def _range(document: Document, shown: Span) -> dict[str, dict[str, int]]:
    start, end = (utf8_position(document, offset) for offset in shown)
    return {"start": start, "end": end}
