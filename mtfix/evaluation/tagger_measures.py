"""How well the tagger's probabilities find marked words: human MQM spans, word tags from post-edits, round trips.

F1 and MCC are taken at thresholds chosen on the other half of the documents; nothing is picked on its own data.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtfix.evaluation import sets
from mtfix.evaluation.baselines import System
from mtfix.evaluation.bootstrap import interval
from mtfix.evaluation.context import Context
from mtfix.evaluation.counts import Counts, count
from mtfix.evaluation.round_trip_set import damaged_windows
from mtfix.evaluation.sets import Labelled
from mtfix.evaluation.spans import TOKEN, WORD, labels, word_values, words
from mtfix.evaluation.table import Must, Row
from mtfix.evaluation.thresholds import Metric, Scored, cross_fit
from mtfix.text import Span

PAIRS = {"ro-en": 0.42, "et-en": 0.33, "ne-en": 0.35, "si-en": 0.33, "ru-en": None}


def mqm(context: Context) -> Iterator[Row]:
    """Token F1 and MCC on held-out mqm_zh-en news, one record a rater."""
    items = sets.mqm_news(context.data, context.split, context.limit)
    raters = f"{len(items)} ratings of {len({item.text for item in items})} texts"
    scored = score(context, items, TOKEN)
    beside = {system.name: flat_counts(system, items, TOKEN) for system in context.systems}
    yield fitted("tagger, mqm_zh-en news: token F1", scored, "f1", beside, Must(">=", 0.38), raters)
    yield fitted("tagger, mqm_zh-en news: token MCC", scored, "mcc", beside, Must(">=", 0.27))
    for group in sorted({item.group for item in items}):
        part = [one for one, item in zip(scored, items, strict=True) if item.group == group]
        yield fitted(f"  of these {group}: token F1", part, "f1", {})


def mlqe(context: Context) -> Iterator[Row]:
    """Word MCC on the dev sets of MLQE-PE; words stand between white space, a gap touches none of them."""
    for pair, must in PAIRS.items():
        items = sets.mlqe_tags(context.data, pair, context.limit)
        beside = {system.name: flat_counts(system, items, WORD) for system in context.systems}
        limit = Must(">=", must) if must else None
        yield fitted(f"tagger, MLQE {pair}: word MCC", score(context, items, WORD), "mcc", beside, limit)
        yield _with_gaps(context, pair, items)


def round_trips(context: Context) -> Iterator[Row]:
    """Word MCC on round trips through the held-out pivot with 1-5 edits a sentence."""
    windows = damaged_windows(context.data, context.split, limit=context.limit, cache=context.cache)
    items = [Labelled(window.document, "hbs", window.text, window.gold) for window in windows]
    scored = score(context, items, TOKEN)
    beside = {system.name: flat_counts(system, items, TOKEN) for system in context.systems}
    kept = f"{sum(len(item.gold) for item in items)} edits kept in {sum(len(w.sentences) for w in windows)} sentences"
    yield fitted("tagger, Apertium hbs round trips: word MCC", scored, "mcc", beside, Must(">=", 0.50), kept)
    yield fitted("  the same: word F1", scored, "f1", beside)


def score(context: Context, items: Sequence[Labelled], pattern: re.Pattern[str]) -> list[Scored]:
    """The tagger's probability and people's label of every word."""
    answers = context.under_test.probabilities([item.text for item in items])
    scored = []
    for item, (offsets, values) in zip(items, answers, strict=True):
        places = words(item.text, pattern)
        gold = tuple(labels(places, item.gold))
        scored.append(Scored(item.document, tuple(word_values(places, offsets, values)), gold))
    return scored


def flat_counts(system: System, items: Sequence[Labelled], pattern: re.Pattern[str]) -> Counts:
    """The confusion matrix of a system that only flags."""
    total = Counts()
    for item, flagged in zip(items, system.spans([item.text for item in items]), strict=True):
        places = words(item.text, pattern)
        total += count(labels(places, item.gold), labels(places, flagged))
    return total


def fitted(
    measure: str,
    scored: Sequence[Scored],
    metric: Metric,
    beside: dict[str, Counts],
    must: Must | None = None,
    note: str = "",
) -> Row:
    """The row of a cross-fitted measure with its bootstrap interval by document."""
    fit = cross_fit(scored, metric)
    low_high = interval([counts.row for counts in fit.counts], lambda row: _value(Counts(*map(int, row)), metric))
    thresholds = "thresholds {:.2f}/{:.2f}".format(*fit.thresholds)
    others = {name: _value(counts, metric) for name, counts in beside.items()}
    notes = "; ".join(filter(None, (f"{len(fit.documents)} documents", note, thresholds)))
    return Row(measure, _value(fit.total, metric), must, others, low_high, notes)


def _value(counts: Counts, metric: Metric) -> float:
    return counts.f1 if metric == "f1" else counts.mcc


def _with_gaps(context: Context, pair: str, items: Sequence[Labelled]) -> Row:
    """What happens if a gap (words missing from the translation) also marks the word after it."""
    widened, seen = [], Counter[str]()
    for item in items:
        starts = [(gap, next((w for w in words(item.text, WORD) if w.end > gap), None)) for gap in item.gaps]
        extra = [Span(*word) for _, word in starts if word]
        seen["gaps"] += len(item.gaps)
        seen["beside a bad word"] += sum(any(word.overlaps(span) for span in item.gold) for word in extra)
        widened.append(replace(item, gold=tuple(sorted((*item.gold, *extra)))))
    note = f"{seen['beside a bad word']} of {seen['gaps']} gaps stand before a word that is bad anyway"
    return fitted("  with the word after each gap marked: MCC", score(context, widened, WORD), "mcc", {}, None, note)
