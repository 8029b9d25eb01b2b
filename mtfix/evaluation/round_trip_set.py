"""Real machine translation at no cost: clean sentences through Apertium and a pivot that no model was trained on.

Made once from held-out clean documents, kept under .runs/, damaged anew (seeded) at each run.
"""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtfix.corpora.round_trips import partial_application, round_trip
from mtfix.corpora.splits import Split, split_of
from mtfix.errors import DataError, MtfixError
from mtfix.evaluation.edits import GoldRepair
from mtfix.evaluation.sets import read
from mtfix.text import Span

PIVOT = "hbs"
CACHE = Path(".runs") / "round-trips"
WINDOW = 480  # code points, as the segmenter's windows
PARAGRAPHS = 60  # of each file
_SPECIAL = re.compile(r"[\[\]^$@\\/<>{}~*#]")  # Apertium's stream format


@dataclass(frozen=True)
class Damaged:
    """Sentences of one paragraph with kept edits of the round trip; `sentences` are their places in the text."""

    document: str
    text: str
    errors: tuple[GoldRepair, ...]
    sentences: tuple[Span, ...]
    references: tuple[str, ...]

    @property
    def gold(self) -> tuple[Span, ...]:
        """The damaged places."""
        return tuple(error.span for error in self.errors)


def damaged_windows(
    data: Path, split: Split, *, clean_share: float = 0.0, limit: int | None = None, cache: Path = CACHE
) -> list[Damaged]:
    """Windows whose sentences hold 1-5 edits each, except for a share of sentences that stay clean."""
    rng = random.Random(1)
    windows = []
    for paragraph in paragraphs(data, split, cache)[:limit]:
        pairs = [(s, _unmarked(t)) for s, t in zip(paragraph["sents"], paragraph["mt"], strict=True) if t]
        windows += [_damaged(paragraph["doc"], run, clean_share, rng) for run in _runs(pairs)]
    return windows


def paragraphs(data: Path, split: Split, cache: Path = CACHE) -> list[dict[str, Any]]:
    """The round-tripped paragraphs {"doc", "sents", "mt"}, from the cache or made now."""
    path = cache / f"{PIVOT}-{split}.jsonl"
    if not path.exists():
        make(data, split, path)
    return list(read(path))


def make(data: Path, split: Split, path: Path) -> None:
    """Translate held-out clean paragraphs there and back; DataError if Apertium or its pair is not installed."""
    from mtfix.segmenters import segment

    found: list[dict[str, Any]] = []
    for doc, paragraph in _clean_paragraphs(data, split):
        sentences = [item.text.strip() for item in segment(paragraph) if item.text.strip()]
        found.append({"doc": doc, "sents": sentences})
    flat = [sentence for item in found for sentence in item["sents"]]
    try:
        back = iter(round_trip(PIVOT, flat))
    except (MtfixError, OSError, ValueError) as error:
        raise DataError("E040", f"cannot be made: {error}", path=str(path)) from error
    for item in found:
        item["mt"] = [next(back) for _ in item["sents"]]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in found), encoding="utf-8")


def _clean_paragraphs(data: Path, split: Split) -> list[tuple[str, str]]:
    files = sorted((data / "clean").glob("*.jsonl.gz"))
    if not files:
        raise DataError("E040", "not available", path=str(data / "clean"))
    found: list[tuple[str, str]] = []
    for path in files:
        usable = [
            (record["id"], paragraph)
            for record in read(path)
            if split_of(record["id"]) == split
            for paragraph in record["doc"].split("\n")
            if 8 <= len(paragraph.split()) <= 140 and not _SPECIAL.search(paragraph)
        ]
        found += random.Random(1).sample(usable, min(PARAGRAPHS, len(usable)))
    return found


def _unmarked(translated: str) -> str:
    """Apertium marks a word that it cannot inflect with # or @; no translation shows them."""
    return re.sub(r"[#@]", "", translated)


def _runs(pairs: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    runs: list[list[tuple[str, str]]] = []
    size = WINDOW
    for pair in pairs:
        if size + len(pair[1]) > WINDOW:
            runs.append([])
            size = 0
        runs[-1].append(pair)
        size += len(pair[1]) + 1
    return runs


def _damaged(document: str, pairs: Sequence[tuple[str, str]], clean_share: float, rng: random.Random) -> Damaged:
    text, errors, places = "", [], []
    for clean, translated in pairs:
        text += " " if text else ""
        keep = rng.random() < clean_share
        piece = None if keep else partial_application(clean, translated, rng, low=1, high=5)
        start, wrong = len(text), piece.text if piece else clean
        errors += [
            GoldRepair(Span(span.start, span.end).shift(start), (span.repair,))
            for span in (piece.spans if piece else ())
            if span.repair is not None
        ]
        text += wrong
        places.append(Span(start, len(text)))
    return Damaged(document, text, tuple(errors), tuple(places), tuple(clean for clean, _ in pairs))
