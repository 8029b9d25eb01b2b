"""Turns the models' scores into probabilities on held-out text, and picks the thresholds that go into their cards.

Isotonic regression (centred) over texts of no training document: half of corpus/gold, damaged and clean
paragraphs of the test split of data/clean. `make eval` measures on others (the dev split).
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
from mtfix.corpora.readers import records
from mtfix.corpora.round_trips import partial_application
from mtfix.corpora.splits import split_of
from mtfix.detectors import runner as detection
from mtfix.detectors.evidence import Surroundings, homes, log_odds
from mtfix.detectors.tagger import TASK as TAGGER
from mtfix.evaluation import sets
from mtfix.runtime.card import Calibrator
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

PARAGRAPHS = 700  # of damaged and of clean text each
DOCUMENTS = 40  # of each set of held-out documents
LONGEST_DOCUMENT = 8  # paragraphs
PRIORS = (0.5, 1.0, 2.0, 4.0)
MOST = 0.75  # of the right issues in marked texts, how many have less of a document's evidence than what counts at most
Points = dict[str, list[float]]
Sample = tuple[MarkedText, list[tuple[str, ...]]]


@dataclass(frozen=True)
class Texts:
    """What is calibrated on; none of it of a training document.

    `marked`: damaged texts with the accepted repairs of each span, the first `own_gold` of them from corpus/gold.
    `clean` and `own_clean`: nothing is to be found in them.
    """

    marked: list[Sample]
    own_gold: int
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
        from_gold = gold_documents(gold, calibration=True)
        return cls([*from_gold, *synthetic], len(from_gold), [*(item.text for item in clean), *held_out], own)


def _as_documents(pieces: Sequence[MarkedText], rng: random.Random) -> list[MarkedText]:
    """The paragraphs as documents of different lengths."""
    documents, position = [], 0
    while position < len(pieces):
        size = rng.randint(1, LONGEST_DOCUMENT)
        documents.append(join(pieces[position : position + size], "\n\n"))
        position += size
    return documents


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


def isotonic(scores: Sequence[float], right: Sequence[bool], weights: Sequence[float] | None = None) -> Points:
    """The calibration map as points, linear between them: centred isotonic regression (Oron & Flournoy 2017).

    A plateau of plain isotonic regression becomes one point at its mean score, so the map rises everywhere and keeps
    the order of the scores.
    """
    x = np.asarray(scores, float).round(9)  # scikit-learn interpolates between scores that hardly differ to NaN
    fitted = IsotonicRegression(y_min=0.01, y_max=0.99).fit_transform(
        x, np.asarray(right, float), sample_weight=weights
    )
    fitted = fitted.round(6)  # what the card holds; plateaus that differ by less are one
    levels = np.unique(fitted)
    centres = [float(x[fitted == level].mean()) for level in levels]
    return {"x": [round(value, 6) for value in centres], "y": [round(float(level), 6) for level in levels]}


@dataclass(frozen=True)
class Judged:
    """What the detectors found in a text, whether each issue of the tagger is right, and how much the text counts."""

    found: detection.Found
    segments: list[Segment]
    marked: tuple[ErrorSpan, ...]
    weight: float

    @property
    def words(self) -> int:
        """Its size."""
        return sum(len(part.text.split()) for part in self.segments)

    def rows(self, prior: float, centre: float) -> Iterator[tuple[list[float], bool]]:
        """The features of each issue of the tagger (see detectors.evidence), and whether it hits a marked error."""
        surroundings = Surroundings.of(self.found, self.segments, TAGGER, prior, centre)
        placed = [(issue, home) for issue, home in homes(self.found.issues, self.segments) if issue.detector == TAGGER]
        for (issue, _), around in zip(placed, surroundings.around([home for _, home in placed]), strict=True):
            yield [log_odds(issue.confidence), *around], overlaps(*issue.span, self.marked)


def evidence(texts: Sequence[Judged]) -> tuple[dict[str, float], Points]:
    """The logistic regression of detectors.evidence and the calibration of what it says.

    Every text is also seen cut short, since users check single paragraphs too. The prior is the one of PRIORS with the
    least log loss.
    """
    clean = [log_odds(score or 0.0) for text in texts if not text.marked for score in text.found.scores]
    centre = round(float(np.mean(clean)), 6)
    everything = [*texts, *(cut for text in texts if (cut := _cut(text)))]

    def fit(prior: float) -> tuple[float, dict[str, float], Points]:
        rows = [(row, right, text.weight) for text in everything for row, right in text.rows(prior, centre)]
        features, right, weights = (np.array(column) for column in zip(*rows, strict=True))
        most = np.quantile(features[:, 1:3][right], MOST, axis=0)
        features[:, 1:3] = np.minimum(features[:, 1:3], most)
        model = LogisticRegression(C=10.0, max_iter=1000).fit(features, right, sample_weight=weights)
        said = model.predict_proba(features)[:, 1]
        names = ("peak", "mean", "checks", "own")
        values = {"intercept": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
        values |= {"prior": prior, "centre": centre, "most_mean": most[0], "most_checks": most[1]}
        values = {key: round(float(value), 6) for key, value in values.items()}
        return (
            log_loss(right, said, sample_weight=weights),
            values,
            isotonic(said.tolist(), right.tolist(), weights.tolist()),
        )

    return min((fit(prior) for prior in PRIORS), key=lambda item: item[0])[1:]


def _cut(text: Judged) -> Judged | None:
    """The first third of a text's segments, if it has three."""
    size = len(text.segments) // 3
    if not size:
        return None
    end = text.segments[size - 1].span.end
    issues = [issue for issue in text.found.issues if issue.span.end <= end]
    return replace(text, found=detection.Found(issues, text.found.scores[:size]), segments=text.segments[:size])


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


def overlaps(start: int, end: int, spans: Iterable[ErrorSpan | Span]) -> bool:
    """True if any of the spans shares a code point with the range."""
    return any(start < span.end and span.start < end for span in spans)
