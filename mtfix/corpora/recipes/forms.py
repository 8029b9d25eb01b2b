"""The wrong word or the wrong form of the right one."""

import random

from mtfix.corpora import lexicon as lx
from mtfix.corpora.recipes.base import Damage, Sentence
from mtfix.taxonomy import Category, Severity


def wrong_sense(s: Sentence, rng: random.Random) -> Damage | None:
    """A word of another sense or the opposite one ('trial' as 'process')."""
    i = s.pick(rng, lambda i: s.words[i] in lx.ANTONYMS)
    if i is None:
        return None
    return s.damage(i, i + 1, lx.ANTONYMS[s.words[i]], Category.MISTRANSLATION, Severity.MAJOR, 0.7)


def wrong_form(s: Sentence, rng: random.Random) -> Damage | None:
    """Another word of the same stem: tense, number, part of speech ('raises concerns' for 'raising concerns')."""
    i = s.pick(rng, lambda i: s.words[i] in s.lexicon.families and s.words[i].islower())
    if i is None:
        return None
    family = s.lexicon.families[s.words[i]]
    weights = [s.lexicon.frequency.get(word, 1) ** 0.5 for word in family]
    return s.damage(i, i + 1, rng.choices(family, weights)[0], Category.GRAMMAR, Severity.MAJOR, 0.9)


def verb_phrase(s: Sentence, rng: random.Random) -> Damage | None:
    """'has deeply affected' for 'has been deeply affected', 'is cut' for 'cut', 'to meeting': a wrong verb group."""
    i = s.pick(rng, lambda i: s.known(i) and s.words[i].endswith(("ed", "ing", "en")) and len(s.words[i]) > 4, 1)
    if i is None:
        return None
    before = s.lower[i - 1]
    if before in lx.AUXILIARIES:
        wrong = rng.choice(("has been", "be", "is being", "had", "was to", "it is", "have", "would"))
        return s.damage(i - 1, i + 1, f"{wrong} {s.words[i]}", Category.GRAMMAR)
    extra = rng.choice(("is", "was", "has", "to", "are", "it", "be", "of", "have been", "the"))
    return s.damage(i, i + 1, f"{extra} {s.words[i]}", Category.GRAMMAR)


def agreement(s: Sentence, rng: random.Random) -> Damage | None:
    """'This are bad'."""
    i = s.pick(rng, lambda i: s.words[i] in lx.AGREEMENT)
    if i is None:
        return None
    return s.damage(i, i + 1, rng.choice(lx.AGREEMENT[s.words[i]]), Category.GRAMMAR, Severity.MAJOR, 0.9)


def wrong_pronoun(s: Sentence, rng: random.Random) -> Damage | None:
    """'she' for 'he', 'its' for 'their': the source language does not tell them apart."""
    i = s.pick(rng, lambda i: s.words[i] in lx.PRONOUNS)
    if i is None:
        return None
    return s.damage(i, i + 1, rng.choice(lx.PRONOUNS[s.words[i]]), Category.GRAMMAR, Severity.MAJOR, 0.6)


def article(s: Sentence, rng: random.Random) -> Damage | None:
    """An article too many or the wrong one."""
    i = s.pick(rng, lambda i: s.known(i) and len(s.words[i]) > 2, 1)
    if i is None:
        return None
    if s.lower[i] in lx.ARTICLES:
        other = rng.choice([word for word in lx.ARTICLES if word != s.lower[i]])
        return s.damage(i, i + 1, other, Category.GRAMMAR, Severity.MINOR, 0.7)
    if s.lower[i - 1] in lx.ARTICLES or not s.words[i - 1][0].isalnum():
        return None
    wrong = f"{s.words[i - 1]} {rng.choice(('the', 'the', 'a'))} {s.words[i]}"
    return s.damage(i - 1, i + 1, wrong, Category.GRAMMAR, Severity.MINOR, 0.7)


def preposition(s: Sentence, rng: random.Random) -> Damage | None:
    """'depends of the weather'."""
    i = s.pick(rng, lambda i: s.words[i] in lx.PREPOSITIONS, 1)
    if i is None:
        return None
    other = rng.choice(("of", "in", "to", "on", "for", "with", "at", "by", "from", "about", "in the", "to the"))
    return s.damage(i, i + 1, other, Category.GRAMMAR, Severity.MINOR, 0.8)
