"""Damage of scraped pages: link texts translated apart and glued, sentence ends lost and invented."""

import random

from mtfix.corpora import lexicon as lx
from mtfix.corpora.recipes.base import Damage, Sentence, capital
from mtfix.taxonomy import Category, Severity


def stray_capital(s: Sentence, rng: random.Random) -> Damage | None:
    """'visit Beijing Aimed at': a link text was translated alone, so its first word is a capital."""
    i = s.pick(rng, lambda i: s.known(i) and len(s.words[i]) > 1, 2)
    if i is None:
        return None
    if rng.random() < 0.3 and i + 1 < len(s.words) and s.known(i + 1):
        return s.damage(i, i + 2, f"{capital(s.words[i])} {capital(s.words[i + 1])}", Category.CAPITALIZATION)
    return s.damage(i, i + 1, capital(s.words[i]), Category.CAPITALIZATION)


def lost_capital(s: Sentence, rng: random.Random) -> Damage | None:
    """A name without its capital."""
    i = s.pick(rng, lambda i: s.words[i].istitle() and len(s.words[i]) > 3 and s.lower[i] not in s.lexicon.frequency, 1)
    return None if i is None else s.damage(i, i + 1, s.lower[i], Category.CAPITALIZATION, Severity.MINOR)


def link_anchor(s: Sentence, rng: random.Random) -> Damage | None:
    """'the final day High stakes visit Beijing': no preposition before a link, which begins with a capital."""
    i = s.pick(rng, lambda i: s.lower[i] in lx.PREPOSITIONS and s.known(i), 1, len(s.words) - 2)
    if i is None:
        return None
    j = i + 1
    if s.lower[j] in lx.ARTICLES and rng.random() < 0.7:
        j += 1
    if j >= len(s.words) - 1 or not s.words[j][0].isalnum() or not s.words[i - 1][0].isalnum():
        return None
    head = s.words[j].replace("-", " ") if rng.random() < 0.5 else s.words[j]
    wrong = f"{s.words[i - 1]} {capital(head) if rng.random() < 0.75 else head}"
    return s.damage(i - 1, j + 1, wrong, Category.GRAMMAR)


def glued_links(s: Sentence, rng: random.Random) -> Damage | None:
    """Two links in a row: a connecting word is lost on both sides of a phrase and both phrases begin with capitals."""
    i = s.pick(rng, lambda i: s.lower[i] in lx.PREPOSITIONS and s.known(i), 1, len(s.words) - 5)
    if i is None:
        return None
    phrase: list[str] = []
    for k in range(i + 1, min(i + 6, len(s.words) - 1)):
        if not s.words[k][0].isalnum():
            break
        if s.lower[k] in lx.PREPOSITIONS and len(phrase) >= 2:
            following = capital(s.words[k + 1]) if s.words[k + 1][0].isalpha() else s.words[k + 1]
            wrong = f"{s.words[i - 1]} {capital(' '.join(phrase))} {following}"
            return s.damage(i - 1, k + 2, wrong, Category.GRAMMAR, Severity.CRITICAL)
        if not (s.lower[k] in lx.ARTICLES and not phrase):
            phrase.append(s.words[k])
    return None


def broken_sentence(s: Sentence, rng: random.Random) -> Damage | None:
    """'ties with Moscow. US attempts': a full stop where a small word stood, and a capital after it."""
    small = lx.PREPOSITIONS | {"and", "but", "that", "which", "as"}
    i = s.pick(rng, lambda i: s.known(i) and s.lower[i] in small, 3, len(s.words) - 2)
    if i is None or not s.words[i - 1][0].isalnum() or not s.words[i + 1][0].isalnum():
        return None
    keep = rng.random() < 0.35
    after = f"{capital(s.words[i])} {s.words[i + 1]}" if keep else capital(s.words[i + 1])
    return s.damage(i - 1, i + 2, f"{s.words[i - 1]}. {after}", Category.GRAMMAR)


def cut_off_end(s: Sentence, rng: random.Random) -> Damage | None:
    """'told reporters. Sunday.': the sentence ends before its last words."""
    if len(s.words) < 7 or s.words[-1] not in ".!?":
        return None
    i = len(s.words) - rng.choice((2, 2, 2, 3, 4))
    if not s.words[i][0].isalnum() or not s.words[i - 1][0].isalnum():
        return None
    j = i + 1 if s.lower[i] in lx.PREPOSITIONS and rng.random() < 0.6 and i + 2 < len(s.words) else i
    return s.damage(i - 1, j + 1, f"{s.words[i - 1]}. {capital(s.words[j])}", Category.GRAMMAR)


def comma_splice(s: Sentence, rng: random.Random) -> Damage | None:
    """'aimed at cementing ties, it erupted': a relative clause or a participle became a main clause."""
    links = {"which", "who", "and", "but", "as", "while"}

    def joins(i: int) -> bool:
        return s.words[i] == "," and (s.lower[i + 1] in links or s.lower[i + 1].endswith("ing"))

    i = s.pick(rng, joins, 2, len(s.words) - 3)
    if i is None:
        return None
    subject = rng.choice(("it", "it", "they", "he", "this"))
    rest = "" if s.lower[i + 1] in links else f" {s.words[i + 1]}"
    return s.damage(i, i + 2, f", {subject}{rest}", Category.GRAMMAR)
