"""Gathers the issues of each segment into repair tasks; the model is asked where no rule knows a repair."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mtfix.errors import ModelError, MtfixError
from mtfix.issue import Issue
from mtfix.protocols import Progress, Repairer, RepairTask
from mtfix.repairers import candidates
from mtfix.segment import Segment
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Rule
from mtfix.text import Span

BATCH_TASKS = 64
# A segment longer than this (a file without sentence ends) is read only near its issues, so that work stays linear.
LONG = 2_000
REACH = 500


@dataclass(frozen=True)
class Proposal:
    """A suggestion together with the segment it was made in."""

    segment: Segment
    suggestion: Suggestion


def gather(issues: Iterable[Issue], segments: Sequence[Segment], plain: str) -> list[RepairTask]:
    """The issues by segment, in order. Issues that run over segments get a segment of their own that holds them."""
    starts = [segment.span.start for segment in segments]
    homes: dict[Span, tuple[Segment, list[Issue]]] = {}
    for issue in issues:
        home = _home(issue.span, segments, starts, plain)
        homes.setdefault(home.span, (home, []))[1].append(issue)
    return [RepairTask(segment, tuple(found)) for segment, found in homes.values()]


def _home(span: Span, segments: Sequence[Segment], starts: list[int], plain: str) -> Segment:
    first = max(bisect_right(starts, span.start) - 1, 0)
    if segments and segments[first].span.contains(span):
        whole = segments[first]
        return whole if len(whole.text) <= LONG else _vicinity(span, whole.span, plain)
    last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, 0)
    start = min(span.start, segments[first].span.start) if segments else span.start
    end = max(span.end, segments[last].span.end) if segments else span.end
    return Segment.alone(plain[start:end], start)


def _vicinity(span: Span, within: Span, plain: str) -> Segment:
    """A part of a long segment around an issue, cut at blanks where there are any."""
    start = max(within.start, span.start - REACH)
    end = min(within.end, span.end + REACH)
    if start > within.start:
        start = max(plain.find(" ", start, span.start), start - 1) + 1
    if end < within.end:
        blank = plain.rfind(" ", span.end, end)
        end = blank if blank >= 0 else end
    return Segment.alone(plain[start:end], start)


def propose(
    tasks: Sequence[RepairTask],
    rules: Mapping[str, Rule],
    repairer: Callable[[], Repairer] | None,
    progress: Progress | None = None,
) -> list[Proposal]:
    """Proposals for every task, best first within each issue. The repairer is built only if there is work for it.

    `progress` counts the tasks that the repairer gets.
    """
    proposals = [
        Proposal(task.segment, suggestion)
        for task in tasks
        for issue in task.issues
        for suggestion in candidates.suggestions(issue, rules, task.segment)
    ]
    unknown = list(_without_candidates(tasks))
    if repairer and unknown:
        model = repairer()
        for start in range(0, len(unknown), BATCH_TASKS):
            batch = unknown[start : start + BATCH_TASKS]
            for task, answers in zip(batch, repair(model, batch), strict=True):
                proposals += (Proposal(task.segment, suggestion) for suggestion in answers)
            if progress:
                progress("repairing", start + len(batch), len(unknown))
    return proposals


def _without_candidates(tasks: Iterable[RepairTask]) -> Iterator[RepairTask]:
    for task in tasks:
        issues = tuple(issue for issue in task.issues if not issue.candidates)
        if issues:
            yield RepairTask(task.segment, issues)


def repair(model: Repairer, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
    """One repairer's answers; a failure inside it becomes one clear error that names it."""
    try:
        return model.repair(tasks)
    except MtfixError:
        raise
    except Exception as error:
        problem = f"the repairer {model.name!r} failed: {type(error).__name__}: {error}"
        raise ModelError("E023", problem) from error


def ranked(suggestions: Iterable[Suggestion], limit: int) -> dict[Issue, tuple[Suggestion, ...]]:
    """For each issue its suggestions, the safest first, then by confidence; at most `limit`."""
    found: dict[Issue, list[Suggestion]] = {}
    for suggestion in suggestions:
        for issue in suggestion.issues:
            found.setdefault(issue, []).append(suggestion)
    return {
        issue: tuple(sorted(items, key=lambda item: (-item.applicability, -item.confidence))[:limit])
        for issue, items in found.items()
    }
