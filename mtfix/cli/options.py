"""Flags that several commands share, and the settings they make together with a configuration file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtfix.settings import DEFAULT_MODEL, NONE

if TYPE_CHECKING:
    from mtfix.settings import Settings

SEVERITIES = ("neutral", "minor", "major", "critical")


def add_input(parser: argparse.ArgumentParser) -> None:
    """What to read."""
    group = parser.add_argument_group("input")
    group.add_argument("files", metavar="FILE", nargs="+", help="files, folders, globs, or - for standard input")
    group.add_argument("--stdin-filename", metavar="PATH", help="name for standard input: its suffix gives the format")
    group.add_argument("--format", metavar="NAME", help="read every file as this format: plain, markdown, …")
    columns = "columns of CSV and TSV to read, by name or number, or keys of JSON Lines; commas and repeats are fine"
    group.add_argument("--column", metavar="NAME", action="append", help=columns)


def add_selection(parser: argparse.ArgumentParser) -> None:
    """What to look for, and with what."""
    group = parser.add_argument_group("selection")
    add = group.add_argument
    codes = "a code (MT204), the start of one (MT2) or a name (doubled-word); commas and repeats are fine"
    add("--select", metavar="CODE", action="append", help=f"report only these: {codes}")
    add("--ignore", metavar="CODE", action="append", help="do not report these; wins over --select")
    add("--severity", choices=SEVERITIES, help="report only issues of this severity or above")
    add("--min-confidence", metavar="P", type=float, help="0 to 1; default: each model's own threshold")
    add("--accept", metavar="FILE", action="append", help="accepted names and terms, one a line; may be repeated")
    group = parser.add_argument_group("models and settings")
    add = group.add_argument
    model = f"{DEFAULT_MODEL!r}, {NONE!r}, or a model's name or folder"
    add("--detector", metavar="MODEL", help=f"{model}; {NONE!r}: pattern and document checks only")
    add("--repairer", metavar="MODEL", help=f"{model}; {NONE!r}: only repairs that a check knows by itself")
    add("--languagetool", metavar="WHERE", help="ask LanguageTool too: 'off' (default), 'local' or the URL of a server")
    add("--threads", metavar="N", type=int, help="threads for the models; default: all cores")
    add("--config", metavar="FILE", help="settings; default: the nearest mtfix.toml or [tool.mtfix] in pyproject.toml")
    add("--quiet", "-q", action="store_true", help="no progress and no notes on standard error")


def settings_of(options: argparse.Namespace, **more: Any) -> "Settings":
    """Defaults, then the configuration file, then the flags."""
    from mtfix import config

    path = config_file(options)
    flags: dict[str, object] = {
        "select": _codes(options.select),
        "ignore": _codes(options.ignore),
        "severity": options.severity,
        "min-confidence": options.min_confidence,
        "detector": options.detector,
        "repairer": options.repairer,
        "languagetool": options.languagetool,
        "threads": options.threads,
        "format": options.format,
        "column": _codes(options.column),
        **more,
    }
    values = config.read_options(flags)
    values["accept"] = config.accepted_terms(Path(name) for name in options.accept or ())
    return config.settings(config.load(path) if path else {}, values)


def config_file(options: argparse.Namespace) -> Path | None:
    """The configuration file that is named, or the nearest one, or none."""
    from mtfix import config

    return Path(options.config) if options.config else config.find(Path.cwd())


def _codes(flags: list[str] | None) -> list[str] | None:
    return [code for flag in flags for code in flag.split(",")] if flags else None


def note(options: argparse.Namespace, text: str) -> None:
    """A line for people, on stderr, unless they asked for quiet."""
    if not options.quiet:
        print(f"mtfix: {text}", file=sys.stderr)
