"""CSV and TSV: the cells of the columns that the user names are text. The csv module says what a file means.

A quoted cell stays quoted, an unquoted one unquoted; an edit that would need quotes where there are none is not made.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mtfix.errors import InputError
from mtfix.formats.splitting import Unit, annotated, cut, malformed
from mtfix.text import AnnotatedText, Span

_DELIMITERS = ",;\t|"
_DOUBLED, _NOTHING = re.compile('""'), re.compile(r"(?!)")
_QUOTED = r'"[^"]*(?:""[^"]*)*"'


class _Cell(NamedTuple):
    """The place of a cell's text, without the quotes around it."""

    start: int
    end: int
    quoted: bool

    def value(self, raw: str) -> str:
        text = raw[self.start : self.end]
        return text.replace('""', '"') if self.quoted else text


class Csv:
    """Comma-separated values; a first line with more semicolons, tabs or bars says that these separate."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv",)

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self.columns = tuple(columns)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 with the line of a broken quote, or if a column is not there or none is named."""
        delimiter = _delimiter(raw)
        rows = list(_rows(raw, delimiter, quotes=True))
        expected, line = _read(raw, delimiter)
        if [[cell.value(raw) for cell in row] for row in rows] != expected:
            raise malformed(line, "a quote is not closed, or text stands beside it", 'a quote inside quotes is ""')
        return _annotated(raw, rows, self.columns)


class Tsv:
    """Tab-separated values. Quotes are quotes only if they are so in the whole file, as in one that Excel wrote."""

    name = "tsv"
    suffixes: tuple[str, ...] = (".tsv",)

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self.columns = tuple(columns)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 if a column is not there or none is named."""
        rows = list(_rows(raw, "\t", quotes=True))
        values = [[cell.value(raw) for cell in row] for row in rows]
        if values != _read(raw, "\t")[0] or any("\t" in value for row in values for value in row):
            rows = list(_rows(raw, "\t", quotes=False))
        return _annotated(raw, rows, self.columns)


def _delimiter(raw: str) -> str:
    """What stands most often between the cells of the first line."""
    first = re.match(rf'(?:[^"\r\n]|{_QUOTED})*', raw)
    outside = re.sub(_QUOTED, "", first[0] if first else "")
    return max(_DELIMITERS, key=outside.count)


def _rows(raw: str, delimiter: str, *, quotes: bool) -> Iterator[list[_Cell]]:
    """The rows that are not blank, cell by cell."""
    quoted = f"(?P<quoted>{_QUOTED})|" if quotes else "(?P<quoted>(?!))|"
    pattern = re.compile(rf"(?:{quoted}(?P<bare>[^{delimiter}\r\n]*))(?P<end>[{delimiter}]|\r\n|\n|\r|\Z)")
    row: list[_Cell] = []
    position = int(raw.startswith("\ufeff"))
    while match := pattern.match(raw, position):
        start, end = match.span("quoted")
        row.append(_Cell(*match.span("bare"), False) if start < 0 else _Cell(start + 1, end - 1, True))
        if match["end"] != delimiter:
            if len(row) > 1 or row[0].quoted or row[0].start < row[0].end:
                yield row
            row = []
        if not match["end"]:
            return
        position = match.end()


def _read(raw: str, delimiter: str) -> tuple[list[list[str]] | None, int]:
    """The rows that are not blank as the csv module reads them, None if it can not, and the line it came to."""
    limit = csv.field_size_limit(max(len(raw), 1))
    try:
        reader = csv.reader(io.StringIO(raw.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
        try:
            return [row for row in reader if row], reader.line_num
        except csv.Error:
            return None, reader.line_num
    finally:
        csv.field_size_limit(limit)


def _annotated(raw: str, rows: Sequence[Sequence[_Cell]], columns: Sequence[str]) -> AnnotatedText:
    header = [cell.value(raw).strip() for cell in rows[0]] if rows else []
    chosen = _chosen(header, columns) if rows else frozenset[int]()
    named = any(column in header for column in columns)
    cells = (cell for row in rows[named:] for index, cell in enumerate(row) if index in chosen)
    return annotated(raw, _units(raw, cells), escape=_written)


def _chosen(header: Sequence[str], columns: Sequence[str]) -> frozenset[int]:
    """The indices of the columns, which are named as in the header, or counted from 1."""
    hint = f"its columns: {', '.join(header)}"
    if not columns:
        raise InputError("E005", "which columns hold the text? name them with --column", hint=hint)
    found = set[int]()
    for column in columns:
        places = [index for index, name in enumerate(header) if name == column]
        if not places and column.isdecimal() and 1 <= int(column) <= len(header):
            places = [int(column) - 1]
        if not places:
            raise InputError("E005", f"there is no column {column!r}", hint=hint)
        found.update(places)
    return frozenset(found)


def _units(raw: str, cells: Iterable[_Cell]) -> Iterator[Unit]:
    for start, end, quoted in cells:
        special = _DOUBLED if quoted else _NOTHING
        yield Unit(Span(start, end), tuple(cut(raw, start, end, special, lambda _: '"')))


def _written(text: str) -> str:
    return text.replace('"', '""')
