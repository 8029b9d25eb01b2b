"""The XML files of a document's archive as text and back, byte order mark included."""

import re
from collections.abc import Mapping

from mtfix.errors import InputError
from mtfix.formats.encodings import decode, encode
from mtfix.formats.office.archive import Archive
from mtfix.formats.office.tokens import checked

_DECLARED = re.compile(r"\ufeff?<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']+)")


def xml_of(archive: Archive, name: str) -> str:
    """The text of an XML file, empty if there is none. Raises InputError E004, or E007 or E008 if it is not safe."""
    if name not in archive.entries:
        return ""
    text, _ = decode(archive.read(name), archive.path)
    declared = _DECLARED.match(text)
    if declared and not declared[1].lower().startswith("utf"):
        raise InputError("E004", f"{name} is written as {declared[1]}, not as UTF-8 or UTF-16", path=archive.path)
    checked(text, archive.path, name)
    return text


def with_files(archive: Archive, files: Mapping[str, str]) -> bytes:
    """The archive with these XML files; those that are the same, and all other members, keep their bytes."""
    changes = {}
    for name, xml in files.items():
        before, codec = decode(archive.read(name), archive.path) if name in archive.entries else ("", "utf-8")
        if xml != before:
            changes[name] = encode(xml, codec, archive.path)
    return archive.rewritten(changes) if changes else archive.data
