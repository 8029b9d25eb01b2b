"""Edits of attributes in the raw text of a start tag."""

import re
from collections.abc import Iterator

from mtfix.formats.xml_events import Event
from mtfix.text import Span

_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def set_attribute(raw: str, tag: Event, name: str, value: str) -> Iterator[tuple[Span, str]]:
    """The edit that gives a start tag's attribute a value; none if it has it. The value needs no escapes."""
    position = _name_end(raw, tag)
    while match := _ATTRIBUTE.match(raw, position, tag.end):
        if match[1] == name:
            place = Span(*match.span(2 if match[2] is not None else 3))
            if raw[place.start : place.end] != value:
                yield place, value
            return
        position = match.end()
    yield Span(position, position), f' {name}="{value}"'


def _name_end(raw: str, tag: Event) -> int:
    match = _NAME.match(raw, tag.start)
    assert match
    return match.end()
