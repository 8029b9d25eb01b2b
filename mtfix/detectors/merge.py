"""Merges what several detectors found, so that nothing is reported twice: the result is sorted and never overlaps.

A check that knows its pattern beats the tagger where both see the same place: if it covers most of the tagger's span
the tagger's issue goes, else the tagger keeps the larger rest of its span. LanguageTool's rules stand between the two:
they give way to our checks, and what the tagger sees as well is as sure as the surer of them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mtfix.issue import Issue
from mtfix.protocols import FOREIGN
from mtfix.text import Span

MOSTLY = 0.5
TAGGER_PREFIX = "MT0"


def merge(issues: Iterable[Issue]) -> list[Issue]:
    """The issues without overlaps, in order; independent of the order they come in."""
    tagged: list[Issue] = []
    checked: list[Issue] = []
    foreign: list[Issue] = []
    for issue in issues:
        prefixed = {TAGGER_PREFIX: tagged, FOREIGN: foreign}
        prefixed.get(issue.code[: len(TAGGER_PREFIX)], checked).append(issue)
    kept, tagged = _strongest(checked), _strongest(tagged)
    news = _strongest([issue for issue in foreign if not any(_over(issue.span, kept))])
    kept = sorted([*kept, *(_backed(issue, tagged) for issue in news)])
    rest = [issue for issue in (_outside(issue, kept) for issue in tagged) if issue]
    return sorted([*kept, *_strongest(rest)])


def _shares(one: Span, other: Span) -> bool:
    """Stricter than Span.overlaps: a point (an omission) at the edge of a span is news of its own."""
    if one.start == one.end or other.start == other.end:
        return one == other or other.start < one.start < other.end or one.start < other.start < one.end
    return one.overlaps(other)


def _strongest(issues: list[Issue]) -> list[Issue]:
    """Of issues that overlap the most confident, then the most severe, then the longest."""
    spans: list[Span] = []
    kept: list[Issue] = []
    for issue in sorted(set(issues), key=_rank):
        index = bisect_left(spans, issue.span)
        # What is kept is disjoint, so only its two neighbours can share anything with a newcomer.
        if not any(_shares(span, issue.span) for span in spans[max(index - 1, 0) : index + 1]):
            spans.insert(index, issue.span)
            kept.append(issue)
    return sorted(kept)


def _rank(issue: Issue) -> tuple[float, int, int, Issue]:
    # The order of issues only breaks ties.
    return -issue.confidence, -issue.severity, -len(issue.span), issue


def _outside(issue: Issue, checked: list[Issue]) -> Issue | None:
    """A tagger issue without what the checks report; None if they cover most of it."""
    over = [other.span for other in _over(issue.span, checked)]
    if not over:
        return issue
    covered = sum(min(issue.span.end, span.end) - max(issue.span.start, span.start) for span in over)
    if covered >= MOSTLY * len(issue.span):
        return None
    edges = [issue.span.start, *(edge for span in over for edge in span), issue.span.end]
    pieces = [_trimmed(issue, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    largest = max(pieces, key=lambda piece: len(piece.span), default=None)
    return largest if largest and any(character.isalnum() for character in largest.text) else None


def _backed(issue: Issue, tagged: list[Issue]) -> Issue:
    """An issue of LanguageTool, as sure as those of the tagger that it is reported instead of."""
    replaced = (other.confidence for other in _over(issue.span, tagged) if _outside(other, [issue]) is None)
    return replace(issue, confidence=max([issue.confidence, *replaced]))


def _over(span: Span, checked: list[Issue]) -> Iterator[Issue]:
    """The issues of a sorted list without overlaps that share something with a span."""
    index = max(bisect_right(checked, span.start, key=lambda issue: issue.span.start) - 1, 0)
    for issue in checked[index:]:
        if issue.span.start > span.end:
            return
        if _shares(issue.span, span):
            yield issue


def _trimmed(issue: Issue, start: int, end: int) -> Issue:
    text = issue.text[start - issue.span.start : end - issue.span.start]
    start += len(text) - len(text.lstrip())
    span = Span(start, start + len(text.strip()))
    return replace(issue, span=span, text=text.strip(), candidates=())
