"""Do confidences mean what they say? Expected calibration error, reliability table, Brier score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mtfix.evaluation.counts import ratio

BINS = 15


@dataclass(frozen=True)
class Bin:
    """One line of a reliability table: confidences in (low, high] (0 belongs to the first bin)."""

    low: float
    high: float
    count: int
    confidence: float  # the mean of the bin; 0 where it is empty
    accuracy: float  # the share that came true


def bin_sums(confidences: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> list[tuple[int, float, int]]:
    """For each equal-width bin: how many, sum of confidences, how many came true. These add up over documents."""
    sums = [(0, 0.0, 0)] * bins
    for confidence, outcome in zip(confidences, outcomes, strict=True):
        if not 0 <= confidence <= 1:
            raise ValueError(f"confidence {confidence} is no probability")
        # the bins are open on the left: 1/15 falls in the first, and rounding of 15 * p must not move it
        index = min(max(math.ceil(round(confidence * bins, 9)) - 1, 0), bins - 1)
        n, mass, true = sums[index]
        sums[index] = (n + 1, mass + confidence, true + bool(outcome))
    return sums


def reliability(confidences: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """The reliability table (Murphy & Winkler 1977; equal-width bins as in Guo et al. 2017)."""
    return [
        Bin(index / bins, (index + 1) / bins, n, ratio(mass, n), ratio(true, n))
        for index, (n, mass, true) in enumerate(bin_sums(confidences, outcomes, bins))
    ]


def ece(confidences: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> float:
    """Expected calibration error with equal-width bins (Naeini et al. 2015; 15 bins as in Guo et al. 2017)."""
    return ece_of_sums(bin_sums(confidences, outcomes, bins))


def ece_of_sums(sums: Sequence[tuple[float, float, float]]) -> float:
    """The same from (how many, sum of confidences, how many came true) a bin."""
    return ratio(sum(abs(true - mass) for _, mass, true in sums), sum(n for n, _, _ in sums))


def brier(confidences: Sequence[float], outcomes: Sequence[bool]) -> float:
    """Mean squared distance of confidence and outcome (Brier 1950)."""
    pairs = zip(confidences, outcomes, strict=True)
    return ratio(sum((p - bool(o)) ** 2 for p, o in pairs), len(confidences))


def reliability_lines(table: Sequence[Bin]) -> list[str]:
    """The table in text, empty bins left out."""
    return [
        f"({b.low:.2f}, {b.high:.2f}]  n {b.count:5d}  said {b.confidence:.3f}  was {b.accuracy:.3f}"
        for b in table
        if b.count
    ]
