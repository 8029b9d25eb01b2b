"""XML as expat reads it, each event with its place in the raw text. Entities and document types are not read at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from xml.parsers import expat

from mtfix.errors import InputError
from mtfix.formats.splitting import Piece, malformed
from mtfix.text import Kind

_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_HINT = (
    "mtfix reads XML without entities and document types of its own; take the <!DOCTYPE …> out if you trust the file"
)


class What(Enum):
    """START and END of an element, TEXT, OTHER: comments, instructions, the marks of a CDATA section."""

    START = "start"
    END = "end"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `name` is an element's without its namespace, `plain` what a text reads as."""

    what: What
    start: int
    end: int
    name: str = ""
    plain: str = ""
    line: int = 0
    attributes: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute without a namespace, or of xml:…"""
        return self.attributes.get(name.replace("xml:", f"{_XML_NAMESPACE} "), default)


def events(raw: str) -> list[Event]:
    """All of a well-formed file, in order. Raises InputError E005 with the line, and E008 on what is not safe to read.

    A document type that only names a public one, as TMX files do, is skipped: nothing is ever fetched.
    """
    body = raw.removeprefix("\ufeff")
    data = body.encode("utf-8", "surrogatepass")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise malformed(error.lineno, f"not well-formed XML: {expat.ErrorString(error.code)}") from None
    return list(reader.events(data, len(raw) - len(body)))


class _Reader:
    """Takes down what expat tells, with byte offsets."""

    def __init__(self) -> None:
        # decoded already: what the file says of its encoding no longer holds
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._told: list[tuple[int, What, str, str, int, dict[str, str]]] = []
        parser.StartElementHandler = lambda name, attributes: self._tell(What.START, name, attributes=attributes)
        parser.EndElementHandler = lambda name: self._tell(What.END, name)
        parser.CharacterDataHandler = lambda data: self._tell(What.TEXT, plain=data)
        parser.DefaultHandler = lambda _: self._tell(What.OTHER)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = lambda *_: self._refuse("it declares entities")
        parser.ExternalEntityRefHandler = lambda *_: self._refuse("it refers to an external entity")
        parser.SkippedEntityHandler = lambda name, _: self._refuse(f"the entity &{name}; is not known")

    def _tell(self, what: What, name: str = "", plain: str = "", attributes: dict[str, str] | None = None) -> None:
        place, line = self.parser.CurrentByteIndex, self.parser.CurrentLineNumber
        self._told.append((place, what, name.rpartition(" ")[2], plain, line, attributes or {}))

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            self._refuse("its document type has declarations")
        self._tell(What.OTHER)

    def _refuse(self, problem: str) -> int:
        line = self.parser.CurrentLineNumber
        raise InputError("E008", f"line {line}: not safe to read: {problem}", hint=_HINT)

    def events(self, data: bytes, offset: int) -> Iterator[Event]:
        """An event ends where the next begins."""
        position = _CodePoints(data, offset)
        starts = [position.of(place) for place, *_ in self._told]
        starts.append(position.of(len(data)))
        for (_, what, name, plain, line, attributes), start, end in zip(self._told, starts, starts[1:], strict=False):
            yield Event(what, start, end, name, plain, line, attributes)


class _CodePoints:
    """Byte offsets to code points; they must come in order."""

    def __init__(self, data: bytes, offset: int) -> None:
        self._data, self._byte, self._point = data, 0, offset

    def of(self, byte: int) -> int:
        self._point += len(self._data[self._byte : byte].decode("utf-8"))
        self._byte = byte
        return self._point


def text_piece(raw: str, event: Event) -> Piece:
    """A text event as a piece: an entity or a line end that reads differently is shown but not edited."""
    kind = Kind.TEXT if raw[event.start : event.end] == event.plain else Kind.RENDERED
    return Piece(event.start, event.end, kind, event.plain)


def escape(text: str) -> str:
    """Text as XML writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
