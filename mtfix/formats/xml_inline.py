"""What stands inside a segment of XLIFF or TMX: text, and elements that stand for the code of another file."""

from collections.abc import Iterable, Iterator

from mtfix.formats.placeholders import code, shielded
from mtfix.formats.splitting import OBJECT, Piece
from mtfix.formats.xml_events import Event, What, text_piece
from mtfix.text import Kind

# elements whose content, if any, is code; all others (g, pc, mrk, hi) have text inside
_CODES = frozenset("bpt bx cp ec em ept ex it ph sc sm ut x".split())
_OBJECTS = frozenset("ph x".split())
_HINTS = ("equiv-text", "equiv", "disp")


def inline(raw: str, inside: Iterable[Event], source: str = "") -> tuple[Piece, ...]:
    """The pieces of a segment; `source`: what it was translated from."""
    return tuple(shielded(_apart(list(_pieces(raw, inside))), source))


def plain(raw: str, inside: Iterable[Event]) -> str:
    """How a segment reads."""
    return "".join(piece.plain for piece in _pieces(raw, inside)).strip()


def _pieces(raw: str, inside: Iterable[Event]) -> Iterator[Piece]:
    depth = locked = 0
    opening, native = Event(What.OTHER, 0, 0), ""
    for event in inside:
        if event.what is What.START:
            if not depth and event.name in _CODES:
                opening, native = event, ""
            depth += depth > 0 or event.name in _CODES
            locked += not depth and (locked > 0 or _is_locked(event))
        elif event.what is What.END and depth:
            depth -= 1
            if not depth and (shown := _shown(opening, native)):
                yield Piece(opening.start, event.end, Kind.RENDERED, shown)
        elif event.what is What.END:
            locked -= locked > 0
        elif event.what is What.TEXT and depth:
            native += event.plain
        elif event.what is What.TEXT:
            piece = text_piece(raw, event)
            yield piece._replace(kind=Kind.RENDERED) if locked else piece


def _is_locked(event: Event) -> bool:
    return event.get("translate") == "no" or event.get("mtype") == "protected"


def _shown(element: Event, native: str) -> str:
    """A placeholder is an object, a line break one, and all other code nothing."""
    if "lb" in (element.get("ctype"), element.get("subType").rpartition(":")[2]):
        return "\n"
    hint = next((value for name in _HINTS if (value := element.get(name))), native)
    return code(hint) if "<" in hint or element.name not in _OBJECTS else OBJECT


def _apart(pieces: list[Piece]) -> Iterator[Piece]:
    """Without the objects that touch a word: they stand for the formatting around it, not for a word themselves."""
    text = "".join(piece.plain for piece in pieces)
    offset = 0
    for piece in pieces:
        before, after = text[max(offset - 1, 0) : offset], text[offset + len(OBJECT) : offset + len(OBJECT) + 1]
        if piece.plain != OBJECT or not (before.isalnum() or after.isalnum()):
            yield piece
        offset += len(piece.plain)
