"""The same word twice in a row."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

# Words whose doubling is English: "had had", "what it is is", emphasis, interjections, sounds, number words.
_MAY_DOUBLE = frozenset(
    """
    had that so very really no yes ha he ho hee hey hear now there out far long many much more way big bad
    good well oh ah aha eh la na da do bye night tut knock choo boo woo chop hush pooh wah yeah please never
    ever always again too is truly old little tiny same wait come go on was her you who what one two three
    four five six seven eight nine ten zero twenty thirty forty fifty sixty seventy eighty ninety ok okay
    goody rah cha bla blah yada tick tap drip click buzz beep quack woof meow moo baa sir mama papa bang up
    down in by over through round run help fire dead poor dear gone alone home stop look listen sorry quick
    walk love holy win different later deep high hot cold nice fine right left new hundreds thousands real
    less why where how when or wild mile hip bon bora pago walla gulp thump blow beri dum chow tsk ding dong
    ping will can may might enough all beautiful chop-chop only just wow hurrah hurray amen sing anything
    everything nothing a s t e i o x liked
    """.split()
)
_FUNCTION = frozenset(
    "the an in on at of to and for with from as it he she we they this these it's its his their if when".split()
)
_DOUBLED = re.compile(r"(?<![\w'’.\-/@#&])([^\W\d_]+)(?:[ \t\u00a0]+\1)+(?![\w'’]|[-./@]\w)", re.IGNORECASE)


class DoubledWord(PatternCheck):
    """ "the the": lower-case words names such as Duran Duran and titles ("the The Times") are left alone."""

    rule = Rule(
        code="MT201",
        name="doubled-word",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The same word stands twice in a row.",
        explanation="Machine translation repeats a word where two source words got the same translation or a "
        "line was joined.",
        confidence=0.95,
        safe=True,
        bad=(
            Example("The minister said on Monday that [[the the]] talks would go on.", "the"),
            Example("They agreed to meet [[at at]] noon next week.", "at"),
            Example("[[The the]] court has not ruled yet.", "The"),
        ),
        good=(
            Example("She had had enough of that that day."),
            Example("Duran Duran played in Baden Baden, and it was very very loud."),
            Example("What it is is a mistake."),
            Example("The work of the the-then minister was praised."),
        ),
    )
    trigger = _DOUBLED

    def find(self, text: str) -> Iterable[Match]:
        """Doubled words that English does not double."""
        for match in _DOUBLED.finditer(text):
            word = match[1]
            # "Buffalo buffalo", "Liked liked your song?"
            echo = word[0].isupper() and word.lower() not in _FUNCTION
            if not echo and word.lower() not in _MAY_DOUBLE and match[0][len(word) :].islower():
                yield Match(match.start(), match.end(), (word,))
