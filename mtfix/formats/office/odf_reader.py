"""OpenDocument text: what of content.xml and of the headers and footers in styles.xml a reader of the page sees.

Fields are read but not edited; indexes, comments and deleted text are not read. Runs of white space are one space, as
ODF has it. Namespaces are those of OpenDocument 1.0 to 1.4.
"""

import re
from typing import ClassVar

from mtfix.formats.office.reader import Frame, Reader
from mtfix.formats.office.tokens import EMPTY, Token

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT_SPACE = f"{_ODF}text:1.0"
OFFICE_SPACE = f"{_ODF}office:1.0"

PARAGRAPHS = frozenset({"text:p", "text:h"})
STORIES = frozenset(
    {"office:text", *(f"style:{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first"))}
)
_GONE = frozenset(
    "office:annotation text:tracked-changes text:ruby-text text:note-citation office:forms office:scripts "
    "text:index-title-template".split()
)
_LISTS = frozenset(
    "text:table-of-content text:illustration-index text:table-index text:object-index text:user-index "
    "text:alphabetical-index text:bibliography".split()
)
EDITED = PARAGRAPHS | frozenset("text:span text:a text:meta text:ruby text:ruby-base".split())
_SHOWN = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES = 1000  # that one element may stand for
_SPACES = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")


class OdfReader(Reader):
    """Reads one of an OpenDocument text's XML files."""

    prefixes: ClassVar = {f"{_ODF}{name}:1.0": name for name in ("text", "office", "style")} | {
        f"{_ODF}drawing:1.0": "draw"
    }
    paragraphs = PARAGRAPHS
    asides = frozenset({"text:note-body", "draw:text-box"})
    bars = frozenset("text:a text:change text:change-start text:change-end office:annotation".split())
    objects = frozenset(
        "text:note draw:frame draw:a draw:g draw:custom-shape draw:rect draw:line draw:control text:soft-hyphen".split()
    )
    hides_all = True

    def __init__(self) -> None:
        super().__init__()
        self._swallows = True  # white space that comes now belongs to what came before
        self._outside: list[bool] = []
        self._lists = 0

    def opened(self, frame: Frame, token: Token) -> bool:
        """Show the paragraphs of a text's body, hide comments, lock fields; white space elements are put out."""
        name = frame.name
        if name in STORIES:
            frame.gone = False
        elif name in _GONE:
            frame.unread()
        elif name in PARAGRAPHS:
            frame.hidden, frame.locked, self._swallows = frame.gone, False, True
        elif name in _LISTS:
            self._lists += 1
        elif name in self.asides and token.kind != EMPTY and not frame.gone:
            self._outside.append(self._swallows)
        elif name in _SHOWN and not self.frame.hidden and not self._lists:
            self.out.rendered(token.raw, _SHOWN[name] * _count(token))
            self._swallows = False
            return True
        elif name not in EDITED:
            frame.locked = True
            frame.hidden = frame.hidden or name.startswith("?")
        return False

    def closed(self, frame: Frame) -> None:
        """Behind a note the sentence goes on where it was."""
        if frame.aside:
            self._swallows = self._outside.pop()
        elif frame.name in _LISTS:
            self._lists -= 1

    def characters(self, token: Token) -> None:
        """Text stands in paragraphs and spans; in any other element of a paragraph it is a field's."""
        if self._lists:
            self.out.markup(token.raw)
        elif token.raw != token.name != "\n":
            self.out.rendered(token.raw, token.name)
            self._swallows = False
        else:
            for match in _SPACES.finditer(token.raw):
                self._run(match[0])

    def _run(self, run: str) -> None:
        """White space or what stands between."""
        blank = run[0] in " \t\r\n"
        if blank and self._swallows:
            self.out.markup(run)
        elif self.frame.locked or self.cdata or (blank and run != " "):
            self.out.rendered(run, " " if blank else run)
        else:
            self.out.text(run)
        self._swallows = blank


def _count(token: Token) -> int:
    """How many spaces an element stands for."""
    count = token.attributes.get(f"{TEXT_SPACE} c", "1")
    return min(int(count), _MOST_SPACES) if count.isdecimal() else 1
