"""One line an issue: path:line:column, code, severity, message, confidence, the text and its best repair."""

from collections.abc import Iterable
from typing import IO

from mtfix.renderers.look import Look, printable
from mtfix.report import Report, Tally


class Concise:
    """For people in a hurry and for editors that jump to path:line:column."""

    name = "concise"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each report as it comes, then the count and the signature."""
        tally, signature = Tally(), None
        for report in reports:
            tally.add(report)
            signature = report.signature
            out.writelines(printable(line) + "\n" for line in report.lines())
        out.write(self._look.paint(tally.line(), "bold") + "\n")
        if signature:
            out.write(self._look.paint(str(signature), "dim") + "\n")
