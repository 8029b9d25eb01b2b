"""How many issues of each code there are, most frequent first, with the names of their rules."""

from collections import Counter
from collections.abc import Iterable
from typing import IO

from mtfix.renderers.look import Look, printable
from mtfix.renderers.passing import Passing
from mtfix.report import Report


class Statistics:
    """For people who want to know where to begin: which check to switch off, which word to accept."""

    name = "statistics"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write the table when all reports have passed, then the count and the signature."""
        passing, counts = Passing(reports), Counter[str]()
        for report in passing:
            counts.update(issue.code for issue in report.issues)
            out.writelines(f"note: {printable(note)}\n" for note in report.notes)
        digits, letters = (max(map(len, column), default=0) for column in (map(str, counts.values()), counts))
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            out.write(f"{count:{digits}}  {printable(code):{letters}}  {self._named(code)}".rstrip() + "\n")
        passing.close(out, self._look)

    def _named(self, code: str) -> str:
        """Nothing for a rule that is not ours: its code is its name."""
        rule = self._look.rules.get(code)
        return f"{rule.name} ({rule.category.value})" if rule else ""
