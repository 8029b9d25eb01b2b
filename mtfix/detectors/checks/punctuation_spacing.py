"""Spaces before a mark, missing after it, and doubled marks."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_SPACING = re.compile(
    r"(?P<before>(?<=[\w)\]”’%])[ \u00a0]+[,;:!?.](?=[ \n”’\"']|$)(?![ ]?\.))"
    r"|(?P<comma>(?<=[a-z]{2}),(?=[A-Za-z][a-z]{2}))"
    r"|(?P<stop>(?<=[a-z]{3})[.!?](?=[A-Z][a-z]{1,14}[ ,;’']))"
    r"|(?P<semicolon>(?<=[a-z]{2});(?=[A-Za-z][a-z]))"
    r"|(?P<double>(?<=\w)(?:,{2,}|;;+|:{2,}|,\.|;\.|,;|;,)(?=[\s”’\"]|$)|(?<=[^\W\d_]{2})\.\.(?=[\s”\"]|$))"
    r"|(?P<inside>(?<=[(\[])[ ]+(?=\w)|(?<=\w)[ ]+(?=[)\]](?:[\s.,;:]|$)))"
)
_BEFORE_MARK, _AFTER_BRACKET = re.compile(r"[ \u00a0][,;:!?.)\]]"), re.compile(r"[(\[] ")
# what stands around the mark without a space: addresses, file names, chains such as "a,b,c"
_TOKEN_BREAK = re.compile(r"[\s“”\"()]")
_ADDRESS = re.compile(
    r"[/@\\_=<>{}|#]|www\.|\.(?:com|org|net|gov|edu|io|co|uk|de|fr|html?|php|pdf|js|py|exe|txt)\b", re.I
)


class PunctuationSpacing(PatternCheck):
    """ "word , word", "end.Next", ",," and "( inside )"."""

    rule = Rule(
        code="MT211",
        name="punctuation-spacing",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        summary="A space is missing or too many, or a mark is doubled.",
        explanation="Detokenisation and joined pieces leave wrong spaces around punctuation.",
        confidence=0.8,
        safe=True,
        bad=(
            Example("He came[[ ,]] saw and left.", ","),
            Example("They met on Monday[[,]]then on Tuesday.", ", "),
            Example("The talks are over[[.]]The ministers left.", ". "),
            Example("He came[[,,]] saw and left.", ","),
            Example("The fund ([[ ]]a new one) pays.", ""),
        ),
        good=(
            Example("See example.com/About,then www.Example.org or mail a.Smith@example.org."),
            Example("Well... it cost 1,000.50 vs. .NET at 5 p.m., etc."),
            Example("Wait . . . what?! :-) He said so …"),
            Example("The ratio is 3:2, at 10:30."),
        ),
    )
    trigger = re.compile(r"[,;.!?:](?=[A-Za-z,;.:])")

    def suspects(self, text: str) -> bool:
        """Three searches that begin with a set of characters beat one with look-behinds."""
        return any(pattern.search(text) for pattern in (self.trigger, _BEFORE_MARK, _AFTER_BRACKET))

    def find(self, text: str) -> Iterable[Match]:
        """Wrong spaces and doubled marks outside addresses, numbers and ellipses."""
        for match in _SPACING.finditer(text):
            kind, start, end = match.lastgroup, match.start(), match.end()
            if kind == "before":
                yield Match(start, end, (match[0].strip(),))
            elif kind == "double":
                yield Match(start, end, (_single(match[0]),), confidence=0.85 if match[0] == ".." else None)
            elif kind == "inside":
                yield Match(start, end, ("",))
            elif not _ADDRESS.search(_token(text, start)):
                yield Match(start, end, (match[0] + " ",), confidence=0.9)


def _single(marks: str) -> str:
    """The stronger of doubled marks."""
    return next(mark for mark in ".:;," if mark in marks)


def _token(text: str, place: int) -> str:
    """The run without spaces around a place."""
    start, end = place, place
    while start > max(0, place - 80) and not _TOKEN_BREAK.match(text[start - 1]):
        start -= 1
    while end < min(len(text), place + 80) and not _TOKEN_BREAK.match(text[end]):
        end += 1
    return text[start:end]
