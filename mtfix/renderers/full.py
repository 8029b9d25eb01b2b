"""The report people read: the source line with the span underlined, what is wrong, how sure, and the proposals."""

from collections.abc import Iterable, Iterator
from typing import IO

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.renderers.look import Look, printable, width
from mtfix.report import Report, Tally
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Severity
from mtfix.text import Span

_SEVERITY_STYLES = {
    Severity.NEUTRAL: "cyan",
    Severity.MINOR: "yellow",
    Severity.MAJOR: "red",
    Severity.CRITICAL: "red",
}
_REMEDIES = {
    Applicability.SAFE: "applied by mtfix fix",
    Applicability.UNSAFE: "applied with --unsafe-fixes",
    Applicability.DISPLAY: "for reading only",
}
# How much of a line is looked at: a file may be one line of five million characters.
_REACH = 400


class Full:
    """For people: a block an issue."""

    name = "full"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each report as it comes, then the count and the signature."""
        tally, signature = Tally(), None
        for report in reports:
            tally.add(report)
            signature = report.signature
            for issue in report.issues:
                out.writelines(line + "\n" for line in self._block(report, issue))
            out.writelines(f"note: {printable(note)}\n" for note in report.notes)
        out.write(self._look.paint(tally.line(), "bold") + "\n")
        if signature:
            out.write(self._look.paint(str(signature), "dim") + "\n")

    def _block(self, report: Report, issue: Issue) -> Iterator[str]:
        paint, document = self._look.paint, report.document
        span = document.raw_span(issue.span)
        line, column = document.positions.line_column(span.start)
        style = _SEVERITY_STYLES[issue.severity]
        yield (
            f"{paint(f'{printable(document.path)}:{line}:{column}', 'bold')}: {paint(issue.code, style, 'bold')} "
            f"{issue.category.value}, {paint(issue.severity.label, style)}, {_percent(issue.confidence)} sure "
            f"{paint(f'[{issue.detector}]', 'dim')}"
        )
        yield f"  {printable(issue.message)}"
        gutter = " " * len(str(line))
        shown, before, marked = excerpt(document, span, self._look.width - len(gutter) - 6)
        yield paint(f"  {line} | ", "blue") + shown
        yield paint(f"  {gutter} | ", "blue") + " " * before + paint("^" * marked, style, "bold")
        for number, suggestion in enumerate(report.suggestions.get(issue, ()), 1):
            yield paint(f"  {gutter} = ", "blue") + self._proposal(number, suggestion)
        yield ""

    def _proposal(self, number: int, suggestion: Suggestion) -> str:
        text = f'"{printable(suggestion.replacement)}"' if suggestion.replacement else "delete it"
        style = ("green",) if suggestion.applicability is Applicability.SAFE else ()
        remedy = f"{suggestion.applicability.label}: {_REMEDIES[suggestion.applicability]}"
        return f"{number}. {self._look.paint(text, *style)} ({_percent(suggestion.confidence)} sure, {remedy})"


def _percent(share: float) -> str:
    return f"{share:.0%}"


def excerpt(document: Document, span: Span, columns: int) -> tuple[str, int, int]:
    """The line at a raw span, cut to `columns` around it; the columns before the underline, and how many it takes.

    A span over several lines is underlined to the end of its first; a point (an omission) gets one caret.
    """
    raw = document.text.raw
    left = max(raw.rfind("\n", span.start - _REACH if span.start > _REACH else 0, span.start) + 1, span.start - _REACH)
    left = max(left, raw.rfind("\r", left, span.start) + 1)
    text = raw[left : span.end + _REACH]
    end = next((i for i, c in enumerate(text) if c in "\r\n" and left + i >= span.start), len(text))
    cut_left = left > 0 and raw[left - 1] not in "\r\n\ufeff"
    cut_right = end == len(text) and left + end < len(raw)
    text = printable(text[:end])
    start, stop = span.start - left, min(span.end - left, end)
    low, high = _window(text, start, stop, max(columns, 20))
    head = "…" if low or cut_left else ""
    tail = "…" if high < len(text) or cut_right else ""
    shown = text[low:high].removeprefix("\ufeff")
    marked = width(text[start : min(stop, high)])
    return f"{head}{shown}{tail}".rstrip(), width(head + text[low:start].removeprefix("\ufeff")), max(marked, 1)


def _window(text: str, start: int, stop: int, columns: int) -> tuple[int, int]:
    """The part of a line to show: all if it fits, else the span and equal shares of what stands on its sides."""
    if width(text) <= columns:
        return 0, len(text)
    columns -= 2  # for the two ellipses
    low, high = start, start
    room = columns
    while high < stop and room >= width(text[high]):
        room -= width(text[high])
        high += 1
    while room > 0 and (low > 0 or high < len(text)):
        if low > 0 and (low > start - columns // 2 or high == len(text)):
            low -= 1
            room -= width(text[low])
        if room > 0 and high < len(text):
            room -= width(text[high])
            high += 1
        elif low <= max(0, start - columns // 2) and high == len(text):
            break
    return low, high
