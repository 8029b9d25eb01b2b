"""One HTML page that needs nothing else: the texts with their issues highlighted, filters, and a card for each issue.

Everything from a text is escaped; besides, the page's own security policy lets it run its own script only and load
nothing. Style and script stand in page.css and page.js.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from typing import IO

from mtfix.issue import Issue
from mtfix.renderers.look import Look
from mtfix.renderers.passing import Passing
from mtfix.renderers.places import place
from mtfix.report import Report
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Category, Severity

_REMEDIES = {
    Applicability.SAFE: "safe, made by mtfix fix",
    Applicability.UNSAFE: "made by --unsafe-fixes",
    Applicability.DISPLAY: "for reading only",
}
# Controls that HTML drops or takes for something else show as their pictures (U+2400 and on).
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: "\u2421"}
_HINT = (
    "Point at a highlighted span, click it, or press Tab to go from one to the next: "
    "a card says what is wrong and what is proposed."
)


class Html:
    """For a reader with a browser: a desk, a phone, a keyboard, no network."""

    name = "html"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write the page when all reports have passed: the filters stand before the texts."""
        passing, sections = Passing(reports), list[str]()
        severities, categories = Counter[Severity](), Counter[Category]()
        for report in passing:
            severities.update(issue.severity for issue in report.issues)
            categories.update(issue.category for issue in report.issues)
            sections.append("".join(self._section(report, len(sections) + 1)))
        style, script = (resources.files("mtfix.renderers").joinpath(n).read_text("utf-8") for n in _PARTS)
        out.writelines(_head(style, script, passing))
        out.writelines(_filters(severities, categories))
        out.write(f'<p class="hint">{_HINT}</p>\n</header>\n<main>\n')
        out.writelines(sections)
        signature = escape(str(passing.signature or ""))
        out.write(f"</main>\n<footer>{signature}</footer>\n<script>{script}</script>\n</body>\n</html>\n")

    def _section(self, report: Report, number: int) -> Iterator[str]:
        """A document: its path, its notes and its text."""
        count = len(report.issues)
        told = f"{count or 'no'} issue{'' if count == 1 else 's'}"
        yield f"<section>\n<h2><bdi>{_shown(report.document.path)}</bdi> <small>{told}</small></h2>\n"
        yield from (f'<p class="note">{_shown(note)}</p>\n' for note in report.notes)
        yield '<div class="text">'
        shown, at = report.document.shown, int(report.document.shown.startswith("\ufeff"))
        for index, issue in enumerate(report.issues):
            start, end = report.document.shown_span(issue.span)
            # of two that overlap the second is highlighted where the first ends: marks do not nest
            start = max(start, at)
            yield _shown(shown[at:start])
            yield from self._mark(report, issue, shown[start : max(start, end)], f"i{number}-{index}")
            at = max(start, end)
        yield f"{_shown(shown[at:])}</div>\n</section>\n"

    def _mark(self, report: Report, issue: Issue, text: str, name: str) -> Iterator[str]:
        severity = issue.severity.label
        yield (
            f'<span class="issue {severity}" id="{name}" tabindex="0" role="button" aria-describedby="{name}-card" '
            f'data-severity="{severity}" data-category="{issue.category.value}">{_shown(text)}</span>'
            f'<span class="card {severity}" id="{name}-card" role="tooltip">'
        )
        line, column, _, _ = place(report, issue)
        kind = f"{issue.category.value}, {severity}, {issue.confidence:.0%} sure"
        yield f'<span class="kind">{_shown(kind)}</span><b>{_shown(issue.message)}</b>'
        if source := report.document.source_of(issue.span):
            yield f'<span class="source"><bdi>{_shown(source)}</bdi></span>'
        made = report.suggestions.get(issue, ())
        yield from (map(_proposal, made) if made else ('<span class="none">No correction is proposed.</span>',))
        known = dict.fromkeys((issue.code, self._look.name(issue.code), issue.detector))  # often two of them are one
        yield f'<span class="fine">{_shown(" · ".join(known))} · line {line}, column {column}</span></span>'


_PARTS = ("page.css", "page.js")


def _head(style: str, script: str, passing: Passing) -> Iterator[str]:
    own = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>mtfix: {passing.tally.line().partition(';')[0]}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    yield f'<header>\n<h1>mtfix report</h1>\n<p class="count">{escape(passing.tally.line())}'
    yield '<span id="shown" aria-live="polite"></span></p>\n'


def _hash(text: str) -> str:
    """What a security policy calls an inline text by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _filters(severities: Counter[Severity], categories: Counter[Category]) -> Iterator[str]:
    """A box for each severity and category that occurs, worst and most frequent first."""
    if not severities:
        return
    yield '<form class="filters">\n<fieldset><legend>Severity</legend>'
    for severity, count in sorted(severities.items(), reverse=True):
        swatch = f'<span class="swatch {severity.label}"></span>'
        yield _box("severity", severity.label, f"{swatch}{severity.label} {count}")
    yield "</fieldset>\n<fieldset><legend>Category</legend>"
    for category, count in sorted(categories.items(), key=lambda item: (-item[1], item[0])):
        yield _box("category", category.value, f"{category.value} {count}")
    yield "</fieldset>\n</form>\n"


def _box(name: str, value: str, label: str) -> str:
    return f'<label><input type="checkbox" name="{name}" value="{value}" checked>{label}</label>'


def _proposal(suggestion: Suggestion) -> str:
    text = f"<q><bdi>{_shown(suggestion.replacement)}</bdi></q>" if suggestion.replacement else "<q>delete it</q>"
    remedy = f"{suggestion.confidence:.0%} sure · {_REMEDIES[suggestion.applicability]}"
    kind = suggestion.applicability.label
    return f'<span class="proposal {kind}">{text}<br><span class="fine">{remedy}</span></span>'


def _shown(text: str) -> str:
    """Text as HTML."""
    return escape(text.translate(_CONTROLS))
