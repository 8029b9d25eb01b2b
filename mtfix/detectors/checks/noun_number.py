"""A noun of the wrong number beside a word that says how many there are."""

import re

from mtfix.detectors.countables import NUMBERS
from mtfix.detectors.slips import END, NO_NOUN, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

# countable nouns beyond countables.py, hardly ever the first part of a compound before a preposition, and no verbs
_NOUNS = """
accident achievement activity actor adult agency agreement amendment animal apartment application argument
artist aspect assumption author battle boy brother candidate category chapter character characteristic
circle client colony comment company competition component computer concept concert conclusion conflict consequence
contract contribution conversation criterion culture custom customer daughter decade defendant definition detail device
disease dog dollar dynasty effort election element emotion employee employer enemy engine engineer episode error event
exception expectation explanation factor facility failure farmer feeling finger flower generation girl goal
habit hospital hotel hunter hypothesis impression improvement individual initiative injury institution instrument
invention investigation investment investor item journey judge kilometer kilometre king lawyer lesson limitation
location machine magazine manager mechanism medal message method mission monument moment  movie museum
musician nation newspaper nominee norm notion nurse obstacle occasion officer operation opportunity option organ
organisation organization owner painting parent participant partner patient peasant phrase planet player poem poet
possibility priest prince principle priority prisoner procedure profession professor proposal provision pupil recipe
recommendation region religion requirement resident resolution resource responsibility restaurant rumour rumor scholar
section shop singer sister situation skill slave solution song soul source spirit statement story supporter symbol
task technique technology temple tendency territory theme theory thinker threat ticket tool topic town tradition treaty
tree tribe trip tunnel university variant version vessel victim virus voter warrior weapon website wedding word writer
zone
""".split()
_ODD = {"criterion": "criteria", "hypothesis": "hypotheses"}


def _plural(noun: str) -> str:
    if noun in _ODD:
        return _ODD[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


_PLURAL_OF = {noun: _plural(noun) for noun in _NOUNS}
_SINGULAR_OF = {plural: noun for noun, plural in _PLURAL_OF.items()}
_MANY = [*NUMBERS, "these", "those", "many", "several", "various", "numerous"]
# "Phase Two operation", "the Men's Eight competition"
_SEVERAL = rf"(?-i:{either([*_MANY, 'These', 'Those', 'Many', 'Several', 'Various', 'Numerous'])})"
_PEOPLE = """people dollars euros inhabitants tons tonnes men women children years users citizens residents refugees
    jobs copies soldiers"""
_COUNT = (
    rf"(?P<count>(?<![.,\w])(?:\d{{1,3}}(?:\.\d{{1,2}})?|{either('two three four five six seven eight nine ten')}))"
)
_COUNTED = either(
    """people things problems questions years words children cars mistakes details countries students women men cities
    books jobs times days friends options examples reasons places"""
)


def _to_plural(match: re.Match[str]) -> str:
    return match["head"] + _PLURAL_OF[match["noun"].lower()]


def _to_singular(match: re.Match[str]) -> str:
    return match["head"] + _SINGULAR_OF[match["noun"].lower()]


class NounNumber(SlipCheck):
    """ "several candidate", "a songs", "every stories", "one of the song", "5 millions people", "too much people"."""

    rule = Rule(
        code="MT229",
        name="noun-number",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The noun is singular where several are meant, or plural where one is.",
        explanation=(
            "Chinese, Japanese, Turkish or Korean leave a noun after several or three unchanged; Russian and French "
            "say five millions of people. Reported where the noun phrase ends."
        ),
        confidence=0.93,
        bad=(
            Example("He met [[several candidate]] in May.", "several candidates"),
            Example("It is [[a songs]] about the sea.", "a song"),
            Example("She is [[one of the singer]] who came.", "one of the singers"),
            Example("About [[5 millions]] people live here.", "5 million"),
            Example("Some [[3 million of]] people left.", "3 million"),
            Example("There are [[too much]] people here.", "too many"),
        ),
        good=(
            Example(
                "Several candidate cities bid; many a victim of war; these player statistics and those parent bodies."
            ),
            Example("A parents' evening, a sports club, this players' union, a six-nation group."),
            Example("Five millions of money; millions of people; 3 million of the people; two-thirds."),
            Example("Not so much people as ideas. One of the song's writers came."),
        ),
    )
    slips = (
        slip(
            pairs(_MANY, _PLURAL_OF),
            rf"(?P<head>(?<![\w,-]){_SEVERAL} )(?P<noun>(?-i:(?=[a-z])){either(_PLURAL_OF)}){NO_NOUN}(?! (?:and|or)\b)",
            _to_plural,
        ),
        slip(
            pairs("a an this every each another", _SINGULAR_OF),
            rf"(?P<head>(?-i:\b(?:a|an|[Tt]his|[Ee]very|[Ee]ach|[Aa]nother)) )(?P<noun>{either(_SINGULAR_OF)})"
            rf"{NO_NOUN}(?! (?:and|or)\b)",
            _to_singular,
        ),
        slip(
            pairs("the these those his her its our their my", _PLURAL_OF),
            r"(?P<head>(?<!\w\w)(?<!\w)(?<!the )(?<!that )one of (?:the|these|those|his|her|its|our|their|my) )"
            rf"(?P<noun>(?-i:(?=[a-z])){either(_PLURAL_OF)})(?! (?:and|or)\b){NO_NOUN}",
            _to_plural,
        ),
        slip(
            "millions billions thousands",
            rf"(?P<x>{_COUNT} (?P<unit>million|billion|thousand)s)(?= (?:of )?{either(_PEOPLE)})",
            r"\g<count> \g<unit>",
        ),
        slip(
            pairs("million billion thousand hundred", "of"),
            rf"(?P<x>{_COUNT} (?P<unit>million|billion|thousand|hundred) of) {either(_PEOPLE)}",
            r"\g<count> \g<unit>",
        ),
        slip(
            "much",
            rf"(?P<x>\b(?P<how>how|too) much) {_COUNTED}{END}",
            r"\g<how> many",
        ),
    )
