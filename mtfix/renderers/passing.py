"""Reports on their way through a renderer: counted, not kept, with the signature that closes what is printed."""

from collections.abc import Iterable, Iterator
from typing import IO

from mtfix.renderers.look import Look
from mtfix.report import Report, Signature, Tally


class Passing:
    """Iterates over reports once. `signature` is that of the last one so far, which names every model that was used."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = reports
        self.tally = Tally()
        self.signature: Signature | None = None

    def __iter__(self) -> Iterator[Report]:
        for report in self._reports:
            self.tally.add(report)
            self.signature = report.signature
            yield report

    def close(self, out: IO[str], look: Look) -> None:
        """Write the lines that end a report for people: the count and the signature."""
        out.write(look.paint(self.tally.line(), "bold") + "\n")
        if self.signature:
            out.write(look.paint(str(self.signature), "dim") + "\n")
