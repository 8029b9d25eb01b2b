"""How good the repairs are: accepted on corpus/gold, closer to the original on round trips, HTER on post-edits."""

from collections.abc import Iterator, Sequence

from mtfix.evaluation import sets
from mtfix.evaluation.bootstrap import interval
from mtfix.evaluation.context import Context
from mtfix.evaluation.corpus_measures import Sayings, calibration_row
from mtfix.evaluation.counts import ratio
from mtfix.evaluation.edits import GoldRepair, accepted_in_top, chrf, is_accepted, rank_accepted, ter, ter_signature
from mtfix.evaluation.round_trip_set import Damaged, damaged_windows
from mtfix.evaluation.table import Must, Row
from mtfix.suggestion import Applicability, Suggestion, apply_edits
from mtfix.text import Span

HTER_PAIRS = {"et-en": "<", "ro-en": "<", "ru-en": "<="}


def gold(context: Context) -> Iterator[Row]:
    """Accepted repairs on corpus/gold: of all marked spans if they are given, and of those that the detectors hit."""
    documents = sets.corpus_gold(context.corpus, context.limit)
    ranks: list[list[int | None]] = []
    found: list[list[int | None]] = []
    for document in documents:
        proposed = context.under_test.repairs(document.text, document.errors)
        ranks.append(
            [
                rank_accepted(document.text, edits, error, document.errors)
                for error, edits in zip(document.errors, proposed, strict=True)
            ]
        )
        found.append([rank for error in document.errors if (rank := _found_rank(context, document, error)) != _UNSEEN])
    given, hit = [r for part in ranks for r in part], [r for part in found for r in part]
    note = f"{len(given)} marked spans given to the repairers, {len(documents)} documents"
    for k, must in ((1, 0.30), (3, 0.45)):
        low_high = interval([_row(part, k) for part in ranks], lambda row: ratio(row[0], row[1]))
        name = "first" if k == 1 else f"among the first {k}"
        beside = {
            "do-nothing": 0.0,
            "of the spans hit": accepted_in_top(hit, k),
            "end to end": ratio(sum(r is not None and r < k for r in hit), len(given)),
        }
        yield Row(
            f"corpus/gold: accepted repair {name}", accepted_in_top(given, k), Must(">=", must), beside, low_high, note
        )
        note = ""


_UNSEEN = -1


def _row(ranks: Sequence[int | None], k: int) -> tuple[int, int]:
    return sum(rank is not None and rank < k for rank in ranks), len(ranks)


def _found_rank(context: Context, document: sets.GoldDocument, error: GoldRepair) -> int | None:
    """The rank of an accepted repair among those of the issues that hit the span; _UNSEEN if none does."""
    report = context.under_test.report(document.text)
    issues = [issue for issue in report.issues if issue.span.overlaps(error.span)]
    if not issues:
        return _UNSEEN
    ranks = [
        rank_accepted(document.text, [s.edits for s in report.suggestions.get(issue, ())], error, document.errors)
        for issue in issues
    ]
    return min((rank for rank in ranks if rank is not None), default=None)


def round_trips(context: Context) -> Iterator[Row]:
    """Share of the edits applied at SAFE (and of those at UNSAFE) that are right or lower the sentence's TER."""
    windows = damaged_windows(context.data, context.split, clean_share=0.5, limit=context.limit, cache=context.cache)
    for floor, must in ((Applicability.SAFE, Must(">=", 0.75)), (Applicability.UNSAFE, None)):
        rows = [_judged(context, window, floor) for window in windows]
        right, good, made, edits = (sum(column) for column in zip(*rows, strict=True))
        note = f"{made} edits made, {right} exactly right; {edits} errors in {len(windows)} windows, half clean"
        low_high = interval(rows, lambda row: ratio(row[1], row[2])) if made else None
        value = ratio(good, made) if made else None
        yield Row(f"round trips: {floor.label} edits right or closer", value, must, {}, low_high, note)
    yield _chrf(context, windows)


