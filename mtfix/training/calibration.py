"""Turns the models' scores into probabilities on held-out text, and picks the thresholds that go into their cards.

Isotonic regression (centred) over texts of no training document: half of corpus/gold, damaged and clean
paragraphs of the test split of data/clean. `make eval` measures on others (the dev split).
"""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from mtfix.corpora import paragraphs
from mtfix.corpora.corruption import corrupt
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText, join
from mtfix.corpora.mixture import restyle
from mtfix.corpora.readers import MQM_HELD_OUT, records
from mtfix.corpora.round_trips import partial_application
from mtfix.corpora.splits import split_of
from mtfix.detectors.evidence import log_odds
from mtfix.evaluation import sets
from mtfix.runtime.card import Calibrator
from mtfix.taxonomy import Category, Severity

PARAGRAPHS = 700  # of damaged and of clean text each
DOCUMENTS = 40  # of each set of held-out documents
LONGEST_DOCUMENT = 8  # paragraphs
PRIORS = (0.5, 1.0, 2.0, 4.0)
Points = dict[str, list[float]]
Sample = tuple[MarkedText, list[tuple[str, ...]]]
Read = tuple[list[float], int]  # what the tagger says of each segment of a text, and the hits of other detectors


@dataclass(frozen=True)
class Texts:
    """What is calibrated on; none of it of a training document.

    `marked`: damaged texts with the accepted repairs of each span. `translated`: documents of real machine translation,
    marked too sparsely to tell right flags from wrong ones. `clean` and `own_clean`: nothing is to be found in them.
    """

    marked: list[Sample]
    translated: list[str]
    clean: list[str]
    own_clean: list[str]

    @classmethod
    def load(cls, cache: Path, data: Path, gold: Path, own_clean: Path) -> "Texts":
        """Read the sets; `cache` is made if need be (see corpora.paragraphs)."""
        rows = paragraphs.load(cache, data / "clean", "test", 0.03)
        rng = random.Random(1)
        rng.shuffle(rows)
        damaged = damaged_paragraphs(rows[:PARAGRAPHS], Lexicon.load(data / "lex" / "vocab_docfreq.tsv"), seed=7)
        synthetic: list[Sample] = [(t, [(s.repair or "",) for s in t.spans]) for t in _as_documents(damaged, rng)]
        clean = _as_documents([MarkedText(" ".join(row["sents"])) for row in rows[PARAGRAPHS : 2 * PARAGRAPHS]], rng)
        held_out = [item.text for item in sets.clean_held_out(data, "test", DOCUMENTS)]
        own = [record["text"] for path in sorted(own_clean.glob("*.jsonl")) for record in records(path)]
        marked = [*gold_documents(gold, calibration=True), *synthetic]
        return cls(marked, translated_documents(data, rng), [*(item.text for item in clean), *held_out], own)


def _as_documents(pieces: Sequence[MarkedText], rng: random.Random) -> list[MarkedText]:
    """The paragraphs as documents of different lengths."""
    documents, position = [], 0
    while position < len(pieces):
        size = rng.randint(1, LONGEST_DOCUMENT)
        documents.append(join(pieces[position : position + size], "\n\n"))
        position += size
    return documents


def translated_documents(data: Path, rng: random.Random) -> list[str]:
    """Documents of the test split of mqm_zh-en as one system translated them."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for record in records(data / "mt" / "mqm_zh-en.jsonl.gz"):
        human = record["human"] or record["system"].lower().startswith("ref")
        if not human and split_of(record["doc"], MQM_HELD_OUT, MQM_HELD_OUT) == "test":
            found.setdefault((record["doc"], record["system"]), {})[record["text"]] = None
    chosen = rng.sample(sorted(found), min(DOCUMENTS, len(found)))
    return ["\n\n".join(found[key]) for key in chosen]


def gold_documents(folder: Path, *, calibration: bool) -> list[Sample]:
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
    fitted = fitted.round(6)  # what the card holds; plateaus that differ by less are one
    levels = np.unique(fitted)
    centres = [float(x[fitted == level].mean()) for level in levels]
    return {"x": [round(value, 6) for value in centres], "y": [round(float(level), 6) for level in levels]}


def evidence(garbled: Sequence[Read], clean: Sequence[Read], seed: int = 3) -> dict[str, float]:
    """The logistic regression of detectors.evidence that tells garbled from clean texts, both equally likely.

    Every text is also seen cut short, since users check single paragraphs too. The prior is the one of PRIORS with the
    least log loss.
    """
    rng = random.Random(seed)
    cases = [(read, label) for reads, label in ((garbled, 1), (clean, 0)) for read in reads if read[0]]
    for (scores, hits), label in list(cases):
        size = rng.randint(1, len(scores))
        cases.append(((scores[:size], round(hits * size / len(scores))), label))
    labels = np.array([label for _, label in cases])

    def fit(prior: float) -> tuple[float, dict[str, float]]:
        sizes = np.array([len(scores) + prior for (scores, _), _ in cases])
        means = np.array([sum(map(log_odds, scores)) for (scores, _), _ in cases]) / sizes
        rates = np.array([hits for (_, hits), _ in cases]) / sizes
        model = LogisticRegression(C=10.0, class_weight="balanced").fit(np.column_stack([means, rates]), labels)
        loss = log_loss(labels, model.predict_proba(np.column_stack([means, rates]))[:, 1])
        weights = {"intercept": model.intercept_[0], "mean": model.coef_[0][0], "checks": model.coef_[0][1]}
        return loss, {key: round(float(value), 6) for key, value in weights.items()} | {"prior": prior}

    return min((fit(prior) for prior in PRIORS), key=lambda item: item[0])[1]


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
