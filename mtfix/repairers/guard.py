"""Stands between a proposal and the text: what must survive it, and what the detector says of a trial repair.

The guard lowers a suggestion's applicability, and it alone raises a model's suggestion to SAFE.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from mtfix.issue import Issue
from mtfix.repairers import candidates, survival
from mtfix.repairers.runner import Proposal
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Edit, Suggestion
from mtfix.taxonomy import Category
from mtfix.text import Span

# A garbled-score may rise this much before a repair counts as harm: less is the model's own jitter.
TOLERANCE = 0.05
# From this probability on a place that was repaired counts as flagged again.
FLAGGED = 0.5

# What a detector says of segments: the issues of each, and how likely each is garbled.
Read = Callable[[Sequence[Segment]], tuple[list[tuple[Issue, ...]], list[float]]]


class Reading(NamedTuple):
    """The detector's score of a sentence before and after a repair, and whether it flags the repaired place again."""

    before: float
    after: float
    flagged: bool


def guard(
    proposals: Sequence[Proposal],
    *,
    read: Read | None,
    known: Mapping[Span, float],
    safe_thresholds: dict[str, float],
    editable: Callable[[Span], bool],
) -> list[Suggestion]:
    """The proposals that stay inside their spans, with the applicability they have earned, in the same order.

    `read` is the detector, if there is one, and `known` the scores it gave some segments already; `safe_thresholds`
    names the model repairers.
    """
    vetted = [
        Proposal(item.segment, replace(item.suggestion, applicability=_earned(item, safe_thresholds, editable)))
        for item in proposals
        if _inside(item.suggestion)
    ]
    readings = _readings(vetted, read, known)
    return [_settled(item.suggestion, reading) for item, reading in zip(vetted, readings, strict=True)]


def _inside(suggestion: Suggestion) -> bool:
    return all(any(_holds(issue.span, edit) for issue in suggestion.issues) for edit in suggestion.edits)


def _holds(span: Span, edit: Edit) -> bool:
    """True if the edit stays in the span; a deletion may take one adjoining space along (Suggestion.replacing)."""
    room = span if edit.replacement else Span(max(0, span.start - 1), span.end + 1)
    return room.contains(edit.span) and len(edit.span) <= len(span) + 1


def _earned(proposal: Proposal, safe_thresholds: dict[str, float], editable: Callable[[Span], bool]) -> Applicability:
    """What the text alone allows: a model's sure suggestion may be SAFE, a loss of content or markup is for reading."""
    suggestion = proposal.suggestion
    wanted = suggestion.applicability
    threshold = safe_thresholds.get(suggestion.repairer)
    if threshold is not None:
        sure = wanted is not Applicability.DISPLAY and suggestion.confidence >= threshold
        wanted = Applicability.SAFE if sure else min(wanted, Applicability.UNSAFE)
    if wanted is Applicability.DISPLAY or not all(editable(edit.span) for edit in suggestion.edits):
        return Applicability.DISPLAY
    return min(wanted, survival.allows(proposal.segment, suggestion))


def _readings(proposals: Sequence[Proposal], read: Read | None, known: Mapping[Span, float]) -> list[Reading | None]:
    """What the detector says of each proposal that might be applied; None of the others, or without a detector."""
    readings: list[Reading | None] = [None] * len(proposals)
    tried = [i for i, item in enumerate(proposals) if item.suggestion.applicability is not Applicability.DISPLAY]
    if read is None or not tried:
        return readings
    unread = {
        item.segment.span: item.segment for item in (proposals[i] for i in tried) if item.segment.span not in known
    }
    trials = [trial(proposals[i].segment, proposals[i].suggestion) for i in tried]
    found, scores = read([*unread.values(), *trials])
    before = {**known, **dict(zip(unread, scores, strict=False))}
    for i, issues, after in zip(tried, found[len(unread) :], scores[len(unread) :], strict=True):
        place = repaired_place(proposals[i].suggestion)
        flagged = any(issue.confidence >= FLAGGED and issue.span.overlaps(place) for issue in issues)
        readings[i] = Reading(before[proposals[i].segment.span], after, flagged)
    return readings


def repaired_place(suggestion: Suggestion) -> Span:
    """Where what a suggestion writes stands afterwards, from its first edit to its last."""
    growth = sum(len(edit.replacement) - len(edit.span) for edit in suggestion.edits)
    start = min(edit.span.start for edit in suggestion.edits)
    return Span(start, max(edit.span.end for edit in suggestion.edits) + growth)


def trial(segment: Segment, suggestion: Suggestion) -> Segment:
    """The segment as it would read after the repair, in the same neighbourhood."""
    text = survival.repaired(segment, suggestion)
    context = segment.context[: segment.offset] + text + segment.context[segment.offset + len(segment.text) :]
    return Segment(Span(segment.span.start, segment.span.start + len(text)), text, context, segment.offset)


def _settled(suggestion: Suggestion, reading: Reading | None) -> Suggestion:
    """Harm in the detector's eyes makes a suggestion unfit to apply; any rise at all keeps a model's from SAFE.

    Nor is a repair SAFE if the detector flags the place again. Of a name that the document itself spells so it is not
    asked: it knows few names.
    """
    attested = suggestion.issues[0].category is Category.INCONSISTENCY and suggestion.repairer == candidates.NAME
    if reading is None or attested:
        return suggestion
    rise = reading.after - reading.before
    if rise > TOLERANCE:
        return replace(suggestion, applicability=Applicability.DISPLAY)
    doubtful = rise > 0 and suggestion.repairer != candidates.NAME
    if doubtful or reading.flagged:
        return replace(suggestion, applicability=min(suggestion.applicability, Applicability.UNSAFE))
    return suggestion
