"""SARIF 2.1.0, the OASIS format that code scanning and editors read. Columns are code points."""

import json
from collections.abc import Iterable
from typing import IO, Any

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.renderers.look import Look
from mtfix.renderers.passing import Passing
from mtfix.renderers.places import SARIF_LEVELS, Fingerprints, place_of, repair, uri
from mtfix.renderers.sentence import proposal, sentence
from mtfix.report import Report
from mtfix.text import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"  # what GitHub calls the top of the repository


class Sarif:
    """For code scanning: GitHub, Azure DevOps, editors' SARIF viewers."""

    name = "sarif"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write one log with one run, a result a line, when all reports have passed: the rules come first."""
        passing, fingerprints, codes = Passing(reports), Fingerprints(), dict[str, Issue]()
        results = [
            _result(report, issue, _known(codes, issue), fingerprints.of(report, issue))
            for report in passing
            for issue in report.issues
        ]
        driver: dict[str, Any] = {"name": "mtfix", "rules": [self._rule(issue) for issue in codes.values()]}
        if passing.signature:
            driver["version"] = dict(passing.signature.versions).get("mtfix", "")
            driver["properties"] = {"signature": passing.signature.to_json()}
        head = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
        out.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [\n{_json(head)[:-1]}, "results": [')
        out.write("".join(f"{',' if index else ''}\n{_json(result)}" for index, result in enumerate(results)))
        out.write("\n]}]}\n" if results else "]}]}\n")

    def _rule(self, example: Issue) -> dict[str, Any]:
        """The paper of a rule; of one that is not ours we know what one of its findings says."""
        rule = self._look.rules.get(example.code)
        summary = rule.summary if rule else example.message
        known: dict[str, Any] = {}
        if rule:
            known = {"name": rule.name, "fullDescription": {"text": f"{summary} {rule.explanation}".strip()}}
        return {
            "id": example.code,
            "shortDescription": {"text": summary},
            "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity if rule else example.severity]},
            "properties": {"tags": [example.category.value]},
            **known,
        }


def _known(codes: dict[str, Issue], issue: Issue) -> int:
    """The index of an issue's code, which is new if need be."""
    codes.setdefault(issue.code, issue)
    return list(codes).index(issue.code)


def _result(report: Report, issue: Issue, rule: int, fingerprint: str) -> dict[str, Any]:
    document = report.document
    file = _file(document.path)
    where = {"artifactLocation": file, "region": _region(document, document.shown_span(issue.span))}
    fixes = []
    for suggestion in report.suggestions.get(issue, ()):
        if made := repair(document, suggestion):
            replacement = {"deletedRegion": _region(document, made[0]), "insertedContent": {"text": made[1]}}
            changes = [{"artifactLocation": file, "replacements": [replacement]}]
            fixes.append({"description": {"text": proposal(suggestion)}, "artifactChanges": changes})
    return {
        "ruleId": issue.code,
        "ruleIndex": rule,
        "level": SARIF_LEVELS[issue.severity],
        "rank": round(100 * issue.confidence, 2),
        "message": {"text": sentence(report, issue)},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"mtfix/v1": fingerprint},
        **({"fixes": fixes} if fixes else {}),
        "properties": {"category": issue.category.value, "severity": issue.severity.label, "detector": issue.detector},
    }


def _file(path: str) -> dict[str, str]:
    found = uri(path)
    return {"uri": found} if found.startswith("file:") else {"uri": found, "uriBaseId": _ROOT}


def _region(document: Document, shown: Span) -> dict[str, int]:
    line, column, end_line, end_column = place_of(document, shown)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
