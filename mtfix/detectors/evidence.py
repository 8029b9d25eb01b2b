"""What the whole document says of each issue: the same flag weighs more in a text that is garbled throughout.

The tagger reads one window at a time, and its confidence is the probability of an error in a machine-translated text.
Evidence is the probability that the document is one; an error that the tagger sees is real if both are true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Any

from mtfix.detectors.runner import Found
from mtfix.issue import Issue
from mtfix.protocols import ScoringDetector

_SUREST = 0.99  # no single segment may speak for more than log-odds of 4.6


@dataclass(frozen=True)
class Evidence:
    """Logistic regression on a document's segments, fitted in training.calibration and kept in the tagger's card.

    `mean` weighs the mean log-odds of the segments being garbled, `checks` the hits of other detectors for each
    segment. Both means are shrunk: `prior` segments of even odds and without hits are added, so that a short text
    says little. `floor` is the confidence below which an issue is not reported.
    """

    intercept: float
    mean: float
    checks: float
    prior: float
    floor: float

    @classmethod
    def of(cls, card: Mapping[str, Any], floor: float) -> "Evidence | None":
        """What a model.json says of evidence, or None: such a tagger's confidence stands as it is."""
        found = card.get("evidence")
        return cls(**found, floor=floor) if found else None

    def probability(self, scores: Sequence[float], hits: int) -> float:
        """The probability that a text is machine-translated, from its segments' scores and other detectors' hits."""
        size = len(scores) + self.prior
        mean, rate = sum(map(log_odds, scores)) / size, hits / size
        return 1 / (1 + exp(-(self.intercept + self.mean * mean + self.checks * rate)))


def weighed(found: Found, tagger: ScoringDetector | None) -> list[Issue]:
    """The issues, those of the tagger at what they are worth in this document; they may fall below its floor."""
    evidence: Evidence | None = getattr(tagger, "evidence", None)
    if evidence is None or tagger is None:
        return found.issues
    others = sum(issue.detector != tagger.name for issue in found.issues)
    share = evidence.probability([score for score in found.scores if score is not None], others)
    issues = (
        replace(issue, confidence=issue.confidence * share) if issue.detector == tagger.name else issue
        for issue in found.issues
    )
    return [issue for issue in issues if issue.detector != tagger.name or issue.confidence >= evidence.floor]


def log_odds(score: float) -> float:
    """Log-odds of a probability, bounded."""
    score = min(max(score, 1 - _SUREST), _SUREST)
    return log(score / (1 - score))
