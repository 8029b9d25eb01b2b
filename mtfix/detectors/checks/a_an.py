"""a before a vowel sound, an before a consonant sound."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_ARTICLE = re.compile(
    r"(?<![^\s(\[“\"‘'—–])(?:(?P<a>[Aa])[ \u00a0](?P<q1>[“\"‘(]?)(?P<vowel>(?:[AEIOUaeiou]"
    r"|[HhFLMNRSXx](?=[A-Z\-]|[aeo][iunr])|8|1[18])[\w\-]*)"
    r"|(?P<an>[Aa]n)[ \u00a0](?P<q2>[“\"‘(]?)(?P<consonant>(?:[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z02-79]"
    r"|[UuOoEe](?=[nrstkbfuvw])|1(?![18]))[\w\-]*))"
)
# vowel letters that begin with a consonant sound ("you", "won")
_CONSONANT_SOUND = re.compile(
    r"(?:eu|ew|uni(?!m|n|d|r|ss)|unidi|unani|us[aeiu]|usu|ut[aei]|uto|ur[aeio](?!n?gu)|ubi|uk|uv[aeu]|ufo|uga"
    r"|one\b|one-|once|oui|ou?ija|"
    r"u-|u\b)",
    re.I,
)
_SILENT_H = re.compile(r"(?:hour|honest|honor|honour|heir)", re.I)
_EITHER = re.compile(
    r"(?:herb|historic|histrion|hotel|heroic|habitual|hallucin|hereditary|humble|harmonic|hypothe|hysteri"
    r"|hilar|horr|hacienda|url|sql|xbox)",
    re.I,
)
_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")
# "a" or "A" as a letter, not an article: "a or b", "vitamin A is"
_NOT_NOUN = frozenset(
    """and or is in of as are at if it on into any all i a e o u us our an from that the to
    by with which for was were has had when but who not no just
    d s t m""".split()
)
_SINGLE_LETTER = re.compile(r"[A-Za-z](?:[-\d]|\Z)")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


class AAn(PatternCheck):
    """ "a hour", "an university": the article goes by sound, acronyms by the names of their letters."""

    rule = Rule(
        code="MT213",
        name="a-an",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The article does not fit the sound that follows.",
        explanation="a stands before a consonant sound, an before a vowel sound: an hour, a university, an "
        "MP, a US ship, an 8.",
        confidence=0.95,
        safe=True,
        bad=(
            Example("It took [[a]] hour.", "an"),
            Example("She went to [[an]] university.", "a"),
            Example("He is [[a]] MP and [[a]] honest man.", "an"),
            Example("[[A]] American flew in.", "An"),
            Example("It is [[an]] big mistake.", "a"),
        ),
        good=(
            Example("An hour, a university, an MP, a US ship, a one-off, a European, an heir, an 8-year-old, an 11th."),
            Example("Vitamin A is good; plan A or plan B; a or b."),
            Example("An historic day at a historic hotel; an herb or a herb."),
            Example("A NATO spokesman, a FEMA officer, an NBA player, an SUV, an x-ray, a UFO, a eulogy."),
            Example("An unidentified man, an uninsured car, a unit, an umbrella, a ewe."),
        ),
    )
    trigger = _ARTICLE

    def find(self, text: str) -> Iterable[Match]:
        """Articles that contradict the sound after them."""
        for match in _ARTICLE.finditer(text):
            kind = "a" if match["a"] else "an"
            word = match["vowel"] or match["consonant"]
            article = match[kind]
            if article[0] == "A" and not _begins_sentence(text, match.start()):
                continue
            sound = _vowel_sound(word)
            if sound is not None and sound != (kind == "an") and word.lower() not in _NOT_NOUN:
                yield Match(match.start(), match.start() + len(article), (article[0] + ("n" if sound else ""),))


def _begins_sentence(text: str, place: int) -> bool:
    """A capital article elsewhere is a letter, a grade or part of a title."""
    before = text[max(0, place - 8) : place].rstrip()
    return not before or before[-1] in '.!?:“"‘('


def _vowel_sound(word: str) -> bool | None:
    """True: the word begins with a vowel sound; False: with a consonant sound; None: either, or not known."""
    if word[0].isdigit():
        return word[0] == "8" or re.match(r"1[18](?![\d])", word) is not None
    if _EITHER.match(word):
        return None
    head = re.split(r"[-\d_]", word, maxsplit=1)[0]
    if _SINGLE_LETTER.match(word) or (len(head) > 1 and head.isupper()):
        return _letter_sound(head)
    if not _VOWEL.search(head):
        return None
    if word[0] in "AEIOUaeiou":
        return _CONSONANT_SOUND.match(word) is None
    return bool(_SILENT_H.match(word)) or (None if head[1:2].isupper() else False)


def _letter_sound(head: str) -> bool | None:
    """An acronym or single letter is read by its letters' names, unless it may be read as a word (NATO, SUV)."""
    first = head[0].upper()
    if first in "AEIO":
        return None if len(head) > 3 and head[:3] in ("ONE", "EUR") or head in ("EU", "EUR", "ONE") else True
    if first == "U":
        return None if len(head) > 3 or head[:2] == "UN" and len(head) > 2 or head[:2] in ("UL", "UP") else False
    if first in _LETTERS_WITH_VOWEL:
        readable = len(head) > 1 and any(letter in "AEIOUY" for letter in head[1:3].upper())
        return None if readable or len(head) > 4 else True
    return False
