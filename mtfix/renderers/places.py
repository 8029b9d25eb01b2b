"""Where issues and repairs stand in files, in the terms of other tools' formats, and names that outlast an edit."""

import os
from collections import Counter
from typing import NamedTuple
from urllib.parse import quote

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.report import Report
from mtfix.suggestion import Suggestion
from mtfix.text import Span, splice

# Of three-step scales: what neutral, minor, major and critical issues are, in this order.
GITHUB_LEVELS = ("notice", "warning", "error", "error")
RDF_LEVELS = ("INFO", "WARNING", "ERROR", "ERROR")
SARIF_LEVELS = ("note", "warning", "error", "error")


class Place(NamedTuple):
    """A range of a file: lines and columns from 1, columns in code points; the end column is behind the last one."""

    line: int
    column: int
    end_line: int
    end_column: int


def place_of(document: Document, shown: Span) -> Place:
    """The lines and columns of a span of what is shown; a byte order mark is no column."""
    ends = list[int]()
    for offset in shown:
        line, column = document.positions.line_column(offset)
        marked = line == 1 and document.shown.startswith("\ufeff")
        ends += (line, max(column - marked, 1))
    return Place(*ends)


def place(report: Report, issue: Issue) -> Place:
    """The lines and columns of an issue."""
    return place_of(report.document, report.document.shown_span(issue.span))


def repair(document: Document, suggestion: Suggestion) -> tuple[Span, str] | None:
    """A suggestion as one range of the file's text and what to put there.

    None where the file's text is not what is shown, or an edit does not lie in one TEXT part: there only mtfix itself
    knows how to write it.
    """
    text = document.text
    if document.package is not None or not suggestion.edits:
        return None
    if any(text.pieces(edit.span) != [edit.span] for edit in suggestion.edits):
        return None
    edits = sorted((text.to_raw(edit.span), text.escape(edit.replacement)) for edit in suggestion.edits)
    whole = Span(edits[0][0].start, max(span.end for span, _ in edits))
    inside = ((span.shift(-whole.start), replacement) for span, replacement in edits)
    return whole, splice(text.raw[whole.start : whole.end], inside)


def utf8_position(document: Document, offset: int) -> dict[str, int]:
    """The line of an offset into the shown text, and the column in bytes of UTF-8; a byte order mark has three."""
    line, column = document.positions.line_column(offset)
    before = document.shown[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def posix(path: str) -> str:
    """A path with forward slashes, as repositories write it."""
    return path.replace(os.sep, "/").removeprefix("./")


def uri(path: str) -> str:
    """A path as a URI: relative if it is relative."""
    quoted = quote(os.fsencode(posix(path)), safe="/~")
    return f"file://{quoted}" if os.path.isabs(path) else quoted


class Fingerprints:
    """Names findings without their places; the second of two alike is another finding."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def of(self, report: Report, issue: Issue) -> str:
        """The name of the next finding in reading order, unlike all others of the same file."""
        key = (report.document.path, issue.fingerprint(report.document.plain))
        self._seen[key] += 1
        return f"{key[1]}:{self._seen[key]}"
