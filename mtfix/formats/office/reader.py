"""What reading word processors' XML has in common: elements in elements, some not read, some read but not edited."""

from dataclasses import dataclass
from typing import ClassVar
from xml.parsers.expat import ExpatError

from mtfix.formats.office.pieces import Piece, Pieces, filled
from mtfix.formats.office.tokens import EMPTY, END, START, TEXT, Token, UnsafeXml, tokens
from mtfix.text import PARAGRAPH_END


@dataclass
class Frame:
    """An open element: `hidden` is not read, of `gone` not even the asides are; `locked` is read but not edited."""

    name: str
    hidden: bool = False
    gone: bool = False
    locked: bool = False
    aside: bool = False

    def unread(self) -> None:
        """Leave out all of it."""
        self.hidden = self.gone = True


class Reader:
    """Reads one XML file. A kind of document says what its elements mean."""

    prefixes: ClassVar[dict[str, str]]  # namespace -> the prefix that the sets below use for it
    paragraphs: frozenset[str]
    asides: frozenset[str]  # read after the text they stand in
    bars: frozenset[str]  # no edit crosses where they begin and end
    objects: frozenset[str]  # no edit crosses them; what they hold is not read, but for asides
    hides_all = False  # until an element shows what it holds

    def __init__(self) -> None:
        self.out = Pieces()
        self.cdata = False  # characters of a CDATA section are read but not edited: they are escaped otherwise
        self.frames = [Frame("", self.hides_all, self.hides_all)]

    def read(self, xml: str) -> list[Piece]:
        """The pieces of the file. Raises UnsafeXml, expat's error or ValueError."""
        names: dict[str, str] = {}
        for token in tokens(xml):
            if token.kind == TEXT:
                self._text(token)
                continue
            if token.name not in names:
                names[token.name] = self.name_of(token.name)
            self._tag(token, names[token.name])
        return self.out.finished()

    @classmethod
    def name_of(cls, name: str) -> str:
        """An element's name with a prefix instead of its namespace; "?" is that of a namespace with no meaning here."""
        space, _, local = name.rpartition(" ")
        return f"{cls.prefixes.get(space, '?')}:{local}"

    @property
    def frame(self) -> Frame:
        """The innermost open element."""
        return self.frames[-1]

    def opened(self, frame: Frame, token: Token) -> bool:
        """Set what is known of an element when it begins; True if its tag has been put out."""
        raise NotImplementedError

    def closed(self, frame: Frame) -> None:
        """An element ends."""

    def characters(self, token: Token) -> None:
        """Put out a run of characters that is not hidden."""
        raise NotImplementedError

    def _text(self, token: Token) -> None:
        if self.frame.hidden:
            self.out.markup(token.raw)
        else:
            self.characters(token)

    def _tag(self, token: Token, name: str) -> None:
        if token.kind in (START, EMPTY):
            self._open(token, name)
        elif token.kind == END:
            self._close(token)
        else:
            self.cdata = token.raw == "<![CDATA["
            self.out.markup(token.raw)

    def _open(self, token: Token, name: str) -> None:
        outer = self.frame
        frame = Frame(name, outer.hidden or name in self.objects, outer.gone, outer.locked)
        done = self.opened(frame, token)
        ends_paragraph = token.kind == EMPTY and name in self.paragraphs and not frame.gone
        if ends_paragraph:
            self.out.rendered(token.raw, PARAGRAPH_END)
        elif not done and (name in self.bars or name in self.objects):
            self.out.rendered(token.raw, "")
        elif not done:
            self.out.markup(token.raw)
        if token.kind == EMPTY:
            self.closed(frame)
            return
        if name in self.asides and not frame.gone:
            frame.aside, frame.hidden, frame.locked = True, self.hides_all, False
            self.out.open_aside()
        self.frames.append(frame)

    def _close(self, token: Token) -> None:
        frame = self.frames.pop()
        if frame.aside:
            self.out.close_aside()
        self.closed(frame)
        if frame.name in self.paragraphs and not frame.gone:
            self.out.rendered(token.raw, PARAGRAPH_END)
        elif frame.name in self.bars:
            self.out.rendered(token.raw, "")
        else:
            self.out.markup(token.raw)


def read_or_none(reader: type[Reader], raw: str) -> list[Piece] | None:
    """The pieces of one XML file with its asides taken out, or None if that is no XML file (any more)."""
    try:
        pieces = reader().read(filled(raw))
    except (ExpatError, UnsafeXml, ValueError):
        return None
    return pieces if "".join(piece.part.raw for piece in pieces) == raw else None
