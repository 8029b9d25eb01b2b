"""What the grammar checks share: a slip is a pattern with its repair and the words without which it cannot be."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Rule, Severity

Repair = str | Callable[[re.Match[str]], str]

# a place where a clause may begin; what stands before it cannot govern what follows
CLAUSE = r"(?:^|(?<=[.!?;:—–] )|(?<=[“\"(])|(?<=, )|(?<=\bbut )|(?<=\bbecause )|(?<=\balthough )|(?<=\bwhile ))[‘“\"(]?"
# what follows when no noun does: the noun phrase ends here
NO_NOUN = (
    r"(?=[.,;:!?)”\"]|\Z| (?:is|are|was|were|am|be|been|has|have|had|do|does|did|can|could|will|would|shall|should|may"
    r"|might|must|of|in|on|at|to|for|from|with|by|about|as|than|that|which|who|whom|where|when|and|or|but|if|because"
    r"|after|before|during|under|into|against|between|through|without|until|since|while|the|this|these|those|a|an|he"
    r"|she|it|we|they|you|I|his|her|their|our|my|its|there|here|not|also|only|already|still|never)\b(?!['’-]))"
)
END = r"(?![\w'’-])"


@dataclass(frozen=True, slots=True)
class Slip:
    """A pattern; its repair is a template of `Match.expand` or a function, candidates apart by "|".

    `needs` are words or pairs of neighbouring words of which every match has one.
    The group x is the marked place, if there is one.
    """

    needs: frozenset[str]
    pattern: re.Pattern[str]
    repair: Repair

    def matches(self, text: str) -> Iterable[Match]:
        """The marked places of a text; a repair takes over a leading capital."""
        group = "x" if "x" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text):
            found = match.expand(self.repair) if isinstance(self.repair, str) else self.repair(match)
            if match[group] and found:
                yield Match(*match.span(group), tuple(_like(match[group], item) for item in found.split("|")))


def slip(needs: str | Iterable[str], pattern: str, repair: Repair) -> Slip:
    """A slip in any case of letters; a space of the pattern is any one white-space character."""
    words = needs.split() if isinstance(needs, str) else needs
    return Slip(frozenset(words), re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE), repair)


def pairs(first: str | Iterable[str], second: str | Iterable[str]) -> list[str]:
    """Every two words, one of each list, as `needs`; of a contraction the first word is "t"."""
    firsts, seconds = (item.split() if isinstance(item, str) else list(item) for item in (first, second))
    return [f"{one} {other}" for one in firsts for other in seconds]


def either(words: str | Iterable[str]) -> str:
    """A group of alternatives that are whole words, the longest first."""
    items = words.split() if isinstance(words, str) else words
    return r"\b(?:" + "|".join(sorted(set(items), key=lambda word: (-len(word), word))) + r")\b"


class SlipCheck(PatternCheck):
    """A check that is a tuple of slips."""

    rule = Rule("", "", Category.GRAMMAR, Severity.MINOR, "")
    slips: ClassVar[tuple[Slip, ...]]
    needs: ClassVar[frozenset[str]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.needs = frozenset().union(*(item.needs for item in cls.slips))
        # what no check needs is not kept: the tests of all checks look through little
        _NEEDED.update(cls.needs)
        _words.cache_clear()

    def suspects(self, text: str) -> bool:
        """True if the words of any slip are there."""
        return not self.needs.isdisjoint(_words(text))

    def find(self, text: str) -> Iterable[Match]:
        """The matches of all slips."""
        words = _words(text)
        for item in self.slips:
            if not item.needs.isdisjoint(words):
                yield from item.matches(text)


_WORDS = re.compile(r"[a-z]+")
_NEEDED: set[str] = set()


@lru_cache(maxsize=16)
def _words(text: str) -> frozenset[str]:
    """The needed words and neighbouring pairs of a text, which all grammar checks ask for one after another."""
    words = _WORDS.findall(text.lower())
    return frozenset(_NEEDED.intersection(words).union(_NEEDED.intersection(map(" ".join, pairwise(words)))))


def _like(found: str, repair: str) -> str:
    return repair[:1].upper() + repair[1:] if found[0].isupper() else repair
