"""GitLab's Code Quality report: a JSON array whose fingerprints tell a merge request what is new and what is gone."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from mtfix.issue import Issue
from mtfix.renderers.look import Look
from mtfix.renderers.places import Fingerprints, place, posix
from mtfix.renderers.sentence import proposal, sentence
from mtfix.report import Report
from mtfix.taxonomy import Severity

_SEVERITIES = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "critical",
}


class Gitlab:
    """For GitLab. The format has no head, so each finding carries the signature in its body."""

    name = "gitlab"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write the array as the reports come, a finding a line."""
        fingerprints, lead = Fingerprints(), "[\n"
        for finding in (found for report in reports for found in self._findings(report, fingerprints)):
            out.write(lead + json.dumps(finding, ensure_ascii=False))
            lead = ",\n"
        out.write("[]\n" if lead == "[\n" else "\n]\n")

    def _findings(self, report: Report, fingerprints: Fingerprints) -> Iterator[dict[str, Any]]:
        path = posix(report.document.path)
        for issue in report.issues:
            line, _, end_line, _ = place(report, issue)
            name = f"{path}\x1f{fingerprints.of(report, issue)}"
            yield {
                "type": "issue",
                "check_name": f"{issue.code} {self._look.name(issue.code)}",
                "description": sentence(report, issue),
                "content": {"body": _body(report, issue)},
                "categories": ["Style"],
                "severity": _SEVERITIES[issue.severity],
                "fingerprint": hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32],
                "location": {"path": path, "lines": {"begin": line, "end": end_line}},
            }


def _body(report: Report, issue: Issue) -> str:
    """Markdown: a block of code, for the characters of a text might be markup."""
    made = report.suggestions.get(issue, ())
    proposals = [f"{proposal(item)} ({item.confidence:.0%} sure, {item.applicability.label})" for item in made]
    lines = (f"{issue.category.value}, {issue.severity.label}", *proposals, str(report.signature))
    return "\n".join(f"    {line}" for line in lines)
