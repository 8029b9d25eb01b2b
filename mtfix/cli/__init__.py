"""The command line: one thin file a command over a plain function. Exit 0 clean, 1 issues, 2 failed."""

from mtfix.cli.app import main

__all__ = ["main"]
