"""Zip archives as other programs write them, with some members changed."""

import struct
import zipfile
from io import BytesIO, RawIOBase

import pytest

from mtfix import files
from mtfix.errors import InputError
from mtfix.formats.office.archive import Archive
from tests.unit.word.builders import archive, docx, members

MEMBERS: dict[str, str | bytes] = {"a.txt": "one " * 99, "ordner/ü.txt": "two", "c.bin": bytes(range(256)), "d/": ""}


class Pipe(RawIOBase):
    """What can not be sought in: zipfile writes sizes behind each member then."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.data += data
        return len(data)


def streamed() -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in MEMBERS.items():
            made.writestr(name, content)
    return bytes(pipe.data)


def with_zip64_fields() -> bytes:
    """As .NET and Java write large members, whether they are large or not."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in MEMBERS.items():
            with out.open(zipfile.ZipInfo(name), "w", force_zip64=True) as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
    return made.getvalue()


@pytest.mark.parametrize(
    "data", [archive(MEMBERS, ("c.bin",)), streamed(), with_zip64_fields()], ids=["plain", "streamed", "zip64"]
)
@pytest.mark.parametrize("name", ["a.txt", "ordner/ü.txt", "c.bin"])
def test_a_changed_member_leaves_the_others_their_bytes_order_and_times(data, name):
    opened = Archive.open(data, "x")
    assert opened.read("ordner/ü.txt") == b"two"
    after = opened.rewritten({name: b"changed " * 50, "new/last.xml": b"<x/>"})
    with zipfile.ZipFile(BytesIO(after)) as result:
        assert result.testzip() is None
        assert result.namelist() == [*MEMBERS, "new/last.xml"]
        assert result.read(name) == b"changed " * 50 and result.read("new/last.xml") == b"<x/>"
        assert result.comment == zipfile.ZipFile(BytesIO(data)).comment
    before, now = members(data), members(after)
    assert all(before[other] == now[other] for other in MEMBERS if other != name)
    assert before[name][1][:2] == now[name][1][:2]
    assert Archive.open(after, "x").rewritten({}) == after


def test_twice_the_same_name_is_refused(recwarn):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("a", "1")
        out.writestr("a", "2")
    with pytest.raises(InputError, match="E007"):
        Archive.open(made.getvalue(), "x")


def test_zip64_archives_and_unknown_methods_are_refused():
    data = docx("<w:p/>")
    end = data.rindex(b"PK\5\6")
    count = struct.pack("<2H", 0xFFFF, 0xFFFF)
    with pytest.raises(InputError, match="E007 .*zip64"):
        Archive.open(data[: end + 8] + count + data[end + 12 :], "x")
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as out:
        out.writestr("a", "1")
    with pytest.raises(InputError, match="E007 x: .* a is packed by an unknown method"):
        Archive.open(made.getvalue(), "x").read("a")


def test_a_signed_document_is_read_but_not_written():
    with zipfile.ZipFile(BytesIO(docx("<w:p><w:r><w:t>old</w:t></w:r></w:p>"))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    document = files.parse_bytes(archive({**parts, "_xmlsignatures/sig1.xml": "<s/>"}), "a.docx")
    assert files.written(document, document.text.raw) == document.package
    with pytest.raises(InputError, match=r"E006 a\.docx: it is signed"):
        files.written(document, document.text.raw.replace("old", "new"))
