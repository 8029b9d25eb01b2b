"""The papers of the tagger's ten codes, one for each category. Loads no model: `mtfix rule` and selectors need them."""

from mtfix.taxonomy import Category, Example, Rule, Severity

_WHY = "Found by the neural tagger, which reads English only; the confidence is calibrated on sentences people marked. "


def _rule(number: int, category: Category, severity: Severity, text: tuple[str, str], *bad: Example) -> Rule:
    name = category.value.rpartition("/")[2]
    return Rule(f"MT{number:03}", name, category, severity, text[0], _WHY + text[1], bad=bad)


TAGGER_RULES: tuple[Rule, ...] = (
    _rule(
        1,
        Category.MISTRANSLATION,
        Severity.MAJOR,
        (
            "These words are suspected to say something else than the source.",
            "No source text is read: a wrong sense, an antonym or an idiom rendered word by word shows as an odd fit.",
        ),
        Example("The bank of the river was [[closed on Sundays]].", "flooded on Sunday"),
        Example("She [[took a photo shoot]] of the bridge.", "took a photo"),
    ),
    _rule(
        2,
        Category.OMISSION,
        Severity.MAJOR,
        (
            "Something seems to be missing here.",
            "A dropped verb, preposition, negation or sentence end leaves a gap in the grammar or the sense.",
        ),
        Example("He demanded that they [[stop repress]] the press.", "stop repressing"),
        Example("The meeting was held [[Geneva]] on Monday.", "in Geneva"),
    ),
    _rule(
        3,
        Category.ADDITION,
        Severity.MINOR,
        (
            "These words do not belong to the text.",
            "Link anchors, captions, repeated phrases and glosses of the translator end up inside sentences.",
        ),
        Example("The minister [[read more]] left for Paris.", ""),
        Example("Prices rose [[rose prices]] last year.", ""),
    ),
    _rule(
        4,
        Category.GRAMMAR,
        Severity.MINOR,
        (
            "The grammar is broken.",
            "Agreement, tense, articles, prepositions and word order follow the source language, not English.",
        ),
        Example("They discussed [[about]] the plan.", ""),
        Example("He [[have]] two sisters.", "has"),
    ),
    _rule(
        5,
        Category.SPELLING,
        Severity.MINOR,
        ("This is misspelt.", "A slip of letters, or a word half transliterated."),
        Example("The [[goverment]] resigned.", "government"),
        Example("A [[telefon]] rang.", "telephone"),
    ),
    _rule(
        6,
        Category.CAPITALIZATION,
        Severity.MINOR,
        ("The letter case is wrong.", "Capitals of link anchors and of other languages' habits stay behind."),
        Example("Wang [[Demanded]] an answer.", "demanded"),
        Example("They speak [[french]].", "French"),
    ),
    _rule(
        7,
        Category.PUNCTUATION,
        Severity.MINOR,
        ("The punctuation is wrong.", "Marks are lost, doubled or set by the rules of another language."),
        Example("He said[[ ,]] that he would come.", ""),
        Example("It rained[[.,]] We stayed at home.", "."),
    ),
    _rule(
        8,
        Category.INCONSISTENCY,
        Severity.MINOR,
        (
            "This does not agree with the rest of the text.",
            "The same person or thing is named in two ways, or a pronoun does not fit its noun.",
        ),
        Example("Mr Li said [[she]] would resign.", "he"),
        Example("The ship sank. The [[boats]] captain survived.", "ship's"),
    ),
    _rule(
        9,
        Category.AWKWARD,
        Severity.MINOR,
        (
            "This is awkward English.",
            "The words are right one by one, but no one would write them together.",
        ),
        Example("He [[made a visit of friendship]] to Oslo.", "paid a friendly visit"),
        Example("The film [[met with a big welcome]].", "was well received"),
    ),
    _rule(
        10,
        Category.NON_TRANSLATION,
        Severity.CRITICAL,
        (
            "This cannot be read as a translation at all.",
            "Whole stretches of noise, of another language, or of words without any order.",
        ),
        Example("[[The of which that of being not same to it]].", None),
        Example("He spoke at [[la reunión de ministros]].", "the meeting of ministers"),
    ),
)
