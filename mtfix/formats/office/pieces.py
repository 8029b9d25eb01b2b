"""The parts of one XML file in reading order: a note or a text box inside a sentence is read after the file's own text.

In the raw text its place is held by HOLE, and it follows behind ASIDE; no XML may contain these characters.
"""

from typing import NamedTuple

from mtfix.text import Kind, Part

MEMBER, HOLE, ASIDE = "\x1c", "\x1d", "\x1e"  # MEMBER stands between the XML files of a package


class Piece(NamedTuple):
    """A part, and where in its XML file it begins; -1 for what stands in no file."""

    part: Part
    place: int


class Pieces:
    """Collects parts as they come in the XML file; neighbours of one kind become one."""

    def __init__(self) -> None:
        self._story: list[Piece] = []
        self._stories = [self._story]
        self._outer: list[list[Piece]] = []
        self._pending: list[str] = []
        self._kind = Kind.MARKUP
        self._place = 0
        self._here = 0

    def markup(self, raw: str) -> None:
        """What nobody reads."""
        self._add(Kind.MARKUP, raw)

    def text(self, raw: str) -> None:
        """What reads as it is written."""
        self._add(Kind.TEXT, raw)

    def rendered(self, raw: str, plain: str) -> None:
        """What reads differently; no edit crosses it, even if it shows nothing."""
        self._flush()
        self._story.append(Piece(Part.rendered(raw, plain), self._here))
        self._here += len(raw)

    def open_aside(self) -> None:
        """What follows is read after the rest."""
        self._flush()
        self._story.append(Piece(Part.rendered(HOLE, ""), -1))
        self._outer.append(self._story)
        self._story = [Piece(Part.markup(ASIDE), -1)]
        self._stories.append(self._story)

    def close_aside(self) -> None:
        """Go on where the aside was opened."""
        self._flush()
        self._story = self._outer.pop()

    def finished(self) -> list[Piece]:
        """All pieces, the asides in the order of their holes."""
        self._flush()
        return [piece for story in self._stories for piece in story]

    def _add(self, kind: Kind, raw: str) -> None:
        if kind is not self._kind:
            self._flush()
            self._kind = kind
        if not self._pending:
            self._place = self._here
        self._pending.append(raw)
        self._here += len(raw)

    def _flush(self) -> None:
        if raw := "".join(self._pending):
            self._story.append(Piece(Part(self._kind, raw, raw if self._kind is Kind.TEXT else ""), self._place))
        self._pending.clear()


def filled(raw: str) -> str:
    """The XML file again: each aside in its hole. Raises ValueError if there are not as many of both."""
    story, *asides = raw.split(ASIDE)
    if raw.count(HOLE) != len(asides):
        raise ValueError("a hole without its aside")
    rest = iter(asides)
    out: list[str] = []
    open_stories = [story.split(HOLE)[::-1]]
    while open_stories:
        out.append(open_stories[-1].pop())
        if open_stories[-1]:  # behind each piece of a story but the last there is a hole
            open_stories.append(next(rest).split(HOLE)[::-1])
        while open_stories and not open_stories[-1]:
            open_stories.pop()
    return "".join(out)
