"""`mtfix check`: report what is wrong, and how it could be repaired."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import IO, TYPE_CHECKING, Any

from mtfix.cli.inputs import Inputs
from mtfix.cli.options import add_input, add_selection, settings_of
from mtfix.cli.progress import progress

if TYPE_CHECKING:
    from mtfix.engine import Engine
    from mtfix.report import Report

OUTPUT_FORMATS = ("full", "concise", "json", "jsonl")
CLEAN, ISSUES, FAILED = 0, 1, 2


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser("check", help="report errors", description=__doc__)
    add_input(parser)
    add_selection(parser)
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=OUTPUT_FORMATS, default="full", help="default: full")
    group.add_argument("--output", metavar="FILE", help="write the report here instead of standard output")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    group.add_argument("--no-repair", action="store_true", help="propose no corrections")
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are issues")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check every file; 0 clean, 1 issues, 2 if a file could not be read."""
    from mtfix import renderers
    from mtfix.engine import Engine

    engine = Engine.from_settings(settings_of(options, suggestions=0 if options.no_repair else None))
    inputs = Inputs(options.files, format=engine.settings.format, stdin_filename=options.stdin_filename)
    run = _Run(engine, inputs, options)
    with _opened(options.output) as out:
        look = renderers.Look(_colors(options.color, out), shutil.get_terminal_size((100, 24)).columns)
        renderers.load(options.output_format, look).render(run.reports(), out)
    if inputs.failed:
        return FAILED
    return ISSUES if run.found and not options.exit_zero else CLEAN


class _Run:
    """Reports as the renderer asks for them, so that the first is shown while the next is read."""

    def __init__(self, engine: "Engine", inputs: Inputs, options: argparse.Namespace) -> None:
        self._engine = engine
        self._inputs = inputs
        self._options = options
        self.found = False

    def reports(self) -> Iterator["Report"]:
        """One report a document."""
        from mtfix.pipeline import check

        for document in self._inputs:
            with progress(document.path, quiet=self._options.quiet) as told:
                report = check(document, self._engine, told)
            self.found = self.found or bool(report.issues)
            yield report


@contextmanager
def _opened(path: str | None) -> Iterator[IO[str]]:
    """Standard output, or a file that is written whole or not at all."""
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        yield sys.stdout
        return
    from mtfix import files

    text = StringIO()
    yield text
    files.write_atomic(path, text.getvalue().encode("utf-8", "backslashreplace"))


def _colors(wish: str, out: IO[str]) -> bool:
    """NO_COLOR (no-color.org) and dumb terminals are honoured unless colours are asked for outright."""
    if wish != "auto":
        return wish == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
