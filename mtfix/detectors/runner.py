"""Runs detectors over a document's segments in bounded batches, so that a model's memory stays bounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mtfix.errors import ModelError, MtfixError
from mtfix.issue import Issue
from mtfix.protocols import Detector, Progress, ScoringDetector
from mtfix.segment import Segment

BATCH_SEGMENTS = 2_000
BATCH_CODE_POINTS = 250_000


@dataclass(frozen=True)
class Found:
    """The issues of all detectors, unmerged, and for each segment the probability that it is garbled.

    `foreign` are the issues of detectors that are not ours, and `notes` what those could not read.
    """

    issues: list[Issue]
    scores: list[float | None]
    foreign: list[Issue] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def run(
    checks: Sequence[Detector],
    tagger: ScoringDetector | None,
    segments: Sequence[Segment],
    progress: Progress | None = None,
    foreign: Detector | None = None,
) -> Found:
    """Run every detector. `progress` counts segments."""
    found = Found([], [])
    by_segment = [check for check in checks if check.scope == "segment"]
    for batch in batches(segments):
        for check in by_segment:
            found.issues.extend(issue for issues in detect(check, batch) for issue in issues)
        if tagger is None:
            found.scores.extend([None] * len(batch))
        else:
            tagged, scores = detect_and_score(tagger, batch)
            found.issues.extend(issue for issues in tagged for issue in issues)
            found.scores.extend(scores)
        if progress:
            progress("reading", len(found.scores), len(segments))
    for check in checks:
        if check.scope == "document":
            found.issues.extend(issue for issues in detect(check, segments) for issue in issues)
    if foreign:
        answers, notes = detect_and_note(foreign, segments)
        found = replace(found, foreign=[issue for issues in answers for issue in issues], notes=notes)
    return found


def batches(segments: Sequence[Segment]) -> Iterator[Sequence[Segment]]:
    """Runs of segments; a run ends only where the window changes, so that no window is read twice."""
    start = size = 0
    for index, segment in enumerate(segments):
        full = index - start >= BATCH_SEGMENTS or size >= BATCH_CODE_POINTS
        if full and segment.context is not segments[index - 1].context:
            yield segments[start:index]
            start, size = index, 0
        size += len(segment.text)
    if start < len(segments):
        yield segments[start:]


def detect(detector: Detector, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
    """One detector's answers; a failure inside it becomes one clear error that names it."""
    try:
        return detector.detect(segments)
    except MtfixError:
        raise
    except Exception as error:
        raise _failed(detector.name, error) from error


def detect_and_note(detector: Detector, segments: Sequence[Segment]) -> tuple[list[tuple[Issue, ...]], tuple[str, ...]]:
    """Issues, and notes if the detector offers `detect_and_note`."""
    try:
        if noting := getattr(detector, "detect_and_note", None):
            issues, notes = noting(segments)
            return issues, notes
        return detector.detect(segments), ()
    except MtfixError:
        raise
    except Exception as error:
        raise _failed(detector.name, error) from error


def detect_and_score(
    tagger: ScoringDetector, segments: Sequence[Segment]
) -> tuple[list[tuple[Issue, ...]], list[float]]:
    """Issues and scores; in one reading of the model if the tagger offers `detect_and_score`."""
    try:
        if one_pass := getattr(tagger, "detect_and_score", None):
            issues, scores = one_pass(segments)
            return issues, scores
        return tagger.detect(segments), tagger.scores(segments)
    except MtfixError:
        raise
    except Exception as error:
        raise _failed(tagger.name, error) from error


def _failed(name: str, error: Exception) -> ModelError:
    return ModelError("E023", f"the detector {name!r} failed: {type(error).__name__}: {error}")
