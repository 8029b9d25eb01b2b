"""Clean paragraphs for training: sampled from data/clean by quota and split, and sent through Apertium once.

The result, one JSON line a paragraph {"set", "doc", "para", "pivot", "sents", "mt"}, is what `mixture.Windows` reads.
"""

import json
import os
import random
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sentencex import segment

from mtfix.corpora.readers import records
from mtfix.corpora.round_trips import TRAINING_PIVOTS, round_trip
from mtfix.corpora.splits import Split, split_of

# Paragraphs a set gives: news-like prose first, and no set rules the mixture. The prosecutors' releases are left out,
# since nobody says under what licence they stand.
QUOTAS = {
    "gov_senate_press_releases": 22_000,
    "wiki_enwiki_sample": 22_000,
    "gov_digitalgov_18f_blog": 7_000,
    "gov_un_general_debate_english": 6_000,
    "fiction_100_english_novels": 5_000,
    "mixed_masc_tagged": 3_500,
    "news_wikinews_2019_2020": 3_300,
    "talk_state_union": 1_500,
    "talk_inaugural": 300,
}
_MARKUP = re.compile(r"[\[\]^$@\\/<>{}~*]")  # Apertium's own marks, and what is hardly prose
_GROUP = 150
_SHORT = 12  # words


def sample(clean: Path, split: Split, scale: float = 1.0, seed: int = 5) -> list[dict[str, Any]]:
    """Paragraphs of 8 to 140 words of one split by document, shuffled; `scale` shrinks every quota."""
    rng, chosen = random.Random(seed), []
    for name, quota in QUOTAS.items():
        found = [
            {"set": name, "doc": record["id"], "para": number, "text": paragraph}
            for record in records(clean / f"{name}.jsonl.gz")
            if split_of(record["id"]) == split
            for number, paragraph in enumerate(record["doc"].split("\n"))
            if 8 <= len(paragraph.split()) <= 140 and not _MARKUP.search(paragraph)
        ]
        rng.shuffle(found)
        chosen += found[: int(quota * scale)]
    rng.shuffle(chosen)
    return chosen


def undamaged(clean: Path, split: Split, size: int = 400, seed: int = 6) -> list[str]:
    """Paragraphs of any length as they stand: short lines, dialogue, headings and lists, which `sample` leaves out.

    At most 40 short and 10 other paragraphs of a document, and `size` documents of a set.
    """
    rng, chosen = random.Random(seed), []
    for name in QUOTAS:
        documents = [r["doc"] for r in records(clean / f"{name}.jsonl.gz") if split_of(r["id"]) == split]
        for document in rng.sample(documents, min(size, len(documents))):
            found = [paragraph.strip() for paragraph in document.split("\n") if paragraph.strip()]
            short = [paragraph for paragraph in found if len(paragraph.split()) < _SHORT]
            other = [paragraph for paragraph in found if len(paragraph.split()) >= _SHORT]
            chosen += rng.sample(short, min(40, len(short))) + rng.sample(other, min(10, len(other)))
    return chosen


def matching(clean: Path, split: Split, pattern: re.Pattern[str]) -> list[str]:
    """Every sentence of one split that the pattern is found in, for what is too rare in a sample."""
    documents = (r["doc"] for name in QUOTAS for r in records(clean / f"{name}.jsonl.gz") if split_of(r["id"]) == split)
    found = (paragraph for doc in documents if pattern.search(doc) for paragraph in doc.split("\n"))
    return [s.strip() for text in found if pattern.search(text) for s in segment("en", text) if pattern.search(s)]


def translated(
    paragraphs: Sequence[dict[str, Any]], pivots: Sequence[str] = TRAINING_PIVOTS
) -> Iterator[dict[str, Any]]:
    """The paragraphs as sentences with their round trips; neighbouring groups take turns at the pivots."""
    groups = [paragraphs[start : start + _GROUP] for start in range(0, len(paragraphs), _GROUP)]
    jobs = [(pivots[number % len(pivots)], group) for number, group in enumerate(groups)]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for rows in workers.map(lambda job: _group(*job), jobs):
            yield from rows


def _group(pivot: str, paragraphs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    sentences = [[s.strip() for s in segment("en", p["text"]) if s.strip()] for p in paragraphs]
    answers = iter(round_trip(pivot, [sentence for group in sentences for sentence in group]))
    return [
        {key: p[key] for key in ("set", "doc", "para")}
        | {"pivot": pivot, "sents": group, "mt": [next(answers) for _ in group]}
        for p, group in zip(paragraphs, sentences, strict=True)
    ]


def load(path: Path, clean: Path, split: Split, scale: float = 1.0) -> list[dict[str, Any]]:
    """The paragraphs with round trips, made once and kept in `path`.

    Raises ExtraMissing if Apertium is needed and absent.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as lines:
            for row in translated(sample(clean, split, scale)):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        os.replace(partial, path)
    return list(records(path))
