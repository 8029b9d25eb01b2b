"""A negated verb with a second negative word."""

import re

from mtfix.detectors.slips import CLAUSE, END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_NOT = r"\b(?:do|does|did|have|has|had|can|could|will|would)(?:n['’]t| not)|\bcannot|\bcan['’]t|\bwon['’]t"
_VERBS = either(
    """know see say want do have find hear need understand believe give get tell seen said done found heard known told
    given gotten got remember expect make change help bring mean meet trust"""
)
_POSITIVE = {"nothing": "anything", "nobody": "anybody", "nowhere": "anywhere", "none": "any"}


def _any(match: re.Match[str]) -> str:
    return match["head"] + _POSITIVE[match["word"].lower()]


class DoubleNegation(SlipCheck):
    """ "did not see nothing" (no vio nada)."""

    rule = Rule(
        code="MT222",
        name="double-negation",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="Two negations that together mean one.",
        explanation="Many languages negate the verb and its object; English negates once. Nothing but is left alone.",
        confidence=0.88,
        bad=(
            Example("He [[did not see nothing]] there.", "did not see anything"),
            Example("They [[don't know nobody]] in the city.", "don't know anybody"),
            Example("[[Nobody didn't]] come.", "Nobody did"),
        ),
        good=(
            Example("I do not mean nothing but that. It did not come from nothing."),
            Example("He did not stop; nothing helped. Why did he not know? Nobody told him."),
            Example("It is not for nothing that they did not say so."),
        ),
    )
    slips = (
        slip(
            _POSITIVE,
            rf"(?P<head>(?:{_NOT}) {_VERBS}(?: (?:me|him|her|us|them|to|about))? )(?P<word>nothing|nobody|nowhere){END}"
            r"(?! (?:but|like|less|except|short|more)\b)",
            _any,
        ),
        slip(
            pairs("nobody nothing", "didn doesn don did does hasn isn wasn"),
            rf"{CLAUSE}(?P<x>(?P<who>nobody|nothing) (?P<verb>did|does|has|is|was)(?:n['’]t| not))(?! only\b){END}",
            r"\g<who> \g<verb>",
        ),
    )
