"""One line an issue: path:line:column, code, severity, message, confidence, the text and its best repair."""

from collections.abc import Iterable
from typing import IO

from mtfix.renderers.look import Look, printable
from mtfix.renderers.passing import Passing
from mtfix.report import Report


class Concise:
    """For people in a hurry and for editors that jump to path:line:column."""

    name = "concise"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each report as it comes, then the count and the signature."""
        passing = Passing(reports)
        for report in passing:
            out.writelines(printable(line) + "\n" for line in report.lines())
            out.writelines(f"note: {printable(note)}\n" for note in report.notes)
        passing.close(out, self._look)
