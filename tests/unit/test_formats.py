"""The format tables, plain text and encodings."""

import codecs
import importlib
import inspect
import pkgutil
from typing import Any

import pytest

from mtfix import formats
from mtfix.errors import InputError
from mtfix.formats.encodings import decode, encode
from mtfix.text import Kind, Part


def test_the_table_holds_every_format_and_every_suffix() -> None:
    found: dict[str, str] = {}
    suffixes: dict[str, str] = {}
    for module in pkgutil.iter_modules(formats.__path__, "mtfix.formats."):
        classes: list[tuple[str, Any]] = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        for _, cls in classes:
            if cls.__module__ == module.name and hasattr(cls, "suffixes"):
                found[cls.name] = f"{module.name}:{cls.__name__}"
                suffixes |= dict.fromkeys(cls.suffixes, cls.name)
    assert found == formats.FORMATS
    assert suffixes == formats.SUFFIXES
    assert all(formats.load(name).name == name for name in formats.FORMATS)


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.txt", "plain"), ("b/A.MD", "markdown"), ("README", "plain"), ("x.log", "plain"), ("<stdin>", "plain")],
)
def test_the_suffix_names_the_format(path: str, name: str) -> None:
    assert formats.name_for(path) == name


@pytest.mark.parametrize("path", ["page.rst", "letter.RTF", "data.json"])
def test_markup_that_no_format_reads_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="E005"):
        formats.name_for(path)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"E005 unknown format 'latex' \(known: csv, .*markdown, .*xliff\)"):
        formats.load("latex")


def test_plain_text_is_text_but_for_a_byte_order_mark() -> None:
    assert formats.load("plain").parse("a\r\nb").parts == (Part.text("a\r\nb"),)
    marked = formats.load("plain").parse("\ufeffa")
    assert [part.kind for part in marked.parts] == [Kind.MARKUP, Kind.TEXT]
    assert (marked.raw, marked.plain) == ("\ufeffa", "a")


TEXT = "Größe, “quoted” 😀\r\nline two\rline three\n"


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        ("Plain words only.\r\n".encode("utf-16-le"), "utf-16-le"),
        ("Plain words only.\r\n".encode("utf-16-be"), "utf-16-be"),
        (b"", "utf-8"),
    ],
)
def test_encodings_are_known_and_written_back_to_the_byte(data: bytes, codec: str) -> None:
    text, found = decode(data)
    assert found == codec
    assert encode(text, found) == data


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text\0text", b"\x7fELF\x01\x02\x03", codecs.BOM_UTF16_LE + b"a\0\0\0b\0"],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="E003 x: this is a binary file"):
        decode(data, "x")


def test_a_stray_control_character_in_a_long_text_is_no_binary_file() -> None:
    assert decode(b"A line of text.\n" * 100 + b"soft\x02hyphen\n")[1] == "utf-8"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("naïve café".encode("latin-1"), r"E004 x: not valid UTF-8 at byte 2 \(0xef\) \(save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "E004 x: not valid UTF-16-LE at byte 4"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "E004 x: the text is UTF-32"),
    ],
)
def test_other_encodings_are_refused_with_the_place_and_a_way_out(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        decode(data, "x")


def test_what_the_codec_cannot_write_is_told() -> None:
    with pytest.raises(InputError, match=r"E004 .*U\+D800 at character 1"):
        encode("a\ud800", "utf-8")
