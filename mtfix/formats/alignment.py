"""From markdown-it's inline tokens to pieces of the raw text. Each place is checked against it, none is guessed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from mtfix.formats.commonmark import LINES, SPAN
from mtfix.text import Kind

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLOCK_MARK = re.compile(r"\[[ xX]\]\s+|\[![A-Za-z]+\]")  # a task's box, the kind of a note
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


class Piece(NamedTuple):
    """A stretch of the raw text that shows something; what lies between two pieces of a block is markup."""

    start: int
    end: int
    kind: Kind
    plain: str


class _Line(NamedTuple):
    """A line of a block: where it begins in the block's content and in the raw text, and how long it is."""

    content: int
    raw: int
    size: int


class _Unaligned(Exception):
    """The place of a token in the raw text is not certain."""


class Source:
    """A Markdown file's raw text and the text that is parsed: the same with LF for every line end."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = _LINE_END.sub("\n", raw).replace("\0", "\ufffd")
        self._raw_starts = _line_starts(raw)
        self._starts = self._raw_starts if len(raw) == len(self.text) else _line_starts(self.text)

    def pieces(self, block: Token) -> list[Piece]:
        """The pieces of an inline block, in order. One that cannot be aligned is a single RENDERED piece."""
        if not block.content or LINES not in block.meta:
            return []
        try:
            lines = list(self._lines(block))
            pieces = _merged(_on_raw(lines, _shown(block.children or ()), block.content, self.raw))
        except _Unaligned:
            pieces = self._whole(block)
        return _without_mark(pieces)

    def _lines(self, block: Token) -> Iterator[_Line]:
        contents = block.content.split("\n")
        if len(contents) != len(block.meta[LINES]):
            raise _Unaligned
        position = 0
        for content, (line, start, end) in zip(contents, block.meta[LINES], strict=True):
            indent, inside = _fit(content, self.text[start:end])
            yield _Line(position + indent, self._to_raw(line, start + inside), len(content) - indent)
            position += len(content) + 1

    def _to_raw(self, line: int, offset: int) -> int:
        return self._raw_starts[line] + offset - self._starts[line]

    def _whole(self, block: Token) -> list[Piece]:
        """A block whose inside is uncertain, as one piece; nothing if its own place is uncertain too."""
        (first, start, _), (last, _, end) = block.meta[LINES][0], block.meta[LINES][-1]
        text = self.text[start:end]
        if first == last and block.content.strip() not in (text.strip(), text.replace("\\|", "|").strip()):
            return []  # only a table's cell reads differently: its escaped pipes
        begin, stop = self._to_raw(first, start), self._to_raw(last, end)
        begin += len(text) - len(text.lstrip())
        stop -= len(text) - len(text.rstrip())
        plain = "".join(plain for _, _, _, plain in _shown(block.children or (), strict=False)).strip()
        return [Piece(begin, stop, Kind.RENDERED, plain)] if plain and begin < stop else []


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def _fit(content: str, text: str) -> tuple[int, int]:
    """How far the content of a line and the line itself are indented, if the one is the other but for outer space."""
    for blank in (" \t", None):
        core, line = content.lstrip(blank), text.lstrip(blank)
        if line.startswith(core) and not line[len(core) :].strip():
            return len(content) - len(core), len(text) - len(line)
    raise _Unaligned


def _shown(tokens: Iterable[Token], base: int = 0, *, strict: bool = True) -> Iterator[tuple[int, int, Kind, str]]:
    """What tokens show: start and end in the block's content, kind and text."""
    for token in tokens:
        span = token.meta.get(SPAN)
        plain = _BREAKS.get(token.type, "\n" if _is_break_tag(token) else token.content)
        if token.type == "image":
            yield from _shown(token.children or (), base + span[0] + 2 if span else 0, strict=strict)
        elif plain and (token.type in ("text", "text_special", "code_inline", *_BREAKS) or _is_break_tag(token)):
            if span is None and strict:
                raise _Unaligned
            start, end = span or (0, 0)
            literal = token.type == "text" and end - start == len(plain)
            yield start + base, end + base, Kind.TEXT if literal else Kind.RENDERED, plain


def _is_break_tag(token: Token) -> bool:
    return token.type == "html_inline" and bool(_BREAK_TAG.match(token.content))


def _on_raw(
    lines: Sequence[_Line], shown: Iterable[tuple[int, int, Kind, str]], content: str, raw: str
) -> Iterator[Piece]:
    """The same in the raw text; text must read there as it does in the content."""
    starts = [line.content for line in lines]
    previous = 0
    for start, end, kind, plain in shown:
        piece = Piece(_place(lines, starts, start), _place(lines, starts, end), kind, plain)
        if piece.start < previous or piece.start >= piece.end:
            raise _Unaligned
        if kind is Kind.TEXT and raw[piece.start : piece.end] != plain:
            raise _Unaligned
        previous = piece.end
        yield piece


def _place(lines: Sequence[_Line], starts: Sequence[int], offset: int) -> int:
    line = lines[max(bisect_right(starts, offset) - 1, 0)]
    if not 0 <= offset - line.content <= line.size:
        raise _Unaligned
    return line.raw + offset - line.content


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring text as one piece, so that an edit may cross an asterisk that is no markup."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if last and last.kind is piece.kind is Kind.TEXT and last.end == piece.start:
            result[-1] = Piece(last.start, piece.end, Kind.TEXT, last.plain + piece.plain)
        else:
            result.append(piece)
    return result


def _without_mark(pieces: list[Piece]) -> list[Piece]:
    """Leave out a task's box or a note's kind, which GitHub's Markdown knows as markup."""
    if not pieces or pieces[0].kind is not Kind.TEXT or not (mark := _BLOCK_MARK.match(pieces[0].plain)):
        return pieces
    first = pieces[0]
    rest = Piece(first.start + mark.end(), first.end, Kind.TEXT, first.plain[mark.end() :])
    return [rest, *pieces[1:]] if rest.plain else pieces[1:]
