"""A run of two to six words said twice in a row."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_WORD = r"[^\W_]++(?:['’\-][^\W_]++)*+"
_REPEATED = re.compile(rf"(?<![\w'’\-.,/@#&])((?:{_WORD} ){{1,5}}{_WORD})(?: \1)+(?![\w'’]|[-/@]\w)")
# "again and again and again", "more and more and more", "day by day by day" pile words up on purpose
_LINKS = frozenset("and or by after upon but".split())


class RepeatedNgram(PatternCheck):
    """ "of the of the": the loop of a decoder, or a line joined twice."""

    rule = Rule(
        code="MT202",
        name="repeated-ngram",
        category=Category.GRAMMAR,
        severity=Severity.MAJOR,
        summary="The same words stand twice in a row.",
        explanation="A neural decoder that loops, or a link text translated twice, leaves a phrase repeated.",
        confidence=0.85,
        bad=(
            Example("The president [[of the of the]] council resigned.", "of the"),
            Example("Sales rose in [[the first quarter the first quarter]] of the year.", "the first quarter"),
            Example("He said that [[he would he would he would]] return.", "he would"),
        ),
        good=(
            Example("She tried again and again and again."),
            Example("Row after row after row of houses went up, day by day by day."),
            Example("New York New York is a hotel in Las Vegas."),
            Example("Location, location, location: it is a matter of taste, a matter of taste."),
        ),
    )
    trigger = _REPEATED

    def find(self, text: str) -> Iterable[Match]:
        """Repeated phrases that are neither names, numbers, chants nor chains."""
        for match in _REPEATED.finditer(text):
            words = match[1].split(" ")
            if not self._is_english(words):
                yield Match(match.start(), match.end(), (match[1],))

    @staticmethod
    def _is_english(words: list[str]) -> bool:
        lower = [word for word in words if word.islower()]
        if len({word.lower() for word in words}) == 1 or not lower or len(words) == 2 and len(lower) < 2:
            return True
        if {words[0], words[-1]} & _LINKS or " ".join(words) == "place to":
            return True
        # "it had had it had had"
        return any(one == other for one, other in zip(words, words[1:], strict=False))
