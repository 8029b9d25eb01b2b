"""Counts of a binary decision and what is computed from them. Counts of parts add up to the counts of the whole."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """A confusion matrix: true positives, false positives, false negatives, true negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn)

    @property
    def precision(self) -> float:
        """Share of the flagged that is wrong indeed; 0 if nothing is flagged."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of the wrong that is flagged; 0 if nothing is wrong."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen 1979); 0 if nothing is wrong and nothing flagged."""
        return ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def mcc(self) -> float:
        """Matthews correlation (Matthews 1975), the ranking measure of WMT word-level QE; 0 if a margin is empty."""
        margins = (self.tp + self.fp) * (self.tp + self.fn) * (self.tn + self.fp) * (self.tn + self.fn)
        return ratio(self.tp * self.tn - self.fp * self.fn, math.sqrt(margins))

    @property
    def row(self) -> tuple[int, int, int, int]:
        """The four counts as a bootstrap row."""
        return self.tp, self.fp, self.fn, self.tn


def ratio(part: float, whole: float) -> float:
    """part / whole, and 0 where there is no whole."""
    return part / whole if whole else 0.0


def count(gold: Sequence[bool], predicted: Sequence[bool]) -> Counts:
    """The confusion matrix of two label sequences of one length."""
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold labels, {len(predicted)} predicted")
    tp = sum(1 for g, p in zip(gold, predicted, strict=True) if g and p)
    flagged, wrong = sum(map(bool, predicted)), sum(map(bool, gold))
    return Counts(tp, flagged - tp, wrong - tp, len(gold) - flagged - wrong + tp)


def total(parts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return sum(parts, Counts())
