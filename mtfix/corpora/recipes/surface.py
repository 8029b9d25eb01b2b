"""Letters and marks: untranslated words, spelling, names, number words, punctuation."""

import random

from mtfix.corpora import lexicon as lx
from mtfix.corpora.recipes.base import Damage, Sentence
from mtfix.taxonomy import Category, Severity


def untranslated(s: Sentence, rng: random.Random) -> Damage | None:
    """A word left in the source language."""
    i = s.pick(rng, lambda i: s.known(i) and len(s.words[i]) > 3)
    return None if i is None else s.damage(i, i + 1, rng.choice(lx.FOREIGN), Category.NON_TRANSLATION)


def misspelling(s: Sentence, rng: random.Random) -> Damage | None:
    """One letter lost, doubled or swapped."""
    i = s.pick(rng, lambda i: s.words[i].isalpha() and len(s.words[i]) > 4 and s.lower[i] in s.lexicon.frequency)
    if i is None:
        return None
    word, k = s.words[i], rng.randrange(1, len(s.words[i]) - 1)
    lost, doubled = word[:k] + word[k + 1 :], word[:k] + word[k] + word[k:]
    swapped = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    wrong = rng.choice((lost, doubled, swapped))
    if wrong.lower() in s.lexicon.frequency:
        return None
    return s.damage(i, i + 1, wrong, Category.SPELLING, Severity.MINOR)


_TRANSLITERATION = (
    ("nk", "ng"), ("k", "c"), ("c", "k"), ("y", "i"), ("i", "y"), ("e", "i"), ("o", "u"), ("u", "o"), ("v", "w"),
    ("w", "v"), ("b", "v"), ("p", "b"), ("t", "d"), ("g", "k"), ("ph", "f"), ("f", "ph"), ("sh", "s"), ("ch", "tch"),
    ("z", "s"), ("s", "z"), ("j", "y"), ("ll", "l"), ("l", "ll"), ("n", "nn"), ("th", "t"), ("ei", "ie"), ("a", "e"),
    ("x", "ks"), ("r", "l"), ("oo", "u"), ("h", ""),
)  # fmt: skip


def transliterated(name: str, rng: random.Random) -> str:
    """The name as another script would give it back: one letter or pair changed, never the first."""
    for old, new in rng.sample(_TRANSLITERATION, len(_TRANSLITERATION)):
        at = name.find(old, 1)
        if at > 0:
            return name[:at] + new + name[at + len(old) :]
    return name


def name_variant(s: Sentence, rng: random.Random) -> Damage | None:
    """'Blingen' where the text before says Blinken."""
    i = s.pick(
        rng,
        lambda i: (
            s.words[i].istitle()
            and len(s.words[i]) > 4
            and s.words[i] in s.before
            and s.lower[i] not in s.lexicon.frequency
        ),
    )
    return None if i is None else s.damage(i, i + 1, transliterated(s.words[i], rng), Category.INCONSISTENCY)


def number_slip(s: Sentence, rng: random.Random) -> Damage | None:
    """'3 thousand millions', 'milliards': number words of other languages."""
    i = s.pick(rng, lambda i: s.lower[i] in {"billion", "million", "thousand", "percent", "hundred"})
    if i is None:
        return None
    wrong = {
        "billion": ("milliard", "milliards", "thousand millions", "billions of"),
        "million": ("millions", "millions of"),
        "thousand": ("thousands", "mil"),
        "percent": ("percents", "per cents", "percentage"),
        "hundred": ("hundreds", "cents"),
    }
    return s.damage(i, i + 1, rng.choice(wrong[s.lower[i]]), Category.MISTRANSLATION)


def punctuation(s: Sentence, rng: random.Random) -> Damage | None:
    """A comma too many or too few, a lost quotation mark, a space before a mark, a full-width mark."""
    i = s.pick(rng, lambda i: s.words[i] in {",", ".", ";", ":", '"', "“", "”"}, 1)
    kind = rng.random()
    if i is None or kind < 0.3:
        k = s.pick(rng, lambda k: s.known(k) and s.known(k - 1), 2)
        if k is None:
            return None
        return s.damage(k - 1, k + 1, f"{s.words[k - 1]}, {s.words[k]}", Category.PUNCTUATION, Severity.MINOR, 0.8)
    mark, before = s.words[i], s.words[i - 1]
    if kind < 0.6 and mark == "," and i + 1 < len(s.words):
        return s.damage(i - 1, i + 2, f"{before} {s.words[i + 1]}", Category.PUNCTUATION, Severity.MINOR, 0.5)
    if mark in '"“”':
        return None
    wrong = rng.choice((f" {mark}", {",": "，", ".": "。", ";": "；", ":": "："}[mark], f"{mark}{mark}", f"{mark},"))
    return s.damage(i - 1, i + 1, before + wrong, Category.PUNCTUATION, Severity.MINOR)
