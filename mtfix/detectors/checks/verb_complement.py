"""A verb followed by an infinitive or a clause that it does not take."""

import re

from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_ING = {
    "be": "being", "have": "having", "do": "doing", "go": "going", "make": "making", "take": "taking", "use": "using",
    "see": "seeing", "say": "saying", "work": "working", "get": "getting", "give": "giving", "find": "finding",
    "know": "knowing", "come": "coming", "become": "becoming", "write": "writing", "read": "reading",
    "speak": "speaking", "talk": "talking", "create": "creating", "keep": "keeping", "understand": "understanding",
    "build": "building", "provide": "providing", "learn": "learning", "live": "living", "help": "helping",
    "buy": "buying", "pay": "paying", "eat": "eating", "drink": "drinking", "play": "playing", "leave": "leaving",
    "change": "changing", "meet": "meeting", "hear": "hearing", "receive": "receiving", "visit": "visiting",
    "achieve": "achieving", "increase": "increasing", "improve": "improving", "develop": "developing",
    "solve": "solving", "reduce": "reducing", "obtain": "obtaining", "identify": "identifying",
    "determine": "determining", "move": "moving", "win": "winning", "ask": "asking",
}  # fmt: skip
_BASE = rf"(?P<verb>{either(_ING)})"
_WHOM = r"(?P<whom>him|them|us|me|you|people)"
_GERUND = "avoid avoids avoided enjoy enjoys enjoyed suggest suggests dislike dislikes disliked"

_OBJECTS = {"he": "him", "she": "her", "they": "them", "we": "us", "you": "you", "it": "it"}
_SUBJECTS = {"him": "he", "them": "they", "us": "we", "me": "I", "you": "you", "people": "people"}


def _gerund(match: re.Match[str]) -> str:
    return match["head"] + _ING[match["verb"].lower()]


class VerbComplement(SlipCheck):
    """ "avoid to go", "allows to see", "want that he comes", "suggested me to go", "without to know"."""

    rule = Rule(
        code="MT232",
        name="verb-complement",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The word takes another kind of complement than this.",
        explanation=(
            "éviter de faire, ohne zu wissen, позволяет видеть and quiero que venga keep their infinitive or clause; "
            "English says avoid doing, without knowing, allows one to see, want him to come."
        ),
        confidence=0.93,
        bad=(
            Example("He tried to [[avoid to go]] there.", "avoid going"),
            Example("They left [[without to know]] why.", "without knowing"),
            Example("I look [[forward to meet]] you.", "forward to meeting"),
            Example("This tool [[allows to find]] errors.", "allows one to find"),
            Example("I [[want that he]] comes.", "want him to"),
            Example("He [[suggested me to go]] home.", "suggested that I go"),
            Example("The rain [[prevented us to leave]].", "prevented us from leaving"),
            Example("He [[succeeded to make]] a fire.", "succeeded in making"),
        ),
        good=(
            Example("What we allow to go on, what it is allowed to do, and the changes that we enable to come."),
            Example("They chose instead to go; for to go is to die; all that I want that he has."),
            Example("He looks forward to work and to visits; he stopped to help; I suggest to you that it is late."),
        ),
    )
    slips = (
        slip(pairs(_GERUND, "to"), rf"(?P<head>{either(_GERUND)} )to {_BASE}{END}", _gerund),
        slip(pairs("without after despite", "to"), rf"(?P<head>\b(?:without|despite|after) )to {_BASE}{END}", _gerund),
        slip(
            pairs("instead", "to"),
            rf"(?:^|(?<=[.!?] ))(?P<x>instead to {_BASE}){END}",
            lambda match: f"instead of {_ING[match['verb'].lower()]}",
        ),
        slip(
            ["forward to"],
            r"\blook(?:s|ed|ing)? (?P<x>(?P<head>forward to )(?P<verb>be|see|hear|meet|have|get|receive|go"
            rf"|work(?= with)|visit(?= the| you))){END}",
            _gerund,
        ),
        slip(
            pairs("allows enables permits allowing enabling permitting", "to"),
            r"(?P<x>(?P<head>\b(?:allows|enables|permits|allowing|enabling|permitting) )(?P<to>to"
            rf" {_BASE})){END}",
            r"\g<head>one \g<to>",
        ),
        slip(
            pairs("want wants wanted", "that"),
            r"(?:^|(?<=[.!?] )|(?<=, ))(?:I|we|you|they|he|she|people) (?:(?:do|did|does)(?: not|n['’]t) )?"
            r"(?P<x>(?P<head>want(?:s|ed)? )that (?P<who>he|she|they|we|you|it))(?= \w)",
            lambda match: f"{match['head']}{_OBJECTS[match['who'].lower()]} to",
        ),
        slip(
            pairs("me him them us you", "to"),
            rf"(?P<x>\b(?P<say>suggest(?:s|ed)?|propos(?:es|ed)) {_WHOM} to {_BASE}){END}",
            lambda match: f"{match['say']} that {_SUBJECTS[match['whom'].lower()]} {match['verb']}",
        ),
        slip(
            pairs("him them us me you people", "to"),
            rf"(?P<head>\bprevent(?:s|ed|ing)? {_WHOM} )to {_BASE}{END}",
            lambda match: f"{match['head']}from {_ING[match['verb'].lower()]}",
        ),
        slip(
            pairs("succeed succeeds succeeded insist insists insisted", "to"),
            rf"(?P<x>(?P<head>\b(?:succeed|(?P<on>insist))(?:s|ed)?) to {_BASE}){END}",
            lambda match: f"{match['head']} {'on' if match['on'] else 'in'} {_ING[match['verb'].lower()]}",
        ),
    )
