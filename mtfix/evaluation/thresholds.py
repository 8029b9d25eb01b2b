"""Thresholds chosen on one half of the documents and applied to the other: no number is picked on its own data."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mtfix.evaluation.counts import Counts

Metric = Literal["f1", "mcc"]


@dataclass(frozen=True)
class Scored:
    """The words of one document: probability of an error, and whether people marked one."""

    document: str
    probabilities: tuple[float, ...]
    gold: tuple[bool, ...]

    def counts(self, threshold: float) -> Counts:
        """The confusion matrix when words at or above the threshold are flagged."""
        tp = fp = fn = 0
        for probability, wrong in zip(self.probabilities, self.gold, strict=True):
            if probability >= threshold:
                tp, fp = tp + wrong, fp + (not wrong)
            else:
                fn += wrong
        return Counts(tp, fp, fn, len(self.gold) - tp - fp - fn)


@dataclass(frozen=True)
class CrossFit:
    """The two thresholds and, document by document, the counts under the threshold of the other half."""

    thresholds: tuple[float, float]
    documents: tuple[str, ...]
    counts: tuple[Counts, ...]

    @property
    def total(self) -> Counts:
        """All documents together."""
        return sum(self.counts, Counts())


def best_threshold(probabilities: Sequence[float], gold: Sequence[bool], metric: Metric) -> float:
    """The probability at or above which flagging gives the best F1 or MCC; the higher one of equals; 1 without data."""
    import numpy as np

    if not len(probabilities):
        return 1.0
    order = np.argsort(-np.asarray(probabilities, dtype=float), kind="stable")
    p, y = np.asarray(probabilities, dtype=float)[order], np.asarray(gold, dtype=float)[order]
    last = np.append(p[1:] != p[:-1], True)  # a threshold takes all words of one probability
    tp = np.cumsum(y)[last]
    flagged = (np.arange(len(p)) + 1.0)[last]
    wrong, n = y.sum(), float(len(p))
    if metric == "f1":
        score = 2 * tp / (flagged + wrong) if wrong else np.zeros_like(tp)
    else:
        margins = np.sqrt(flagged * wrong * (n - flagged) * (n - wrong))
        score = np.divide(tp * n - flagged * wrong, margins, out=np.zeros_like(tp), where=margins > 0)
    return float(p[last][int(np.argmax(score))])


def halves(documents: Sequence[str]) -> dict[str, int]:
    """Each document's half, 0 or 1: dealt in turn in the order of a hash, so both are even and no order matters."""
    ordered = sorted(set(documents), key=lambda name: hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest())
    return {name: index % 2 for index, name in enumerate(ordered)}


def cross_fit(scored: Sequence[Scored], metric: Metric) -> CrossFit:
    """Two-fold cross-fitting by document (Stone 1974): records of one document stay in one half."""
    half = halves([item.document for item in scored])
    chosen = [
        best_threshold(
            [p for item in scored if half[item.document] == side for p in item.probabilities],
            [g for item in scored if half[item.document] == side for g in item.gold],
            metric,
        )
        for side in (0, 1)
    ]
    by_document: dict[str, Counts] = {}
    for item in scored:
        counted = item.counts(chosen[1 - half[item.document]])
        by_document[item.document] = by_document.get(item.document, Counts()) + counted
    return CrossFit((chosen[0], chosen[1]), tuple(by_document), tuple(by_document.values()))
