"""Subject and verb, or determiner and noun, of different numbers."""

import re

from mtfix.detectors.countables import NUMBERS, PLURAL_OF, SINGULAR_OF
from mtfix.detectors.slips import CLAUSE, END, NO_NOUN, SlipCheck, either, pairs, slip
from mtfix.detectors.verb_forms import BASE_OF_THIRD, THIRDS
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
_AFTER_NUMBER = sorted(PLURAL_OF.keys() - {"day", "street", "hour", "minute"})
# "the principal one of the country" is good
_ONE_OF = r"(?:\A|(?<=\b(?:is|be|by|in|to|as) )|(?<=\b(?:are|was|for|and) )|(?<=\b(?:were|been|with) )|(?<=, ))one of"
_EVERYBODY = "everybody everyone somebody someone nobody anybody anyone".split()
# a base form after he, she or it at the start of a sentence; "Did he" and "that he make" are good
_BASES = {verb: third for third, verb in BASE_OF_THIRD.items() if verb not in {"read", "come"}} | {
    "go": "goes", "like": "likes", "speak": "speaks", "live": "lives", "work": "works",
}  # fmt: skip
_AGREEING = {"is": "are", "was": "were", "has": "have", "does": "do", "are": "is", "have": "has", "were": "was"}


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
            Example("[[Everyone have]] a right to it.", "Everyone has"),
            Example("[[He make]] no mistakes, and [[they makes]] many.", "He makes"),
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
            ["was many", "is many"],
            rf"(?P<x>\bthere (?P<verb>is|was) many) (?:\w+ )?{either(_COUNTED)}",
            lambda match: f"there {_AGREEING[match['verb'].lower()]} many",
        ),
        slip(
            pairs("they we", BASE_OF_THIRD),
            rf"(?P<head>\b(?:they|we) )(?P<verb>{THIRDS}){END}",
            lambda match: match["head"] + BASE_OF_THIRD[match["verb"].lower()],
        ),
        slip(
            pairs("he she it", _BASES),
            rf"(?:^|(?<=[.!?] ))(?P<head>(?-i:He|She|It) )(?P<verb>{either(_BASES)}){END}",
            lambda match: match["head"] + _BASES[match["verb"].lower()],
        ),
        slip(
            pairs(_EVERYBODY, "are have were"),
            rf"{CLAUSE}(?P<x>(?P<head>{either(_EVERYBODY)} )(?P<verb>are|have)){END}",
            _agree,
        ),
        slip(
            pairs("are", "a an"),
            rf"(?P<x>\bthere are) an? {_SINGULAR}{NO_NOUN}(?! (?:and|or)\b)",
            "there is",
        ),
        slip(
            pairs(SINGULAR_OF, "is was has"),
            rf"{CLAUSE}(?P<x>(?P<head>(?:the|these|those|many|several|all|most|some) (?!(?:things|people|days)\b)"
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
            rf"(?P<head>\b(?:these|those|many|several|few|various|numerous) )"
            rf"(?P<noun>(?!building an?\b){_SINGULAR}){NO_NOUN}",
            _to_plural,
        ),
        slip(
            pairs("the these those his her its our their my", PLURAL_OF),
            rf"(?P<head>\b{_ONE_OF} (?:the|these|those|his|her|its|our|their|my) )(?P<noun>{_SINGULAR}){NO_NOUN}",
            _to_plural,
        ),
        slip(
            "most",
            rf"(?P<head>\bone of the most (?:\w+ (?:and \w+ )?))(?P<noun>{_SINGULAR}){NO_NOUN}",
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
            rf"(?P<head>(?-i:\b(?:a|an|[Tt]his|[Ee]very|[Ee]ach)) )"
            rf"(?P<noun>(?!friends with\b){either(_AFTER_A)}){NO_NOUN}",
            _to_singular,
        ),
        slip(
            pairs("much", SINGULAR_OF),
            rf"(?<!\bso )(?<!\bas )(?<!\bhow )(?<!\bvery )(?<!pretty )"
            rf"\bmuch (?P<noun>(?!people|things){_PLURAL}){NO_NOUN}",
            r"many \g<noun>",
        ),
    )
