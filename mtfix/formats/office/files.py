"""The XML files of a document's archive as text and back, byte order mark included."""

import re
from collections import deque
from collections.abc import Callable, Mapping

from mtfix.errors import InputError
from mtfix.formats.encodings import decode, encode
from mtfix.formats.office.archive import Archive
from mtfix.formats.office.tokens import refusing, tokens

_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures")
_DECLARED = re.compile(r"\ufeff?<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']+)")


def text_of(archive: Archive, name: str) -> str:
    """The text of a file that should be XML. Raises InputError E004, or E007 or E008 if it can not be unpacked."""
    text, _ = decode(archive.read(name), archive.path)
    declared = _DECLARED.match(text)
    if declared and not declared[1].lower().startswith("utf"):
        raise InputError("E004", f"{name} is written as {declared[1]}, not as UTF-8 or UTF-16", path=archive.path)
    return text


def xml_of(archive: Archive, name: str) -> str:
    """The text of a file that is XML. Raises InputError E004, or E007 or E008 if it is missing, broken or not safe."""
    text = text_of(archive, name)
    with refusing(archive.path, name):
        deque(tokens(text), maxlen=0)
    return text


def xml_if_any(archive: Archive, name: str) -> str:
    """The same, but empty if there is no such file."""
    return xml_of(archive, name) if name in archive.entries else ""


def with_files(archive: Archive, files: Mapping[str, str], finish: Callable[[str, str], str] | None = None) -> bytes:
    """The archive with these XML files; those that are the same, and all other members, keep their bytes.

    `finish` makes a file ready to be written, given what it was before. Raises InputError E004, E006 if it is signed.
    """
    changes = {}
    for name, xml in files.items():
        before, codec = decode(archive.read(name), archive.path) if name in archive.entries else ("", "utf-8")
        if xml != before:
            changes[name] = encode(finish(xml, before) if finish else xml, codec, archive.path)
    if changes and any(name.startswith(_SIGNATURES) for name in archive.entries):
        hint = "save a copy without the signature and repair that"
        raise InputError("E006", "it is signed, and a change would break the signature", path=archive.path, hint=hint)
    return archive.rewritten(changes) if changes else archive.data
