"""Pattern checks, one a file, named after the bad pattern. A test compares the table with the folder."""

from importlib import import_module

from mtfix.detectors.checks.base import Match, PatternCheck

CHECKS: dict[str, str] = {
    "doubled-word": "doubled_word:DoubledWord",
    "repeated-ngram": "repeated_ngram:RepeatedNgram",
    "site-boilerplate": "site_boilerplate:SiteBoilerplate",
    "stray-capital": "stray_capital:StrayCapital",
    "broken-join": "broken_join:BrokenJoin",
    "unbalanced-pair": "unbalanced_pair:UnbalancedPair",
    "foreign-script": "foreign_script:ForeignScript",
    "mojibake": "mojibake:Mojibake",
    "leaked-placeholder": "leaked_placeholder:LeakedPlaceholder",
    "full-width-punctuation": "full_width_punctuation:FullWidthPunctuation",
    "punctuation-spacing": "punctuation_spacing:PunctuationSpacing",
    "foreign-number-word": "foreign_number_word:ForeignNumberWord",
    "a-an": "a_an:AAn",
    "calque": "calque:Calque",
    "tortured-phrase": "tortured_phrase:TorturedPhrase",
    "verb-form": "verb_form:VerbForm",
    "agreement": "agreement:Agreement",
    "double-comparison": "double_comparison:DoubleComparison",
    "uncountable-plural": "uncountable_plural:UncountablePlural",
    "since-duration": "since_duration:SinceDuration",
    "wrong-preposition": "wrong_preposition:WrongPreposition",
    "double-negation": "double_negation:DoubleNegation",
    "doubled-subject": "doubled_subject:DoubledSubject",
    "article-before-name": "article_before_name:ArticleBeforeName",
    "date-form": "date_form:DateForm",
    "year-age": "year_age:YearAge",
    "foreign-grammar": "foreign_grammar:ForeignGrammar",
    "regular-verb-form": "regular_verb_form:RegularVerbForm",
    "noun-number": "noun_number:NounNumber",
    "comparison-form": "comparison_form:ComparisonForm",
    "paired-conjunctions": "paired_conjunctions:PairedConjunctions",
    "verb-complement": "verb_complement:VerbComplement",
    "word-clash": "word_clash:WordClash",
    "number-grouping": "number_grouping:NumberGrouping",
    "quote-spacing": "quote_spacing:QuoteSpacing",
}

__all__ = ["CHECKS", "Match", "PatternCheck", "load_checks"]


def load_checks() -> tuple[PatternCheck, ...]:
    """One instance of every pattern check, in the order of their codes."""
    checks: list[PatternCheck] = []
    for target in CHECKS.values():
        module, _, name = target.partition(":")
        checks.append(getattr(import_module(f"{__name__}.{module}"), name)())
    return tuple(checks)
