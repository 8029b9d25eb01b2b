"""How the whole pipeline (tagger, checks, names) does at its default thresholds: hits, false alarms, calibration."""

from collections.abc import Iterable, Iterator, Sequence

from mtfix.evaluation import sets
from mtfix.evaluation.bootstrap import interval
from mtfix.evaluation.calibration import bin_sums, brier, ece, ece_of_sums, reliability, reliability_lines
from mtfix.evaluation.context import Context
from mtfix.evaluation.counts import ratio
from mtfix.evaluation.round_trip_set import damaged_windows
from mtfix.evaluation.sets import Labelled
from mtfix.evaluation.spans import Hits, character_counts, exact_counts, per_thousand, span_hits
from mtfix.evaluation.table import Must, Row
from mtfix.suggestion import Applicability
from mtfix.taxonomy import Category
from mtfix.text import Span

CALIBRATED = Must("<=", 0.05)
# (confidence, came true) of everything that was said about one document
Sayings = list[tuple[float, bool]]


def gold(context: Context) -> Iterator[Row]:
    """Span hits on corpus/gold by any overlap, and the precision there."""
    documents = sets.corpus_gold(context.corpus, context.limit)
    texts, marked = [d.text for d in documents], [d.gold for d in documents]
    flagged = context.under_test.spans(texts)
    hits = [span_hits(g, f) for g, f in zip(marked, flagged, strict=True)]
    peers = {s.name: sum_hits(map(span_hits, marked, s.spans(texts))) for s in context.systems}
    total, rows = sum_hits(hits), [h.row for h in hits]
    note = f"{total.gold} spans, {len(documents)} documents, {total.predicted} flags"
    recall = interval(rows, lambda row: ratio(row[0], row[1]))
    precision = interval(rows, lambda row: ratio(row[2], row[3]))
    beside_recall = {name: h.recall for name, h in peers.items()}
    beside_precision = {name: h.precision for name, h in peers.items()}
    yield Row("corpus/gold: span recall (any overlap)", total.recall, Must(">=", 0.50), beside_recall, recall, note)
    yield Row("corpus/gold: span precision", total.precision, Must(">=", 0.65), beside_precision, precision)
    characters = [character_counts(len(t), g, f) for t, g, f in zip(texts, marked, flagged, strict=True)]
    exact = [exact_counts(g, f) for g, f in zip(marked, flagged, strict=True)]
    yield Row("  character F1", sum(characters[1:], characters[0]).f1, note="severities not weighed")
    yield Row("  exact F1", sum(exact[1:], exact[0]).f1)
    for category in Category:
        spans = [e.span for d in documents for e in d.errors if e.category is category]
        hit = sum(
            any(e.span.overlaps(f) for f in found)
            for d, found in zip(documents, flagged, strict=True)
            for e in d.errors
            if e.category is category
        )
        yield Row(
            f"  recall of {category.value}", ratio(hit, len(spans)) if spans else None, note=f"{len(spans)} spans"
        )


def sum_hits(hits: Iterable[Hits]) -> Hits:
    """All documents together."""
    return sum(hits, Hits())


def alarms(context: Context) -> Iterator[Row]:
    """Flags per 1,000 words of clean text, and sentences of it that `mtfix fix` changes."""
    corpus = sets.corpus_clean(context.corpus, context.limit)
    yield from _alarm_rows(context, "corpus/clean", corpus)
    held_out = sets.clean_held_out(context.data, context.split, context.limit)
    yield from _alarm_rows(context, f"clean/ {context.split}", held_out)
    yield _changed(context, [*corpus, *held_out])


def _alarm_rows(context: Context, name: str, items: Sequence[Labelled]) -> Iterator[Row]:
    texts = [item.text for item in items]
    sizes = [len(text.split()) for text in texts]
    flags = [len(found) for found in context.under_test.spans(texts)]
    beside = {
        system.name: per_thousand(sum(map(len, system.spans(texts))), sum(sizes))
        for system in context.systems
        if system.name != "flag-everything"
    }
    low_high = interval(list(zip(flags, sizes, strict=True)), lambda row: 1000 * ratio(row[0], row[1]))
    note = f"{sum(flags)} flags in {sum(sizes)} words of {len(items)} documents"
    measure = f"false alarms per 1,000 words, {name}"
    yield Row(measure, per_thousand(sum(flags), sum(sizes)), Must("<=", 1.5), beside, low_high, note)
    for group in sorted({item.group for item in items}):
        part = [(f, n) for f, n, item in zip(flags, sizes, items, strict=True) if item.group == group]
        yield Row(f"  of these {group}", per_thousand(sum(f for f, _ in part), sum(n for _, n in part)))


