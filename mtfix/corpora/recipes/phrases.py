"""Phrases as translators and article spinners distort them: calques, false friends, wrong senses (tables in data/)."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

from mtfix.corpora.recipes.base import Damage, Sentence
from mtfix.taxonomy import Category, Severity

TABLES = ("calques_romance", "calques_slavic", "calques_wide", "wrong_senses")
CATEGORIES = {
    "grammar": Category.GRAMMAR, "mistranslation": Category.MISTRANSLATION, "awkward": Category.AWKWARD,
    "addition": Category.ADDITION, "omission": Category.OMISSION, "punctuation": Category.PUNCTUATION,
}  # fmt: skip
_WORD = re.compile(r"\w+")
Entry = tuple[str, Category]


@cache
def phrases() -> dict[str, dict[str, tuple[Entry, ...]]]:
    """For each first word the right phrases that begin with it, in lower case, and what became of each."""
    found: dict[str, dict[str, dict[Entry, None]]] = defaultdict(lambda: defaultdict(dict))
    for name in TABLES:
        text = (resources.files("mtfix.corpora") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
        for line in text.splitlines():
            right, wrong, category = line.split("\t")
            first = _WORD.match(right)
            if first:
                found[first[0].lower()][right.lower()][wrong, CATEGORIES[category]] = None
    return {word: {right: tuple(entries) for right, entries in rows.items()} for word, rows in found.items()}


def distorted_phrase(s: Sentence, rng: random.Random) -> Damage | None:
    """'one on three' for 'one in three', 'syndicates' for 'unions'; rare phrases are drawn more often than their share.

    Without that a handful of phrases with 'the' would be most of what is ever seen.
    """
    places = list(_places(s))
    if not places:
        return None
    weights = [1 / (1 + min(_frequency(s, word) for word in right.split())) ** 0.5 for _, right in places]
    start, right = rng.choices(places, weights)[0]
    end = start + len(right)
    wrong, category = rng.choice(phrases()[_WORD.match(right)[0]][right])  # type: ignore[index]
    if s.text[start].isupper():
        wrong = wrong[:1].upper() + wrong[1:]
    severity = Severity.MINOR if category in (Category.AWKWARD, Category.PUNCTUATION) else Severity.MAJOR
    return Damage(start, end, wrong, category, severity, 0.9)


def _frequency(s: Sentence, word: str) -> int:
    return s.lexicon.frequency.get(word, 0)


def _places(s: Sentence) -> Iterator[tuple[int, str]]:
    """Every place where a phrase of the tables stands as whole words, not inside a name."""
    lower = s.text.lower()
    if len(lower) != len(s.text):  # a few letters change their length
        return
    for match in _WORD.finditer(lower):
        start = match.start()
        for right in phrases().get(match[0], ()):
            end = start + len(right)
            if lower.startswith(right, start) and not lower[end : end + 1].isalnum() and _ordinary(s.text, start, end):
                yield start, right


def _ordinary(text: str, start: int, end: int) -> bool:
    """In lower case but for the first letter of the sentence, and no part of a hyphenated word or contraction."""
    inside = text[start:end] if start else text[1:end]
    joined = text[start - 1 : start] in ("-", "'", "’") or text[end : end + 1] in ("-", "'", "’")
    return inside.islower() and not joined
