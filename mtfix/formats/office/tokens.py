"""XML cut into tokens that joined are the text again. Expat says where they begin; a DTD or an entity is refused."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, NamedTuple, NoReturn
from xml.parsers import expat

from mtfix.errors import InputError

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may contain
_NAME = re.compile(r"<([^\s/>]+)")
_CHUNK = 1 << 16  # bytes given to expat at a time, so that not all tokens are in memory at once
START, END, EMPTY, TEXT, OTHER = "start", "end", "empty", "text", "other"
_Event = tuple[int, str, str, Mapping[str, str]]


class Token(NamedTuple):
    """A tag, a run of characters, or what nobody reads (comment, declaration).

    `name` is "namespace local" of a tag, or the characters themselves; `place` its first code point in the XML.
    """

    kind: str
    raw: str
    name: str
    attributes: Mapping[str, str]
    place: int


class UnsafeXml(Exception):
    """The XML declares entities or a DTD."""


def tokens(xml: str) -> Iterator[Token]:
    """The tokens of well-formed XML; raises UnsafeXml on a DTD, expat's error or ValueError on what is not XML."""
    data = xml.encode()
    place = 0
    for (start, kind, name, attributes), (end, *_) in pairwise(_events(data)):
        if start == end:
            continue  # no byte order mark, or the end that an empty tag tells as well
        raw = data[start:end].decode()
        kind = EMPTY if kind == START and raw.endswith("/>") else kind
        yield Token(kind, raw, name, attributes, place)
        place += len(raw)


@contextmanager
def refusing(path: str, part: str) -> Iterator[None]:
    """Turn what `tokens` raises into InputError E008 if the XML has a DTD, E007 if it is not well-formed."""
    try:
        yield
    except UnsafeXml as error:
        raise InputError("E008", f"{part}: {error}", path=path) from None
    except (expat.ExpatError, ValueError) as error:
        raise InputError("E007", f"this is not a whole document: {part} is no XML: {error}", path=path) from None


def _events(data: bytes) -> Iterator[_Event]:
    """Where each event begins, in bytes; the first stands at a byte order mark, the last at the end."""
    found: list[_Event] = [(0, OTHER, "", {})]
    parser = expat.ParserCreate("utf-8", " ")

    def tell(kind: str, name: str = "", attributes: Mapping[str, str] | None = None) -> None:
        found.append((parser.CurrentByteIndex, kind, name, attributes or {}))

    def refuse(*_: Any) -> NoReturn:
        raise UnsafeXml("it declares a document type, which could hold entities")

    parser.StartElementHandler = lambda name, attributes: tell(START, name, attributes)
    parser.EndElementHandler = lambda name: tell(END, name)
    parser.CharacterDataHandler = lambda text: tell(TEXT, text)
    parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = lambda: tell(OTHER)
    parser.DefaultHandler = lambda _: tell(OTHER)
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    for start in range(0, len(data), _CHUNK):
        parser.Parse(data[start : start + _CHUNK], False)
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from (*found, (len(data), OTHER, "", {}))


def name_of(tag: str) -> str:
    """The name in a start tag, with its prefix."""
    match = _NAME.match(tag)
    return match[1] if match else ""


def prefix_of(tag: str) -> str:
    """The prefix of a start tag with its colon, or nothing."""
    return "".join(name_of(tag).rpartition(":")[:2])
