"""Repairs that a detector already knew: an issue's candidates as suggestions. No model is asked."""

from collections.abc import Mapping

from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Rule

NAME = "candidates"
# Each further candidate is taken to be right half as often as the one before it.
DECAY = 0.5


def suggestions(issue: Issue, rules: Mapping[str, Rule], segment: Segment | None = None) -> tuple[Suggestion, ...]:
    """The issue's candidates, best first. Only the first may be applied, and unasked only if its rule is safe."""
    rule = rules.get(issue.code)
    first = Applicability.SAFE if rule and rule.safe else Applicability.UNSAFE
    around = segment.around(issue.span) if segment else ("", "")
    made = []
    for rank, candidate in enumerate(issue.candidates):
        confidence = issue.confidence * DECAY**rank
        applicability = first if rank == 0 else Applicability.DISPLAY
        suggestion = Suggestion.replacing(issue, candidate, confidence, NAME, applicability, around)
        if suggestion:
            made.append(suggestion)
    return tuple(made)
