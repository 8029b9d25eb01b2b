"""Two conjunctions where English has one: "Although …, but", "Because …, so"."""

from mtfix.detectors.slips import SlipCheck, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_CLAUSE_TEXT = r"\b[^.;:?!,()]{8,80}"


class PairedConjunctions(SlipCheck):
    """ "Although it rained, but we went" (虽然…但是)."""

    rule = Rule(
        code="MT231",
        name="paired-conjunctions",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="Two conjunctions join two clauses, where English has one.",
        explanation=(
            "Chinese, Turkish, Russian and Korean mark both clauses: although … but, because … so. English keeps one. "
            "Reported where the sentence has but one comma before the second."
        ),
        confidence=0.9,
        bad=(
            Example("Although it rained all day[[, but]] we went out.", ","),
            Example("Because the road was closed[[, so]] we came late.", ","),
            Example("Even though he was ill[[, but]] he worked.", ","),
        ),
        good=(
            Example("Although small, but for its size heavy, it flies. Because it rose, so did the other."),
            Example("It is late, although not too late, but we can go."),
            Example("Because it is so late, so many left. Though he came, he was ill, but he worked."),
        ),
    )
    slips = (
        slip(
            "although though",
            rf"(?:^|(?<=[.!?] ))(?:even though|although|though){_CLAUSE_TEXT}(?P<x>, but)"
            r"(?= (?:it|he|she|they|we|I|you|there|this|that|the|these|his|in|also|still|at|its|their)\b)",
            ",",
        ),
        slip(
            "because",
            rf"(?:^|(?<=[.!?] ))because{_CLAUSE_TEXT}(?P<x>, so)"
            r"(?= (?:it|he|she|they|we|I|you|there|this|the|these|his|their)\b)",
            ",",
        ),
    )
