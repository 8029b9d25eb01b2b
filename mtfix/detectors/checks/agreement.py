"""Subject and verb, or determiner and noun, of different numbers."""

import re

from mtfix.detectors.countables import NUMBERS, PLURAL_OF, SINGULAR_OF
from mtfix.detectors.slips import CLAUSE, END, NO_NOUN, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_SINGULAR = either(PLURAL_OF)
_PLURAL = either(SINGULAR_OF)
_UNITS = "year month week day hour minute".split()
_NUMBER = rf"(?:{either(NUMBERS)}|\b(?:[2-9]|[1-9]\d))"
# "a people", "a men's room", "a days-long walk" are good
_AFTER_A = [PLURAL_OF[noun] for noun in sorted(PLURAL_OF.keys() - {"person", "year", "day", "man", "woman", "street"})]
_MANY = [*NUMBERS, "several", "numerous", "various"]
# "There was ten minutes' silence" is good
_COUNTED = sorted(SINGULAR_OF.keys() - {PLURAL_OF[unit] for unit in _UNITS}) + ["kinds", "types", "ways"]
_AFTER_NUMBER = sorted(PLURAL_OF.keys() - {"day", "man", "street", "hour", "minute"})
_AGREEING = {"is": "are", "was": "were", "has": "have", "does": "do", "are": "is", "have": "has"}


def _to_plural(match: re.Match[str]) -> str:
    return match["head"] + PLURAL_OF[match["noun"].lower()]


def _to_singular(match: re.Match[str]) -> str:
    return match["head"] + SINGULAR_OF[match["noun"].lower()]


def _agree(match: re.Match[str]) -> str:
    return match["head"] + _AGREEING[match["verb"].lower()]


class Agreement(SlipCheck):
    """ "These is", "they was", "many country are", "three year ago"."""

    rule = Rule(
        code="MT217",
        name="agreement",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="Two words that must agree in number do not.",
        explanation=(
            "A plural subject takes a plural verb, these, many and numbers take plural nouns, a, this and every take "
            "singular ones. Reported only where no other word can be the subject or the noun."
        ),
        confidence=0.93,
        bad=(
            Example("[[This are]] the facts.", "These are"),
            Example("[[They was]] late.", "They were"),
            Example("It began [[three year]] ago.", "three years"),
            Example("He spoke of [[many problem]] in the city.", "many problems"),
            Example("[[The children was]] at school.", "The children were"),
            Example("It was [[one of the reason]] for the war.", "one of the reasons"),
            Example("[[There is three]] people here.", "There are three"),
            Example("It is [[a problems]] of trust.", "a problem"),
        ),
        good=(
            Example("People like this are rare, and one of these is mine."),
            Example("Many a country is poor; these country houses are old; many student leaders came."),
            Example("If he were here, did he have time? And they were."),
            Example("A children's book, a three-year plan, a women's team, not so much problems as chances."),
            Example("The number of people is high. There is two-thirds left. There is many a slip."),
        ),
    )
    slips = (
        slip(["this are", "this were"], rf"{CLAUSE}(?P<x>this (?P<verb>are|were)){END}(?! n['o])", r"these \g<verb>"),
        slip(
            pairs("these those", "is was has"),
            rf"{CLAUSE}(?P<x>(?P<head>th[eo]se )(?P<verb>is|was|has)){END}",
            _agree,
        ),
        slip(pairs("they we", "is was has"), rf"(?P<head>\b(?:they|we) )(?P<verb>is|was|has){END}", _agree),
        slip(pairs("he she", "are"), rf"(?<!\band )(?<!\bor )(?P<head>\bs?he )(?P<verb>are){END}", _agree),
        slip(
            pairs("he she it", "are have"),
            rf"{CLAUSE}(?P<x>(?P<head>(?:s?he|it) )(?P<verb>are|have)){END}(?! (?:and|or)\b)",
            _agree,
        ),
        slip(
            pairs("is was", _MANY),
            rf"(?P<x>\bthere (?P<verb>is|was) (?P<many>{either(_MANY)}))"
            rf" (?:\w+ )?{either(_COUNTED)}",
            lambda match: f"there {_AGREEING[match['verb'].lower()]} {match['many']}",
        ),
        slip(
            pairs("are", "a an"),
            rf"(?P<x>\bthere are) an? {_SINGULAR}{NO_NOUN}(?! (?:and|or)\b)",
            "there is",
        ),
        slip(
            pairs(SINGULAR_OF, "is was has"),
            rf"{CLAUSE}(?P<x>(?P<head>(?:(?:the|these|those|many|several|all|most|some) )?(?!(?:things|people|days)\b)"
            rf"{_PLURAL} )(?P<verb>is|was|has)){END}",
            _agree,
        ),
        slip(
            ["people is", "people was", "people has"],
            rf"{CLAUSE}(?P<x>(?P<head>(?:(?:many|these|those|most|several|some) )?people )(?P<verb>is|was|has)){END}",
            _agree,
        ),
        slip(
            pairs("these those many several few various numerous", PLURAL_OF),
            rf"(?P<head>\b(?:these|those|many|several|few|various|numerous) )(?P<noun>{_SINGULAR}){NO_NOUN}",
            _to_plural,
        ),
        slip(
            pairs("the these those his her its our their my", PLURAL_OF),
            rf"(?P<head>\bone of (?:the|these|those|his|her|its|our|their|my) )(?P<noun>{_SINGULAR}){NO_NOUN}",
            _to_plural,
        ),
        slip(
            pairs(_UNITS, "ago later earlier"),
            rf"(?P<x>(?P<head>(?<![\w.,-]){_NUMBER} )(?P<noun>{either(_UNITS)})) (?:ago|later|earlier){END}",
            _to_plural,
        ),
        slip(
            pairs(NUMBERS, _AFTER_NUMBER),
            rf"(?P<head>(?<!-){either(NUMBERS)} )(?P<noun>{either(_AFTER_NUMBER)})"
            r"(?= (?:are|were|have|who|from|ago|later|which)\b)",
            _to_plural,
        ),
        slip(
            pairs("a an this every each", _AFTER_A),
            rf"(?P<head>(?-i:\b(?:a|an|this|every|each)) )(?P<noun>{either(_AFTER_A)}){NO_NOUN}",
            _to_singular,
        ),
        slip(
            pairs("much", SINGULAR_OF),
            rf"(?<!\bso )(?<!\bas )(?<!\bhow )(?<!\bvery )(?<!pretty )"
            rf"\bmuch (?P<noun>(?!people|things){_PLURAL}){NO_NOUN}",
            r"many \g<noun>",
        ),
    )
