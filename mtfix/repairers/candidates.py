"""Repairs that a detector already knew: an issue's candidates as suggestions. No model is asked."""

from collections.abc import Mapping

from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Rule

NAME = "candidates"
# How often a first candidate is right where there is an error: of 57 issues of checks on corpus/gold 19 of 23 of safe
# rules, 22 of 34 of the others. Each further one is that much rarer.
RIGHT_IF_SAFE = 0.85
RIGHT = 0.65
DECAY = 0.25


def suggestions(issue: Issue, rules: Mapping[str, Rule], segment: Segment | None = None) -> tuple[Suggestion, ...]:
    """The issue's candidates, best first. Only the first may be applied, and unasked only if its rule is safe."""
    rule = rules.get(issue.code)
    first = Applicability.SAFE if rule and rule.safe else Applicability.UNSAFE
    right = RIGHT_IF_SAFE if first is Applicability.SAFE else RIGHT
    around = segment.around(issue.span) if segment else ("", "")
    made = []
    for rank, candidate in enumerate(issue.candidates):
        confidence = issue.confidence * right * DECAY**rank
        applicability = first if rank == 0 else Applicability.DISPLAY
        suggestion = Suggestion.replacing(issue, candidate, confidence, NAME, applicability, around)
        if suggestion:
            made.append(suggestion)
    return tuple(made)
