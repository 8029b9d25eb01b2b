"""Word documents (docx): the text of the document, its notes, headers and footers; all else keeps its bytes."""

import re
from collections.abc import Iterator
from typing import ClassVar

from mtfix.formats.office.archive import Archive, broken
from mtfix.formats.office.files import xml_of
from mtfix.formats.office.package import Package
from mtfix.formats.office.tokens import EMPTY, END, START, TEXT, tokens
from mtfix.formats.office.word_comments import CONTENT_TYPES
from mtfix.formats.office.word_reader import WORD, WordReader
from mtfix.formats.office.word_review import reviewed
from mtfix.protocols import Review

_CONTENT_TYPE = re.compile(r"(?:officedocument\.wordprocessingml|\.ms-word)\.([\w.]+)\+xml$")
_TEXTS = frozenset(f"{space} t" for space in WORD)
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_KINDS = ("main", "footnotes", "endnotes", "header", "footer")


class Docx(Package):
    """Word documents and templates, with macros or without."""

    name = "docx"
    suffixes: tuple[str, ...] = (".docm", ".docx", ".dotm", ".dotx")
    reader: ClassVar = WordReader

    def text_parts(self, archive: Archive) -> list[str]:
        """The document, then notes, headers and footers, as the list of content types names them."""
        found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
        for token in tokens(xml_of(archive, CONTENT_TYPES)):
            name = token.attributes.get("PartName", "").removeprefix("/")
            if token.kind in (START, EMPTY) and name in archive.entries:
                found.get(_kind(token.attributes.get("ContentType", "")), []).append(name)
        if len(found["main"]) != 1:
            raise broken(archive.path, "it holds no Word document")
        return [name for kind in _KINDS for name in sorted(found[kind], key=lambda name: (len(name), name))]

    def review(self, archive: Archive, files: dict[str, str], review: Review) -> tuple[dict[str, str], int]:
        """Changes stand where their text is, comments in a file of their own."""
        return reviewed(archive, files, review)

    def finished(self, xml: str, before: str) -> str:
        """Where an edit left white space at the end of a run that had none, tell Word to keep it."""
        return _preserving(xml, before)


def _kind(content_type: str) -> str:
    """The kind of text in an XML file of this content type."""
    match = _CONTENT_TYPE.search(content_type)
    return "main" if match and match[1].endswith(".main") else match[1] if match else ""


def _preserving(xml: str, before: str) -> str:
    """The XML with xml:space="preserve" at each w:t that came to begin or end with white space."""
    pieces, position = [], 0
    for (place, text), (_, was) in zip(_collapsing(xml), _collapsing(before), strict=True):
        if any(text[edge].isspace() and not was[edge].isspace() for edge in (slice(1), slice(-1, None))):
            pieces += [xml[position:place], ' xml:space="preserve"']
            position = place
    return "".join((*pieces, xml[position:]))


def _collapsing(xml: str) -> Iterator[tuple[int, str]]:
    """Each w:t of which Word takes the outer white space away: where an attribute may be put in, and its text."""
    place, text = -1, ""
    for token in tokens(xml):
        if token.kind == START:
            is_text = token.name in _TEXTS and _SPACE not in token.attributes
            place, text = (token.place + len(token.raw) - 1 if is_text else -1), ""
        elif token.kind == TEXT:
            text += token.raw
        elif token.kind == END and place >= 0:
            yield place, text
            place = -1
