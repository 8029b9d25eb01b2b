"""A baseline: findings that are known, so that only new ones are reported. It names no lines: it outlasts edits.

The file is JSON, sorted and one finding a line, so that its diffs can be read. Paths in it are relative to its folder.
"""

import hashlib
import json
import os
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mtfix.errors import ConfigError, InputError
from mtfix.files import write_atomic
from mtfix.issue import Issue
from mtfix.report import Report

VERSION = 1
LONGEST = 60  # of a text in the file: it stands there for people only


@dataclass(frozen=True, order=True)
class Known:
    """A finding and how often it stands in its file; `code` and `text` are for people, the fingerprint counts."""

    path: str
    code: str
    text: str
    fingerprint: str
    count: int

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.path, self.fingerprint


class Baseline:
    """Takes from reports what is known, and counts it."""

    def __init__(self, path: Path, findings: tuple[Known, ...], digest: str) -> None:
        self.path = path
        self.findings = findings
        self._digest = digest
        self._counts = {finding.key: finding.count for finding in findings}
        self._checked: set[str] = set()
        self._again = 0

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """The baseline in a file. Raises InputError E001 if there is none, ConfigError E013 if it is not one."""
        try:
            data = path.read_bytes()
        except OSError as error:
            hint = "mtfix check --write-baseline writes one"
            raise InputError("E001", f"cannot be read: {error.strerror}", path=str(path), hint=hint) from None
        try:
            findings = tuple(_findings(data))
        except (ValueError, TypeError, KeyError, RecursionError):
            hint = "delete it and write it anew with mtfix check --write-baseline"
            raise ConfigError("E013", f"not a baseline of version {VERSION}", path=str(path), hint=hint) from None
        return cls(path, findings, hashlib.sha256(data).hexdigest()[:8])

    def new(self, report: Report) -> Report:
        """The report without what is known: of findings alike the first ones, as many as are known.

        Its signature names the baseline: without that file nobody gets the same numbers.
        """
        name, seen, kept = _name(report.document.path, self.path), Counter[tuple[str, str]](), []
        for issue in report.issues:
            key = (name, issue.fingerprint(report.document.plain))
            seen[key] += 1
            if seen[key] > self._counts.get(key, 0):
                kept.append(issue)
        self._checked.add(name)
        self._again += len(report.issues) - len(kept)
        suggestions = {issue: report.suggestions[issue] for issue in kept if issue in report.suggestions}
        signature = replace(report.signature, versions=(*report.signature.versions, ("baseline", self._digest)))
        return replace(report, issues=tuple(kept), suggestions=suggestions, signature=signature)

    def told(self) -> str:
        """How much was known, and how much of what is known of the files that were checked is not there any more."""
        gone = sum(finding.count for finding in self.findings if finding.path in self._checked) - self._again
        line = f"{self._again} known finding{'' if self._again == 1 else 's'} of {self.path} not reported"
        return f"{line}, {gone} not found any more" if gone else line


class Record:
    """What is found, as a baseline to be. Raises ConfigError E013 if its file is there and is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = Baseline.read(path).findings if path.exists() else ()
        self._found: dict[tuple[str, str], list[Issue]] = {}
        self._checked: set[str] = set()

    def add(self, report: Report) -> None:
        """Record a report's findings."""
        name = _name(report.document.path, self._path)
        self._checked.add(name)
        for issue in report.issues:
            self._found.setdefault((name, issue.fingerprint(report.document.plain)), []).append(issue)

    def write(self) -> int:
        """Write the file and give the number of findings in it. Raises InputError E006.

        What it knew of files that were not checked now stays, as long as they exist.
        """
        unchecked = (finding for finding in self._before if finding.path not in self._checked)
        stay = [finding for finding in unchecked if (self._path.parent / finding.path).exists()]
        findings = sorted([*stay, *(_known(key, issues) for key, issues in self._found.items())])
        lines = ",\n".join(json.dumps(asdict(finding), ensure_ascii=False) for finding in findings)
        text = f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n'
        write_atomic(self._path, text.encode("utf-8", "backslashreplace"))
        return sum(finding.count for finding in findings)


def _known(key: tuple[str, str], issues: list[Issue]) -> Known:
    text = textwrap.shorten(issues[0].text, LONGEST, placeholder=" …")
    return Known(key[0], issues[0].code, text, key[1], len(issues))


def _findings(data: bytes) -> Iterator[Known]:
    """The findings in a file; ValueError, TypeError or KeyError if it is no baseline."""
    parsed = json.loads(data)
    if parsed["version"] != VERSION:
        raise ValueError(parsed["version"])
    for item in parsed["findings"]:
        finding = Known(**item)
        if not isinstance(finding.count, int):
            raise TypeError(finding.count)
        yield finding


def _name(path: str, baseline: Path) -> str:
    """A document's path as a baseline holds it; one on another drive stays as it is."""
    try:
        return os.path.relpath(path, baseline.parent).replace(os.sep, "/")
    except ValueError:
        return path
