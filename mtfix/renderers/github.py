"""Workflow commands of GitHub Actions: each issue becomes an annotation in the pull request and a line in the log."""

from collections.abc import Iterable
from typing import IO

from mtfix.issue import Issue
from mtfix.renderers.look import Look, printable
from mtfix.renderers.passing import Passing
from mtfix.renderers.places import GITHUB_LEVELS, place, posix
from mtfix.renderers.sentence import sentence
from mtfix.report import Report

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class Github:
    """For GitHub Actions. It shows ten annotations of a level and step; sarif has no such limit."""

    name = "github"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each report as it comes, then the count and the signature as plain lines of the log."""
        passing = Passing(reports)
        for report in passing:
            out.writelines(self._command(report, issue) + "\n" for issue in report.issues)
            out.writelines(f"note: {printable(note)}\n" for note in report.notes)
        passing.close(out, Look())

    def _command(self, report: Report, issue: Issue) -> str:
        line, column, end_line, end_column = place(report, issue)
        name = self._look.name(issue.code)
        properties = {"file": posix(report.document.path), "line": line, "endLine": end_line}
        if line == end_line:  # GitHub refuses columns of a range over several lines
            properties |= {"col": column, "endColumn": end_column}
        properties["title"] = f"{issue.code} {name}" if name != issue.code else issue.code
        told = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
        return f"::{GITHUB_LEVELS[issue.severity]} {told}::{sentence(report, issue).translate(_DATA)}"
