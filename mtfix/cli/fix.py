"""`mtfix fix`: print the repaired text, or write it back. Only safe repairs, unless told otherwise."""

import argparse
import difflib
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mtfix.cli import review
from mtfix.cli.inputs import Inputs
from mtfix.cli.options import add_input, add_selection, note, settings_of
from mtfix.cli.progress import progress
from mtfix.cli.tracked import AUTHOR, tracked
from mtfix.errors import ConfigError, InputError

if TYPE_CHECKING:
    from mtfix.document import Document
    from mtfix.engine import Engine
    from mtfix.pipeline import Fixed

WORKED, DIFFERENT, FAILED = 0, 1, 2


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser("fix", help="repair errors", description=__doc__)
    add_input(parser)
    add_selection(parser)
    group = parser.add_argument_group("output")
    way = group.add_mutually_exclusive_group()
    way.add_argument("--diff", action="store_true", help="print a unified diff and write nothing; exits with 1 if any")
    way.add_argument("--in-place", "-i", action="store_true", help="write the files back, each whole or not at all")
    way.add_argument("--output", "-o", metavar="FILE", help="write the repaired text here instead of standard output")
    group.add_argument("--unsafe-fixes", action="store_true", help="also make repairs that are only likely to be right")
    group.add_argument(
        "--track-changes", action="store_true", help="docx, odt: repairs as tracked changes, all else as comments"
    )
    group.add_argument("--notes", action="store_true", help="XLIFF: what is not repaired as notes beside the segments")
    group.add_argument(
        "--author", metavar="NAME", default=AUTHOR, help=f"of tracked changes and comments; default: {AUTHOR}"
    )
    review.add(parser.add_argument_group("review"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Repair every file; 0 if it worked, 1 if --diff has a difference, 2 if a file could not be read or written."""
    from mtfix.engine import Engine

    if options.in_place and "-" in options.files:
        raise ConfigError("E012", "standard input cannot be repaired in place")
    if options.diff and options.track_changes:
        raise ConfigError("E012", "--diff and --track-changes exclude each other")
    review.refuse(options)
    if options.interactive:
        return review.run(options, content)
    engine = Engine.from_settings(settings_of(options))
    inputs = Inputs.of(options, engine.settings)
    documents = inputs if options.diff or options.in_place else _only(inputs)
    different = False
    for document in documents:
        _refuse_terminal(document, options)
        try:
            fixed = _fixed(document, engine, options)
            different = different or fixed.document.text.raw != document.text.raw
            _deliver(document, fixed, options)
        except InputError as error:
            inputs.report(error)
    if inputs.failed:
        return FAILED
    return DIFFERENT if options.diff and different else WORKED


def _only(inputs: Inputs) -> Iterator["Document"]:
    """The one document whose text can go to one place; refuses a second before anything is written."""
    documents = []
    for document in inputs:
        documents.append(document)
        if len(documents) > 1:
            raise ConfigError("E012", "several files need --in-place or --diff")
    yield from documents


def _fixed(document: "Document", engine: "Engine", options: argparse.Namespace) -> "Fixed":
    from mtfix.apply import finished
    from mtfix.cli.tracked import review as made
    from mtfix.pipeline import fix

    with progress(document.path, quiet=options.quiet) as told:
        fixed = fix(document, engine, unsafe=options.unsafe_fixes, progress=told)
        remarks = made(document, fixed, options.author).remarks if options.notes else ()
        fixed = replace(fixed, document=finished(document, fixed.edits, remarks))
    for text in (*fixed.report.notes, *fixed.notes):
        note(options, f"{document.path}: {text}")
    return fixed


def _deliver(document: "Document", fixed: "Fixed", options: argparse.Namespace) -> None:
    from mtfix import files

    if options.diff:
        sys.stdout.writelines(diff(document, fixed.document))
        return
    data = content(document, fixed, options)
    if options.in_place:
        if fixed.document.text.raw != document.text.raw or data != (document.package or data):
            files.write_atomic(document.path, data)
            count = len(fixed.edits)
            note(options, f"{document.path}: {count} place{'' if count == 1 else 's'} repaired")
    elif options.output:
        files.write_atomic(options.output, data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def content(document: "Document", fixed: "Fixed", options: argparse.Namespace) -> bytes:
    """The bytes of the repaired file."""
    from mtfix import files

    if not options.track_changes:
        return files.written(document, fixed.document.text.raw)
    data, notes = tracked(document, fixed, options.author)
    for text in notes:
        note(options, f"{document.path}: {text}")
    return data


def _refuse_terminal(document: "Document", options: argparse.Namespace) -> None:
    """A terminal shows no archives; told before the work is done."""
    if (
        document.package is not None
        and not (options.diff or options.in_place or options.output)
        and sys.stdout.isatty()
    ):
        hint = "give --output FILE or --in-place; --diff shows what would change"
        raise ConfigError(
            "E012", f"a {document.format} file is not printed on a terminal", path=document.path, hint=hint
        )


def diff(before: "Document", after: "Document") -> Iterator[str]:
    """A unified diff that `patch` accepts; a last line without a line end is told as diff(1) does."""
    old, new = (_lines(document.shown) for document in (before, after))
    for line in difflib.unified_diff(old, new, before.path, after.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(raw: str) -> list[str]:
    """Lines with their ends. Not str.splitlines: a form feed or U+2028 ends no line of a patch."""
    pieces = raw.split("\n")
    return [*(piece + "\n" for piece in pieces[:-1]), *pieces[-1:]] if pieces[-1] else [p + "\n" for p in pieces[:-1]]
