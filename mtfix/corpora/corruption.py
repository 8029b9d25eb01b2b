"""Damage clean text: choose recipes, keep their damages apart, and mark what was done with its repair."""

import random
from collections.abc import Sequence

from mtfix.corpora import lexicon as lx
from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.corpora.recipes import RECIPES
from mtfix.corpora.recipes.base import Damage, Sentence
from mtfix.taxonomy import Category, Severity


def marked(clean: str, damages: Sequence[Damage]) -> MarkedText:
    """The damaged text; each error span's repair is what stood there. The damages must not overlap."""
    text, spans, position = "", [], 0
    for damage in sorted(damages, key=lambda damage: damage.start):
        text += clean[position : damage.start]
        start = len(text)
        text += damage.wrong
        repair = clean[damage.start : damage.end]
        spans.append(ErrorSpan(start, len(text), damage.category, damage.severity, repair, damage.weight))
        position = damage.end
    return MarkedText(text + clean[position:], tuple(spans))


def corrupt(
    clean: str,
    lexicon: lx.Lexicon,
    rng: random.Random,
    *,
    count: int,
    before: str = "",
    recipes: Sequence[str] | None = None,
) -> MarkedText:
    """`count` damages at most, chosen by the recipes' weights, at least one untouched word apart."""
    sentence = Sentence(clean, lexicon, before)
    names = list(recipes or RECIPES)
    weights = [RECIPES[name][1] for name in names]
    chosen: list[Damage] = []
    for name in rng.choices(names, weights, k=3 * count):
        damage = RECIPES[name][0](sentence, rng) if len(sentence.words) > 3 else None
        if damage and all(damage.end + 2 < other.start or other.end + 2 < damage.start for other in chosen):
            chosen.append(damage)
        if len(chosen) == count:
            break
    return marked(clean, chosen)


def boilerplate(title: str, rng: random.Random) -> MarkedText:
    """A line that a scraper took along, wholly marked; it should not be there at all."""
    line = rng.choice(lx.BOILERPLATE).format(
        title=title, section=rng.choice(lx.SECTIONS), name=rng.choice(lx.CITIES), city=rng.choice(lx.CITIES),
        year=rng.randint(2012, 2026), hour=rng.randint(1, 12),
    )  # fmt: skip
    return MarkedText(line, (ErrorSpan(0, len(line), Category.NON_TRANSLATION, Severity.MAJOR, ""),))
