"""Dates put together as another language does it."""

import re

from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_MONTHS = """January February March April May June July August September October November December""".split()
_MONTH = rf"(?-i:{either(_MONTHS)})"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DAY = r"(?P<day>[12]?\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ROMAN = {
    "X": "10th", "XI": "11th", "XII": "12th", "XIII": "13th", "XIV": "14th", "XV": "15th", "XVI": "16th",
    "XVII": "17th", "XVIII": "18th", "XIX": "19th", "XX": "20th", "XXI": "21st",
}  # fmt: skip


def _date(match: re.Match[str]) -> str:
    head = "on " if (match["head"] or "").lower().startswith(("on", "in", "at")) else ""
    return f"{head}{match['day']} {match['month']}" + (f" {match['year']}" if match["year"] else "")


class DateForm(SlipCheck):
    """ "the 5 of May", "the XIX century", "5 of May of 2020", "May of the 2020 year", "in Monday"."""

    rule = Rule(
        code="MT225",
        name="date-form",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The date is put together as another language does it.",
        explanation="el 5 de mayo de 2020 is 5 May 2020 or May 5, 2020; “the 5th of May” is good.",
        confidence=0.93,
        bad=(
            Example("He died on [[the 5 of May]].", "5 May"),
            Example("It was signed [[5 of May of 2020]].", "5 May 2020"),
            Example("They met [[in Monday]].", "on Monday"),
            Example("It was founded [[in the year of 1990]].", "in 1990"),
            Example("He left [[on the Monday day]].", "on Monday"),
            Example("It dates from the [[XIX century]].", "19th century"),
            Example("[[In 1647th]], the king died.", "In 1647"),
        ),
        good=(
            Example("He died on the 5th of May, in May of 2020, on 5 May 2020."),
            Example("On the Monday after, in Monday's paper, in Sunday school; only 5 of May's men came."),
            Example("In the year 1990, in the year of our Lord 1990."),
        ),
    )
    slips = (
        slip(
            pairs("of", [month.lower() for month in _MONTHS]),
            rf"(?<![\w.,/-])(?P<head>the )?{_DAY} of (?P<month>{_MONTH})"
            rf"(?:,? (?:of|in) (?:the year )?(?P<year>{_YEAR}))?{END}"
            r"(?(head)|(?(year)|(?!)))",
            _date,
        ),
        slip(
            pairs("in at", [day.lower() for day in _WEEKDAYS]),
            rf"(?<!\w\w-)(?-i:\b[Ii]n (?P<day>{either(_WEEKDAYS)}))(?=[.,;]| (?:the|a|at|in|he|she|they|it|we|I)\b)",
            r"on \g<day>",
        ),
        slip(
            pairs("year", "of"),
            rf"\bin the year of (?P<year>{_YEAR}){END}(?! (?:of|by)\b)",
            r"in \g<year>",
        ),
        slip(
            pairs([day.lower() for day in _WEEKDAYS], "day"),
            rf"\b(?:on )?(?:the )?(?P<day>{either(_WEEKDAYS)}) day(?=[.,;]|\Z)",
            r"on \g<day>",
        ),
        slip(
            pairs([roman.lower() for roman in _ROMAN], "century"),
            rf"(?<![-–])(?P<roman>(?-i:{either(_ROMAN)})) century{END}",
            lambda match: f"{_ROMAN[match['roman']]} century",
        ),
        slip(["in th"], rf"\bin (?P<year>{_YEAR})th{END}", r"in \g<year>"),
    )