def _judged(context: Context, window: Damaged, floor: Applicability) -> tuple[int, int, int, int]:
    """How many suggestions applied at exactly `floor` are right, right or closer, all; and the number of errors."""
    chosen = [s for s in context.under_test.chosen(window.text, floor) if s.applicability is floor]
    return (
        sum(_right(window.text, window.errors, s) for s in chosen),
        sum(closer(window, s) for s in chosen),
        len(chosen),
        len(window.errors),
    )


def _right(text: str, errors: Sequence[GoldRepair], suggestion: Suggestion) -> bool:
    near = [error for error in errors if error.span.overlaps(_reach(suggestion))]
    return any(is_accepted(text, suggestion.edits, error, errors) for error in near)


def _reach(suggestion: Suggestion) -> Span:
    return Span(min(e.span.start for e in suggestion.edits), max(e.span.end for e in suggestion.edits))


def closer(window: Damaged, suggestion: Suggestion) -> bool:
    """True if the suggestion alone is right or lowers the TER of the sentences it touches against their originals."""
    if _right(window.text, window.errors, suggestion):
        return True
    reach = _reach(suggestion)
    touched = [i for i, place in enumerate(window.sentences) if place.overlaps(reach)]
    if not touched:
        return False
    start, end = window.sentences[touched[0]].start, window.sentences[touched[-1]].end
    reference = " ".join(window.references[i] for i in touched)
    shifted = [type(edit)(edit.span.shift(-start), edit.replacement) for edit in suggestion.edits]
    before = window.text[start:end]
    return ter(apply_edits(before, shifted), reference) < ter(before, reference)


def _chrf(context: Context, windows: Sequence[Damaged]) -> Row:
    fixed = [context.under_test.fixed(window.text) for window in windows]
    originals = [" ".join(window.references) for window in windows]
    before = chrf([window.text for window in windows], originals)
    return Row("  chrF against the original after fix", chrf(fixed, originals), None, {"do-nothing": before})


def postedits(context: Context) -> Iterator[Row]:
    """Mean HTER on MLQE-PE dev with SAFE and UNSAFE suggestions applied, against leaving the translation as it is."""
    context.notes.append(f"TER: {ter_signature()}")
    for pair, operator in HTER_PAIRS.items():
        pairs = sets.mlqe_postedits(context.data, pair, context.limit)
        fixed = [context.under_test.fixed(mt, unsafe=True) for mt, _ in pairs]
        rows = [(ter(f, pe), ter(mt, pe), f != mt, 1) for f, (mt, pe) in zip(fixed, pairs, strict=True)]
        after, before, changed, n = (sum(column) for column in zip(*rows, strict=True))
        difference = interval(rows, lambda row: ratio(row[0] - row[1], row[3]))
        better = sum(a < b for a, b, _, _ in rows)
        note = "; ".join(
            (
                f"{changed} of {n} changed, {better} for the better",
                "difference to do-nothing {:+.4f} to {:+.4f}".format(*difference),
            )
        )
        must = Must(operator, ratio(before, n))
        low_high = interval(rows, lambda row: ratio(row[0], row[3]))
        yield Row(
            f"MLQE {pair}: HTER, safe+unsafe applied",
            ratio(after, n),
            must,
            {"do-nothing": ratio(before, n)},
            low_high,
            note,
        )


def calibration(context: Context) -> Iterator[Row]:
    """ECE of the confidence of suggestions: is a share p of those said with p an accepted repair?"""
    documents: dict[str, list[Sayings]] = {
        "corpus/gold": [_sayings(context, d.text, d.errors) for d in sets.corpus_gold(context.corpus, context.limit)],
        "round trips": [
            _sayings(context, w.text, w.errors)
            for w in damaged_windows(
                context.data, context.split, clean_share=0.5, limit=context.limit, cache=context.cache
            )
        ],
    }
    yield calibration_row(
        "ECE of repair confidence", [d for part in documents.values() for d in part], " + ".join(documents)
    )
    for name, part in documents.items():
        yield calibration_row(f"  of these {name}", part, must=None)


def _sayings(context: Context, text: str, errors: Sequence[GoldRepair]) -> Sayings:
    return [
        (
            suggestion.confidence,
            _right(text, errors, suggestion),
        )
        for suggestions in context.under_test.report(text).suggestions.values()
        for suggestion in suggestions
    ]
