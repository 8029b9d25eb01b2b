"""Gathers the issues of each segment into repair tasks; the model is asked where no rule of ours knows a repair."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mtfix.errors import ModelError, MtfixError
from mtfix.issue import Issue
from mtfix.protocols import FOREIGN, Progress, Repairer, RepairTask
from mtfix.repairers import candidates
from mtfix.segment import Segment
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Rule
from mtfix.text import Span

BATCH_TASKS = 64
# A segment longer than this (a file without sentence ends) is read only near its issues, so that work stays linear.
LONG = 2_000
REACH = 500
Answers = TypeVar("Answers")


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

    It also ranks the candidates of rules that are not ours. `progress` counts the tasks that it is to repair.
    """
    liked = preferences(tasks, repairer) if repairer else {}
    proposals = [
        Proposal(task.segment, suggestion)
        for task in tasks
        for issue in task.issues
        for suggestion in candidates.suggestions(issue, rules, task.segment, liked.get(issue, ()))
    ]
    unknown = list(_only(tasks, lambda issue: not issue.candidates))
    if repairer and unknown:
        model = repairer()
        for start in range(0, len(unknown), BATCH_TASKS):
            batch = unknown[start : start + BATCH_TASKS]
            for task, answers in zip(batch, repair(model, batch), strict=True):
                proposals += (Proposal(task.segment, suggestion) for suggestion in answers)
            if progress:
                progress("repairing", start + len(batch), len(unknown))
    return proposals


def preferences(tasks: Iterable[RepairTask], repairer: Callable[[], Repairer]) -> dict[Issue, tuple[float, ...]]:
    """For each issue with foreign candidates their log-probabilities, if the repairer offers to judge them."""
    unranked = list(_only(tasks, lambda issue: issue.code.startswith(FOREIGN) and len(issue.candidates) > 1))
    model = repairer() if unranked else None
    judge = getattr(model, "preferences", None)
    if model is None or judge is None:
        return {}
    answers = _guarded(model, judge, unranked)
    return {
        issue: liked
        for task, answer in zip(unranked, answers, strict=True)
        for issue, liked in zip(task.issues, answer, strict=True)
    }


def _only(tasks: Iterable[RepairTask], wanted: Callable[[Issue], bool]) -> Iterator[RepairTask]:
    """The tasks with the issues that are wanted; none without any."""
    for task in tasks:
        if issues := tuple(filter(wanted, task.issues)):
            yield RepairTask(task.segment, issues)


def repair(model: Repairer, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
    """One repairer's answers; a failure inside it becomes one clear error that names it."""
    return _guarded(model, model.repair, tasks)


def _guarded(model: Repairer, asked: Callable[[Sequence[RepairTask]], Answers], tasks: Sequence[RepairTask]) -> Answers:
    try:
        return asked(tasks)
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
