"""What an editor may decide on a finding. A step is what one key press decided: one decision, or many at once."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mtfix.issue import Issue
from mtfix.suggestion import Edit
from mtfix.text import Span


class Act(StrEnum):
    """What was done; of the edits of a sentence the later ones win."""

    ACCEPTED = "accepted"  # a proposal was taken
    EDITED = "edited"  # the editor's own words
    REJECTED = "rejected"  # the text stays as it is
    RULE_IGNORED = "rule-ignored"  # so it does for the rest of the pass, wherever this rule speaks
    WORD_IGNORED = "word-ignored"  # so it does wherever these words stand

    @property
    def repairs(self) -> bool:
        """True if it changes the text."""
        return self in (Act.ACCEPTED, Act.EDITED)


@dataclass(frozen=True)
class Decision:
    """One decision; its spans are places in the plain text of the document as the pass found it.

    `scope`: the sentence that was rewritten as a whole; what was edited in it before is replaced.
    """

    act: Act
    issue: Issue
    edits: tuple[Edit, ...] = ()
    scope: Span | None = None

    @property
    def place(self) -> Span:
        """All that the decision speaks of or changes."""
        return hull([self.issue.span, *(edit.span for edit in self.edits), *([self.scope] if self.scope else [])])


Step = tuple[Decision, ...]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of some."""
    spans = list(spans)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def clash(one: Span, other: Span) -> bool:
    """True if edits at the two places cannot both be made; side by side they can."""
    return one == other or (one.start < other.end and other.start < one.end)


def edits_of(steps: Iterable[Step]) -> tuple[Edit, ...]:
    """The edits that all steps make together, in order; no two of them clash."""
    edits: list[Edit] = []
    for decision in (decision for step in steps for decision in step):
        if decision.scope is not None:
            edits = [edit for edit in edits if not decision.scope.contains(edit.span)]
        edits += decision.edits
    return tuple(sorted(edits))


def near(edits: Sequence[Edit], span: Span) -> list[Edit]:
    """Of edits in order those that overlap a span or adjoin it."""
    first = bisect_left(edits, span.start, key=lambda edit: edit.span.end)
    last = bisect_left(edits, span.end + 1, key=lambda edit: edit.span.start)
    return list(edits[first:last])


def touching(edits: Sequence[Edit], span: Span) -> list[Edit]:
    """Of edits in order those that overlap a span, or stand at its edge without a length."""
    return [edit for edit in near(edits, span) if edit.span.overlaps(span)]


def moved(edits: Sequence[Edit], span: Span) -> Span:
    """Where a span stands once the edits are made; one that an edit cuts takes all of the edit in."""
    start, end, shift = span.start, span.end, 0
    for edit in edits:
        grown = len(edit.replacement) - len(edit.span)
        if edit.span.end <= span.start and edit.span != span:
            start, end = start + grown, end + grown
        elif edit.span.start < span.end or edit.span == span:
            start = min(start, edit.span.start + shift)
            end = max(end, edit.span.end + shift) + grown
        shift += grown
    return Span(start, end)
