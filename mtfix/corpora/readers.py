"""Readers of the human sets in ../shared/data/mt (see its README for origin and licence of each)."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.corpora.splits import Split, split_of
from mtfix.taxonomy import Category, Severity

# Twentieths of the source documents held out: MQM has few, long documents.
MQM_HELD_OUT = 2
SEVERITIES = {
    "neutral": Severity.NEUTRAL,
    "minor": Severity.MINOR,
    "major": Severity.MAJOR,
    "critical": Severity.CRITICAL,
}
# How far a rater's mark speaks for an error that the English alone shows; a minor comma is mostly taste.
WEIGHTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 0.6, Severity.MAJOR: 1.0, Severity.CRITICAL: 1.0}
MINOR_PUNCTUATION = 0.3
POST_EDIT = 0.6


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a .jsonl or .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def mqm_category(name: str) -> Category | None:
    """Our category for a category name of any of the MQM sets; None for 'other'."""
    name = name.lower()
    for key, category in _MQM_KEYS:
        if key in name:
            return category
    return None


_MQM_KEYS = (
    ("omission", Category.OMISSION), ("addition", Category.ADDITION), ("untranslated", Category.NON_TRANSLATION),
    ("source language", Category.NON_TRANSLATION), ("non-translation", Category.NON_TRANSLATION),
    ("encoding", Category.NON_TRANSLATION), ("unintelligible", Category.NON_TRANSLATION),
    ("punctuation", Category.PUNCTUATION), ("spelling", Category.SPELLING), ("inconsisten", Category.INCONSISTENCY),
    ("grammar", Category.GRAMMAR), ("text-breaking", Category.GRAMMAR), ("style", Category.AWKWARD),
    ("register", Category.AWKWARD), ("mistranslation", Category.MISTRANSLATION),
    ("terminology", Category.MISTRANSLATION), ("locale", Category.MISTRANSLATION),
    ("reinterpretation", Category.MISTRANSLATION), ("gender", Category.MISTRANSLATION),
)  # fmt: skip


def mqm(path: Path, split: Split) -> Iterator[MarkedText]:
    """MQM texts of one split by source document; each rater's spans weigh their severity over the number of raters."""
    ratings: dict[str, list[list[dict[str, Any]]]] = defaultdict(list)
    # two sets name the same document differently
    elsewhere = held_out_sources(path) if split == "train" else frozenset()
    for record in records(path):
        if split_of(record["doc"], MQM_HELD_OUT, MQM_HELD_OUT) == split and record["source"] not in elsewhere:
            ratings[record["text"]].append(record["spans"])
    for text, raters in ratings.items():
        yield MarkedText(text, tuple(sorted(_rated(raters), key=lambda span: (span.start, span.end))))


def _rated(raters: list[list[dict[str, Any]]]) -> Iterator[ErrorSpan]:
    for spans in raters:
        for span in spans:
            category, severity = mqm_category(span["category"]), SEVERITIES[span["severity"].lower()]
            light = category is Category.PUNCTUATION and severity is Severity.MINOR
            weight = (MINOR_PUNCTUATION if light else WEIGHTS[severity]) / len(raters)
            if weight and span["end"] > span["start"]:
                yield ErrorSpan(span["start"], span["end"], category, severity, None, weight)


def mlqe_tags(path: Path, split: Split, pairs: tuple[str, ...] = ()) -> Iterator[MarkedText]:
    """MLQE-PE word tags (the set's own train and dev splits). Gaps are left out; nobody gave category or severity."""
    for record in records(path):
        if record["split"] == split and (not pairs or record["pair"] in pairs):
            spans = (
                ErrorSpan(s["start"], s["end"], weight=POST_EDIT) for s in record["spans"] if s["end"] > s["start"]
            )
            yield MarkedText(record["text"], tuple(spans))


_DEMETR_KEYS = (
    ("capital", Category.CAPITALIZATION), ("lowercase", Category.CAPITALIZATION), ("punct", Category.PUNCTUATION),
    ("tokenize", Category.PUNCTUATION), ("misspell", Category.SPELLING), ("one char", Category.SPELLING),
    ("repeat", Category.ADDITION), ("adding", Category.ADDITION), ("remove", Category.OMISSION),
    ("removed", Category.OMISSION), ("codemix", Category.NON_TRANSLATION), ("negation", Category.MISTRANSLATION),
    ("antonym", Category.MISTRANSLATION), ("hypernym", Category.MISTRANSLATION),
    ("replace ne", Category.MISTRANSLATION), ("numbers", Category.MISTRANSLATION), ("tense", Category.GRAMMAR),
    ("aspect", Category.GRAMMAR), ("swaps", Category.GRAMMAR), ("pos ", Category.GRAMMAR),
    ("function", Category.GRAMMAR), ("pronoun", Category.GRAMMAR), ("interrogative", Category.GRAMMAR),
)  # fmt: skip
# What no reader of the English alone can see
_DEMETR_UNSEEN = (
    "hypernym", "replace ne", "numbers", "named entity", "prepositional phrase", "antonym", "adj or adv",
    "final punctuation",
)  # fmt: skip


def demetr(path: Path, held_out_sources: frozenset[str]) -> Iterator[MarkedText]:
    """DEMETR perturbations that a reader can see; sentences whose source is held out elsewhere are left out."""
    for record in records(path):
        span = record["spans"][0] if len(record["spans"]) == 1 else None
        if span is None or span["severity"] == "base" or record["source"] in held_out_sources:
            continue
        name, text = span["category"].lower(), record["text"]
        if any(key in name for key in _DEMETR_UNSEEN):
            continue
        start, end = span["start"], span["end"]
        if start == end:
            start, end = text.rfind(" ", 0, max(start - 1, 0)) + 1, (text.find(" ", end + 1) + 1 or len(text) + 1) - 1
        category = next((found for key, found in _DEMETR_KEYS if key in name), Category.GRAMMAR)
        yield MarkedText(text, (ErrorSpan(start, end, category, SEVERITIES[span["severity"]], None, 0.8),))


def post_edits(path: Path, split: Split, pairs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(machine translation, post-edit) pairs of MLQE-PE."""
    for record in records(path):
        if record["split"] == split and record["pair"] in pairs:
            yield record["mt"], record["pe"]


def span_edits(path: Path, split: Split) -> Iterator[tuple[str, str]]:
    """(machine translation, expert's edit of one span) pairs of WMT20, split by document as `mqm` is."""
    for record in records(path):
        if split_of(record["doc"], MQM_HELD_OUT, MQM_HELD_OUT) == split:
            yield record["mt"], record["pe"]


def held_out_sources(path: Path) -> frozenset[str]:
    """The source sentences of the MQM documents that are not for training."""
    return frozenset(r["source"] for r in records(path) if split_of(r["doc"], MQM_HELD_OUT, MQM_HELD_OUT) != "train")
