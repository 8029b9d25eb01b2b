"""Turns the models' scores into probabilities on held-out text, and picks the thresholds that go into their cards.

Isotonic regression (centred) over texts of no training document: half of corpus/gold, damaged and clean
paragraphs of the test split of data/clean. `make eval` measures on others (the dev split).
"""

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression

from mtfix.corpora.corruption import corrupt
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText, join
from mtfix.corpora.mixture import restyle
from mtfix.corpora.readers import records
from mtfix.corpora.round_trips import partial_application
from mtfix.corpora.splits import split_of
from mtfix.runtime.card import Calibrator
from mtfix.taxonomy import Category, Severity

Points = dict[str, list[float]]


def gold_documents(folder: Path, *, calibration: bool) -> list[tuple[MarkedText, list[tuple[str, ...]]]]:
    """corpus/gold: each document with, for each error span, all accepted repairs. One half is for calibration only."""
    documents = []
    for path in sorted(folder.glob("*.jsonl")):
        for record in records(path):
            if (split_of(record["id"], dev=10, test=0) == "dev") is calibration:
                spans = record["error_spans"]
                marks = tuple(
                    ErrorSpan(s["start"], s["end"], Category(s["category"]), Severity[s["severity"].upper()])
                    for s in spans
                )
                documents.append((MarkedText(record["text"], marks), [tuple(s["repairs"]) for s in spans]))
    return documents


def damaged_paragraphs(rows: Sequence[dict[str, Any]], lexicon: Lexicon, seed: int) -> list[MarkedText]:
    """Paragraphs: half of the sentences clean, a quarter round trips in part, a quarter damaged by recipes."""
    rng, made = random.Random(seed), []
    for row in rows:
        pieces = []
        for sentence, translation in zip(row["sents"], row["mt"], strict=True):
            kind = rng.random()
            if kind < 0.25 and translation:
                pieces.append(partial_application(sentence, translation, rng))
            elif kind < 0.5:
                pieces.append(corrupt(sentence, lexicon, rng, count=rng.choice((1, 1, 2))))
            else:
                pieces.append(MarkedText(sentence))
        made.append(restyle(join(pieces), rng))
    return made


def isotonic(scores: Sequence[float], right: Sequence[bool]) -> Points:
    """The calibration map as points, linear between them: centred isotonic regression (Oron & Flournoy 2017).

    A plateau of plain isotonic regression becomes one point at its mean score, so the map rises everywhere and keeps
    the order of the scores.
    """
    x = np.asarray(scores, float)
    fitted = IsotonicRegression(y_min=0.01, y_max=0.99).fit_transform(x, np.asarray(right, float))
    levels = np.unique(fitted)
    centres = [float(x[fitted == level].mean()) for level in levels]
    return {"x": [round(value, 6) for value in centres], "y": [round(float(level), 6) for level in levels]}


def as_calibrator(points: Points) -> Calibrator:
    """The map as the runtime applies it."""
    return Calibrator(tuple(points["x"]), tuple(points["y"]))


def threshold_for(confidences: Sequence[float], right: Sequence[bool], precision: float) -> float:
    """The lowest confidence above which at least that share is right; 1.0 if there is none."""
    order = np.argsort(-np.asarray(confidences), kind="stable")
    hits = np.cumsum(np.asarray(right, float)[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(hits >= precision)
    return float(np.asarray(confidences)[order[good[-1]]]) if len(good) else 1.0


def write_card(folder: Path, changes: dict[str, Any]) -> None:
    """Merge `changes` into a model.json, written whole."""
    path = folder / "model.json"
    data = json.loads(path.read_text(encoding="utf-8")) | changes
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def overlaps(start: int, end: int, spans: Iterable[ErrorSpan]) -> bool:
    """True if any of the spans shares a code point with the range."""
    return any(start < span.end and span.start < end for span in spans)
