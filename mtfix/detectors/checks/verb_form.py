"""A wrong form of the verb after a modal, did, to, have or be."""

import re

from mtfix.detectors.slips import CLAUSE, END, SlipCheck, either, pairs, slip
from mtfix.detectors.verb_forms import BASE_OF, BASE_OF_THIRD, PARTICIPLE_OF_BASE, PARTICIPLE_OF_PAST, PASTS, THIRDS
from mtfix.taxonomy import Category, Example, Rule, Severity

_SUBJECT = r"(?:I|you|he|she|it|we|they)"
_MODALS = "could would should cannot can will may might must shall not t"
# "will", "can", "may" and "might" are nouns too, so a subject or "not" stands beside them; the others are modals alone
_MODAL = (
    r"(?:\b(?:could|would|should|cannot|(?:ca|wo|could|would|should|must)n['’]t)(?: not)?"
    r"|\b(?:(?<=\bI )|(?<=\b[hw]e )|(?<=\bit )|(?<=\b(?:you|she|who) )|(?<=\b(?:they|that) )|(?<=\bwhich ))"
    r"(?:will|can|may|might|must|shall)(?: not)?|\b(?:will|can|may|might|must|shall) not)"
)
_DID_NOT = r"\b(?:did|does|do)(?: not|n['’]t)"
_WANT = either(
    """want wants wanted decide decides decided try tries tried need needs needed began begins begun started starts plan
    plans planned able hope hopes hoped ready refused refuses allowed forced managed manages agreed agrees intends
    intended chance opportunity unable obliged continued continues used going asked invited"""
)
_ADVERBS = "not also already never always just recently even only ever now since"
_ADVERB = rf"(?: {either(_ADVERBS)})?"
# regular pasts that are no adjectives
_REGULAR = """wanted worked needed asked helped looked started played called talked showed followed reached happened
    remained appeared opened learned turned returned joined passed failed answered offered considered attended
    discovered explained mentioned obtained contained listened watched walked finished accepted expected
    respected""".split()
# "We were broke" is good; "be begin" is rather a wrong tense of begin
_PASSIVE_PAST = either(PARTICIPLE_OF_PAST.keys() - {"broke", "underwent"})
_PASSIVE_BASE = either(PARTICIPLE_OF_BASE.keys() - {"begin", "undergo"})
# nouns that are no kinds of a will
_WILLING = either(
    """government company minister president team police army bank court committee city country commission council
    party group union ministry club film festival students people"""
)
_TO_BASES = "be have do go make take get give see find know come become write pay buy help say".split()


