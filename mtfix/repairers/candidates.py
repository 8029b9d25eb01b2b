"""Repairs that a detector already knew: an issue's candidates as suggestions. No model is asked."""

from collections.abc import Mapping, Sequence
from math import exp

from mtfix.issue import Issue
from mtfix.protocols import FOREIGN
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Category, Rule

NAME = "candidates"
# How often a first candidate is right where there is an error: of 57 issues of checks on corpus/gold 19 of 23 of safe
# rules, 22 of 34 of the others. Each further one is that much rarer.
RIGHT_IF_SAFE = 0.85
RIGHT = 0.65
DECAY = 0.25
# LanguageTool's, of its hits on errors in corpus/gold and the dev sets of MLQE-PE: 29 of 74; but of 501 misspellings 43
# (40 by its own order, 40 by the model's alone): what machine translation misspells is rarely an English word.
RIGHT_IF_FOREIGN = 0.4
RIGHT_IF_MISSPELT = 0.09
LIKELY = 0.5  # an issue of LanguageTool that is less sure is not repaired even with --unsafe-fixes
TRUST = 0.5  # how much less each further of its candidates is trusted before the model has judged them


def suggestions(
    issue: Issue, rules: Mapping[str, Rule], segment: Segment | None = None, liked: Sequence[float] = ()
) -> tuple[Suggestion, ...]:
    """The issue's candidates, best first. Only the first may be applied, and unasked only if its rule is safe.

    `liked` are a model's log-probabilities of the candidates, where their own order is not to be trusted.
    """
    rule = rules.get(issue.code)
    first, right = _worth(issue, rule)
    around = segment.around(issue.span) if segment else ("", "")
    made = []
    for rank, (candidate, share) in enumerate(_ranked(issue.candidates, liked)):
        confidence = issue.confidence * right * share
        applicability = first if rank == 0 else Applicability.DISPLAY
        suggestion = Suggestion.replacing(issue, candidate, confidence, NAME, applicability, around)
        if suggestion:
            made.append(suggestion)
    return tuple(made)


def _worth(issue: Issue, rule: Rule | None) -> tuple[Applicability, float]:
    """How far the first candidate may go, and how often it is right where there is an error."""
    if issue.code.startswith(FOREIGN):
        if issue.category is Category.SPELLING:
            return Applicability.DISPLAY, RIGHT_IF_MISSPELT
        return Applicability.UNSAFE if issue.confidence >= LIKELY else Applicability.DISPLAY, RIGHT_IF_FOREIGN
    if rule and rule.safe:
        return Applicability.SAFE, RIGHT_IF_SAFE
    return Applicability.DISPLAY if rule and rule.guess else Applicability.UNSAFE, RIGHT


def _ranked(found: Sequence[str], liked: Sequence[float]) -> list[tuple[str, float]]:
    """The candidates, best first, each with its share of the first one's chance."""
    if not liked:
        return [(candidate, DECAY**rank) for rank, candidate in enumerate(found)]
    weights = [exp(value - max(liked)) * TRUST**rank for rank, value in enumerate(liked)]
    return sorted(zip(found, (w / sum(weights) for w in weights), strict=True), key=lambda item: -item[1])
