"""What is written beside the text of an XML file: changes to it, and cuts where a comment begins or ends."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mtfix.formats.office.pieces import ASIDE, MEMBER, Piece
from mtfix.text import Kind, Span


class Change(NamedTuple):
    """Text to be struck out, and what is to be put in, escaped; inside one TEXT part."""

    place: Span
    replacement: str

    @property
    def order(self) -> tuple[int, int]:
        """Where it comes among marks."""
        return self.place.start, 1


class Cut(NamedTuple):
    """XML to be put in beside the text, where a comment `opens` or closes."""

    place: Span
    xml: str
    opens: bool

    @property
    def order(self) -> tuple[int, int]:
        """What closes comes before what opens, and both before a change."""
        return self.place.start, 0 if self.opens else -1


Mark = Change | Cut


class Anchor(NamedTuple):
    """Where a comment belongs: the number of the XML file, if in a note or box inside its text, and the place."""

    file: int
    aside: bool
    place: Span


def within(marks: Sequence[Mark], span: Span) -> list[Mark]:
    """The marks, which are in order, that begin inside a span or at its edges."""
    first = bisect_left(marks, span.start, key=lambda mark: mark.place.start)
    last = bisect_right(marks, span.end, key=lambda mark: mark.place.start)
    return list(marks[first:last])


class Places:
    """Where a document's raw text stands: in which file, and there at which code point."""

    def __init__(self, files: Iterable[Sequence[Piece]]) -> None:
        self._starts: list[int] = []
        self._shown: list[tuple[int, bool, Piece]] = []
        offset = 0
        for number, pieces in enumerate(files):
            aside = False
            for piece in pieces:
                aside = aside or piece.part.raw == ASIDE
                if piece.part.plain:
                    self._starts.append(offset)
                    self._shown.append((number, aside, piece))
                offset += len(piece.part.raw)
            offset += len(MEMBER)

    def changes(self, edits: Iterable[tuple[Span, str]]) -> Iterator[tuple[int, Change]]:
        """The edits with the numbers of their files, as changes of whole words: an editor reads no letters.

        Raises ValueError if an edit is not to one TEXT part.
        """
        ordered = sorted(edits)
        free = 0  # where the last change ended
        for (span, new), (following, _) in pairwise([*ordered, (Span(sys.maxsize, sys.maxsize), "")]):
            number, begin, piece = self._text(span)
            raw, first, last = piece.part.raw, span.start - begin, span.end - begin
            start, end = first, last
            if _in_word(raw[first:last][:1]) or _in_word(new[:1]):
                while start > max(free - begin, 0) and _in_word(raw[start - 1]):
                    start -= 1
            if _in_word(raw[first:last][-1:]) or _in_word(new[-1:]):
                while end < min(following.start - begin, len(raw)) and _in_word(raw[end]):
                    end += 1
            free = begin + end
            yield number, Change(Span(start, end).shift(piece.place), raw[start:first] + new + raw[last:end])

    def _text(self, span: Span) -> tuple[int, int, Piece]:
        """The TEXT part that a span lies in: the number of its file, and where it begins in the raw text."""
        index = bisect_right(self._starts, span.start) - 1
        for start, (number, _, piece) in ((self._starts[i], self._shown[i]) for i in (index, index - 1)):
            # what is put in between two parts may belong to the first
            if piece.part.kind is Kind.TEXT and start <= span.start and span.end <= start + len(piece.part.raw):
                return number, start, piece
        raise ValueError(f"an edit at {span.start} is to no text")

    def anchor(self, span: Span) -> Anchor:
        """Where a span of the raw text is shown, at least one character; what runs into another file is cut off."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = max(bisect_left(self._starts, span.end) - 1, first)
        number, aside, piece = self._shown[first]
        if self._shown[last][:2] != (number, aside):
            last = first
        start, end = self._at(first, span.start, end=False), self._at(last, span.end, end=True)
        if start >= end:
            start = max(piece.place, start - 1)
            end = max(end, start + 1)
        return Anchor(number, aside, Span(start, end))

    def _at(self, index: int, offset: int, *, end: bool) -> int:
        piece = self._shown[index][2]
        size = len(piece.part.raw)
        if piece.part.kind is not Kind.TEXT:
            return piece.place + size * end
        return piece.place + min(max(offset - self._starts[index], 0), size)


def _in_word(character: str) -> bool:
    return character.isalnum() or character in ("'", "’")
