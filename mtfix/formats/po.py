"""gettext PO: translations (msgstr, plural forms too) are text; the header and obsolete entries are never touched.

An entry that an edit changes is flagged as fuzzy. polib says what a file means, the lines where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mtfix.formats.placeholders import shielded
from mtfix.formats.splitting import Piece, Unit, annotated, cut, malformed, touched
from mtfix.text import AnnotatedText, Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_STRING = re.compile(
    r'[ \t]*(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*)?"(?P<text>(?:[^"\\]|\\.)*)"[ \t]*'
)
_ESCAPE = re.compile(r"\\.")
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
# polib takes these for line ends, as str.splitlines does; gettext takes them for text
_NO_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "_"))
_SYNTAX = re.compile(r"\(line (\d+)\)(?:: (.*))?")


@dataclass
class _Entry:
    """One message: its lines with flags, where they end at the latest, and the places of its strings by keyword."""

    flags: list[Span] = field(default_factory=list)
    body: int = -1
    line: int = 0
    strings: dict[str, list[Span]] = field(default_factory=dict)

    @property
    def translations(self) -> dict[str, list[Span]]:
        return {keyword: spans for keyword, spans in self.strings.items() if keyword.startswith("msgstr")}


class Po:
    """PO files. A placeholder or tag that a translation took over from its message is kept as it is."""

    name = "po"
    suffixes: tuple[str, ...] = (".po",)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 with the line of what is not PO."""
        return annotated(raw, (unit for unit, _ in _units(raw)), crossable=True, escape=_written)

    def bookkeeping(self, raw: str, edits: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
        """The flag "fuzzy" for every entry changed."""
        units = list(_units(raw))
        changed = (units[index][1] for index in touched([unit.span for unit, _ in units], edits))
        return [edit for entry in {entry.body: entry for entry in changed}.values() for edit in _flagged(raw, entry)]


def _written(text: str) -> str:
    return text.translate(_WRITTEN)


def _flagged(raw: str, entry: _Entry) -> Iterator[tuple[Span, str]]:
    if any("fuzzy" in re.split(r"[,\s]+", raw[slice(*flags)]) for flags in entry.flags):
        return
    place = entry.flags[0].start + len("#,") if entry.flags else entry.body
    line = _LINE.match(raw, entry.body)
    yield Span(place, place), " fuzzy," if entry.flags else f"#, fuzzy{(line and line[2]) or chr(10)}"


def _units(raw: str) -> Iterator[tuple[Unit, _Entry]]:
    """The translations in order, each with its entry."""
    entries = [entry for entry in _entries(raw) if not _is_header(raw, entry)]
    _agree(raw, entries)
    for entry in entries:
        message, plural = (_read(raw, entry.strings.get(keyword, ())) for keyword in ("msgid", "msgid_plural"))
        for keyword, spans in entry.translations.items():
            source = message if keyword in ("msgstr", "msgstr[0]") else plural
            pieces = shielded(_pieces(raw, spans), f"{message}\n{plural}")
            yield Unit(Span(spans[0].start, spans[-1].end), tuple(pieces), source), entry


def _is_header(raw: str, entry: _Entry) -> bool:
    return not _read(raw, entry.strings.get("msgid", ()))


def _pieces(raw: str, spans: Iterable[Span]) -> Iterator[Piece]:
    from polib import unescape

    for start, end in spans:
        yield from cut(raw, start, end, _ESCAPE, unescape)


def _read(raw: str, spans: Iterable[Span]) -> str:
    return "".join(piece.plain for piece in _pieces(raw, spans))


def _entries(raw: str) -> Iterator[_Entry]:
    """The entries with a translation that are not obsolete, in order."""
    entry, spans = _Entry(), list[Span]()
    for number, line in enumerate(_LINE.finditer(raw, int(raw.startswith("\ufeff"))), 1):
        text, start = line[1], line.start()
        string = _STRING.fullmatch(raw, start, line.end(1))
        keyword = string["keyword"] if string else ""
        if entry.translations and (text.startswith("#") or keyword in ("msgctxt", "msgid")):
            yield entry
            entry = _Entry()
        if string:
            entry.body = start if entry.body < 0 else entry.body
            if keyword:
                entry.line, spans = number, entry.strings.setdefault(keyword, [])
            spans.append(Span(*string.span("text")))
        elif text.startswith("#~"):
            entry = _Entry()  # flags before an obsolete entry are its own
        elif text.startswith("#,"):
            entry.flags.append(Span(start, line.end(1)))
        elif text.startswith("#|") and entry.body < 0:
            entry.body = start
        elif text.strip() and not text.startswith("#"):
            raise malformed(number, "this is no line of a PO file", 'strings stand in "…", comments begin with #')
    if entry.translations:
        yield entry


def _agree(raw: str, entries: Iterable[_Entry]) -> None:
    """Make sure that polib reads the same messages and translations. Raises InputError E005 where it does not."""
    import polib

    try:
        # a line end, lest a file of one line be taken for the name of another
        read = polib.pofile(raw.translate(_NO_LINE_ENDS) + "\n")
    except OSError as error:
        found = _SYNTAX.search(str(error))
        raise malformed(int(found[1]) if found else 1, (found and found[2]) or "this line is out of place") from None
    theirs = iter([item for item in read if not item.obsolete and item.msgid])
    for entry in entries:
        item = next(theirs, None)
        values = [item.msgid, *(item.msgstr_plural.values() or (item.msgstr,))] if item else []
        ours = [_read(raw, entry.strings[keyword]) for keyword in ("msgid", *entry.translations)]
        if [value.translate(_NO_LINE_ENDS) for value in ours] != values:
            raise malformed(entry.line, "this entry can be read in two ways")
