"""What the rest of the document says of each issue of the tagger: the same flag weighs more in a garbled text.

The tagger reads one window at a time, and says the bare probability of the surest word. How often that is an error
depends on the document: on how its other segments read, and on what other detectors found there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import exp, log
from typing import Any, NamedTuple

from mtfix.detectors.attested import AttestedWords
from mtfix.detectors.runner import Found
from mtfix.issue import Issue
from mtfix.protocols import ScoringDetector
from mtfix.runtime.card import Calibrator
from mtfix.segment import Segment

_NAME = re.compile(r"\W*[^\W\d_]*[A-Z]")
_HALVINGS = 20
_SUREST = 0.99  # no single segment or word may speak for more than log-odds of 4.6


class Around(NamedTuple):
    """What surrounds an issue: the other segments' mean log-odds and share of hits, and whether its own has a hit."""

    mean: float
    checks: float
    own: float


@dataclass(frozen=True)
class Surroundings:
    """A document's segments: how garbled each is, and whether another detector found something in it.

    Means are shrunk by `prior` further segments without hits and of log-odds `centre`: a short text says little.
    """

    odds: Sequence[float]
    hits: Sequence[bool]
    prior: float
    centre: float

    @classmethod
    def of(cls, found: Found, segments: Sequence[Segment], tagger: str, prior: float, centre: float) -> "Surroundings":
        """What was found in a document; `tagger` is the name of the detector that gave the scores."""
        hits = [False] * len(segments)
        for issue, home in homes(found.issues, segments):
            hits[home] = hits[home] or issue.detector != tagger
        return cls([log_odds(score or 0.0) for score in found.scores], hits, prior, centre)

    def around(self, homes: Sequence[int]) -> list[Around]:
        """What surrounds issues in the segments of those numbers."""
        others = len(self.odds) - 1 + self.prior
        odds, hits = sum(self.odds) - self.centre * len(self.odds), sum(self.hits)
        return [
            Around(
                (odds - self.odds[home] + self.centre) / others,
                (hits - self.hits[home]) / others,
                float(self.hits[home]),
            )
            for home in homes
        ]


@dataclass(frozen=True)
class Evidence:
    """Logistic regression and calibration, fitted in training.calibration and kept in the tagger's card.

    `most_mean` and `most_checks` bound what surrounds an issue to what calibration saw often enough: in a wholly
    garbled text not every word is an error. `floor` is the confidence below which an issue is not reported.
    """

    intercept: float
    peak: float
    mean: float
    checks: float
    own: float
    prior: float
    centre: float
    most_mean: float
    most_checks: float
    calibrator: Calibrator
    floor: float

    @classmethod
    def of(cls, card: Mapping[str, Any], calibrator: Calibrator, floor: float) -> "Evidence | None":
        """What a model.json says of evidence, or None: such a tagger's confidence does not look at the document."""
        found = card.get("evidence")
        return cls(**found, calibrator=calibrator, floor=floor) if found else None

    def confidence(self, peak: float, around: Around) -> float:
        """The calibrated probability that an issue is an error, from its surest word and what surrounds it."""
        mean, checks = min(around.mean, self.most_mean), min(around.checks, self.most_checks)
        document = self.mean * mean + self.checks * checks + self.own * around.own
        return self.calibrator(1 / (1 + exp(-(self.intercept + self.peak * log_odds(peak) + document))))

    @cached_property
    def least_peak(self) -> float:
        """A probability below which no issue can reach the floor, whatever surrounds it; so it need not be kept."""
        most = Around(self.most_mean, self.most_checks, 1.0)
        low, high = 0.0, 1.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (low, middle) if self.confidence(middle, most) >= self.floor else (middle, high)
        return low


def weighed(found: Found, tagger: ScoringDetector | None, segments: Sequence[Segment]) -> list[Issue]:
    """The issues, those of the tagger at what they are worth in this document; they may fall below its floor.

    What the tagger says of a name that the document has again and again is worth nothing: it knows few names.
    """
    evidence: Evidence | None = getattr(tagger, "evidence", None)
    if evidence is None or tagger is None:
        return found.issues
    surroundings = Surroundings.of(found, segments, tagger.name, evidence.prior, evidence.centre)
    placed = list(homes(found.issues, segments))
    names = cache(lambda: AttestedWords(segments))

    def kept() -> Iterator[Issue]:
        for (issue, _), around in zip(placed, surroundings.around([home for _, home in placed]), strict=True):
            if issue.detector != tagger.name:
                yield issue
                continue
            confidence = evidence.confidence(issue.confidence, around)
            repeated = confidence >= evidence.floor and _NAME.match(issue.text) and names().names_again(issue.text)
            if confidence >= evidence.floor and not repeated:
                yield replace(issue, confidence=confidence)

    return list(kept())


def homes(issues: Iterable[Issue], segments: Sequence[Segment]) -> Iterator[tuple[Issue, int]]:
    """Each issue with the number of the segment in which it begins."""
    starts = [segment.span.start for segment in segments]
    return ((issue, max(bisect_right(starts, issue.span.start) - 1, 0)) for issue in issues)


def log_odds(score: float) -> float:
    """Log-odds of a probability, bounded."""
    score = min(max(score, 1 - _SUREST), _SUREST)
    return log(score / (1 - score))
