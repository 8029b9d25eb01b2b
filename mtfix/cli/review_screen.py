"""A finding as lines for a terminal of any width: the sentence between its neighbours, the words marked, the proposals.

The mark is a row of ^ under the words, so that it is seen without colours too.
"""

import re
from collections.abc import Iterable, Iterator
from os.path import basename

from mtfix.renderers.look import Look, printable, width
from mtfix.review.decisions import Decision
from mtfix.review.findings import Finding
from mtfix.review.state import Pass
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Severity
from mtfix.text import Span

NEIGHBOUR_LINES = 2
SENTENCE_LINES = 14
QUOTED = 40
INDENT, GUTTER = "  ", "| "
_STYLES = {Severity.NEUTRAL: "cyan", Severity.MINOR: "yellow", Severity.MAJOR: "red", Severity.CRITICAL: "red"}
_WORD = re.compile(r"\S+\s*|\s+")


def screen(review: Pass, finding: Finding, place: tuple[int, int], look: Look) -> Iterator[str]:
    """All that is shown of a finding. `place` is its line and column in the file."""
    issue, paint = finding.issue, look.paint
    number = review.findings.index(finding) + 1
    name = printable(basename(review.document.path))
    head = f"{name}, line {place[0]}: finding {number} of {len(review.findings)}, {len(review.open)} open"
    yield from ("", paint("-" * look.width, "dim"))
    yield from (paint(line, "bold") for line in folded(head, look.width))
    yield ""
    if source := review.document.source_of(issue.span):
        yield from (paint(line, "blue") for line in folded(f"source: {source}", look.width, INDENT)[:SENTENCE_LINES])
        yield ""
    yield from _passage(review, finding, look)
    yield ""
    kind = f"{issue.category.value}, {issue.severity.label}, {issue.confidence:.0%} sure"
    yield from folded(f"{issue.code} {issue.detector}: {kind}", look.width)
    yield from folded(issue.message, look.width)
    yield from _proposals(finding.suggestions, look)


def decided(decision: Decision, review: Pass, look: Look) -> list[str]:
    """What was decided, in a line or two."""
    issue = decision.issue
    now = printable(review.reading(decision.place)).strip()
    told = f"kept: {decision.act.value} {issue.code} {_quoted(review.document.plain[slice(*decision.place)])}"
    if decision.scope:
        told = f'kept: {decision.act.value} {issue.code}, the sentence reads "{now}"'
    elif decision.act.repairs:
        told += f" -> {_quoted(now)}" if now else " -> deleted"
    return [look.paint(line, "bold") for line in folded(told, look.width)]


def _quoted(text: str) -> str:
    """A text in quotes; of a long one the two ends."""
    text = printable(text).strip()
    return f'"{text}"' if len(text) <= QUOTED else f'"{text[: QUOTED // 2]}…{text[-QUOTED // 2 :]}"'


def folded(text: str, columns: int, indent: str = "") -> list[str]:
    """A text as lines of at most so many columns."""
    text = printable(text)
    return [f"{indent}{text[line.start : line.end].rstrip()}" for line in _lines(text, columns - len(indent))]


def _passage(review: Pass, finding: Finding, look: Look) -> Iterator[str]:
    """The sentence as it reads by now, its words marked, and its neighbours, whose far ends may be cut."""
    before = folded(_neighbour(review, finding.before), look.width, INDENT)
    after = folded(_neighbour(review, finding.after), look.width, INDENT)
    if len(before) > NEIGHBOUR_LINES:
        before = [f"{INDENT}…", *before[-NEIGHBOUR_LINES:]]
    if len(after) > NEIGHBOUR_LINES:
        after = [*after[:NEIGHBOUR_LINES], f"{INDENT}…"]
    yield from (look.paint(line, "dim") for line in before)
    yield from _marked(*review.shown(finding), look, _STYLES[finding.issue.severity])
    yield from (look.paint(line, "dim") for line in after)


def _neighbour(review: Pass, span: Span) -> str:
    return review.reading(span) if len(span) else ""


def _marked(text: str, span: Span, look: Look, style: str) -> Iterator[str]:
    """A text in lines, with a row of ^ under a span, or one ^ where it is empty; far from the span it may be cut."""
    text, gutter = printable(text), look.paint(GUTTER, "blue")
    lines = _lines(text, look.width - len(GUTTER) - 1)
    first = max((index for index, line in enumerate(lines) if line.start <= span.start), default=0)
    low = max(0, min(first - SENTENCE_LINES // 2, len(lines) - SENTENCE_LINES))
    if low:
        yield f"{gutter}…"
    for index, line in enumerate(lines[low : low + SENTENCE_LINES], low):
        shown = text[line.start : line.end].rstrip()
        start, end = max(line.start, span.start), min(line.end, span.end)
        if start >= end and (len(span) or index != first):
            yield gutter + shown
            continue
        left, right = text[line.start : start], text[end : line.start + len(shown)]
        words = text[start:end] if right else text[start:end].rstrip()
        yield gutter + left + look.paint(words, style, "bold") + right
        yield gutter + " " * width(left) + look.paint("^" * max(width(words), 1), style, "bold")
    if low + SENTENCE_LINES < len(lines):
        yield f"{gutter}…"


def _proposals(suggestions: Iterable[Suggestion], look: Look) -> Iterator[str]:
    for number, suggestion in enumerate(suggestions, 1):
        text = f'"{suggestion.replacement}"' if suggestion.replacement else "delete it"
        told = f"{number}  {text}  ({suggestion.confidence:.0%} sure, {suggestion.applicability.label})"
        first, *rest = folded(told, look.width - 5)
        yield look.paint(f"{INDENT}{first}", "green")
        yield from (look.paint(f"{INDENT}   {line}", "green") for line in rest)


def _lines(text: str, columns: int) -> list[Span]:
    """Where to fold a text, at blanks where there are any; a blank at a line's end may stand beyond the edge."""
    lines: list[Span] = []
    start = used = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip()
        if used and used + width(word) > columns:
            lines.append(Span(start, match.start()))
            start, used = match.start(), 0
        for place, character in enumerate(word, match.start()):
            if used + width(character) > columns:
                lines.append(Span(start, place))
                start, used = place, 0
            used += width(character)
        used += width(match[0][len(word) :])
    return [*lines, Span(start, len(text))] if start < len(text) else lines
