"""Finding, reading and writing files. A file is written whole or not at all."""

import glob
import os
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from mtfix import formats
from mtfix.document import Document
from mtfix.errors import InputError
from mtfix.formats.encodings import decode, encode
from mtfix.protocols import Format, PackageFormat
from mtfix.text import AnnotatedText

STDIN = "-"
_SKIPPED_FOLDERS = frozenset({"__pycache__", "build", "dist", "env", "node_modules", "site-packages", "venv"})


def collect(paths: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The files that paths, folders, globs and "-" stand for, each once, in the order given; folders are sorted.

    Folders give the files with a known suffix, down to the last folder but for hidden ones and those of tools.
    Raises InputError E001 on what does not exist and E002 where nothing is left to read.
    """
    found: dict[str, None] = {}
    for path in (os.fspath(path) for path in paths):
        files = [path] if path == STDIN or os.path.exists(path) else _glob(path)
        for file in files:
            found.update(dict.fromkeys(_walk(file) if file != STDIN and os.path.isdir(file) else [file]))
    if not found:
        raise InputError("E002", "nothing to read", hint='give files, folders or "-" for standard input')
    return list(found)


def read_document(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    stdin_filename: str = "",
    columns: Sequence[str] = (),
) -> Document:
    """The document in a file, or on standard input for "-", which is then called `stdin_filename`.

    The format is the one that the name's suffix stands for, unless given. Raises InputError E001 to E005.
    """
    path = os.fspath(path)
    if path == STDIN:
        return parse_bytes(sys.stdin.buffer.read(), stdin_filename or "<stdin>", format=format, columns=columns)
    try:
        with open(path, "rb") as stream:
            maker = formats.load(format or formats.name_for(path), columns)
            _refuse_large(os.fstat(stream.fileno()).st_size, path, maker)
            data = stream.read()
    except OSError as error:
        raise InputError("E001", f"cannot be read: {error.strerror}", path=path) from None
    return parse_bytes(data, path, format=format, columns=columns)


def _refuse_large(size: int, path: str, maker: Format) -> None:
    """Packages have a limit, told before they are read into memory. Raises InputError E008."""
    if isinstance(maker, PackageFormat) and size > maker.max_bytes:
        raise InputError("E008", f"the file is larger than {maker.max_bytes >> 20} MiB", path=path)


def parse_bytes(data: bytes, path: str, *, format: str | None = None, columns: Sequence[str] = ()) -> Document:
    """The document in a file's bytes. Raises InputError E003 to E005 and E008, of a package E007 too."""
    name = format or formats.name_for(path)
    maker = formats.load(name, columns)
    if isinstance(maker, PackageFormat):
        return Document(path, maker.parse(maker.unpack(data, path)), name, package=data)
    text, codec = decode(data, path)
    return Document(path, _parsed(maker, text, path), name, codec, columns=tuple(columns))


def parse_text(text: str, path: str = "<text>", *, format: str | None = None, columns: Sequence[str] = ()) -> Document:
    """The document in a string. Raises InputError E004 on half a surrogate pair, E005 and E008."""
    name = format or formats.name_for(path)
    encode(text, "utf-8", path)
    maker = formats.load(name, columns)
    if isinstance(maker, PackageFormat):
        raise InputError("E005", f"{name} is not text: read it from a file or its bytes", path=path)
    return Document(path, _parsed(maker, text, path), name, columns=tuple(columns))


def _parsed(maker: Format, text: str, path: str) -> AnnotatedText:
    try:
        return maker.parse(text)
    except InputError as error:
        raise error.at(path) from None


def written(document: Document, raw: str) -> bytes:
    """The bytes of the document's file with another raw text. Raises InputError E004."""
    maker = formats.load(document.format)
    if document.package is not None and isinstance(maker, PackageFormat):
        return maker.pack(document.package, raw, document.path)
    return encode(raw, document.encoding, document.path)


def write_document(document: Document, raw: str, path: str | os.PathLike[str] | None = None) -> None:
    """Write `raw` in the document's encoding to its own file or another. Raises InputError E004 or E006."""
    write_atomic(document.path if path is None else path, written(document, raw))


def write_atomic(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace a file's content as a whole; its mode stays, and a symbolic link goes on pointing to it.

    Raises InputError E006 if it is read-only or cannot be written; then nothing has changed.
    """
    path = os.fspath(path)
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            _write_special(target, mode, data)
        else:
            _replace(target, mode, data)
    except OSError as error:
        raise InputError("E006", f"cannot be written: {error.strerror or error}", path=path) from None


def _write_special(target: Path, mode: int, data: bytes) -> None:
    """A terminal, pipe or /dev/null is written to; replacing it by a file would be wrong."""
    if stat.S_ISDIR(mode):
        raise OSError("it is a folder")
    with open(target, "wb") as stream:
        stream.write(data)


def _replace(target: Path, mode: int | None, data: bytes) -> None:
    # the mode bits count even for root, whom os.access lets write anything
    if mode is not None and not (mode & 0o222 and os.access(target, os.W_OK)):
        raise OSError("it is read-only")
    temporary = target.with_name(f".{target.name[:64]}.{secrets.token_hex(6)}.tmp")
    try:
        with open(temporary, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _glob(pattern: str) -> list[str]:
    matches = [match for match in glob.glob(pattern, recursive=True) if not _skipped(match, pattern)]
    if not matches:
        raise InputError("E001", "no such file or folder", path=pattern)
    return sorted(matches)


def _skipped(match: str, pattern: str) -> bool:
    """True for a match inside a tool's folder that the pattern does not name itself."""
    named = set(Path(pattern).parts)
    return any(_is_skipped_folder(part) and part not in named for part in Path(match).parts)


def _is_skipped_folder(name: str) -> bool:
    return name in _SKIPPED_FOLDERS or (name.startswith(".") and name not in (".", ".."))


def _walk(folder: str) -> Iterator[str]:
    count = 0
    for parent, folders, files in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if not _is_skipped_folder(name))
        for name in sorted(files):
            file = os.path.join(parent, name)
            if formats.known_suffix(name) and not name.startswith((".", "~$")) and os.path.isfile(file):
                count += 1
                yield file
    if not count:
        suffixes = " ".join(suffix for suffix in formats.SUFFIXES if formats.known_suffix(f"a{suffix}"))
        raise InputError("E002", "no text files in this folder", path=folder, hint=f"it looks for {suffixes}")


def _refuse_folder(error: OSError) -> None:
    raise InputError("E001", f"cannot be read: {error.strerror}", path=os.fspath(error.filename))
