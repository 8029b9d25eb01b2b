"""File formats by name. A format splits a decoded file into text and markup; it never rewrites it.

Two tables, imported on use: name -> "module:Class", and suffix -> name.
"""

from importlib import import_module
from pathlib import PurePath
from typing import cast

from mtfix.errors import InputError
from mtfix.protocols import Format

FORMATS = {
    "docx": "mtfix.formats.docx:Docx",
    "markdown": "mtfix.formats.markdown:Markdown",
    "odt": "mtfix.formats.odt:Odt",
    "plain": "mtfix.formats.plain:Plain",
}

SUFFIXES = {
    ".docm": "docx",
    ".docx": "docx",
    ".dotm": "docx",
    ".dotx": "docx",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".odt": "odt",
    ".ott": "odt",
    ".text": "plain",
    ".txt": "plain",
}

# Text with markup that no format here understands yet: read as plain text, a repair could break it.
_UNSUPPORTED = frozenset(
    ".adoc .csv .epub .htm .html .ipynb .json .jsonl .org .pdf .po .rst .rtf .srt .tex .tsv .vtt .xhtml "
    ".xliff .xlf .xml .yaml .yml".split()
)


def load(name: str) -> Format:
    """The format of that name. Raises InputError E005 on an unknown one."""
    if name not in FORMATS:
        raise InputError("E005", f"unknown format {name!r}", hint=f"known: {', '.join(FORMATS)}")
    module, _, attribute = FORMATS[name].partition(":")
    return cast(Format, getattr(import_module(module), attribute)())


def known_suffix(path: str) -> bool:
    """True if a folder's file of that name is text that mtfix reads."""
    return PurePath(path).suffix.lower() in SUFFIXES


def name_for(path: str) -> str:
    """The name of the format that a path's suffix stands for; plain text where the suffix is unknown or missing.

    Raises InputError E005 for a kind of markup that no format here understands.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in _UNSUPPORTED:
        hint = "to read it as plain text all the same, give the format: plain"
        raise InputError("E005", f"no format reads {suffix} files", path=path, hint=hint)
    return SUFFIXES.get(suffix, "plain")
