"""The documents that a command line names, one by one. A file that cannot be read is told and the next one is read."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtfix.errors import InputError

if TYPE_CHECKING:
    from mtfix.document import Document
    from mtfix.settings import Settings


class Inputs:
    """Iterates over documents; `failed` tells afterwards whether one could not be read."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        format: str | None,
        stdin_filename: str | None,
        columns: Sequence[str] = (),
    ) -> None:
        self._names = names
        self._columns = columns
        self._format = format
        self._stdin_filename = stdin_filename or ""
        self.failed = False

    @classmethod
    def of(cls, options: argparse.Namespace, settings: "Settings") -> "Inputs":
        """What the flags and the settings say is to be read."""
        return cls(
            options.files,
            format=settings.format,
            stdin_filename=options.stdin_filename,
            columns=settings.column,
        )

    def paths(self) -> list[str]:
        """The files that the names stand for, each once. What stands for none is told."""
        from mtfix import files

        found: dict[str, None] = {}
        for name in self._names:
            try:
                found.update(dict.fromkeys(files.collect([name])))
            except InputError as error:
                self.report(error)
        return list(found)

    def __iter__(self) -> Iterator["Document"]:
        from mtfix import files

        for path in self.paths():
            try:
                document = files.read_document(
                    path, format=self._format, stdin_filename=self._stdin_filename, columns=self._columns
                )
            except InputError as error:
                self.report(error)
            else:
                yield document

    def report(self, error: Exception) -> None:
        """Tell an error about one file and remember it."""
        self.failed = True
        sys.stdout.flush()
        print(f"mtfix: error: {error}", file=sys.stderr)
