"""HTML: what a reader sees is text, with alt and title attributes; scripts, styles, code and all tags are markup.

Block elements are paragraphs of the plain text; inline tags show nothing. White space reads as one space, entities
as what they stand for. An alt or title text inside a sentence reads in parentheses.
"""

import html
import re
from collections.abc import Iterator

from mtfix.formats.html_events import EMPTY, END, START, TEXT, Event, attributes, events
from mtfix.formats.splitting import Piece, Unit, annotated, cut
from mtfix.text import AnnotatedText, Kind, Span

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu nav object ol optgroup "
    "option p pre search section select summary table tbody td textarea tfoot th thead title tr ul".split()
)
_HIDDEN = frozenset("iframe math noembed noframes pre script style svg template textarea xmp".split())
_SHOWN = frozenset("code kbd samp var".split())  # read, for the sentence needs them, but never edited
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_READ_ATTRIBUTES = ("alt", "title")

_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPECIAL = re.compile(r"[ \t\n\r\f]+|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")


class Html:
    """HTML and XHTML, whole pages or fragments; broken nesting is no error, as in a browser."""

    name = "html"
    suffixes: tuple[str, ...] = (".htm", ".html", ".xhtml")

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 on a declaration that no parser knows."""
        return annotated(raw, _Reader(raw).units(), escape=_escape)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _shown(special: str) -> str:
    return html.unescape(special) if special.startswith("&") else " "


class _Reader:
    """Goes through a file once; a unit is a paragraph, or an attribute that stands outside of one."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._pieces: list[Piece] = []
        self._after_space = True
        self._inside = ""  # the outermost element whose text is not edited
        self._depth = 0  # how often it is open
        self._hidden = False  # its text is not even read

    def units(self) -> Iterator[Unit]:
        """The units in order."""
        for event in events(self._raw):
            if event.what == TEXT:
                self._text(event)
            if event.what not in (START, END, EMPTY):
                continue
            if event.name in _BLOCKS:
                yield from self._paragraph()
            if event.what != END and not self._inside and not self._is_untranslated(event):
                yield from self._attributes(event)
            if event.name == "br" and self._pieces and not self._hidden:
                self._pieces.append(Piece(event.start, event.end, Kind.RENDERED, "\n"))
                self._after_space = True
            self._nest(event)
        yield from self._paragraph()

    def _paragraph(self) -> Iterator[Unit]:
        """The paragraph that ends here, if there is one."""
        if self._pieces:
            yield _unit(self._pieces)
        self._pieces, self._after_space = [], True

    def _nest(self, event: Event) -> None:
        """Keep track of the element whose text is not edited."""
        if self._inside:
            if event.name == self._inside:
                self._depth += {START: 1, END: -1}.get(event.what, 0)
            if not self._depth:
                self._inside, self._hidden = "", False
        elif event.what == START and event.name not in _VOID and self._is_kept(event):
            self._inside, self._depth, self._hidden = event.name, 1, event.name in _HIDDEN

    def _is_kept(self, tag: Event) -> bool:
        return tag.name in _HIDDEN or tag.name in _SHOWN or self._is_untranslated(tag)

    def _is_untranslated(self, tag: Event) -> bool:
        values = ((name, self._raw[slice(*place)]) for name, place in attributes(self._raw, tag))
        return any(name == "translate" and value.lower() == "no" for name, value in values)

    def _text(self, event: Event) -> None:
        start = event.start or int(self._raw.startswith("\ufeff"))
        if self._after_space and (space := _SPACE.match(self._raw, start, event.end)):
            start = space.end()
        if self._hidden or start == event.end:
            return
        pieces = self._read(Span(start, event.end))
        self._pieces.extend(piece._replace(kind=Kind.RENDERED) if self._inside else piece for piece in pieces)
        self._after_space = self._raw[event.end - 1] in " \t\n\r\f"

    def _read(self, place: Span) -> Iterator[Piece]:
        return cut(self._raw, *place, _SPECIAL, _shown)

    def _attributes(self, tag: Event) -> Iterator[Unit]:
        """The attributes that are read: units of their own, but for those inside a sentence."""
        begin = tag.start
        for name, place in attributes(self._raw, tag):
            pieces = list(self._read(place)) if name in _READ_ATTRIBUTES else []
            if not "".join(piece.plain for piece in pieces).strip():
                continue
            if not self._pieces:
                yield _unit(pieces)
                continue
            goes_on = self._raw[tag.end : tag.end + 1].isalnum()
            opening = Piece(begin, place.start, Kind.RENDERED, "(" if self._after_space else " (")
            closing = Piece(place.end, place.end + 1, Kind.RENDERED, ") " if goes_on else ")")
            self._pieces += (opening, *pieces, closing)
            self._after_space, begin = goes_on, place.end + 1


def _unit(pieces: list[Piece]) -> Unit:
    return Unit(Span(pieces[0].start, pieces[-1].end), tuple(pieces))
