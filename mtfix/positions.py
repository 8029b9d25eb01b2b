"""Code point offsets to line and column, and to the UTF-16 units that editors and LanguageTool count in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property


class PositionIndex:
    """Line starts of one text. Lines end at LF, CR LF or CR; lines and columns count from 1, columns in code points.

    `starts` tells where lines start otherwise, as a package's paragraphs do; the first is 0.
    """

    def __init__(self, text: str, starts: Sequence[int] = ()) -> None:
        self._text = text
        self._starts = list(starts)

    @cached_property
    def _line_starts(self) -> list[int]:
        return self._starts or [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self._text))]

    @cached_property
    def _astral(self) -> list[int]:
        """Where the code points stand that take two UTF-16 units."""
        return [match.start() for match in re.finditer("[\U00010000-\U0010ffff]", self._text)]

    def line_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a code point offset, 0 <= offset <= len(text)."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The inverse of `line_column`; a column past the line's end is cut to it. ValueError on an unknown line."""
        if not 1 <= line <= len(self._line_starts):
            raise ValueError(f"no line {line}")
        start = self._line_starts[line - 1]
        return min(start + column - 1, start + len(self.line(line)))

    def line(self, line: int) -> str:
        """The text of a 1-based line without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")

    def utf16(self, offset: int) -> int:
        """The number of UTF-16 code units before a code point offset."""
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, units: int) -> int:
        """The code point offset at a number of UTF-16 units; inside a surrogate pair it is the pair's start."""
        before = bisect_left(range(len(self._astral)), units, key=lambda pair: self._astral[pair] + pair)
        return min(units - before, len(self._text))
