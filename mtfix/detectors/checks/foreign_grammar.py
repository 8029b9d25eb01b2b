"""Prepositions, articles, forms and orders of words that other languages use and English does not."""

from mtfix.detectors.checks.base import PhraseCheck
from mtfix.taxonomy import Category, Example, Rule, Severity


class ForeignGrammar(PhraseCheck):
    """A list of constructions that never occur in 24 million words of edited English (data/foreign_grammar.tsv)."""

    rule = Rule(
        code="MT227",
        name="foreign-grammar",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="A construction of another language: its preposition, article, verb form or order of words.",
        explanation=(
            "Each phrase of the list was counted in edited English and is not there, though what English says in its "
            "place is; that is the candidate."
        ),
        confidence=0.9,
        bad=(
            Example("She came here [[for to ensure]] peace.", "to ensure"),
            Example("The [[news are]] good today.", "news is"),
            Example("It is written [[on other hand]] that he left.", "on the other hand"),
        ),
        good=(
            Example("She came here to ensure peace."),
            Example("The news is that prices are up."),
            Example("He held it in the other hand."),
        ),
    )
    tables = ("foreign_grammar.tsv",)
