"""Number words and number formats of other languages."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_SMALL = (
    r"(?:\d[\d.,]*|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|several|few)"
)
_UNIT = (
    r"(?:%|percent|per cent|million|billion|trillion|euros?|dollars?|pounds?|km|kg|cm|mm|metres?|meters?"
    r"|kilomet(?:er|re)s?|degrees|tons|tonnes|litres?|liters?)"
)
_NUMBER = re.compile(
    rf"(?P<milliard>\b[Mm]illiards?(?: of)?\b)"
    rf"|(?P<mil>(?<=\d )(?:mil|thousand) millions?\b)"
    rf"|(?P<plural>(?<![\d.,])\b{_SMALL} (?:millions|billions|trillions)(?: of)?(?= [a-z]))"
    rf"|(?P<tens>\b[Tt]en thousands(?: of)?\b|\b[Tt]en-thousands of\b)"
    rf"|(?P<hundreds>\b(?:two|three|four|five|six|seven|eight|nine|[2-9]) hundreds(?= [a-z]))"
    rf"|(?P<singular>(?<!a )(?<!one )(?<!\d )\b(?:hundred|thousand|million) of (?:hundred|thousand"
    rf"|million)s(?: of)?\b)"
    rf"|(?P<grouped>(?<![\d.,/-])[1-9]\d{{0,2}}(?:\.\d{{3}})+,\d{{1,2}}(?![\d.,-]\d|\d)"
    rf"|(?<![\d.,/-])[1-9]\d{{0,2}}(?:\.\d{{3}}){{2}}(?![\d.-]\d|\d))"
    rf"|(?P<comma>(?<![\d.,/\-])\b\d{{1,2}},\d{{1,2}}(?= ?{_UNIT}(?![a-z])))"
)
_TO_POINT = str.maketrans(",.", ".,")


class ForeignNumberWord(PatternCheck):
    """milliard, "ten thousands", "3 mil millions", 1.000.000,50. Lakh and crore are English where they are used."""

    rule = Rule(
        code="MT212",
        name="foreign-number-word",
        category=Category.MISTRANSLATION,
        severity=Severity.MAJOR,
        summary="A number is written the way of another language.",
        explanation="Scales (milliard, mil millones, 万) and separators (1.000,50) of the source language were kept.",
        confidence=0.9,
        bad=(
            Example("The project cost 3 [[milliards]] euros.", "billion"),
            Example("It will cost 2 [[mil millions]] euros.", "billion"),
            Example("[[Ten thousands of]] people marched.", "Tens of thousands of"),
            Example("The city has [[5 millions]] inhabitants.", "5 million"),
            Example("The price was [[1.250.000,50]] euros.", "1,250,000.50"),
            Example("Prices rose by [[2,5]] percent.", "2.5"),
        ),
        good=(
            Example("Tens of thousands marched, ten thousand stayed, and millions of others watched."),
            Example("The house cost 40 lakh rupees, or 4 million."),
            Example("The server is at 10.100.200.50; see section 1.2.3, items 4,5."),
            Example("It cost 1,250,000.50 dollars; 1,250 percent more."),
        ),
    )
    trigger = re.compile(r"\d[.,]\d")

    def suspects(self, text: str) -> bool:
        """Scales are spelt with "illi", thousands or hundreds; separators stand between digits."""
        return "illi" in text or "thousand" in text or "hundred" in text or self.trigger.search(text) is not None

    def find(self, text: str) -> Iterable[Match]:
        """Foreign scales and separators."""
        for match in _NUMBER.finditer(text):
            yield Match(match.start(), match.end(), self._english(match, text))

    @staticmethod
    def _english(match: re.Match[str], text: str) -> tuple[str, ...]:
        kind, found = match.lastgroup, match[0]
        if kind == "milliard":
            return (
                ("billion",)
                if text[max(0, match.start() - 2) : match.start()].rstrip()[-1:].isdigit()
                else ("billion", "billions of")
            )
        if kind == "mil":
            return ("billion",)
        if kind == "tens":
            good = "Tens of thousands" if found[0] == "T" else "tens of thousands"
            return (good + " of", good) if found.endswith("of") else (good + " of", "ten thousand")
        if kind in ("plural", "hundreds"):
            return (re.sub(r"s(?: of)?\Z", "", found),)
        if kind == "singular":
            return (re.sub(r"^(\w+)", r"\1s", found),)
        return (found.translate(_TO_POINT),)
