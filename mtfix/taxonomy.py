"""MQM-aligned categories and severities, and what one check code stands for.

The categories follow the MQM-Core typology (themqm.org) with the names of Google's MQM sets (WMT 2020-23).
Accuracy is bilingual in MQM; mtfix reads no source text, so it only ever *suspects* an accuracy error.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Category(StrEnum):
    """What kind of error."""

    MISTRANSLATION = "accuracy/mistranslation"
    OMISSION = "accuracy/omission"
    ADDITION = "accuracy/addition"
    GRAMMAR = "fluency/grammar"
    SPELLING = "fluency/spelling"
    CAPITALIZATION = "fluency/capitalization"
    PUNCTUATION = "fluency/punctuation"
    INCONSISTENCY = "fluency/inconsistency"
    AWKWARD = "style/awkward"
    NON_TRANSLATION = "non-translation"


class Severity(IntEnum):
    """How much harm; the MQM weights are 0, 1, 5 and 25."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The lower-case name, as reports print it."""
        return self.name.lower()


@dataclass(frozen=True, order=True)
class Example:
    """A text that shows a check. Bad: `marked` has the span in [[…]], `repair` replaces it. Good: neither."""

    marked: str
    repair: str | None = None


@dataclass(frozen=True, order=True)
class Rule:
    """The paper of one check code: stable code, kebab-case name, what it flags, why, and its examples.

    `confidence` is the share of its hits that are errors, measured on development data. The first candidate of a
    `safe` rule may be applied unasked, if the guard agrees; what a `guess` rule proposes is shown and never applied.
    """

    code: str
    name: str
    category: Category
    severity: Severity
    summary: str
    explanation: str = ""
    confidence: float = 0.9
    safe: bool = False
    guess: bool = False
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
