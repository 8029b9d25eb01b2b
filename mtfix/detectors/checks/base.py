"""What every pattern check shares: a rule (the paper of the check) and `find`, which this class turns into issues.

A check reads one segment at a time, or the segment's context when the damage runs over a sentence end. Before that, one
`trigger` is searched in the context, which neighbouring segments share: clean text costs one cheap test a window.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from mtfix.detectors import word_lists
from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Rule, Severity
from mtfix.text import Span


@dataclass(frozen=True, slots=True)
class Match:
    """A find: its place in the text that `find` was given, replacements (best first), what differs from the rule."""

    start: int
    end: int
    candidates: tuple[str, ...] = ()
    message: str = ""
    confidence: float | None = None


class PatternCheck:
    """A detector of scope "segment" made of patterns.

    Laws: whatever `find` finds in a part of a text, the whole text is one that it `suspects`; `find` takes linear time.
    """

    rule: ClassVar[Rule]
    trigger: ClassVar[re.Pattern[str]]
    reads_context: ClassVar[bool] = False
    name: str
    scope: str = "segment"
    rules: tuple[Rule, ...]

    def __init_subclass__(cls) -> None:
        cls.name = cls.rule.name
        cls.rules = (cls.rule,)

    def suspects(self, text: str) -> bool:
        """A cheap test of a whole window: False means that `find` would find nothing in any part of it."""
        return self.trigger.search(text) is not None

    def find(self, text: str) -> Iterable[Match]:
        """The damaged places of a text, in order."""
        raise NotImplementedError

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """The issues of each segment; a match that leaves its segment is dropped."""
        answers: list[tuple[Issue, ...]] = []
        window: str | None = None
        matches: tuple[Match, ...] | None = None
        suspected = False
        for segment in segments:
            if segment.context is not window:
                window, matches = segment.context, None
                suspected = self.suspects(window)
            if not suspected:
                answers.append(())
            elif self.reads_context:
                matches = tuple(self.find(segment.context)) if matches is None else matches
                answers.append(self._issues(segment, matches, segment.offset))
            else:
                answers.append(self._issues(segment, self.find(segment.text), 0))
        return answers

    def _issues(self, segment: Segment, matches: Iterable[Match], offset: int) -> tuple[Issue, ...]:
        shift = segment.span.start - offset
        low, high = offset, offset + len(segment.text)
        issues: list[Issue] = []
        end = low
        # of two that overlap the first counts, of two that begin together the longer
        for match in sorted(matches, key=lambda match: (match.start, -match.end)):
            if end <= match.start < match.end <= high:
                issues.append(self._issue(match, segment.text[match.start - offset : match.end - offset], shift))
                end = match.end
        return tuple(issues)

    def _issue(self, match: Match, text: str, shift: int) -> Issue:
        rule = self.rule
        return Issue(
            span=Span(match.start + shift, match.end + shift),
            code=rule.code,
            category=rule.category,
            severity=rule.severity,
            message=match.message or rule.summary,
            text=text,
            confidence=rule.confidence if match.confidence is None else match.confidence,
            detector=self.name,
            candidates=tuple(dict.fromkeys(item for item in match.candidates if item != text)),
        )


class PhraseCheck(PatternCheck):
    """A check that is tables of data/: a phrase and its replacements a line. A phrase's longest word leads to it."""

    rule = Rule("", "", Category.AWKWARD, Severity.NEUTRAL, "")
    tables: ClassVar[tuple[str, ...]]

    def suspects(self, text: str) -> bool:
        """True if any phrase is in the text, whole words or not."""
        return next(self._present(text), None) is not None

    def find(self, text: str) -> Iterable[Match]:
        """The phrases as whole words; a replacement takes over a leading capital."""
        for phrase, remedies in self._present(text):
            for match in _whole(phrase).finditer(text):
                yield Match(match.start(), match.end(), tuple(_like(match[0], item) for item in remedies))

    def _present(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        lower = text.lower()
        words = set(_WORDS.findall(lower))
        for table in self.tables:
            anchors, phrases = word_lists.anchors(table), word_lists.phrases(table)
            for word in anchors.keys() & words:
                yield from ((phrase, phrases[phrase]) for phrase in anchors[word] if phrase in lower)


_WORDS = re.compile(r"\w+")


def _like(found: str, replacement: str) -> str:
    return replacement[:1].upper() + replacement[1:] if found[0].isupper() else replacement


@cache
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", re.IGNORECASE)
