"""Established terms put through a synonym machine: "counterfeit consciousness" for artificial intelligence."""

from mtfix.detectors.checks.base import PhraseCheck
from mtfix.taxonomy import Category, Example, Rule, Severity


class TorturedPhrase(PhraseCheck):
    """A list of tortured phrases that do not occur in edited English (data/tortured_phrases.tsv)."""

    rule = Rule(
        code="MT215",
        name="tortured-phrase",
        category=Category.MISTRANSLATION,
        severity=Severity.MAJOR,
        summary="A term of art replaced by synonyms of its words.",
        explanation="Paraphrasing tools and round trips turn terms into phrases nobody uses; the term is the "
        "candidate.",
        confidence=0.95,
        bad=(
            Example("The paper uses [[counterfeit consciousness]] to sort images.", "artificial intelligence"),
            Example("It has a good [[flag to commotion]] ratio.", "signal to noise"),
            Example("[[Bosom peril]] is common.", "Breast cancer"),
        ),
        good=(
            Example("Artificial intelligence is a term of art."),
            Example("A counterfeit coin and a guilty consciousness."),
            Example("The commotion around the flag was great."),
        ),
    )
    tables = ("tortured_phrases.tsv",)
