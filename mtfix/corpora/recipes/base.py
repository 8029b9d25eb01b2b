"""What recipes work on: each proposes one piece of damage of a kind that machine translation leaves.

A recipe sees a `Sentence` and returns a `Damage` (or None where it does not apply). Offsets are places in the clean
text; what stood there becomes the repair. Whole words only, with their neighbours where the damage is a gap.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mtfix.corpora import lexicon as lx
from mtfix.corpora.marked import words
from mtfix.taxonomy import Category, Severity


@dataclass(frozen=True)
class Damage:
    """Put `wrong` in the place of clean[start:end]. `weight` is how likely a reader sees it without the source."""

    start: int
    end: int
    wrong: str
    category: Category
    severity: Severity
    weight: float = 1.0


@dataclass(frozen=True)
class Sentence:
    """A clean sentence and its words. `before` is what stands left of it in its window."""

    text: str
    lexicon: lx.Lexicon
    before: str = ""

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Words and marks."""
        return words(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Their surfaces."""
        return [self.text[s:e] for s, e in self.spans]

    @cached_property
    def lower(self) -> list[str]:
        """Their surfaces in lower case."""
        return [word.lower() for word in self.words]

    def known(self, i: int) -> bool:
        """A lower-case English word, so not a name."""
        return self.words[i].islower() and self.words[i] in self.lexicon.frequency

    def pick(
        self, rng: random.Random, test: Callable[[int], bool], first: int = 0, last: int | None = None
    ) -> int | None:
        """A random word index that passes the test, or None."""
        fitting = [i for i in range(first, len(self.words) if last is None else max(last, 0)) if test(i)]
        return rng.choice(fitting) if fitting else None

    def damage(
        self, i: int, j: int, wrong: str, category: Category, severity: Severity = Severity.MAJOR, weight: float = 1.0
    ) -> Damage | None:
        """Damage of words i to j (exclusive); None if nothing would change."""
        start, end = self.spans[i][0], self.spans[j - 1][1]
        return Damage(start, end, wrong, category, severity, weight) if self.text[start:end] != wrong else None

    def between(self, i: int, j: int) -> str:
        """The text from word i to word j (exclusive)."""
        return self.text[self.spans[i][0] : self.spans[j - 1][1]] if i < j else ""


Recipe = Callable[[Sentence, random.Random], Damage | None]


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]
