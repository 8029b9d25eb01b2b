"""Placeholders and tags that a translation took over from its source: they are no text and are never edited.

One that the source does not have stays as it is written, so that the checks can say that it leaked.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from mtfix.formats.splitting import OBJECT, Piece
from mtfix.text import Kind

_TAKEN_OVER = re.compile(
    r"(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<entity>&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]\w*);)"
    r"|(?P<format>%(?:\d+\$)?(?:\([^()\s]+\))?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh?|ll?|[Lqjzt])?[a-zA-Z@]"
    r"|%%|%L?\d{1,2}|%\{\w+\}|%\w+%"
    r"|\{\{ ?[\w.|:-]+ ?\}\}|\$?\{[\w.:!\[\]-]*\})"
)
_BREAK = re.compile(r"<br\b|\\n$", re.IGNORECASE)


def shielded(pieces: Iterable[Piece], source: str) -> Iterator[Piece]:
    """The pieces of a translation, with what it took over from the source shown as an object, or not at all."""
    pieces = list(pieces)
    plain = "".join(piece.plain for piece in pieces)
    found = [
        (match.start(), match.end(), read) for match in _TAKEN_OVER.finditer(plain) if (read := _read(match, source))
    ]
    return _replaced(pieces, found)


def _read(match: re.Match[str], source: str) -> tuple[str, ...]:
    """How it reads, in a tuple; an empty one if it stays as it is."""
    if match["format"]:
        return (("%" if match[0] == "%%" else OBJECT) if match[0] in source else match[0],)
    if match[0] not in source:
        return ()
    return (html.unescape(match[0]) if match["entity"] else code(match[0]),)


def code(native: str) -> str:
    """How a tag of another file's language reads in a sentence: a line break as one, all others as nothing."""
    return "\n" if _BREAK.match(native) else ""


def _replaced(pieces: Sequence[Piece], found: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[Piece]:
    """The pieces with stretches of their joined plain text read differently."""
    waiting = list(reversed(found))
    starts = accumulate((len(piece.plain) for piece in pieces), initial=0)
    begun: int | None = None  # where in the raw text a stretch began that this piece goes on with
    for piece, offset in zip(pieces, starts, strict=False):
        done, end = 0, len(piece.plain)
        while waiting and waiting[-1][0] - offset < end:
            start, stop, (plain,) = waiting[-1]
            first, last = max(start - offset, 0), stop - offset
            if begun is None:
                yield from _part(piece, done, first)
                begun = _raw(piece, first, piece.start)
            if last > end:
                done = end
                break
            waiting.pop()
            yield Piece(begun, _raw(piece, last, piece.end), Kind.RENDERED, plain)
            begun, done = None, last
        yield from _part(piece, done, end)


def _part(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    if start == 0 and end == len(piece.plain):
        yield piece
    elif start < end and piece.kind is Kind.TEXT:
        yield Piece(piece.start + start, piece.start + end, Kind.TEXT, piece.plain[start:end])


def _raw(piece: Piece, offset: int, outside: int) -> int:
    """Where in the raw text an offset of the piece stands; what is rendered is taken whole."""
    return piece.start + offset if piece.kind is Kind.TEXT else outside