def _changed(context: Context, items: Sequence[Labelled]) -> Row:
    """Clean sentences that the first round of `mtfix fix` touches: later rounds touch no others."""
    rows = []
    for item in items:
        segments = [s.segment.span for s in context.under_test.report(item.text).segments if s.segment.text.strip()]
        chosen = context.under_test.chosen(item.text, Applicability.SAFE)
        edits = [edit.span for suggestion in chosen for edit in suggestion.edits]
        rows.append((sum(any(s.overlaps(e) for e in edits) for s in segments), len(segments)))
    changed, sentences = sum(r[0] for r in rows), sum(r[1] for r in rows)
    low_high = interval(rows, lambda row: 100 * ratio(row[0], row[1]))
    note = f"{changed} of {sentences} sentences of corpus/clean and clean/ {context.split}"
    return Row(
        "clean sentences changed by fix, %",
        100 * ratio(changed, sentences),
        Must("<=", 0.5),
        {"do-nothing": 0.0},
        low_high,
        note,
    )


def calibration(context: Context) -> Iterator[Row]:
    """ECE of the confidence of reported issues: is a share p of those said with p an error that people marked?"""
    parts = {name: _sayings(context, items) for name, items in _mixed(context).items()}
    yield calibration_row("ECE of issue confidence", [s for part in parts.values() for s in part], " + ".join(parts))
    for name, part in parts.items():
        yield calibration_row(f"  of these {name}", part, must=None)
    flat = [pair for part in parts.values() for said in part for pair in said]
    context.notes.append("reliability of issue confidence:")
    context.notes += ["  " + line for line in reliability_lines(reliability(*columns(flat)))]


def _mixed(context: Context) -> dict[str, list[Labelled]]:
    """Marked and clean texts, word for word as many of each: what a probability says depends on that share."""
    windows = damaged_windows(context.data, context.split, clean_share=0.5, limit=context.limit, cache=context.cache)
    gold = [Labelled(d.id, "gold", d.text, d.gold) for d in sets.corpus_gold(context.corpus, context.limit)]
    trips = [Labelled(w.document, "hbs", w.text, w.gold) for w in windows]
    own = sets.corpus_clean(context.corpus, context.limit)
    room = _words(gold) + _words(trips) - _words(own)
    return {
        "corpus/gold": gold,
        "round trips": trips,
        "corpus/clean": own,
        "clean/": _first_words(sets.clean_held_out(context.data, context.split, context.limit), room),
    }


def _words(items: Iterable[Labelled]) -> int:
    return sum(len(item.text.split()) for item in items)


def _first_words(items: Sequence[Labelled], room: int) -> list[Labelled]:
    """Texts of about `room` words in all, spread over the whole list."""
    step = max(1, round(_words(items) / max(1, room)))
    return list(items[::step])


def _sayings(context: Context, items: Sequence[Labelled]) -> list[Sayings]:
    return [
        [(issue.confidence, touches(issue.span, item.gold)) for issue in context.under_test.report(item.text).issues]
        for item in items
    ]


def touches(span: Span, gold: Iterable[Span]) -> bool:
    """True if a flag hits a gold span."""
    return any(span.overlaps(other) for other in gold)


def columns(sayings: Sayings) -> tuple[list[float], list[bool]]:
    """Confidences and outcomes apart."""
    return [p for p, _ in sayings], [o for _, o in sayings]


def calibration_row(measure: str, documents: Sequence[Sayings], note: str = "", must: Must | None = CALIBRATED) -> Row:
    """The ECE row of what was said in some documents; beside it the ECE of saying 1 every time."""
    flat = [pair for said in documents for pair in said]
    if not flat:
        return Row(measure, None, must, note="; ".join(filter(None, (note, "nothing was said"))))
    confidences, outcomes = columns(flat)
    share = sum(outcomes) / len(outcomes)
    rows = [[float(x) for sums in bin_sums(*columns(said)) for x in sums] for said in documents]
    low_high = interval(
        rows, lambda row: ece_of_sums([(row[i], row[i + 1], row[i + 2]) for i in range(0, len(row), 3)])
    )
    said_note = f"{len(flat)} sayings, {share:.2f} true, Brier {brier(confidences, outcomes):.3f}"
    beside = {"always 1": 1 - share}
    return Row(measure, ece(confidences, outcomes), must, beside, low_high, "; ".join(filter(None, (note, said_note))))
