"""Packages that are broken, locked or made to harm: refused with a code, quickly, and in little memory."""

import json
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from mtfix import files
from mtfix.errors import InputError
from tests.unit.word.builders import archive, docx, odt

SECONDS, MEGABYTES = 1, 200
BODY = "<w:p><w:r><w:t>The the end.</w:t></w:r></w:p>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def unpacked(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    return archive({**unpacked(data), name: content})


def with_packed(data: bytes, name: str, packed: bytes, size: int) -> bytes:
    """The archive with a member put in as it is packed, so that none of it has to be in memory here."""
    made = with_member(data, name, zlib.compress(b"x"))
    entry = next(info for info in zipfile.ZipFile(BytesIO(made)).infolist() if info.filename == name)
    start = entry.header_offset + 30 + len(name) + len(entry.extra)
    shift = len(packed) - entry.compress_size
    made = made[:start] + packed + made[start + entry.compress_size :]
    return directory(
        made,
        lambda at, fields: (
            fields.update(packed=len(packed), size=size) if at == name else None,
            fields.update(offset=fields["offset"] + shift) if fields["offset"] > entry.header_offset else None,
        ),
        shift,
    )


def directory(data: bytes, change: Callable[[str, dict[str, int]], object], shift: int = 0) -> bytes:
    """The archive with other numbers in its directory."""
    end = data.rindex(b"PK\5\6")
    count, size, start = struct.unpack_from("<HLL", data, end + 10)
    start += shift
    out, position = bytearray(data), start
    for _ in range(count):
        numbers = struct.unpack_from("<2L", data, position + 20)
        name_length, extra, comment = struct.unpack_from("<3H", data, position + 28)
        fields = {"flags": struct.unpack_from("<H", data, position + 8)[0], "packed": numbers[0], "size": numbers[1]}
        fields["offset"] = struct.unpack_from("<L", data, position + 42)[0]
        change(data[position + 46 : position + 46 + name_length].decode(), fields)
        struct.pack_into("<H", out, position + 8, fields["flags"])
        struct.pack_into("<2L", out, position + 20, fields["packed"], fields["size"])
        struct.pack_into("<L", out, position + 42, fields["offset"])
        position += 46 + name_length + extra + comment
    struct.pack_into("<L", out, end + 16, start)
    return bytes(out)


def spaces(size: int) -> bytes:
    """So many spaces, deflated a piece at a time."""
    packer, block = zlib.compressobj(9, wbits=-15), b" " * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def many_members() -> bytes:
    return archive({**unpacked(docx(BODY)), **{f"word/media/{number}": b"" for number in range(12_000)}})


def overlapping() -> bytes:
    return directory(docx(BODY), lambda _, fields: fields.update(packed=100_000, size=100_000))


def claiming(**numbers: int) -> bytes:
    return directory(docx(BODY), lambda _, fields: fields.update(numbers))


def lying_about_its_size() -> bytes:
    return directory(
        docx(BODY * 500), lambda name, fields: fields.update(size=20) if name == "word/document.xml" else None
    )


def doctype(declaration: str, text: str = "") -> bytes:
    xml = unpacked(docx(BODY))["word/document.xml"]
    assert isinstance(xml, bytes)
    xml = xml.replace(b"<w:document", declaration.encode() + b"<w:document").replace(b"The the", text.encode())
    return with_member(docx(BODY), "word/document.xml", xml)


def odf_doctype(declaration: str) -> bytes:
    xml = unpacked(odt("<text:p/>"))["content.xml"]
    assert isinstance(xml, bytes)
    return with_member(
        odt(""),
        "content.xml",
        xml.replace(b"<office:document-content", declaration.encode() + b"<office:document-content"),
    )


