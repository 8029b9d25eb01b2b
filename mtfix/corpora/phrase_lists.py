"""Builds the phrase tables of mtfix.detectors: python -m mtfix.corpora.phrase_lists DATA/clean

A phrase of the corruption tables (recipes.phrases) is listed if it never stands in the training documents of clean
text, though what English says in its place does; so it is hardly ever right where a detector finds it.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mtfix.corpora.readers import records
from mtfix.corpora.recipes.phrases import phrases
from mtfix.corpora.splits import split_of
from mtfix.taxonomy import Category

FOLDER = Path(__file__).parents[1] / "detectors" / "data"
TABLES = {
    "foreign_grammar.tsv": frozenset({Category.GRAMMAR, Category.ADDITION, Category.OMISSION, Category.PUNCTUATION}),
    "foreign_phrases.tsv": frozenset({Category.MISTRANSLATION, Category.AWKWARD}),
}
ATTESTED = 5  # times that the right phrase must occur
SHORTEST = 5  # code points; shorter ones stand inside names and abbreviations
CANDIDATES = 3
_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_CLAUSE = re.compile(r"[.,;:!?()\"\n]|--| [-–—] ")
_END = ""
Words = tuple[str, ...]


def counted(wanted: Iterable[str], texts: Iterable[str]) -> Counter[Words]:
    """How often the words of each phrase stand in the texts one after another, no mark between them."""
    trie: dict[str, Any] = {}
    for phrase in wanted:
        node = trie
        for word in words(phrase):
            node = node.setdefault(word, {})
        node[_END] = words(phrase)
    counts: Counter[Words] = Counter()
    for text in texts:
        for clause in _CLAUSE.split(text.lower().replace("’", "'")):
            counts.update(_found(trie, _WORD.findall(clause)))
    return counts


def _found(trie: Mapping[str, Any], clause: list[str]) -> Iterator[Words]:
    for first in range(len(clause)):
        node: Any = trie
        for word in clause[first:]:
            node = node.get(word)
            if node is None:
                break
            if _END in node:
                yield node[_END]


def words(phrase: str) -> Words:
    """The words of a phrase as they are counted."""
    return tuple(_WORD.findall(phrase.lower().replace("’", "'")))


def build(texts: Iterable[str], folder: Path) -> None:
    """Write the tables: wrong phrase, then what English says, the most frequent first."""
    pairs = [
        (right, wrong, category)
        for rows in phrases().values()
        for right, entries in rows.items()
        for wrong, category in entries
    ]
    counts = counted({phrase for right, wrong, _ in pairs for phrase in (right, wrong)}, texts)
    for name, categories in TABLES.items():
        remedies: dict[str, Counter[str]] = defaultdict(Counter)
        for right, wrong, category in pairs:
            usable = _PLAIN.fullmatch(wrong) and len(wrong) >= SHORTEST and not counts[words(wrong)]
            if usable and category in categories and counts[words(right)] >= ATTESTED:
                remedies[wrong.lower()][right] += counts[words(right)]
        lines = (
            "\t".join([wrong, *(r for r, _ in found.most_common(CANDIDATES))]) for wrong, found in remedies.items()
        )
        (folder / name).write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def training_documents(folder: Path) -> Iterator[str]:
    """The training documents of all .jsonl.gz files of a folder; the others stay unseen, to measure false alarms on."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        yield from (record["doc"] for record in records(path) if split_of(record["id"]) == "train")


if __name__ == "__main__":
    build(training_documents(Path(sys.argv[1])), FOLDER)
