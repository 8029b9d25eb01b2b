"""Marked text: what people (or recipes) say is wrong, and what should stand there instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mtfix.taxonomy import Category, Severity

WORD = re.compile(r"\w+(?:['’\-]\w+)*|\S")


@dataclass(frozen=True, order=True)
class ErrorSpan:
    """text[start:end] is wrong.

    `repair` is what should stand there (None: nobody said). `weight` is how sure people are, 0-1.
    """

    start: int
    end: int
    category: Category | None = None
    severity: Severity | None = None
    repair: str | None = None
    weight: float = 1.0

    def shift(self, offset: int) -> "ErrorSpan":
        """The same span `offset` code points further right."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(frozen=True)
class MarkedText:
    """A text and its error spans, sorted."""

    text: str
    spans: tuple[ErrorSpan, ...] = ()


def join(pieces: Sequence[MarkedText], separator: str = " ") -> MarkedText:
    """Several marked texts as one."""
    text, spans = "", []
    for number, piece in enumerate(pieces):
        text += separator if number else ""
        spans += [span.shift(len(text)) for span in piece.spans]
        text += piece.text
    return MarkedText(text, tuple(spans))


def words(text: str) -> list[tuple[int, int]]:
    """The words and single marks of a text, as (start, end)."""
    return [match.span() for match in WORD.finditer(text)]
