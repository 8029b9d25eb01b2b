"""From the units of a file (a paragraph, a cell, a message) to its parts. What no piece of a unit holds is markup."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mtfix.errors import InputError
from mtfix.text import PARAGRAPH_END, AnnotatedText, Kind, Part, Span

LINE_FEED = re.compile(r"\n")
OBJECT = "{}"  # what a placeholder reads as: no check and no tagger takes offence at it

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK = f" \t\n\r\u00a0{OBJECT}"


class Piece(NamedTuple):
    """A stretch of the raw text that shows something; what lies between two pieces is markup."""

    start: int
    end: int
    kind: Kind
    plain: str


@dataclass(frozen=True)
class Unit:
    """A place in the raw text whose pieces are read together, and the text that it was translated from, if known.

    `lead` is how the markup between the unit before and this one reads.
    """

    span: Span
    pieces: tuple[Piece, ...]
    source: str = ""
    lead: str = PARAGRAPH_END

    @property
    def shows_text(self) -> bool:
        """True if there is something to read."""
        return any(piece.plain.strip(_BLANK) for piece in self.pieces)


def cut(raw: str, start: int, end: int, special: re.Pattern[str], shown: Callable[[str], str]) -> Iterator[Piece]:
    """The text from start to end. What `special` matches reads as `shown` says: as itself it is text, too."""
    position = start
    for match in special.finditer(raw, start, end):
        if (plain := shown(match[0])) == match[0]:
            continue
        if match.start() > position:
            yield Piece(position, match.start(), Kind.TEXT, raw[position : match.start()])
        yield Piece(*match.span(), Kind.RENDERED, plain)
        position = match.end()
    if position < end:
        yield Piece(position, end, Kind.TEXT, raw[position:end])


def annotated(
    raw: str, units: Iterable[Unit], *, crossable: bool = False, escape: Callable[[str], str] = str
) -> AnnotatedText:
    """The annotated text of a file whose units are given in order; those that show nothing are markup."""
    kept = [unit for unit in units if unit.shows_text]
    parts: list[Part] = []
    position = 0
    for unit in kept:
        lead = unit.lead if parts and position else ""
        for start, end, kind, plain in unit.pieces:
            parts.extend(_gap(raw[position:start], lead))
            if parts and parts[-1].kind is kind is Kind.TEXT:
                plain = parts.pop().plain + plain
                start -= len(plain) - (end - start)
            parts.append(Part(kind, raw[start:end], plain))
            position, lead = end, ""
    parts.extend(_gap(raw[position:], ""))
    sources = tuple((unit.span, unit.source) for unit in kept if unit.source)
    return AnnotatedText(tuple(parts), crossable, escape, sources)


def _gap(raw: str, lead: str) -> Iterator[Part]:
    """Markup; if it reads as something, its first line end does, or its first character where there is none."""
    line_end = _LINE_END.search(raw) if lead else None
    start, end = line_end.span() if line_end else (0, min(len(lead), 1))
    if start:
        yield Part.markup(raw[:start])
    if lead:
        yield Part.rendered(raw[start:end], lead)
    if end < len(raw):
        yield Part.markup(raw[end:])


def touched(spans: Sequence[Span], edits: Iterable[tuple[Span, str]]) -> list[int]:
    """Which of the spans (in order, apart) hold an edit."""
    starts = [span.start for span in spans]
    found = ((bisect_right(starts, place.start) - 1, place) for place, _ in edits)
    return sorted({index for index, place in found if index >= 0 and spans[index].contains(place)})


def read(unit: Unit, place: Span) -> str:
    """What the pieces of a unit show of a range of the raw text."""
    shown = []
    for start, end, kind, plain in unit.pieces:
        if start < place.end and place.start < end:
            clip = slice(max(place.start - start, 0), place.end - start) if kind is Kind.TEXT else slice(None)
            shown.append(plain[clip])
    return "".join(shown)


def malformed(line: int, problem: str, hint: str = "") -> InputError:
    """The error about a file that breaks its format's rules."""
    return InputError("E005", f"line {line}: {problem}", hint=hint)


def line_of(raw: str, offset: int) -> int:
    """The number of the line an offset stands in, from 1; CR, LF and CRLF end lines."""
    return 1 + sum(1 for _ in _LINE_END.finditer(raw, 0, offset))
