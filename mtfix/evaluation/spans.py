"""How well predicted spans meet gold spans: by word, by code point, by hit, exactly.

Spans are half-open code point ranges; gold spans may nest. A zero-width span (an omission) touches no word.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mtfix.evaluation.counts import Counts, ratio
from mtfix.text import Span

TOKEN = re.compile(r"\w+|\S")  # words and single marks
WORD = re.compile(r"\S+")  # between white space, as MLQE's detokenised texts are labelled here


def words(text: str, pattern: re.Pattern[str] = TOKEN) -> list[Span]:
    """The places of the words of a text."""
    return [Span(*match.span()) for match in pattern.finditer(text)]


def labels(offsets: Sequence[Span], spans: Iterable[tuple[int, int]]) -> list[bool]:
    """True for each word that shares a code point with a span: the tags of WMT word-level QE (Specia et al. 2020)."""
    starts, ends = [word.start for word in offsets], [word.end for word in offsets]
    result = [False] * len(offsets)
    for start, end in spans:
        if start < end:
            for index in range(bisect_right(ends, start), bisect_left(starts, end)):
                result[index] = True
    return result


def word_values(offsets: Sequence[Span], tokens: Sequence[tuple[int, int]], values: Sequence[float]) -> list[float]:
    """For each word the highest value of the model tokens that touch it; 0 where none does. Tokens are in order."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    return [
        max(values[bisect_right(ends, word.start) : bisect_left(starts, word.end)], default=0.0) for word in offsets
    ]


def character_counts(length: int, gold: Iterable[tuple[int, int]], predicted: Iterable[tuple[int, int]]) -> Counts:
    """Counts by code point, for the F1 of the WMT 2023 QE span task (Blain et al. 2023), severities not weighed."""
    a, b = bytearray(length), bytearray(length)
    for target, spans in ((a, gold), (b, predicted)):
        for start, end in spans:
            target[start:end] = b"\x01" * (min(end, length) - start)
    tp, wrong, flagged = sum(x & y for x, y in zip(a, b, strict=True)), sum(a), sum(b)
    return Counts(tp, flagged - tp, wrong - tp, length - flagged - wrong + tp)


@dataclass(frozen=True)
class Hits:
    """Gold spans hit, gold spans, predicted spans that hit, predicted spans."""

    gold_hit: int = 0
    gold: int = 0
    predicted_hit: int = 0
    predicted: int = 0

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(*(a + b for a, b in zip(self.row, other.row, strict=True)))

    @property
    def recall(self) -> float:
        """Share of the gold spans that a predicted span overlaps."""
        return ratio(self.gold_hit, self.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted spans that overlap a gold span."""
        return ratio(self.predicted_hit, self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def row(self) -> tuple[int, int, int, int]:
        """The four counts as a bootstrap row."""
        return self.gold_hit, self.gold, self.predicted_hit, self.predicted


def span_hits(gold: Sequence[tuple[int, int]], predicted: Sequence[tuple[int, int]]) -> Hits:
    """Hits by any overlap (MUC-5, Chinchor & Sundheim 1993); an empty span is hit at its edges too."""
    wrong, flagged = [Span(*span) for span in gold], [Span(*span) for span in predicted]
    return Hits(
        sum(any(span.overlaps(other) for other in flagged) for span in wrong),
        len(wrong),
        sum(any(span.overlaps(other) for other in wrong) for span in flagged),
        len(flagged),
    )


def exact_counts(gold: Iterable[tuple[int, int]], predicted: Iterable[tuple[int, int]]) -> Counts:
    """Counts of spans with both ends right (CoNLL 2003 style); true negatives are not defined and stay 0."""
    wrong, flagged = set(map(tuple, gold)), set(map(tuple, predicted))
    both = len(wrong & flagged)
    return Counts(both, len(flagged) - both, len(wrong) - both)


def per_thousand(alarms: int, word_count: int) -> float:
    """Flags per 1,000 words of clean text."""
    return 1000 * ratio(alarms, word_count)
