"""Fakes and factories: every test that needs a detector, a repairer or a document can have one without any weights."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import hypothesis
import pytest

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.protocols import RepairTask
from mtfix.report import Report, SegmentScore, Signature
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Category, Rule, Severity
from mtfix.text import AnnotatedText, Span

# A busy machine is no failure.
hypothesis.settings.register_profile("mtfix", deadline=None)
hypothesis.settings.load_profile("mtfix")

FAKE_RULE = Rule("MT999", "fake-word", Category.SPELLING, Severity.MAJOR, "A word the test calls wrong.")
FAKE_SIGNATURE = Signature((("mtfix", "0.0.0"),), (("tagger", "0" * 64),), "00000000")


def make_document(text: str, path: str = "fake.txt") -> Document:
    """A plain-text document."""
    return Document(path, AnnotatedText.from_plain(text))


def make_issue(plain: str, text: str, **changes: Any) -> Issue:
    """An issue on the first place where `text` stands in `plain`; any other field by name."""
    span = Span(start := plain.index(text), start + len(text))
    issue = Issue(span, FAKE_RULE.code, FAKE_RULE.category, FAKE_RULE.severity, "wrong word", text, 0.9, "fake")
    return replace(issue, **changes)


def make_segments(plain: str) -> list[Segment]:
    """One segment a line, without neighbours."""
    return [Segment.alone(match[0], match.start()) for match in re.finditer(r"[^\n]+", plain)]


@dataclass
class FakeDetector:
    """Flags the whole words it is told, with their corrections as candidates; no words, no issues."""

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    confidence: float = 0.9
    name: str = "fake"
    scope: str = "segment"
    rules: tuple[Rule, ...] = (FAKE_RULE,)
    model_sha256: str = "0" * 64

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        return [tuple(self._issues(segment)) for segment in segments]

    def scores(self, segments: Sequence[Segment]) -> list[float]:
        """As the tagger's: the probability that a segment is garbled."""
        return [self.confidence if issues else 0.0 for issues in self.detect(segments)]

    def _issues(self, segment: Segment) -> list[Issue]:
        found = []
        for match in re.finditer(r"\w+", segment.text):
            if (word := match[0]) in self.words:
                span = Span(*match.span()).shift(segment.span.start)
                rule = self.rules[0]
                found.append(
                    Issue(
                        span,
                        rule.code,
                        rule.category,
                        rule.severity,
                        rule.summary,
                        word,
                        self.confidence,
                        self.name,
                        tuple(self.words[word]),
                    )
                )
        return found


@dataclass
class FakeRepairer:
    """Replaces the text of an issue by what a dictionary says, best first; unknown texts get no suggestion."""

    repairs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    confidence: float = 0.8
    applicability: Applicability = Applicability.UNSAFE
    name: str = "fake-repairer"
    safe_threshold: float = 0.95
    model_sha256: str = "1" * 64

    def repair(self, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
        return [tuple(item for issue in task.issues for item in self._suggestions(issue)) for task in tasks]

    def _suggestions(self, issue: Issue) -> list[Suggestion]:
        made = (
            Suggestion.replacing(issue, text, self.confidence / rank, self.name, self.applicability)
            for rank, text in enumerate(self.repairs.get(issue.text, ()), 1)
        )
        return [item for item in made if item]


def make_report(text: str, detector: FakeDetector, repairer: FakeRepairer | None = None) -> Report:
    """What checking `text` with these two would report."""
    segments = make_segments(text)
    found = detector.detect(segments)
    tasks = [RepairTask(segment, issues) for segment, issues in zip(segments, found, strict=True)]
    answers = repairer.repair(tasks) if repairer else []
    by_issue: dict[Issue, tuple[Suggestion, ...]] = {}
    for suggestion in (item for answer in answers for item in answer):
        by_issue[suggestion.issues[0]] = (*by_issue.get(suggestion.issues[0], ()), suggestion)
    scores = tuple(SegmentScore(*pair) for pair in zip(segments, detector.scores(segments), strict=True))
    issues = tuple(sorted(issue for answer in found for issue in answer))
    return Report(make_document(text), scores, issues, by_issue, FAKE_SIGNATURE)


@pytest.fixture(scope="session")
def fake_detector() -> type[FakeDetector]:
    """fake_detector({"wrong": ["right"]})."""
    return FakeDetector


@pytest.fixture(scope="session")
def fake_repairer() -> type[FakeRepairer]:
    """fake_repairer({"wrong": ["right", "next best"]})."""
    return FakeRepairer


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """document("text", path="…")."""
    return make_document


@pytest.fixture(scope="session")
def issue_on() -> Callable[..., Issue]:
    """issue_on(plain, "word", confidence=.5, …)."""
    return make_issue


@pytest.fixture(scope="session")
def segments_of() -> Callable[[str], list[Segment]]:
    """segments_of("one\\ntwo")."""
    return make_segments


@pytest.fixture(scope="session")
def report_of() -> Callable[..., Report]:
    """report_of(text, detector, repairer)."""
    return make_report
