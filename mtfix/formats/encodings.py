"""Bytes to text and back, byte for byte: UTF-8 and UTF-16. Line ends and byte order marks stay in the text."""

import codecs

from mtfix.errors import InputError

# C0 controls that no text editor writes; tab, line ends, form feed, DOS end-of-file and escape do occur in text.
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_STRAY_CONTROLS = 1000  # one stray control in so many bytes is dirt in a text; more is a binary file


def decode(data: bytes, path: str | None = None) -> tuple[str, str]:
    """The text, byte order mark included, and the Python codec with which `encode` gives the same bytes again.

    Raises InputError E003 on a binary file and E004 on any other encoding.
    """
    codec = _sniff(data, path)
    if codec == "utf-8":
        _refuse_binary(data, path)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(codec, error, path) from None
    if codec != "utf-8":
        _refuse_binary(text.encode(), path)
    return text, codec


def encode(text: str, codec: str, path: str | None = None) -> bytes:
    """The inverse of `decode`. Raises InputError E004 on what the codec cannot write, such as half a surrogate pair."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        problem = f"U+{ord(text[error.start]):04X} at character {error.start} cannot be written as {codec}"
        raise InputError("E004", problem, path=path) from None


def _sniff(data: bytes, path: str | None) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise InputError("E004", "the text is UTF-32", path=path, hint="convert it: iconv -f UTF-32 -t UTF-8")
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    return _utf16_without_mark(data) or "utf-8"


def _utf16_without_mark(data: bytes) -> str | None:
    """A UTF-16 codec if every line end and nearly every second byte show it: Latin text has its NULs on one side."""
    if len(data) % 2 or len(data) < 8 or b"\0" not in data:
        return None
    high_first, low_first = data[::2].count(0), data[1::2].count(0)
    units = len(data) // 2
    for codec, nulls, others in (("utf-16-le", low_first, high_first), ("utf-16-be", high_first, low_first)):
        if others == 0 and nulls >= 0.7 * units:
            return codec
    return None


def _refuse_binary(data: bytes, path: str | None) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > len(data) / _STRAY_CONTROLS:
        raise InputError("E003", "this is a binary file, not text", path=path)


def _wrong_encoding(codec: str, error: UnicodeDecodeError, path: str | None) -> InputError:
    problem = f"not valid {codec.upper()} at byte {error.start}"
    if codec != "utf-8":
        return InputError("E004", problem, path=path, hint="the file is cut short or damaged")
    hint = "save it as UTF-8, for instance: iconv -f WINDOWS-1252 -t UTF-8"
    return InputError("E004", f"{problem} (0x{error.object[error.start]:02x})", path=path, hint=hint)