def _base(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    return match["head"] + (BASE_OF.get(verb) or BASE_OF_THIRD.get(verb) or verb.removesuffix("ed"))


def _participle(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    return match["head"] + (PARTICIPLE_OF_PAST.get(verb) or PARTICIPLE_OF_BASE[verb])


class VerbForm(SlipCheck):
    """ "will went", "did not came", "has went", "was took", "to began": forms that no reading of the words allows."""

    rule = Rule(
        code="MT216",
        name="verb-form",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The verb has not the form that the word before it asks for.",
        explanation=(
            "A modal, did and to take the base form (will go, did not go, to go), have and be the participle (has "
            "gone, was taken). Forms that may be nouns or another verb are left alone."
        ),
        confidence=0.95,
        bad=(
            Example("He [[must to go]] home.", "must go"),
            Example("[[I am agree]] with you.", "I agree"),
            Example("They [[should went]] home.", "should go"),
            Example("She [[did not took]] the train.", "did not take"),
            Example("[[Did he wrote]] to you?", "Did he write"),
            Example("He [[has went]] to Rome.", "has gone"),
            Example("The money [[was took]] by thieves.", "was taken"),
            Example("She wanted [[to became]] a doctor.", "to become"),
            Example("He [[can speaks]] four languages.", "can speak"),
            Example("It will [[be take]] into account.", "be taken"),
        ),
        good=(
            Example("What he did made me laugh, and the people she spoke to went home."),
            Example("The will gave him half; free will brought us here; Will went too."),
            Example("They did not need it, nor did he proceed. All you can do is take it, all we can to help."),
            Example("He would have gone; it has become known; she had come back."),
        ),
    )
    slips = (
        slip(pairs(_MODALS, BASE_OF), rf"(?P<head>{_MODAL} )(?P<verb>{PASTS}){END}", _base),
        slip(pairs(_MODALS, BASE_OF_THIRD), rf"(?P<head>{_MODAL} )(?P<verb>{THIRDS}){END}", _base),
        slip(pairs("not t", BASE_OF), rf"(?P<head>{_DID_NOT} )(?P<verb>{PASTS}){END}", _base),
        slip(pairs("not t", BASE_OF_THIRD), rf"(?P<head>{_DID_NOT} )(?P<verb>{THIRDS}){END}", _base),
        slip(pairs("not t", _REGULAR), rf"(?P<head>{_DID_NOT} )(?P<verb>{either(_REGULAR)}){END}", _base),
        slip(
            pairs("i you he she it we they", BASE_OF),
            rf"{CLAUSE}(?P<x>(?P<head>(?:(?:why|where|when|how) )?did {_SUBJECT} )(?P<verb>{PASTS})){END}",
            _base,
        ),
        slip(pairs("to", BASE_OF), rf"{_WANT} (?P<x>(?P<head>to )(?P<verb>{PASTS})){END}", _base),
        slip(
            pairs(f"have has had t {_ADVERBS}", PARTICIPLE_OF_PAST),
            rf"(?P<head>\b(?:have|has|had)(?:n['’]t)?{_ADVERB} )(?P<verb>{either(PARTICIPLE_OF_PAST)}){END}",
            _participle,
        ),
        slip(
            pairs(f"has had t {_ADVERBS}", PARTICIPLE_OF_BASE),
            rf"(?P<head>\b(?:has|had)(?:n['’]t)?{_ADVERB} )(?P<verb>{either(PARTICIPLE_OF_BASE)}){END}",
            _participle,
        ),
        slip(
            pairs(f"was were is are be been being t {_ADVERBS}", PARTICIPLE_OF_PAST),
            rf"(?P<head>\b(?:was|were|is|are|been|being|be)(?:n['’]t)?{_ADVERB} )(?P<verb>{_PASSIVE_PAST}){END}",
            _participle,
        ),
        slip(
            pairs(f"be been being {_ADVERBS}", PARTICIPLE_OF_BASE),
            rf"(?P<head>\b(?:be|been|being){_ADVERB} )(?P<verb>{_PASSIVE_BASE}){END}(?! (?:or|and)\b)",
            _participle,
        ),
        slip(
            pairs("will", BASE_OF),
            rf"{CLAUSE}(?:the )?{_WILLING} (?P<x>(?P<head>will )(?P<verb>{PASTS})){END}",
            _base,
        ),
        # "all we can to help" is good
        slip(
            pairs("to", _TO_BASES),
            rf"{CLAUSE}{_SUBJECT} (?P<x>(?P<modal>can|could) (?P<not>not )?to (?P<verb>{either(_TO_BASES)})){END}",
            r"\g<modal> \g<not>\g<verb>",
        ),
        slip(
            pairs("to", _TO_BASES),
            rf"\b{_SUBJECT} (?P<x>(?P<modal>must|should|might) (?P<not>not )?to (?P<verb>{either(_TO_BASES)})){END}",
            r"\g<modal> \g<not>\g<verb>",
        ),
        slip(
            pairs("am are not", "agree"),
            r"(?P<x>\b(?P<who>I|we|they|you) (?:am|are) (?P<not>not )?agree)(?= (?:with|that|to)\b|[.,;!])",
            lambda match: f"{match['who']} {'do not ' if match['not'] else ''}agree",
        ),
        slip(
            pairs(PARTICIPLE_OF_BASE, "by"),
            rf"(?P<x>(?P<head>\b(?:was|were|is|are) )(?P<verb>{_PASSIVE_BASE})) by{END}",
            _participle,
        ),
    )
