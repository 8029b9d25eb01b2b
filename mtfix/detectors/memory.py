"""A tagger that answers from memory what it has read before: `fix` checks a document again after each round."""

from collections.abc import Sequence
from dataclasses import replace

from mtfix.detectors.runner import detect_and_score
from mtfix.issue import Issue
from mtfix.protocols import ScoringDetector
from mtfix.segment import Segment

# What a detector says of a segment depends on these only; see Segment.
Key = tuple[str, str, int]
Answer = tuple[int, tuple[Issue, ...], float]


class RememberingTagger:
    """Wraps a tagger for as long as one document is being fixed."""

    scope = "segment"

    def __init__(self, inner: ScoringDetector) -> None:
        self.name = inner.name
        self.rules = inner.rules
        self.model_sha256 = inner.model_sha256
        self.evidence = getattr(inner, "evidence", None)
        self._inner = inner
        self._answers: dict[Key, Answer] = {}

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """The issues of each segment, read or remembered."""
        return self.detect_and_score(segments)[0]

    def scores(self, segments: Sequence[Segment]) -> list[float]:
        """The score of each segment, read or remembered."""
        return self.detect_and_score(segments)[1]

    def detect_and_score(self, segments: Sequence[Segment]) -> tuple[list[tuple[Issue, ...]], list[float]]:
        """Both, in one reading of the segments that are new."""
        new = {_key(segment): segment for segment in segments if _key(segment) not in self._answers}
        if new:
            issues, scores = detect_and_score(self._inner, list(new.values()))
            for (key, segment), found, score in zip(new.items(), issues, scores, strict=True):
                self._answers[key] = (segment.span.start, found, score)
        answers = [self._answers[_key(segment)] for segment in segments]
        moved = [
            _moved(found, segment.span.start - start)
            for segment, (start, found, _) in zip(segments, answers, strict=True)
        ]
        return moved, [score for _, _, score in answers]


def _key(segment: Segment) -> Key:
    return segment.text, segment.context, segment.offset


def _moved(issues: tuple[Issue, ...], offset: int) -> tuple[Issue, ...]:
    return tuple(replace(issue, span=issue.span.shift(offset)) for issue in issues) if offset else issues
