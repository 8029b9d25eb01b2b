"""The source line around a span, cut to the terminal's width, and where to underline it."""

from typing import NamedTuple

from mtfix.renderers.look import printable, width
from mtfix.text import Span

# How far from the span's start is looked for the line's ends: a file may be one line of five million characters.
REACH = 400
ELLIPSIS = "…"


class Excerpt(NamedTuple):
    """A line to show, the columns before the underline, and the columns to underline (at least one)."""

    line: str
    before: int
    marked: int


def excerpt(raw: str, span: Span, columns: int) -> Excerpt:
    """The line on which a span starts. A span over several lines is underlined to the end of its first."""
    low, high = _line(raw, span.start)
    stop = min(max(span.end, span.start), high)
    before, mark, after = (printable(part) for part in (raw[low : span.start], raw[span.start : stop], raw[stop:high]))
    cut_left = low > 0 and raw[low - 1] not in "\r\n\ufeff"
    cut_right = high < len(raw) and raw[high] not in "\r\n"
    if cut_left or cut_right or width(before + mark + after) > columns:
        room = max(columns - 2 * len(ELLIPSIS), 1)
        mark, full_mark = _head(mark, room), mark
        room -= width(mark)
        left = _tail(before, max(room // 2, room - width(after)))
        right = _head(after, room - width(left)) if mark == full_mark else ""
        cut_left = cut_left or left != before
        cut_right = cut_right or right != after
        before, after = left, right
    lead = ELLIPSIS if cut_left else ""
    line = f"{lead}{before}{mark}{after}{ELLIPSIS if cut_right else ''}"
    return Excerpt(line.rstrip(), width(lead + before), max(width(mark), 1))


def _line(raw: str, start: int) -> tuple[int, int]:
    """The ends of the line at `start`, or how far it is looked at; a byte order mark is not part of a line."""
    floor = max(0, start - REACH)
    low = max(raw.rfind("\n", floor, start) + 1, raw.rfind("\r", floor, start) + 1, floor)
    ceiling = min(len(raw), start + REACH)
    high = min(
        (end for end in (raw.find("\n", start, ceiling), raw.find("\r", start, ceiling)) if end >= 0), default=-1
    )
    return low + (low < start and raw[low] == "\ufeff"), ceiling if high < 0 else high


def _head(text: str, columns: int) -> str:
    """As much of a text's start as fits."""
    for index, character in enumerate(text):
        columns -= width(character)
        if columns < 0:
            return text[:index]
    return text


def _tail(text: str, columns: int) -> str:
    """As much of a text's end as fits."""
    return _head(text[::-1], columns)[::-1]
