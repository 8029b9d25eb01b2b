"""Ages told with have, or without old."""

import re

from mtfix.detectors.slips import SlipCheck, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_AGE = r"(?P<age>[1-9]\d?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|ten|eleven|twelve|\w+teen)"
_BE = {"has": "is", "have": "are", "had": "was"}


def _is_old(match: re.Match[str]) -> str:
    return f"{match['who']} {_BE[match['verb'].lower()]} {match['age']} years old"


class YearAge(SlipCheck):
    """ "He has 20 years." (tiene 20 años)."""

    rule = Rule(
        code="MT226",
        name="year-age",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="An age is told as a possession.",
        explanation="tener, avoir and avere 20 years is to be 20 years old. “He has 20 years of experience” is good.",
        confidence=0.9,
        bad=(
            Example("[[She has 20 years]].", "She is 20 years old"),
            Example("[[He has 35 years old]] and lives here.", "He is 35 years old"),
            Example("She is a girl [[of 12 years old]].", "12 years old"),
        ),
        good=(
            Example("He has 20 years of experience. She has 20 years left."),
            Example("We had ten years. She is 20 years old. A man of 30 years came."),
            Example("How many years does he have? It has 20 years' worth of data."),
        ),
    )
    slips = (
        slip(
            "years",
            rf"(?<!\w )(?P<who>s?he) (?P<verb>has|had) {_AGE} years(?=\.(?:\Z|\s)| and (?:lives|works)\b)",
            _is_old,
        ),
        slip(
            "years",
            rf"(?:^|(?<=[.!?] ))(?P<who>(?:My|His|Her|Our|Their)"
            rf" (?:brother|sister|son|daughter|wife|husband|father|mother))"
            rf" (?P<verb>has|had) {_AGE} years(?=\.(?:\Z|\s)| and\b|,)",
            _is_old,
        ),
        slip(
            ["years old"],
            rf"\b(?P<who>s?he|who|I|they) (?P<verb>has|have|had) {_AGE} years old\b",
            lambda match: (
                f"{match['who']} {'am' if match['who'] == 'I' else _BE[match['verb'].lower()]} {match['age']} years old"
            ),
        ),
        slip(["years old"], rf"(?<=\w )(?<!\bage )(?<!\bages )\bof {_AGE} years old(?=[.,;]|\Z)", r"\g<age> years old"),
    )
