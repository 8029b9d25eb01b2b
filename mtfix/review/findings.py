"""The findings of a report as a pass asks for them: each with its sentence and its proposals."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mtfix.issue import Issue
from mtfix.report import Report
from mtfix.review.decisions import hull
from mtfix.suggestion import Suggestion
from mtfix.text import Span


@dataclass(frozen=True)
class Finding:
    """An issue, the sentence (or sentences) it stands in, and how it could be repaired, the best first.

    `before` and `after` are the neighbours in the same stretch of text, or empty spans.
    """

    issue: Issue
    sentence: Span
    before: Span
    after: Span
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def key(self) -> tuple[Span, str]:
        """What tells it from the others of its document."""
        return self.issue.span, self.issue.code


def findings_of(report: Report) -> tuple[Finding, ...]:
    """The findings of a report in reading order."""
    sentences = [item.segment.span for item in report.segments]
    starts = [sentence.start for sentence in sentences]
    return tuple(_finding(report, issue, sentences, starts) for issue in report.issues)


def _finding(report: Report, issue: Issue, sentences: list[Span], starts: list[int]) -> Finding:
    first, last = touched(issue.span, sentences, starts)
    sentence = hull([issue.span, *sentences[first : last + 1]])
    before = sentences[first - 1] if first > 0 else Span(sentence.start, sentence.start)
    after = sentences[last + 1] if last + 1 < len(sentences) else Span(sentence.end, sentence.end)
    return Finding(issue, sentence, before, after, report.suggestions.get(issue, ()))


def touched(span: Span, sentences: Sequence[Span], starts: Sequence[int]) -> tuple[int, int]:
    """The first and the last sentence that a span touches; last < first where it stands between two."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    if first < len(sentences) and sentences[first].end < span.start:
        first += 1
    last = max(bisect_left(starts, max(span.end, span.start + 1)) - 1, first - 1)
    return first, last
