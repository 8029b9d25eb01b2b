"""A document that is a zip archive: its XML files with text are one raw text; only those that change are replaced."""

from collections.abc import Iterable
from typing import ClassVar
from xml.sax.saxutils import escape

from mtfix.document import Document
from mtfix.errors import InputError
from mtfix.formats.office.archive import MAX_BYTES, Archive
from mtfix.formats.office.files import text_of, with_files
from mtfix.formats.office.pieces import MEMBER, filled
from mtfix.formats.office.reader import Reader, read_or_none
from mtfix.formats.office.tokens import refusing
from mtfix.protocols import Review
from mtfix.text import AnnotatedText, Part


class Package:
    """Reads and writes one kind of package; the kind says where its text is, and how its XML is read."""

    name: str
    suffixes: tuple[str, ...]
    reader: ClassVar[type[Reader]]
    max_bytes = MAX_BYTES

    def text_parts(self, archive: Archive) -> list[str]:
        """The names of the XML files with text, in reading order. Raises InputError E007 if it is another kind."""
        raise NotImplementedError

    def finished(self, xml: str, before: str) -> str:
        """An XML file after edits, made ready to be written; `before` is the same file without them."""
        return xml

    def parse(self, raw: str) -> AnnotatedText:
        """The annotated text of what `unpack` gave; what is no longer XML is markup."""
        return AnnotatedText(tuple(self._parts(raw)), crossable=True, escape=escape)

    def unpack(self, data: bytes, path: str) -> str:
        """The raw text of a package's bytes. Raises InputError E004, E007 or E008."""
        archive = Archive.open(data, path)
        return MEMBER.join(self._hoisted(archive, name) for name in self.text_parts(archive))

    def pack(self, data: bytes, raw: str, path: str) -> bytes:
        """The package with another raw text; the same bytes if it is the same text. Raises InputError E004."""
        archive = Archive.open(data, path)
        return with_files(archive, self.files(archive, raw), self.finished)

    def track(self, document: Document, review: Review) -> tuple[bytes, tuple[str, ...]]:
        """The file with edits as tracked changes, findings as comments, and a note on those without a place."""
        assert document.package is not None
        archive = Archive.open(document.package, document.path)
        changed, left_out = self.review(archive, self.files(archive, document.text.raw), review)
        where = "a header, footer, note or text box, which holds no comments"
        notes = (f"{left_out} finding{'' if left_out == 1 else 's'} without a comment, in {where}",) if left_out else ()
        return with_files(archive, changed), notes

    def review(self, archive: Archive, files: dict[str, str], review: Review) -> tuple[dict[str, str], int]:
        """The XML files that a review changes, and how many remarks there is no room for."""
        raise NotImplementedError

    def files(self, archive: Archive, raw: str) -> dict[str, str]:
        """The XML files with text, by name, that a raw text stands for."""
        return dict(zip(self.text_parts(archive), map(filled, raw.split(MEMBER)), strict=True))

    def _hoisted(self, archive: Archive, name: str) -> str:
        xml = text_of(archive, name)
        with refusing(archive.path, name):
            pieces = self.reader().read(xml)
        raw = "".join(piece.part.raw for piece in pieces)
        if filled(raw) != xml:  # it can not be, but nothing may ever be written back that was not read
            raise InputError("E007", f"{name} can not be taken apart", path=archive.path)
        return raw

    def _parts(self, raw: str) -> Iterable[Part]:
        for number, file in enumerate(raw.split(MEMBER)):
            if number:
                yield Part.markup(MEMBER)
            pieces = read_or_none(self.reader, file)
            if pieces is not None:
                yield from (piece.part for piece in pieces)
            elif file:
                yield Part.markup(file)
