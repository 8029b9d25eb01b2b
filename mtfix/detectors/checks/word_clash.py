"""Two function words that cannot stand beside each other: two determiners, helper verbs or prepositions."""

import re

from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_POSSESSIVE = "my your his its our their"
_MODALS = "can could will would should must may might"
# prepositions that no other follows, by count in edited English
_PREPOSITIONS = {
    "during": "of to for with from by into between against without since under",
    "between": "of for with from at on after into",
    "without": "of to for into during",
    "among": "of to for with from in on",
    "of": "into since",
    "to": "into against",
    "with": "from into against",
    "from": "with into",
    "for": "into against",
    "at": "into against during",
    "into": "of from",
    "by": "into against",
}
_FIRST_STAYS = {"during", "between", "without", "among", "into"}
_PREPOSITION_PAIRS = [f"{one} {other}" for one, others in _PREPOSITIONS.items() for other in others.split()]


def _one_of_two(match: re.Match[str]) -> str:
    one, other = match["x"].split()
    return f"{one}|{other}" if one.lower() in _FIRST_STAYS else f"{other}|{one}"


def _second_first(match: re.Match[str]) -> str:
    return f"{match['other']}|{match['one']}"


class WordClash(SlipCheck):
    """ "the a", "the my", "his this book", "would can", "it is has", "during of"."""

    rule = Rule(
        code="MT233",
        name="word-clash",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="Two articles, possessives, helper verbs or prepositions where one has room.",
        explanation=(
            "la mia casa is my house, not the my house; two renderings of one word may both be left. Pairs counted in "
            "edited English, where they are slips of the pen at most."
        ),
        confidence=0.93,
        bad=(
            Example("It is [[the my]] house.", "my"),
            Example("They bought [[the a]] new car.", "a"),
            Example("[[His this]] book was a success.", "This"),
            Example("They [[should can]] see it.", "should be able to"),
            Example("It [[is has]] a red roof.", "has"),
            Example("He died [[during of]] the war.", "during"),
        ),
        good=(
            Example("The A train; a La Carte; the Their Majesties tour; make this the best; at this the king left."),
            Example("The will can be read; the might must grow; what it was had gone; time was."),
            Example(
                "He looked on in from the cold, ran in at once, gave in to the demand, and got out of at least one."
            ),
            Example("She said that its the in thing; what he is has no name."),
        ),
    )
    slips = (
        slip(
            pairs("the a an", ["the", "a", "an", *_POSSESSIVE.split(), "this", "these", "those"]),
            rf"(?P<x>(?P<one>\b(?:the|a|an)) (?P<other>(?-i:the|an?|{_POSSESSIVE.replace(' ', '|')}|this|these|those)))"
            r"(?= (?-i:(?!la )[a-z]))(?<!\bthe\sthe)(?<!\ba\sa)(?<!\ban\san)",
            _second_first,
        ),
        slip(
            pairs("my your our their his", ["the", "a", "an", *_POSSESSIVE.split(), "this", "these"]),
            rf"(?P<x>\b(?P<one>my|your|our|their|his) (?!(?P=one)\b)"
            rf"(?P<other>(?-i:the|an?|{_POSSESSIVE.replace(' ', '|')}|this|these)))"
            r"(?= (?-i:[a-z]))(?! (?:more|most|same|very|only|best)\b)",
            _second_first,
        ),
        slip(
            pairs("could would should must", _MODALS),
            rf"(?P<x>\b(?P<one>could|would|should|must) (?:can|could)){END}",
            r"\g<one> be able to",
        ),
        slip(
            pairs("can will may", _MODALS),
            rf"\b(?P<x>(?P<one>(?<=\b(?:it|he|we) )(?:can|will|may)|(?<=\b(?:she|you|who) )(?:can|will|may)"
            rf"|(?<=\bthey )(?:can|will|may)) (?P<other>{either(_MODALS)}))(?<!will will)(?<!can can)(?<!may may)",
            _second_first,
        ),
        slip(
            pairs("is was are were", "has have had was were"),
            r"(?:^|(?<=[.!?;] )|(?<=, )|(?<=\band )|(?<=\bbut ))(?:it|he|she|they|there|this)"
            r" (?P<x>(?P<one>is|was|are|were) (?P<other>has|have|had|was|were))(?<!was\swas)(?<!were\swere)\b(?!n['’])",
            _second_first,
        ),
        slip(
            _PREPOSITION_PAIRS,
            "(?P<x>(?:"
            + "|".join(rf"\b{one} (?:{others.replace(' ', '|')})" for one, others in _PREPOSITIONS.items())
            + rf")){END}(?! (?:which|whom)\b)",
            _one_of_two,
        ),
    )
