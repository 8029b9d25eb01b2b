"""Decisions as they are kept: with the words they speak of and those around, so that they find their place again.

A document may change between two sittings of a pass. A decision goes where its finding is found again by fingerprint,
else where its words stand between the words that stood around them; where that is nowhere, it is not made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from os.path import commonprefix
from typing import Any

from mtfix.issue import Issue
from mtfix.review.decisions import Act, Decision, clash, edits_of, moved
from mtfix.review.findings import Finding
from mtfix.suggestion import Edit
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

REACH = 40  # code points kept on each side
BESIDE = 8  # that must stand on one side at least as they did, if so many stood there
ENOUGH = 24  # that must be the same in all: the words and what is around them


@dataclass(frozen=True)
class Kept:
    """A decision with what is needed to place it in a document that has changed."""

    decision: Decision
    fingerprint: str
    before: str
    held: str
    after: str

    @classmethod
    def of(cls, decision: Decision, plain: str) -> "Kept":
        """A decision on a document with this plain text."""
        start, end = decision.place
        before, after = plain[max(0, start - REACH) : start], plain[end : end + REACH]
        return cls(decision, decision.issue.fingerprint(plain), before, plain[start:end], after)

    def stands(self, plain: str) -> bool:
        """True if the words stand in a text where they stood."""
        return plain.startswith(self.held, self.decision.place.start) and self.decision.place.end <= len(plain)

    def __str__(self) -> str:
        """In words: accepted MT204 on "Aimed"."""
        issue = self.decision.issue
        return f"{self.decision.act.value} {issue.code} on {issue.text!r}"

    def to_json(self) -> dict[str, Any]:
        """As a session file holds it."""
        decision, issue = self.decision, self.decision.issue
        return {
            "act": decision.act.value,
            "span": list(issue.span),
            "text": issue.text,
            "code": issue.code,
            "category": issue.category.value,
            "severity": issue.severity.label,
            "message": issue.message,
            "confidence": issue.confidence,
            "detector": issue.detector,
            "candidates": list(issue.candidates),
            "edits": [[*edit.span, edit.replacement] for edit in decision.edits],
            "scope": decision.scope and list(decision.scope),
            "fingerprint": self.fingerprint,
            "before": self.before,
            "held": self.held,
            "after": self.after,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Kept":
        """The inverse. Raises KeyError, TypeError or ValueError on what is no decision."""
        issue = Issue(
            Span(*data["span"]),
            data["code"],
            Category(data["category"]),
            Severity[data["severity"].upper()],
            data["message"],
            data["text"],
            data["confidence"],
            data["detector"],
            tuple(data["candidates"]),
        )
        edits = tuple(Edit(Span(start, end), new) for start, end, new in data["edits"])
        decision = Decision(Act(data["act"]), issue, edits, Span(*data["scope"]) if data["scope"] else None)
        return cls(decision, *(data[key] for key in ("fingerprint", "before", "held", "after")))


def placed(
    kept: Iterable[Kept], plain: str, findings: Iterable[Finding], made: Sequence[Edit] = ()
) -> list[Decision | None]:
    """Each decision at its place in a text; None where it has none. `made`: edits that are known to have led to it."""
    known: dict[str, list[int]] = {}
    for finding in findings:
        known.setdefault(finding.issue.fingerprint(plain), []).append(finding.issue.span.start)
    decisions: list[Decision] = []
    answers: list[Decision | None] = []
    for item in kept:
        likely = [moved(made, item.decision.issue.span).start] if made else []
        starts = _starts(item, plain, [*likely, *known.get(item.fingerprint, ())])
        shifted = (_shifted(item.decision, start) for start in starts)
        answers.append(next((decision for decision in shifted if _fits(decision, decisions)), None))
        decisions += filter(None, answers[-1:])
    return answers


def _starts(kept: Kept, plain: str, likely: Iterable[int]) -> Iterator[int]:
    """Where the issue of a decision may start in the text, the likeliest first."""
    lead = kept.decision.issue.span.start - kept.decision.place.start
    for start in likely:
        if start >= lead and plain.startswith(kept.held, start - lead):
            yield start
    rated = ((_likeness(kept, plain, place), -place) for place in _occurrences(kept, plain))
    yield from (lead - place for score, place in sorted(rated, reverse=True) if score)  # place is negative


def _occurrences(kept: Kept, plain: str) -> Iterator[int]:
    """Where the words stand; where there are none (something is missing), what stood around the gap."""
    sought, lead = (kept.held, 0) if kept.held else (kept.before + kept.after, len(kept.before))
    place = plain.find(sought) if sought else -1
    while place >= 0:
        yield place + lead
        place = plain.find(sought, place + 1)


def _likeness(kept: Kept, plain: str, place: int) -> int:
    """How many code points are as they were; 0 if too few."""
    end = place + len(kept.held)
    before = commonprefix([kept.before[::-1], plain[max(0, place - REACH) : place][::-1]])
    after = commonprefix([kept.after, plain[end : end + REACH]])
    same = len(before) + len(kept.held) + len(after)
    all_there = len(kept.before) + len(kept.held) + len(kept.after)
    beside = any(len(part) >= min(BESIDE, len(whole)) for part, whole in ((before, kept.before), (after, kept.after)))
    return same if beside and same >= min(ENOUGH, all_there) else 0


def _shifted(decision: Decision, start: int) -> Decision:
    """The decision with its issue at another place."""
    offset = start - decision.issue.span.start
    edits = tuple(replace(edit, span=edit.span.shift(offset)) for edit in decision.edits)
    issue = replace(decision.issue, span=decision.issue.span.shift(offset))
    return replace(decision, issue=issue, edits=edits, scope=decision.scope and decision.scope.shift(offset))


def _fits(decision: Decision, others: list[Decision]) -> bool:
    """True if a decision can be made beside others: each finding is decided once, and edits do not clash."""
    if any(decision.issue.span == other.issue.span and decision.issue.code == other.issue.code for other in others):
        return False
    made = edits_of([tuple(others)])
    if decision.scope:
        scope = decision.scope
        return not any(clash(scope, edit.span) for edit in made if not scope.contains(edit.span))
    return not any(clash(one.span, other.span) for one in decision.edits for other in made)
