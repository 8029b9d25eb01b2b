"""`mtfix`: finds the command, turns errors into a line on stderr and an exit code; stdout is for data only."""

import argparse
import os
import sys
from collections.abc import Sequence

from mtfix.cli import check, fix, rule
from mtfix.errors import MtfixError

FAILED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141  # as a shell reports a program that SIGPIPE ended

_COMMANDS = (check, fix, rule)
_DESCRIPTION = "Finds and repairs what machine translation leaves behind in English text, without the source text."
_EPILOG = "Exit status: 0 nothing found, 1 issues found, 2 failed. `mtfix COMMAND --help` explains a command."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except MtfixError as error:
        print(f"mtfix: error: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away; without this, Python complains again while it flushes stdout on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    made = argparse.ArgumentParser("mtfix", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False)
    made.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(commands)
    return made


class _Version(argparse.Action):
    """Reads the version only when asked: importlib.metadata is slow to import."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from mtfix.engine import version

        print(f"mtfix {version()}")
        parser.exit(0)
