"""READ FIRST: what happens to a document, stage by stage. (Reading and writing are files.py's.)

read -> segment -> detect -> weigh -> merge -> suppress -> repair -> guard -> report / apply
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from mtfix import formats
from mtfix.apply import applied, choose, replaced
from mtfix.detectors import runner as detection
from mtfix.detectors.evidence import homes, weighed
from mtfix.detectors.merge import merge
from mtfix.document import Document
from mtfix.engine import Engine
from mtfix.issue import Issue
from mtfix.patches import RawEdit, compose, settled
from mtfix.protocols import Progress
from mtfix.repairers import runner as repair
from mtfix.repairers.guard import guard
from mtfix.report import Report, SegmentScore
from mtfix.segment import Segment
from mtfix.segmenters import segment
from mtfix.suggestion import Applicability, Suggestion
from mtfix.text import Span, splice

MAX_ROUNDS = 3


def check(document: Document, engine: Engine, progress: Progress | None = None) -> Report:
    """What is wrong with a document, and how it could be repaired."""
    segments = segment(document.plain)
    found = detection.run(engine.wanted_checks, engine.tagger, segments, progress, engine.languagetool)
    merged = merge([*weighed(found, engine.tagger, segments), *found.foreign])
    issues, notes = engine.suppressor.keep(merged, document)
    scored = tuple(SegmentScore(item, score) for item, score in zip(segments, found.scores, strict=True))
    # only where there is something to repair: a long file has many segments
    touched = {home for _, home in homes(issues, segments)}
    known = {segments[home].span: score for home in touched if (score := found.scores[home]) is not None}
    suggestions = propose(document, engine, issues, segments, known, progress)
    return Report(document, scored, tuple(issues), suggestions, engine.signature, (*found.notes, *notes))


def propose(
    document: Document,
    engine: Engine,
    issues: Sequence[Issue],
    segments: Sequence[Segment],
    known: Mapping[Span, float] | None = None,
    progress: Progress | None = None,
) -> dict[Issue, tuple[Suggestion, ...]]:
    """For each issue its guarded suggestions: what may be applied first, then by confidence.

    `known` is what the tagger has said of segments already, so that it need not read them again.
    """
    if not engine.settings.suggestions:
        return {}
    tasks = repair.gather(issues, segments, document.plain)
    proposals = repair.propose(tasks, engine.rules_by_code, engine.repairer, progress)
    proposals = [item for item in proposals if engine.suppressor.spares_accepted(item.suggestion, document.plain)]
    guarded = guard(
        proposals,
        read=partial(detection.detect_and_score, engine.tagger) if engine.tagger else None,
        known=known or {},
        safe_thresholds=engine.safe_thresholds,
        editable=document.text.editable,
    )
    return repair.ranked(guarded, engine.settings.suggestions)


@dataclass(frozen=True)
class Fixed:
    """A repaired document, the edits that made it from the first one, and what the last check still says of it."""

    document: Document
    edits: tuple[RawEdit, ...]
    rounds: int
    report: Report
    notes: tuple[str, ...] = ()


def fix(
    document: Document,
    engine: Engine,
    *,
    unsafe: bool = False,
    progress: Progress | None = None,
) -> Fixed:
    """Check and apply until nothing is left to apply, in at most three rounds.

    A paragraph that would still change after the last round is left as it was, so that fixing twice changes nothing.
    """
    engine = engine.remembering()
    floor = Applicability.UNSAFE if unsafe else Applicability.SAFE
    parse = formats.of(document).parse
    current, made = document, list[RawEdit]()
    for number in range(MAX_ROUNDS + 1):
        report = check(current, engine, progress)
        chosen = choose(report, floor=floor, min_confidence=engine.settings.min_confidence)
        repaired, edits = applied(current, chosen, parse)
        if not edits:
            return Fixed(current, tuple(made), number, report)
        if number == MAX_ROUNDS:
            break
        made = compose(made, edits, current.text.raw)
        current = repaired
    kept = settled(made, edits, current.text)
    current = replaced(document, splice(document.text.raw, kept), parse)
    note = f"{len(made) - len(kept)} places did not settle in {MAX_ROUNDS} rounds and were left as they were"
    return Fixed(current, tuple(kept), MAX_ROUNDS, check(current, engine), (note,))
