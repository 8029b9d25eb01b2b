"""HTML as the standard library's parser reads it: tags and text with their places in the raw text."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

from mtfix.formats.splitting import LINE_FEED, line_of, malformed
from mtfix.text import Span

START, END, EMPTY, TEXT, OTHER = "start", "end", "empty", "text", "other"

# each is tried to the end of the file, which takes Pythons before 3.11.14 and 3.13.6 a time that grows as the square
_MOST_UNENDED = 1000

_OPENING = re.compile(r"<[a-zA-Z!?/]")
_TAG_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[^\s>]+))?")


class Event(NamedTuple):
    """A tag, a text or something else from start to end; `name` is a tag's, in lower case. EMPTY: <br/>."""

    what: str
    start: int
    end: int
    name: str = ""


def events(raw: str) -> Iterator[Event]:
    """All of a file, in order and without gaps.

    Raises InputError E005 on a declaration that no parser knows, or where very many tags begin and none ends.
    """
    last = raw.rfind(">") + 1
    if sum(1 for _ in _OPENING.finditer(raw, last)) > _MOST_UNENDED:
        raise malformed(line_of(raw, last), f"from here over {_MOST_UNENDED:,} tags begin and none ends")
    parser = _Parser(raw)
    try:
        parser.feed(raw)
        parser.close()
    except AssertionError as error:  # the standard library's way to say so
        raise malformed(parser.getpos()[0], str(error)) from None
    position = 0
    for event, following in pairwise([*parser.told, Event(OTHER, len(raw), len(raw))]):
        if event.start > position:
            yield Event(TEXT, position, event.start)
        # a tag knows where it ends, all else goes on to what comes next
        end = min(event.end or following.start, following.start)
        yield event._replace(end=end)
        position = end
    if position < len(raw):
        yield Event(TEXT, position, len(raw))


def attributes(raw: str, tag: Event) -> Iterator[tuple[str, Span]]:
    """The quoted attributes of a start tag in order: names in lower case, and the places of the values."""
    name = _TAG_NAME.match(raw, tag.start)
    position = name.end() if name else tag.end
    while match := _ATTRIBUTE.match(raw, position, tag.end):
        position = match.end()
        for group in (2, 3):
            if match[group] is not None:
                yield match[1].lower(), Span(*match.span(group))


class _Parser(HTMLParser):
    """Takes down what it is told and where."""

    def __init__(self, raw: str) -> None:
        super().__init__(convert_charrefs=False)
        self.told: list[Event] = []
        self._lines = [0, *(match.end() for match in LINE_FEED.finditer(raw))]

    def _tell(self, what: str, name: str = "", length: int = 0) -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        self.told.append(Event(what, start, start + length if length else 0, name))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._tell(START, tag, len(self.get_starttag_text() or ""))

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._tell(EMPTY, tag, len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self._tell(END, tag)

    def handle_data(self, data: str) -> None:
        self._tell(TEXT)

    def handle_entityref(self, name: str) -> None:
        self._tell(TEXT)

    def handle_charref(self, name: str) -> None:
        self._tell(TEXT)

    def handle_comment(self, data: str) -> None:
        self._tell(OTHER)

    def handle_decl(self, decl: str) -> None:
        self._tell(OTHER)

    def handle_pi(self, data: str) -> None:
        self._tell(OTHER)

    def unknown_decl(self, data: str) -> None:
        self._tell(OTHER)
