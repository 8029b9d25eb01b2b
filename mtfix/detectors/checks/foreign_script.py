"""Letters of another script in English text: an untranslated remnant, or look-alike letters inside a word."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

# Greek is left to science, except inside a Latin word.
_FOREIGN = (
    r"\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff"
    r"\u1100-\u11ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uff66-\uff9d"
)
_RUN = re.compile(rf"[{_FOREIGN}](?:[{_FOREIGN}\u3005\u3006\u0300-\u036f]|[ \-,·،\u200b-\u200f](?=[{_FOREIGN}]))*")
_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED = re.compile(rf"(?<!\w)(?=\w*[{_LATIN}])(?=\w*[\u0370-\u03ff\u0400-\u04ff])[^\W\d_]{{2,}}(?!\w)")
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһАΒΕΖΗΙΚΜΝΟΡΤΥΧανορυ",
    "ABESIJKMHOPCTYXaesijopcyxdqwhABEZHIKMNOPTYXavopu",
)
_LABEL = re.compile(
    r"(?:\b(?:Russian|Ukrainian|Belarusian|Bulgarian|Serbian|Macedonian|Kazakh|Chinese|Mandarin|Cantonese"
    r"|Japanese|Korean|Arabic"
    r"|Persian|Farsi|Urdu|Hindi|Hebrew|Yiddish|Thai|Armenian|Georgian|Bengali|Tamil|Greek|pinyin|kanji|hanja"
    r"|lit|simplified|traditional"
    r"|character|characters|letter|letters|called|name|word|term|script)\b\.?|[:=“”\"'‘’«(\[/;、])\W*\Z"
)


class ForeignScript(PatternCheck):
    """Cyrillic, Chinese, Arabic … letters that nothing introduces as a quoted original."""

    rule = Rule(
        code="MT207",
        name="foreign-script",
        category=Category.NON_TRANSLATION,
        severity=Severity.MAJOR,
        summary="Letters of another script: an untranslated remnant or a look-alike letter.",
        explanation="Originals in brackets or quotes, after a language's name, and Greek letters of science "
        "are left alone.",
        confidence=0.9,
        bad=(
            Example("The committee met in [[Москве]] on Tuesday."),
            Example("The new [[产品]] will be sold from May."),
            Example("[[Тhe]] talks went on.", "The"),
        ),
        good=(
            Example("Moscow (Russian: Москва) is the capital."),
            Example("The word “мир” means both peace and world."),
            Example("The half-life of α-particles and a 5 μm film were measured."),
            Example("The Beijing (北京) office is closed."),
        ),
    )
    trigger = re.compile(rf"[{_FOREIGN}\u0370-\u03ff]")

    def find(self, text: str) -> Iterable[Match]:
        """Mixed-script words, then runs of foreign letters that stand bare in the sentence."""
        taken: set[int] = set()
        for match in _MIXED.finditer(text):
            plain = match[0].translate(_LOOK_ALIKE)
            if plain.isascii():
                taken.update(range(*match.span()))
                yield Match(match.start(), match.end(), (plain,), "A look-alike letter of another script.", 0.95)
        for match in _RUN.finditer(text):
            bare = taken.isdisjoint(range(*match.span()))
            if bare and not self._is_original(text, match.start(), match.end()):
                yield Match(match.start(), match.end())

    @staticmethod
    def _is_original(text: str, start: int, end: int) -> bool:
        """True if brackets, quotes or a label present the run as a quoted original."""
        before = text[max(0, start - 200) : start]
        if _LABEL.search(before[-30:]):
            return True
        opened = max(before.rfind("("), before.rfind("["), before.rfind("（"))
        return (
            opened > max(before.rfind(")"), before.rfind("]"), before.rfind("）"))
            or text[end : end + 1] in ")”\"'’»]）"
        )
