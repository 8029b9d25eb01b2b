"""JSON Lines: the strings under the keys that the user names are text. The json module says what a line means."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from mtfix.errors import InputError
from mtfix.formats.splitting import Unit, annotated, cut, line_of, malformed
from mtfix.text import AnnotatedText, Span

_LINE = re.compile(r"[^\r\n]+")
_SPACE = re.compile(r"[ \t]*")
_ESCAPE = re.compile(r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.")
_DECODER = json.JSONDecoder()

_Path = tuple[str, ...]  # what is left of a dotted key


class Jsonl:
    """One JSON object a line. A key may be dotted (`meta.title`); lists are gone through."""

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self.columns = tuple(columns)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 with the line of what is no JSON object, or if no line has a key or none is named."""
        known: dict[str, None] = {}
        starts = []
        for match in _LINE.finditer(raw, int(raw.startswith("\ufeff"))):
            if match[0].strip(" \t"):
                known.update(dict.fromkeys(_object(raw, match)))
                starts.append(_after_space(raw, match.start()))
        if not starts:
            return annotated(raw, ())
        hint = f"its keys: {', '.join(known)}"
        if not self.columns:
            raise InputError("E005", "which keys hold the text? name them with --column", hint=hint)
        places = {column: [*_under(raw, starts, column)] for column in self.columns}
        for column, found in places.items():
            if not found:
                raise InputError("E005", f"there is no text under the key {column!r}", hint=hint)
        ordered = sorted({place for found in places.values() for place in found})
        return annotated(raw, (_unit(raw, place) for place in ordered), escape=_written)


def _unit(raw: str, place: Span) -> Unit:
    return Unit(place, tuple(cut(raw, *place, _ESCAPE, _unescaped)))


def _unescaped(escape: str) -> str:
    value = str(json.loads(f'"{escape}"'))
    return "\ufffd" if "\ud800" <= value <= "\udfff" else value  # half a surrogate pair is no character


def _written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _object(raw: str, line: re.Match[str]) -> dict[str, Any]:
    """The object in a line."""
    try:
        value = json.loads(line[0])
    except json.JSONDecodeError as error:
        problem = f"not valid JSON: {error.msg} at column {error.pos + 1}"
        raise malformed(line_of(raw, line.start()), problem) from None
    except RecursionError:
        raise malformed(line_of(raw, line.start()), "nested too deeply") from None
    if not isinstance(value, dict):
        raise malformed(line_of(raw, line.start()), "not a JSON object", 'it should be like {"text": "…"}')
    return value


def _under(raw: str, starts: Sequence[int], column: str) -> Iterator[Span]:
    """The strings under a key, without their quotes."""
    path = tuple(column.split("."))
    for start in starts:
        yield from _strings(raw, start, [path])


def _strings(raw: str, position: int, paths: Sequence[_Path]) -> Iterator[Span]:
    """The strings of the value at a position that stand at the end of a path."""
    if raw[position] == '"' and () in paths:
        yield Span(position + 1, _end(raw, position) - 1)
    elif raw[position] in "{[":
        named = raw[position] == "{"
        position = _after_space(raw, position + 1)
        while raw[position] not in "}]":
            below = paths
            if named:
                key, position = _DECODER.raw_decode(raw, position)
                below = [rest for path in paths for rest in _below(path, key)]
                position = _after_space(raw, _after_space(raw, position) + 1)
            if below:
                yield from _strings(raw, position, below)
            position = _after_space(raw, _end(raw, position))
            position = _after_space(raw, position + (raw[position] == ","))


def _below(path: _Path, key: str) -> Iterator[_Path]:
    """What is left of a path behind a key, which may have dots in it."""
    for length in range(1, len(path) + 1):
        if ".".join(path[:length]) == key:
            yield path[length:]


def _end(raw: str, position: int) -> int:
    return _DECODER.raw_decode(raw, position)[1]


def _after_space(raw: str, position: int) -> int:
    match = _SPACE.match(raw, position)
    return match.end() if match else position
