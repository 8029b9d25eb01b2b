"""`mtfix check`: report what is wrong, and how it could be repaired."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mtfix.cli.inputs import Inputs
from mtfix.cli.options import add_input, add_selection, config_file, note, settings_of
from mtfix.cli.progress import progress

if TYPE_CHECKING:
    from mtfix.baseline import Baseline, Record
    from mtfix.engine import Engine
    from mtfix.report import Report

OUTPUT_FORMATS = tuple("full concise github gitlab html json jsonl junit mqm_tsv rdjson sarif statistics".split())
CLEAN, ISSUES, FAILED = 0, 1, 2


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser("check", help="report errors", description=__doc__)
    add_input(parser)
    add_selection(parser)
    group = parser.add_argument_group("output")
    way = group.add_mutually_exclusive_group()
    way.add_argument("--output-format", choices=OUTPUT_FORMATS, default="full", help="default: full")
    way.add_argument(
        "--statistics",
        action="store_const",
        const="statistics",
        dest="output_format",
        help="only how many issues of each code there are",
    )
    group.add_argument("--output", metavar="FILE", help="write the report here instead of standard output")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    group.add_argument("--no-repair", action="store_true", help="propose no corrections")
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are issues")
    group = parser.add_argument_group("known findings")
    group.add_argument("--baseline", metavar="FILE", help="report only what is not in this file")
    group.add_argument("--write-baseline", metavar="FILE", help="write what is found to this file; exits with 0")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check every file; 0 clean, 1 issues, 2 if a file could not be read."""
    from mtfix import renderers
    from mtfix.engine import Engine

    engine = Engine.from_settings(settings_of(options, suggestions=0 if options.no_repair else None))
    inputs = Inputs.of(options, engine.settings)
    run = _Run(engine, inputs, options)
    with _opened(options.output) as out:
        columns = shutil.get_terminal_size((100, 24)).columns
        look = renderers.Look(colors(options.color, out), columns, engine.rules_by_code)
        renderers.load(options.output_format, look).render(run.reports(), out)
    if inputs.failed:
        return FAILED
    run.close()
    return ISSUES if run.found and not options.exit_zero and not options.write_baseline else CLEAN


class _Run:
    """Reports as the renderer asks for them, so that the first is shown while the next is read."""

    def __init__(self, engine: "Engine", inputs: Inputs, options: argparse.Namespace) -> None:
        self._engine = engine
        self._inputs = inputs
        self._options = options
        self._baseline, self._record = known(options)
        self.found = False

    def reports(self) -> Iterator["Report"]:
        """One report a document."""
        from mtfix.pipeline import check

        for document in self._inputs:
            with progress(document.path, quiet=self._options.quiet) as told:
                report = check(document, self._engine, told)
            if self._record:
                self._record.add(report)
            if self._baseline:
                report = self._baseline.new(report)
            self.found = self.found or bool(report.issues)
            yield report

    def close(self) -> None:
        """Write the baseline that is asked for, and tell what the other one kept back."""
        if self._baseline:
            note(self._options, self._baseline.told())
        if self._record:
            count = self._record.write()
            note(self._options, f"{self._options.write_baseline}: {count} known finding{'' if count == 1 else 's'}")


def known(options: argparse.Namespace) -> "tuple[Baseline | None, Record | None]":
    """The baseline in use, that of the flag or of the configuration file, and the one to write.

    One that is about to be written need not be there yet.
    """
    from mtfix import config
    from mtfix.baseline import Baseline, Record

    file = config_file(options)
    path = Path(options.baseline) if options.baseline else file and config.baseline(file)
    record = Record(Path(options.write_baseline)) if options.write_baseline else None
    missing_is_fine = record is not None and path is not None and not path.exists()
    return Baseline.read(path) if path and not missing_is_fine else None, record


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


def colors(wish: str, out: IO[str]) -> bool:
    """NO_COLOR (no-color.org) and dumb terminals are honoured unless colours are asked for outright."""
    if wish != "auto":
        return wish == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
