"""`mtfix fix --interactive`: walk through the findings of each file, decide, stop, go on later."""

import argparse
import os
import shutil
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mtfix.cli.asking import Asker, asker
from mtfix.cli.inputs import Inputs
from mtfix.cli.options import note, settings_of
from mtfix.cli.progress import progress
from mtfix.errors import ConfigError, MtfixError

if TYPE_CHECKING:
    from mtfix.cli.review_sitting import Content, Sitting
    from mtfix.document import Document
    from mtfix.engine import Engine
    from mtfix.renderers.look import Look

DONE, OPEN, FAILED = 0, 1, 2
NARROWEST, WIDEST = 30, 100  # columns; longer lines are hard to read


def add(group: Any) -> None:
    """Add the flags of a pass to those of `mtfix fix`."""
    add = group.add_argument
    add("--interactive", "-I", action="store_true", help="decide on each finding and write the file back; ? lists keys")
    add("--keep-session", action="store_true", help="with -I: keep the file of decisions when the pass is done")
    add("--save-decisions", metavar="FILE", help="with -I: add the decisions to this file, as JSON lines to train on")


def refuse(options: argparse.Namespace) -> None:
    """Raises ConfigError E012 on flags that make no sense together."""
    if not options.interactive:
        if options.keep_session or options.save_decisions:
            raise ConfigError("E012", "--keep-session and --save-decisions need --interactive")
        return
    if "-" in options.files:
        raise ConfigError("E012", "--interactive hears your answers on standard input: give it files")
    if options.diff:
        raise ConfigError("E012", "--interactive and --diff exclude each other")


def run(options: argparse.Namespace, content: "Content") -> int:
    """Review every file; 0 if all was decided, 1 if findings are left open, 2 if a file could not be read or written.

    `content` gives the bytes of a repaired document.
    """
    from mtfix.engine import Engine

    engine = Engine.from_settings(settings_of(options))
    inputs = Inputs.of(options, engine.settings)
    if options.output and len(inputs.paths()) > 1:
        raise ConfigError("E012", "--output takes one file")
    desk = _Desk(options, content, engine, asker(), _look())
    left = False
    for document in inputs:
        try:
            sitting = desk.review(document)
        except MtfixError as error:
            inputs.report(error)
            continue
        left = left or bool(sitting and sitting.review.open)
        if sitting and sitting.stopped:
            left = True
            break
    return FAILED if inputs.failed else OPEN if left else DONE


def _look() -> "Look":
    from mtfix.cli.check import colors
    from mtfix.renderers.look import Look

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    columns = shutil.get_terminal_size((80, 24)).columns
    return Look(colors("auto", sys.stdout), max(NARROWEST, min(columns, WIDEST)))


@dataclass
class _Desk:
    """Where one document after the other is reviewed."""

    options: argparse.Namespace
    content: "Content"
    engine: "Engine"
    asker: Asker
    look: "Look"

    def review(self, document: "Document") -> "Sitting | None":
        """One sitting over one document, when it has ended; None if nothing was found."""
        from mtfix.cli.review_sitting import Sitting
        from mtfix.pipeline import check
        from mtfix.review.session import Session, session_path
        from mtfix.review.state import Pass

        with progress(document.path, quiet=self.options.quiet) as told:
            report = check(document, self.engine, told)
        for text in report.notes:
            note(self.options, f"{document.path}: {text}")
        if not report.issues and not os.path.exists(session_path(document.path)):
            print(f"{document.path}: nothing found", flush=True)
            return None
        review = Pass.begin(report)
        session = Session.open(report, review)
        review = replace(review, steps=session.steps)
        sitting = Sitting(self.options, self.content, self.asker, self.look, report, session, review)
        try:
            sitting.run()
        finally:
            session.close(keep=sitting.keep)
        return sitting
