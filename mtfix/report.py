"""What a check says of one document, and the signature without which no number is printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion

JSON_VERSION = 1


@dataclass(frozen=True)
class Signature:
    """All that is needed to print the same numbers again (the habit is sacreBLEU's)."""

    versions: tuple[tuple[str, str], ...]
    models: tuple[tuple[str, str], ...]
    settings: str
    seed: int | None = None

    def __str__(self) -> str:
        """One line: mtfix:0.1.0|tagger:3f2a…|settings:9c1e…"""
        parts = [f"{name}:{value}" for name, value in (*self.versions, *((n, sha[:12]) for n, sha in self.models))]
        parts.append(f"settings:{self.settings}")
        return "|".join(parts if self.seed is None else [*parts, f"seed:{self.seed}"])

    def to_json(self) -> dict[str, Any]:
        """The signature as the JSON report carries it."""
        return {
            "versions": dict(self.versions),
            "models": dict(self.models),
            "settings": self.settings,
            "seed": self.seed,
        }


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """A segment and the calibrated probability that it is garbled; None where no model read it."""

    segment: Segment
    score: float | None


@dataclass(frozen=True)
class Report:
    """Issues in order, each with its suggestions (best first), and a score for each segment."""

    document: Document
    segments: tuple[SegmentScore, ...]
    issues: tuple[Issue, ...]
    suggestions: dict[Issue, tuple[Suggestion, ...]]
    signature: Signature
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The concise report: one line an issue, then the count and the signature."""
        return "\n".join((*self.lines(), summary([self]), str(self.signature)))

    def lines(self) -> Iterator[str]:
        """One line an issue, with the best suggestion."""
        for issue in self.issues:
            line, column = self.place(issue)
            best = next(iter(self.suggestions.get(issue, ())), None)
            arrow = f" -> {best.replacement!r}" if best else ""
            yield (
                f"{self.document.path}:{line}:{column}: {issue.code} [{issue.severity.label}] "
                f"{issue.message} ({issue.confidence:.2f}): {issue.text!r}{arrow}"
            )

    def place(self, issue: Issue) -> tuple[int, int]:
        """The line and column where an issue starts, as an editor counts: a byte order mark is no column."""
        line, column = self.document.positions.line_column(self.document.shown_span(issue.span).start)
        marked = line == 1 and self.document.shown.startswith("\ufeff")
        return line, max(column - marked, 1)

    def repairable(self, applicability: Applicability) -> int:
        """How many issues have a suggestion of exactly this applicability as their best."""
        best = (max((item.applicability for item in items), default=None) for items in self.suggestions.values())
        return sum(item is applicability for item in best)

    def to_json(self) -> dict[str, Any]:
        """One entry of the JSON report's "documents"; start and end are code points into what is shown."""
        return {
            "path": self.document.path,
            "segments": [self._segment_json(item) for item in self.segments],
            "issues": [self._issue_json(issue) for issue in self.issues],
            "notes": list(self.notes),
        }

    def _segment_json(self, item: SegmentScore) -> dict[str, Any]:
        start, end = self.document.shown_span(item.segment.span)
        return {"start": start, "end": end, "score": None if item.score is None else round(item.score, 6)}

    def _issue_json(self, issue: Issue) -> dict[str, Any]:
        start, end = self.document.shown_span(issue.span)
        line, column = self.place(issue)
        source = self.document.source_of(issue.span)
        return {
            "code": issue.code,
            "category": issue.category.value,
            "severity": issue.severity.label,
            "message": issue.message,
            "start": start,
            "end": end,
            "text": issue.text,
            "line": line,
            "column": column,
            "confidence": round(issue.confidence, 6),
            "detector": issue.detector,
            **({} if source is None else {"source": source}),
            "suggestions": [self._suggestion_json(item) for item in self.suggestions.get(issue, ())],
        }

    def _suggestion_json(self, item: Suggestion) -> dict[str, Any]:
        edits = []
        for edit in item.edits:
            start, end = self.document.shown_span(edit.span)
            edits.append({"start": start, "end": end, "replacement": edit.replacement})
        return {
            "replacement": item.replacement,
            "edits": edits,
            "confidence": round(item.confidence, 6),
            "applicability": item.applicability.label,
            "repairer": item.repairer,
        }


def summary(reports: Iterable[Report]) -> str:
    """The last line of a report people read: how many issues, and how many of them can be repaired."""
    return Tally().add(*reports).line()


@dataclass
class Tally:
    """Counts reports as they pass, so that they need not be kept."""

    documents: int = 0
    issues: int = 0
    safe: int = 0
    unsafe: int = 0

    def add(self, *reports: Report) -> "Tally":
        """Count these reports too."""
        for report in reports:
            self.documents += 1
            self.issues += len(report.issues)
            self.safe += report.repairable(Applicability.SAFE)
            self.unsafe += report.repairable(Applicability.UNSAFE)
        return self

    def line(self) -> str:
        """12 issues in 3 documents; 4 repaired by `mtfix fix`, 2 more with --unsafe-fixes."""
        line = f"{_count(self.issues, 'issue')} in {_count(self.documents, 'document')}"
        if self.safe or self.unsafe:
            line += f"; `mtfix fix` repairs {self.safe}"
        return f"{line}, --unsafe-fixes {self.unsafe} more" if self.unsafe else line


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
