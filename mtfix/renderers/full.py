"""The report people read: the source line with the span underlined, what is wrong, how sure, and the proposals."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import IO

from mtfix.issue import Issue
from mtfix.renderers.excerpt import excerpt
from mtfix.renderers.look import Look, printable
from mtfix.renderers.passing import Passing
from mtfix.report import Report
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Severity

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


class Full:
    """For people: a block an issue."""

    name = "full"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each report as it comes, then the count and the signature."""
        passing = Passing(reports)
        for report in passing:
            for issue in report.issues:
                out.writelines(line + "\n" for line in self._block(report, issue))
            out.writelines(f"note: {printable(note)}\n" for note in report.notes)
        passing.close(out, self._look)

    def _block(self, report: Report, issue: Issue) -> Iterator[str]:
        paint, document = self._look.paint, report.document
        span = document.shown_span(issue.span)
        line, column = report.place(issue)
        style = _SEVERITY_STYLES[issue.severity]
        yield (
            f"{paint(f'{printable(document.path)}:{line}:{column}', 'bold')}: {paint(issue.code, style, 'bold')} "
            f"{issue.category.value}, {paint(issue.severity.label, style)}, {_percent(issue.confidence)} sure "
            f"{paint(f'[{issue.detector}]', 'dim')}"
        )
        yield f"  {printable(issue.message)}"
        gutter = " " * len(str(line))
        shown = excerpt(document.shown, span, max(self._look.width - len(gutter) - 5, 20))
        yield (paint(f"  {line} | ", "blue") + shown.line).rstrip()
        yield paint(f"  {gutter} | ", "blue") + " " * shown.before + paint("^" * shown.marked, style, "bold")
        if source := document.source_of(issue.span):
            yield paint(f"  {gutter} = ", "blue") + f'source: "{self._shortened(source)}"'
        for number, suggestion in enumerate(report.suggestions.get(issue, ()), 1):
            yield paint(f"  {gutter} = ", "blue") + self._proposal(number, suggestion)
        yield ""

    def _shortened(self, source: str) -> str:
        return textwrap.shorten(printable(source), max(2 * self._look.width, 40), placeholder=" …")

    def _proposal(self, number: int, suggestion: Suggestion) -> str:
        text = f'"{printable(suggestion.replacement)}"' if suggestion.replacement else "delete it"
        style = ("green",) if suggestion.applicability is Applicability.SAFE else ()
        remedy = f"{suggestion.applicability.label}: {_REMEDIES[suggestion.applicability]}"
        return f"{number}. {self._look.paint(text, *style)} ({_percent(suggestion.confidence)} sure, {remedy})"


def _percent(share: float) -> str:
    return f"{share:.0%}"
