"""A capital inside a sentence, where link texts or titles were joined."""

import re
from collections.abc import Iterable

from mtfix.detectors import word_lists
from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_INSIDE = re.compile(r"(?<=[^\W\d_] )(?P<word>[A-Z][a-z]+)(?=,? (?P<after>[A-Za-z]))")
# these open a clause and are no part of a name, so that a name may follow them
_CLAUSE = frozenset(
    """
    while although because whereas which whose despite unless including according when where
    """.split()
)
# after these a sentence end may be lost rather than the case be wrong
_OPENERS = _CLAUSE | frozenset(
    """
    the in but however since if this it for after before there these they some both for with here at another
    such then
    """.split()
)
# pronouns of God, "Step 2 of", "We, The People" and what else is capitalised for respect or as a label
_EXEMPT = frozenset(
    """
    he him his who whom thou thee us me you your being no step all own other self truth
    """.split()
)
# names of buttons and menus
_INTERFACE = re.compile(
    r"\b(?:[Cc]lick|[Tt]ap|[Ss]elect|[Cc]hoose|[Pp]ress (?:the )?[A-Z]|[Gg]o to [A-Z]|buttons?|menus?|tabs?"
    r"|icons?|keys?|screens?|folders?)\b"
)
_ONE_OF = re.compile(r" of (?:the|its|his|her|their|our|my|these|those|[A-Z][\w]+['’]s)\b")
_NUMBERED = frozenset(
    """
    force formula day phase chapter volume channel tier class part season world number grade group one level
    """.split()
)
# "the film Waiting for Godot": a work's title goes on with a capital after small words
_TITLE_TAIL = re.compile(r"(?: (?:a|an|the|of|in|on|to|for|with|and|or|by|at|from|my|your|as|is|it))+ [A-Z][a-z]")
_SMALL = frozenset(
    "with from after over into that than amid about under before between through against without upon".split()
)
_WORD = re.compile(r"[^\W\d_]+")


class StrayCapital(PatternCheck):
    """ "final day High stakes visit": common words that are, by count, hardly ever capitalised inside a sentence."""

    rule = Rule(
        code="MT204",
        name="stray-capital",
        category=Category.CAPITALIZATION,
        severity=Severity.MINOR,
        summary="A common word has a capital inside the sentence.",
        explanation=(
            "Link texts and headings that were translated apart and joined keep their capitals; often a sentence "
            "end or a preposition before them is lost too."
        ),
        confidence=0.85,
        bad=(
            Example("He arrived on the final day [[High]] stakes talks were held.", "high"),
            Example("She flew to Beijing [[Aimed]] at mending ties.", "aimed"),
            Example("They said that Taiwan [[One]] of the issues was ready to solve.", "one"),
            Example("The trip was postponed by the [[balloon While]] China voiced regret.", "balloon. While"),
        ),
        good=(
            Example("We saw the film Waiting for Godot and the play Following the Sun."),
            Example("Council to Vote on Curfew Following Weekend of Unrest"),
            Example("Air Force One of the President left; the High Court met on Monday in May."),
            Example("Click Settings, then Account, or write to us from the Help tab."),
            Example("He asked: Where is it? “While you were out” is a note."),
            Example("Dear Sir or Madam, I am Following up, said Apple and the French."),
        ),
    )
    trigger = _INSIDE

    def find(self, text: str) -> Iterable[Match]:
        """Capitalised common words between lower-case neighbours, and clause openers before anything."""
        stray = [match for match in _INSIDE.finditer(text) if self._is_stray(text, match)]
        if stray and not _is_title_case(text) and not _INTERFACE.search(text):
            yield from (self._match(text, match) for match in stray)

    @staticmethod
    def _match(text: str, match: re.Match[str]) -> Match:
        start, lower = match.start(), match["word"].lower()
        candidates: tuple[str, ...] = (lower,)
        if lower in _OPENERS:
            start = text.rfind(" ", 0, start - 1) + 1
            previous = text[start : match.start() - 1]
            candidates = (f"{previous}. {match['word']}", f"{previous} {lower}")
        return Match(start, match.end(), candidates, confidence=None if text[match.start() - 2].islower() else 0.8)

    @staticmethod
    def _is_stray(text: str, match: re.Match[str]) -> bool:
        word: str = match["word"].lower()
        previous = text[max(0, match.start() - 40) : match.start() - 1].rpartition(" ")[2].lstrip("“\"'‘(")
        if word == "one":
            return bool(
                previous[:1].isupper() and previous.lower() not in _NUMBERED and _ONE_OF.match(text, match.end())
            )
        if word in _CLAUSE:
            return True
        if match["after"].isupper() or word in _EXEMPT:
            return False
        known = word_lists.load("seldom_capital.txt" if previous.islower() else "never_capital.txt")
        return word in known and _TITLE_TAIL.match(text, match.end()) is None


def _is_title_case(text: str) -> bool:
    """Headlines: longer words in lower case are few beside the capitalised ones."""
    words: list[str] = [word for word in _WORD.findall(text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return 4 * sum(word.islower() and word not in _SMALL for word in words) < capitals
