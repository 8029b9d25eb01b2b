"""Word-by-word renderings of fixed phrases of other languages, and plurals and verb forms English does not have."""

from mtfix.detectors.checks.base import PhraseCheck
from mtfix.taxonomy import Category, Example, Rule, Severity


class Calque(PhraseCheck):
    """A list of phrases that hardly occur in 26 million words of edited English (tables of data/)."""

    rule = Rule(
        code="MT214",
        name="calque",
        category=Category.AWKWARD,
        severity=Severity.MINOR,
        summary="A phrase of another language rendered word by word.",
        explanation=(
            "Each phrase of the list was counted in edited English and is there at most once; the candidates are "
            "what English says in its place."
        ),
        confidence=0.9,
        bad=(
            Example("They [[realized a study]] of the river.", "carried out a study"),
            Example("She [[assisted to the meeting]] on Monday.", "attended the meeting"),
            Example("We need more [[equipments]] for it.", "equipment"),
            Example("[[Since many years]] he lives here.", "For many years"),
        ),
        good=(
            Example("They realized that a study was needed."),
            Example("He assisted at the meeting."),
            Example("Since the many years of war, equipment is old."),
        ),
    )
    tables = ("calques.tsv", "foreign_phrases.tsv")
