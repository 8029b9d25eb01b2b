"""CommonMark with tables, strikethrough and footnotes: what a reader sees is text, all else is markup never touched.

In the plain text blocks are set apart by blank lines, and a line end inside a paragraph is a space. Entities, escapes,
code, autolinks and line ends read differently from how they are written, so they are shown but never edited.
"""

import re
from collections.abc import Iterator, Sequence

from mtfix.formats.alignment import Piece, Source
from mtfix.formats.commonmark import inline_blocks
from mtfix.text import AnnotatedText, Part

# the first line must look like a key, lest a text between two rules (---) goes unread
_FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?=#|\[|---|\+\+\+|[\w\"'$][\w .$\"'-]*[ \t]*[:=])"
    r"(?s:.*?)(?<=[\r\n])(?:\1|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
_LINE_END = re.compile(r"\r\n|\n|\r")


class Markdown:
    """Markdown files. HTML comments are markup like all HTML."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".markdown", ".md", ".mdown", ".mkd")

    def parse(self, raw: str) -> AnnotatedText:
        """Text, markup and rendered parts; their raw joined is the file."""
        body = int(raw.startswith("\ufeff"))
        if front := _FRONT_MATTER.match(raw, body):
            body = front.end()
        parts = [Part.markup(raw[:body])] if body else []
        source = Source(raw[body:])
        position = 0
        for block in inline_blocks(source.text):
            pieces = source.pieces(block)
            if not pieces or pieces[0].start < position:
                continue  # nothing to read, or not to be placed with certainty: it stays markup
            parts.extend(_gap(source.raw[position : pieces[0].start], begun=position > 0))
            parts.extend(_parts(source.raw, pieces))
            position = pieces[-1].end
        if position < len(source.raw):
            parts.append(Part.markup(source.raw[position:]))
        return AnnotatedText(tuple(parts))


def _parts(raw: str, pieces: Sequence[Piece]) -> Iterator[Part]:
    """The pieces of one block and the markup between them."""
    position = pieces[0].start
    for piece in pieces:
        if piece.start > position:
            yield Part.markup(raw[position : piece.start])
        yield Part(piece.kind, raw[piece.start : piece.end], piece.plain)
        position = piece.end


def _gap(raw: str, *, begun: bool) -> Iterator[Part]:
    """What lies before a block: markup, and once the text has begun a line end in it that reads as a blank line."""
    line_end = _LINE_END.search(raw)
    start, end = line_end.span() if line_end else (0, len(raw))
    if not begun:
        start = end = 0
    if start:
        yield Part.markup(raw[:start])
    if end:
        yield Part.rendered(raw[start:end], "\n\n")
    if end < len(raw):
        yield Part.markup(raw[end:])
