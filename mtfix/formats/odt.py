"""OpenDocument texts (odt): the text of the document, its notes, headers and footers; all else keeps its bytes."""

from typing import ClassVar

from mtfix.errors import InputError
from mtfix.formats.office.archive import Archive, broken
from mtfix.formats.office.odf_reader import OdfReader
from mtfix.formats.office.odf_review import reviewed
from mtfix.formats.office.package import Package
from mtfix.protocols import Review

_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_LOCKED = "encrypted-package"


class Odt(Package):
    """OpenDocument texts and their templates."""

    name = "odt"
    suffixes: tuple[str, ...] = (".odt", ".ott")
    reader: ClassVar = OdfReader

    def review(self, archive: Archive, files: dict[str, str], review: Review) -> tuple[dict[str, str], int]:
        """Changes stand in the file of their text, deleted text in a list there."""
        return reviewed(files, review)

    def text_parts(self, archive: Archive) -> list[str]:
        """The content, then the headers and footers among the styles."""
        names = archive.entries
        if _LOCKED in names or (_MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST)):
            raise InputError("E007", "it is encrypted", path=archive.path, hint="save it without a password")
        if "content.xml" not in names or ("mimetype" in names and not archive.read("mimetype").startswith(_MIMETYPE)):
            raise broken(archive.path, "it holds no OpenDocument text")
        return [name for name in ("content.xml", "styles.xml") if name in names]
