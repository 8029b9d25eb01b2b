"""A repairer that answers from memory what it was asked before: `fix` asks again after each round."""

from collections.abc import Sequence
from dataclasses import replace

from mtfix.issue import Issue
from mtfix.protocols import Repairer, RepairTask
from mtfix.suggestion import Edit, Suggestion

# The segment as in detectors.memory, and its issues as if it stood at the document's start.
Key = tuple[str, str, int, tuple[Issue, ...]]


class RememberingRepairer:
    """Wraps a repairer for as long as one document is being fixed."""

    def __init__(self, inner: Repairer) -> None:
        self.name = inner.name
        self.safe_threshold: float | None = getattr(inner, "safe_threshold", None)
        self.model_sha256: str | None = getattr(inner, "model_sha256", None)
        self.preferences = getattr(inner, "preferences", None)
        self._inner = inner
        self._answers: dict[Key, tuple[int, tuple[Suggestion, ...]]] = {}

    def repair(self, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
        """The suggestions for each task, made or remembered."""
        new = {_key(task): task for task in tasks if _key(task) not in self._answers}
        if new:
            for (key, task), made in zip(new.items(), self._inner.repair(list(new.values())), strict=True):
                self._answers[key] = (task.segment.span.start, made)
        return [self._remembered(task) for task in tasks]

    def _remembered(self, task: RepairTask) -> tuple[Suggestion, ...]:
        start, made = self._answers[_key(task)]
        offset = task.segment.span.start - start
        return tuple(_moved(suggestion, offset) for suggestion in made) if offset else made


def _key(task: RepairTask) -> Key:
    segment, start = task.segment, task.segment.span.start
    return segment.text, segment.context, segment.offset, tuple(_shifted(issue, -start) for issue in task.issues)


def _shifted(issue: Issue, offset: int) -> Issue:
    return replace(issue, span=issue.span.shift(offset))


def _moved(suggestion: Suggestion, offset: int) -> Suggestion:
    return replace(
        suggestion,
        issues=tuple(_shifted(issue, offset) for issue in suggestion.issues),
        edits=tuple(Edit(edit.span.shift(offset), edit.replacement) for edit in suggestion.edits),
    )
