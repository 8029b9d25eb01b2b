"""A verb or an adjective with a preposition it does not take, or without the one it needs."""

import re

from mtfix.detectors.countables import NUMBERS
from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_OBJECT = r"(?:me|us|him|them)"
_THING = r"(?:the|a|an|this|that|these|those|his|her|its|our|their|my|your|it|them|us|him|me)\b"
_BE = r"(?:am|is|are|was|were|be|been|being|become|became|becomes|very|not|more|so|most|fully|also|feel|feels|felt)"
_PLACES = either(
    """city airport station hotel house office village town country capital hospital school border island scene
    conclusion agreement place end""".split()
)


def _say_to(match: re.Match[str]) -> str:
    return f"{match['verb']} to {match['who']}"


class WrongPreposition(SlipCheck):
    """ "discuss about", "depends of", "responsible of", "explain me"."""

    rule = Rule(
        code="MT221",
        name="wrong-preposition",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The preposition is not the one this word takes.",
        explanation=(
            "Prepositions are seldom the same in two languages: depender de is to depend on, discuter de is to "
            "discuss, erklär mir is explain to me. A closed list, read before the, a or a pronoun."
        ),
        confidence=0.92,
        bad=(
            Example("They [[discussed about]] the plan.", "discussed"),
            Example("It [[depends of]] the weather.", "depends on"),
            Example("Who is [[responsible of]] this?", "responsible for"),
            Example("Can you [[explain me]] the rule?", "explain to me"),
            Example("They [[arrived to]] the airport.", "arrived at"),
            Example("She [[listened the]] radio.", "listened to the"),
        ),
        good=(
            Example("He is responsible to the king, different in this, and married with two children."),
            Example("They discussed what it was about; it reaches to the sea; the need to comply to the letter."),
            Example("It was a reach to the left, an approach to the problem and a lack of money."),
            Example("He arrived to a hero's welcome. The discussion was of the first that depended."),
        ),
    )
    slips = (
        slip(
            pairs("discuss discusses discussed discussing", "about"),
            r"(?P<x>\b(?P<verb>discuss(?:es|ed|ing)?) about) (?!\d|how|what|half|one|two|five|ten|a )",
            r"\g<verb>",
        ),
        slip(
            pairs("depend depends depended depending", "of from"),
            rf"(?P<x>\b(?P<verb>depend(?:s|ed|(?:ing)(?= of))?) (?:of|from)) {_THING}",
            r"\g<verb> on",
        ),
        slip(
            pairs("participate participates participated participating", "to"),
            r"(?P<x>\b(?P<verb>participat(?:e|es|ed|ing)) to) (?!the (?:full|best|extent|fullest|end)\b)"
            r"(?:the|a|an|this)\b",
            r"\g<verb> in",
        ),
        slip(
            ["married with"],
            r"(?P<x>\bmarried with) (?:a|an|the|him|her|me|his|Mr|Miss)\b"
            r"(?! (?:\w+ )?(?:daughter|son|child|children|family|baby)\b)",
            "married to",
        ),
        slip(
            pairs("comply complies complied complying", "to"),
            rf"(?P<x>\b(?P<verb>compl(?:y|ies|ied|ying)) to) (?!the (?:full|letter|best|extent|fullest)\b){_THING}",
            r"\g<verb> with",
        ),
        slip(
            pairs("insist insists insisted insisting", "to in"),
            r"(?P<x>\b(?P<verb>insist(?:s|ed|ing)?) in) (?P<ing>(?!\w*thing\b)\w{2,}ing)\b",
            r"\g<verb> on",
        ),
        slip(
            pairs("concentrate concentrates concentrated concentrating", "in"),
            r"(?P<x>\b(?P<verb>concentrat(?:e|es|ing)) in)"
            r" (?:(?:his|her|their|our|my|your) (?:work|job|studies|task)|this)\b",
            r"\g<verb> on",
        ),
        slip(
            pairs("contacted contacting obey obeys obeyed resemble resembles resembled", "to"),
            r"(?P<x>\b(?P<verb>(?:contact(?:ed|ing)|obey(?:s|ed|ing)?|resembl(?:e|es|ed|ing))) to)"
            r" (?:the|his|her|their|him)\b",
            r"\g<verb>",
        ),
        slip(
            pairs("lacks lacked lacking emphasized emphasizes emphasised emphasises stresses", "of on"),
            r"(?P<x>\b(?P<verb>lacks|lacked) of|\b(?P<verb2>emphasi[sz]e[sd]) on) (?!which|whom|what|how)\w",
            lambda match: match["verb"] or match["verb2"],
        ),
        slip(
            ["interested for", "interested on", "interested about"],
            rf"(?P<x>\binterested (?:for|on|about)) (?:{_THING}|\w+ing\b)(?! (?:sake|moment|account|time|part)\b)",
            "interested in",
        ),
        slip(["responsible of"], r"\bresponsible of(?= (?!all\b|any\b)\w)", "responsible for"),
        slip(
            ["capable to", "incapable to"],
            r"(?P<x>\b(?:(?P<not>in)|)capable to) (?!the\b|a\b|his\b|me\b)\w",
            lambda match: "unable to" if match["not"] else "able to",
        ),
        slip(
            ["different of"],
            rf"(?P<x>\b{_BE} (?P<d>different) of) {_THING}(?! (?:two|three)\b)",
            lambda match: match["x"][: -len("of")] + "from",
        ),
        slip(["according with"], r"\baccording with(?= (?!the grain)\w)", "according to|in accordance with"),
        slip(
            ["in base"],
            r"\bin base (?:to|of|on)(?= (?:the|a|an|this|these|those|his|its|their|our)\b)",
            "based on",
        ),
        slip(
            ["on base", "the base"],
            r"\bon (?:the )?base of(?= (?:the data|data|law|this law|information|results|an? agreement)\b)",
            "on the basis of",
        ),
        slip(
            pairs("consist consists consisted", "in"),
            rf"(?P<x>\b(?P<verb>consist(?:s|ed)?) in) (?:{either(NUMBERS)}|\d+|several|many)"
            r" (?!ways|directions|cases|respects)",
            r"\g<verb> of",
        ),
        slip(
            pairs("explain explains explained suggest suggests suggested describe described", "me us him them"),
            r"\b(?P<verb>(?:explain|describe)(?:s|ed|d)?|suggest(?:s|ed)?) (?P<who>(?:me|us|him))"
            r"(?= (?:the|that|how|why|what|this|your|his|everything)\b)",
            _say_to,
        ),
        slip(
            pairs("arrive arrives arrived arriving", "to"),
            rf"(?P<x>\b(?P<verb>arriv(?:e|es|ed|ing)) to)"
            rf" (?:(?:the|a|an|his|her|their|our|this) )(?:\w+ )?{_PLACES}{END}",
            r"\g<verb> at",
        ),
        slip(
            pairs("arrived arrives", "to"),
            r"(?P<x>\b(?P<verb>arrive[sd]) to)(?-i: (?!God|Him|Mr|Mrs|Miss|Dr)[A-Z][a-z]+)"
            r"(?=[.,;]| (?:on|at|in|for|with|and)\b)",
            r"\g<verb> in",
        ),
        slip(
            pairs("listen listens listened listening", "the music him me them"),
            r"(?P<x>\b(?P<verb>listen(?:s|ed|ing)?) the) (?:\w+ )?(?:radio|music|song|songs|news|speech|advice|people"
            r"|voice|voices|teacher|president|story|concert|conversation|recording)\b",
            r"\g<verb> to the",
        ),
        slip(
            pairs("listen listens listened listening", "music him me them us"),
            r"\b(?P<verb>listen(?:s|ed|ing)?) (?P<who>music|me|him|them|us)"
            r"(?=[.,;!?]|\Z| (?:and|in|on|when|because|with)\b)",
            r"\g<verb> to \g<who>",
        ),
        slip(
            pairs("enter enters entered entering", "into in"),
            r"(?P<x>\b(?P<verb>enter(?:s|ed|ing)?) (?:into|in)) (?:the|a|an|his|her|their|our|this)"
            r" (?:\w+ )?(?:building|room|house|city|country|church|hotel|shop|store|office|kitchen)(?=[.,;]|\Z)",
            r"\g<verb>",
        ),
        slip(
            pairs("you him them us", "to"),
            r"(?P<x>\bI (?P<verb>suggest(?:ed)?) (?P<who>you|him|them|us) to) (?P<to>\w+)",
            r"I \g<verb> that \g<who>",
        ),
        slip(
            pairs("ask asked asks asking", "to"),
            rf"(?P<x>\b(?P<verb>ask(?:s|ed|ing)?) to (?P<who>{_OBJECT}|her))"
            r"(?= (?:if|whether|what|why|how|where|when|about|for|to)\b|[.?])",
            r"\g<verb> \g<who>",
        ),
        slip(
            pairs("answered told asked phoned telephoned", "to"),
            r"(?P<x>\b(?P<verb>told) to "
            r"(?P<who>me|us|him|them|the (?:press|journalists|reporters|police|media|newspaper)))"
            r"(?= (?:that|he|she|it|they|how|about|what)\b)",
            r"\g<verb> \g<who>",
        ),
        slip(
            pairs("said says say", "me him us them"),
            r"(?<!\w['’]d )\b(?P<verb>said|says) (?P<who>me|us|him|them) (?P<after>that)\b",
            lambda match: f"{'told' if match['verb'].lower() == 'said' else 'tells'} {match['who']} {match['after']}",
        ),
    )
