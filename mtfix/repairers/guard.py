"""Stands between a proposal and the text: what must survive it, and what the detector says of a trial repair.

The guard lowers a suggestion's applicability, and it alone raises a model's suggestion to SAFE.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mtfix.repairers import candidates, survival
from mtfix.repairers.runner import Proposal
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Edit, Suggestion
from mtfix.text import Span

# A garbled-score may rise this much before a repair counts as harm: less is the model's own jitter.
TOLERANCE = 0.05

Score = Callable[[Sequence[Segment]], list[float]]


def guard(
    proposals: Sequence[Proposal],
    *,
    score: Score | None,
    known: Mapping[Span, float],
    safe_thresholds: dict[str, float],
    editable: Callable[[Span], bool],
) -> list[Suggestion]:
    """The proposals that stay inside their spans, with the applicability they have earned, in the same order.

    `score` is the detector's view of segments, if there is one, and `known` what it said of some already;
    `safe_thresholds` names the model repairers.
    """
    vetted = [
        Proposal(item.segment, replace(item.suggestion, applicability=_earned(item, safe_thresholds, editable)))
        for item in proposals
        if _inside(item.suggestion)
    ]
    rises = _rises(vetted, score, known)
    return [_settled(item.suggestion, rise) for item, rise in zip(vetted, rises, strict=True)]


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


def _rises(proposals: Sequence[Proposal], score: Score | None, known: Mapping[Span, float]) -> list[float | None]:
    """For each proposal that might be applied, how much the detector's score of its sentence rises; None if unknown."""
    rises: list[float | None] = [None] * len(proposals)
    tried = [i for i, item in enumerate(proposals) if item.suggestion.applicability is not Applicability.DISPLAY]
    if score is None or not tried:
        return rises
    unread = {
        item.segment.span: item.segment for item in (proposals[i] for i in tried) if item.segment.span not in known
    }
    trials = [trial(proposals[i].segment, proposals[i].suggestion) for i in tried]
    scores = score([*unread.values(), *trials])
    before = {**known, **dict(zip(unread, scores, strict=False))}
    for i, after in zip(tried, scores[len(unread) :], strict=True):
        rises[i] = after - before[proposals[i].segment.span]
    return rises


def trial(segment: Segment, suggestion: Suggestion) -> Segment:
    """The segment as it would read after the repair, in the same neighbourhood."""
    text = survival.repaired(segment, suggestion)
    context = segment.context[: segment.offset] + text + segment.context[segment.offset + len(segment.text) :]
    return Segment(Span(segment.span.start, segment.span.start + len(text)), text, context, segment.offset)


def _settled(suggestion: Suggestion, rise: float | None) -> Suggestion:
    """Harm in the detector's eyes makes a suggestion unfit to apply; any rise at all keeps a model's from SAFE."""
    if rise is None:
        return suggestion
    if rise > TOLERANCE:
        return replace(suggestion, applicability=Applicability.DISPLAY)
    if rise > 0 and suggestion.repairer != candidates.NAME:
        return replace(suggestion, applicability=min(suggestion.applicability, Applicability.UNSAFE))
    return suggestion
