"""A subject that a pronoun repeats."""

from mtfix.detectors.slips import CLAUSE, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_IT = """company government book law problem country city situation war report agreement system project building
    decision organization organisation crisis""".split()
_HE = "minister president director teacher doctor mayor king author driver policeman spokesman".split()
_THEY = "people children men women countries soldiers workers students citizens".split()


class DoubledSubject(SlipCheck):
    """ "The company it has", "The minister he said"."""

    rule = Rule(
        code="MT223",
        name="doubled-subject",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="A pronoun repeats the subject.",
        explanation=(
            "Reported at the start of a sentence and before a finite verb with its object or complement, since "
            "“The company it has bought is here” is good."
        ),
        confidence=0.85,
        bad=(
            Example("[[The minister he]] said that it was late.", "The minister"),
            Example("[[The company it]] is in danger.", "The company"),
            Example("[[The people they]] are tired.", "The people"),
        ),
        good=(
            Example("The man he saw was late. The president he had elected left."),
            Example("The company it has bought is here. The problem it was meant to solve stays."),
            Example("The people they said were lost came back. To the king he said nothing."),
        ),
    )
    slips = (
        slip(
            pairs(_IT, "it"),
            rf"{CLAUSE}(?P<x>(?P<head>the {either(_IT)}) it)(?= (?:is|was|has|does) (?:not|very|a|the|in|no)\b)",
            r"\g<head>",
        ),
        slip(
            pairs(_HE, "he she"),
            rf"{CLAUSE}(?P<x>(?P<head>the {either(_HE)}) s?he)(?= (?:said|says|announced|added|explained) that\b)",
            r"\g<head>",
        ),
        slip(
            pairs(_THEY, "they"),
            rf"{CLAUSE}(?P<x>(?P<head>the {either(_THEY)}) they)"
            r"(?= (?:are|were|have|do) (?:not|very|all|tired|no|a)\b)",
            r"\g<head>",
        ),
    )
