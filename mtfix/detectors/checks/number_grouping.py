"""Numbers with a decimal comma, stops between the thousands or a space before %, as other languages write them."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

# these are measured with three decimals too: "1.250 kilometres"
_MEASURED = (
    "cents seconds times points percent inches meters metres kilometers kilometres miles degrees ounces pounds volts"
    " grams litres liters units hits runs this was"
).replace(" ", "|")
_SCALES = (
    "million billion trillion percent per km kilometres kilometers metres meters cm kg tonnes tons euros degrees hours"
    " litres liters hectares years inhabitants thousand m"
).replace(" ", "|")
_START = r"(?<![\w.,/:$£-])(?<!No )(?<!v )"
_THOUSANDS = re.compile(
    rf"{_START}(?!1\.000\b)[1-9]\d{{0,2}}(?:\.\d{{3}})*\.000(?![\w.,:/-]*\d|[\w%])"
    rf"|{_START}[1-9]\d{{0,2}}(?:\.\d{{3}})+"
    rf"(?= (?:[a-z]+ )?(?!(?:{_MEASURED})\b)(?:[a-z]{{3,}}s|people|men|women|children)\b)(?! (?:{_MEASURED})\b)"
)
_DECIMAL = re.compile(rf"(?<![\w.,/:-])(?:0|[1-9]\d{{0,2}}),\d{{1,2}}(?= ?%| (?:{_SCALES})\b)")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0]%(?=[ .,;)]|$)")


class NumberGrouping(PatternCheck):
    """ "60.000 people", "3,5 million", "11,8%", "90 %"."""

    rule = Rule(
        code="MT234",
        name="number-grouping",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        summary="The number is written as another language writes it.",
        explanation=(
            "Most of Europe writes 60.000 and 3,5 for what English writes 60,000 and 3.5; copied, the number may be "
            "read as a thousandth of itself. Reported before what is counted and where no decimals can be meant."
        ),
        confidence=0.93,
        guess=True,  # a number is for a person to change; on MLQE-PE ro-en dev no editor had regrouped any of 20
        bad=(
            Example("Some [[60.000]] people live here.", "60,000"),
            Example("It cost [[3,5]] million euros.", "3.5"),
            Example("The share fell to [[11,8]]%.", "11.8"),
            Example("The share is 90[[ %]] now.", "%"),
            Example("A sum of [[1.250.000]] euros was paid.", "1,250,000"),
        ),
        good=(
            Example("Some 60,000 people live here, 3.5 million in all; it is 1.250 kilometres long."),
            Example("See chapters 3,5 and 7, or pages 10,12 and 14. It cost 2,500 euros, or $1.125 a share."),
            Example("It is 90% of it; write `x % y` or 100 %d for it."),
            Example("He has a perfect 1.000 save percentage; a ratio of 0.500 people a room; file 10.100.000.1."),
        ),
    )
    trigger = re.compile(r"\d(?:\.\d{3}(?!\d)|,\d\d?(?!\d)|[ \u00a0]%)")

    def find(self, text: str) -> Iterable[Match]:
        """Grouped thousands, decimals, then spaces before %."""
        for match in _THOUSANDS.finditer(text):
            yield Match(match.start(), match.end(), (match[0].replace(".", ","),))
        for match in _DECIMAL.finditer(text):
            yield Match(match.start(), match.end(), (match[0].replace(",", "."),))
        for match in _PERCENT.finditer(text):
            yield Match(match.start(), match.end(), ("%",))