HOSTILE: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "unpacks to 2 GiB": (
        "E008",
        "docx",
        lambda: with_packed(docx(BODY), "word/document.xml", spaces(1 << 26) * 1, 2 << 30),
    ),
    "unpacks to a thousand times its size": (
        "E008",
        "docx",
        lambda: with_packed(docx(BODY), "word/document.xml", spaces(60 << 20), 60 << 20),
    ),
    "the same in an odt": ("E008", "odt", lambda: with_packed(odt(""), "content.xml", spaces(60 << 20), 60 << 20)),
    "members that say they are large": ("E008", "docx", lambda: claiming(size=0xFFFF_FFFF)),
    "thousands of members": ("E008", "docx", many_members),
    "members that overlap": ("E008", "docx", overlapping),
    "a member larger than it says": ("E007", "docx", lying_about_its_size),
    "entities in entities": ("E008", "docx", lambda: doctype(f'<!DOCTYPE w [<!ENTITY l0 "lol">{LAUGHS}]>', "&l9;")),
    "an external entity": (
        "E008",
        "docx",
        lambda: doctype('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
    ),
    "an external document type": ("E008", "docx", lambda: doctype('<!DOCTYPE w SYSTEM "http://192.0.2.1/x.dtd">')),
    "an entity in the content types": (
        "E008",
        "docx",
        lambda: with_member(docx(BODY), "[Content_Types].xml", b'<!DOCTYPE t [<!ENTITY x "y">]><Types>&x;</Types>'),
    ),
    "entities in an odt": ("E008", "odt", lambda: odf_doctype(f'<!DOCTYPE w [<!ENTITY l0 "lol">{LAUGHS}]>')),
    "an undeclared entity": ("E007", "docx", lambda: doctype("", "&nbsp;")),
    "an encrypted archive": ("E007", "docx", lambda: claiming(flags=1)),
    "an encrypted docx, which is no archive": (
        "E007",
        "docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048),
    ),
    "an encrypted odt": (
        "E007",
        "odt",
        lambda: with_member(odt(""), "META-INF/manifest.xml", b"<m><m:encryption-data/></m>"),
    ),
    "an odt encrypted as a whole": ("E007", "odt", lambda: archive({"mimetype": "x", "encrypted-package": b"x"})),
    "cut short": ("E007", "docx", lambda: docx(BODY)[:-40]),
    "no archive": ("E007", "docx", lambda: b"The the end."),
    "empty": ("E007", "odt", lambda: b""),
    "another kind of document": ("E007", "docx", lambda: odt("<text:p/>")),
    "a spreadsheet": (
        "E007",
        "odt",
        lambda: with_member(odt(""), "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    ),
    "XML that is cut short": (
        "E007",
        "docx",
        lambda: with_member(docx(BODY), "word/document.xml", b"<w:document xmlns:w='x'>"),
    ),
    "another encoding": (
        "E004",
        "docx",
        lambda: with_member(docx(BODY), "word/document.xml", b'<?xml version="1.0" encoding="latin1"?><x/>'),
    ),
}

READ = """
import json, resource, sys, time
from mtfix import files
from mtfix.errors import InputError
found = {}
for path in sys.argv[1:]:
    start = time.process_time()
    try:
        files.read_document(path)
        code = "none"
    except InputError as error:
        code = error.code
    found[path] = (code, time.process_time() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.platform == "linux":  # there the peak of the program that started this one counts as well
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([found, peak]))
"""


def test_hostile_packages_are_refused_within_a_second_and_200_megabytes(tmp_path: Path) -> None:
    expected = {}
    for number, (name, (code, suffix, make)) in enumerate(HOSTILE.items()):
        path = tmp_path / f"{number} {name}.{suffix}"
        path.write_bytes(make())
        expected[str(path)] = code
    with open(tmp_path / "huge.docx", "wb") as stream:
        stream.truncate(3 << 30)  # a sparse file: no disk is filled
    expected[str(tmp_path / "huge.docx")] = "E008"
    limit = 2 << 30
    done = subprocess.run(
        [sys.executable, "-c", READ, *expected],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    found, peak = json.loads(done.stdout)
    assert {path: code for path, (code, _) in found.items()} == expected
    assert max(seconds for _, seconds in found.values()) < SECONDS
    assert peak < MEGABYTES * 1024  # kilobytes on Linux


@pytest.mark.parametrize("data", [docx(BODY), odt("<text:p>The end.</text:p>")], ids=["docx", "odt"])
def test_no_byte_of_an_archive_can_be_lost_without_an_error_or_with_a_crash(data: bytes) -> None:
    path = "a.docx" if b"word/" in data else "a.odt"
    for place in range(0, len(data), 7):
        for damaged in (
            data[:place] + data[place + 1 :],
            data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :],
        ):
            try:
                document = files.parse_bytes(damaged, path)
            except InputError as error:
                assert error.code in ("E004", "E007", "E008", "E003")
            else:
                assert files.written(document, document.text.raw) == damaged


def test_what_is_said_of_a_locked_document_tells_what_to_do() -> None:
    with pytest.raises(InputError, match=r"E007 a\.docx: .*encrypted.*\(open it in a word processor and save it"):
        files.parse_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.docx")
