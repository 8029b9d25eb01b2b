"""File formats by name. A format splits a decoded file into text and markup; it never rewrites it.

Two tables, imported on use: name -> "module:Class", and suffix -> name.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import PurePath
from typing import cast

from mtfix.document import Document
from mtfix.errors import InputError
from mtfix.protocols import Format

FORMATS = {
    "csv": "mtfix.formats.tables:Csv",
    "docx": "mtfix.formats.docx:Docx",
    "html": "mtfix.formats.html:Html",
    "jsonl": "mtfix.formats.jsonl:Jsonl",
    "markdown": "mtfix.formats.markdown:Markdown",
    "odt": "mtfix.formats.odt:Odt",
    "plain": "mtfix.formats.plain:Plain",
    "po": "mtfix.formats.po:Po",
    "srt": "mtfix.formats.cues:Srt",
    "tmx": "mtfix.formats.tmx:Tmx",
    "tsv": "mtfix.formats.tables:Tsv",
    "vtt": "mtfix.formats.cues:Vtt",
    "xliff": "mtfix.formats.xliff:Xliff",
}

SUFFIXES = {
    ".csv": "csv",
    ".docm": "docx",
    ".docx": "docx",
    ".dotm": "docx",
    ".dotx": "docx",
    ".htm": "html",
    ".html": "html",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".ndjson": "jsonl",
    ".odt": "odt",
    ".ott": "odt",
    ".po": "po",
    ".srt": "srt",
    ".text": "plain",
    ".tmx": "tmx",
    ".tsv": "tsv",
    ".txt": "plain",
    ".vtt": "vtt",
    ".xhtml": "html",
    ".xlf": "xliff",
    ".xliff": "xliff",
}

# Text with markup that no format here understands yet: read as plain text, a repair could break it.
_UNSUPPORTED = frozenset(".adoc .epub .ipynb .json .org .pdf .rst .rtf .tex .xml .yaml .yml".split())

# Only the user knows which of their columns hold text, so they are read where they are named, not where a folder is.
TABLES = frozenset({"csv", "jsonl", "tsv"})


def load(name: str, columns: Sequence[str] = ()) -> Format:
    """The format of that name; a table reads these columns. Raises InputError E005 on an unknown one."""
    if name not in FORMATS:
        raise InputError("E005", f"unknown format {name!r}", hint=f"known: {', '.join(FORMATS)}")
    module, _, attribute = FORMATS[name].partition(":")
    made = getattr(import_module(module), attribute)
    return cast(Format, made(columns) if name in TABLES else made())


def of(document: Document) -> Format:
    """The format that read a document."""
    return load(document.format, document.columns)


def known_suffix(path: str) -> bool:
    """True if a folder's file of that name is text that mtfix reads."""
    return SUFFIXES.get(PurePath(path).suffix.lower(), "csv") not in TABLES


def name_for(path: str) -> str:
    """The name of the format that a path's suffix stands for; plain text where the suffix is unknown or missing.

    Raises InputError E005 for a kind of markup that no format here understands.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in _UNSUPPORTED:
        hint = "to read it as plain text all the same, give the format: plain"
        raise InputError("E005", f"no format reads {suffix} files", path=path, hint=hint)
    return SUFFIXES.get(suffix, "plain")
