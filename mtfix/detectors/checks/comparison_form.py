"""A comparison built with the wrong word: "the most old", "as big than", "the most part of"."""

from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_FORMS = {
    "old": "older oldest", "big": "bigger biggest", "small": "smaller smallest", "high": "higher highest",
    "low": "lower lowest", "strong": "stronger strongest", "weak": "weaker weakest", "long": "longer longest",
    "short": "shorter shortest", "easy": "easier easiest", "cheap": "cheaper cheapest", "fast": "faster fastest",
    "large": "larger largest", "nice": "nicer nicest", "great": "greater greatest", "hard": "harder hardest",
    "rich": "richer richest", "tall": "taller tallest", "deep": "deeper deepest", "near": "nearer nearest",
    "young": "younger youngest", "good": "better best", "bad": "worse worst",
}  # fmt: skip
_COMPARATIVE = {word: forms.split()[0] for word, forms in _FORMS.items()}
_SUPERLATIVE = {word: forms.split()[1] for word, forms in _FORMS.items()}
_LONGER = _FORMS.keys() - {"good", "bad", "nice", "great"}
_COMPARED = """big small much many quickly fast high low long old young strong often soon easy hard important expensive
    rich poor large good bad well tall far early late cheap"""
_PEOPLE = "people men women countries cities students citizens children companies politicians experts scientists"


class ComparisonForm(SlipCheck):
    """ "the most old town", "it is more big than", "as tall than", "most of people"."""

    rule = Rule(
        code="MT230",
        name="comparison-form",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The comparison is put together as another language does it.",
        explanation=(
            "Short adjectives take -er and -est (le plus vieux, más grande), as … as is one pair (so groß als), most "
            "people has no of and most of the people has one the."
        ),
        confidence=0.93,
        bad=(
            Example("It is [[the most old]] town of the land.", "the oldest"),
            Example("This house is [[more big]] than that.", "bigger"),
            Example("He is [[as tall than]] his father.", "as tall as"),
            Example("[[Most of]] people know it.", "Most"),
            Example("He spent [[the most part]] of his life here.", "most"),
        ),
        good=(
            Example("We need more young people and more long roads; it was the most new jobs in years."),
            Example("He made the most of it; for the most part he was here; most of the people know it."),
            Example("He is as much to blame, more than that, as good as any, more often than not as late as May."),
            Example("His Most High Majesty; more good than bad; the more old letters we read."),
        ),
    )
    slips = (
        slip(
            pairs("most", _FORMS),
            rf"(?P<x>\b(?P<who>the|his|its|their|our) most (?P<word>{either(_FORMS.keys() - {'good', 'bad'})}))"
            r"(?= (?:and|town|city|country|house|man|woman|person|people|building|part|way|in|of|part|church|child|son"
            r"|daughter|mountain|river|member|university|school)\b|[.,])(?! of all\b)",
            lambda match: f"{match['who']} {_SUPERLATIVE[match['word'].lower()]}",
        ),
        slip(
            pairs("more", _FORMS),
            r"\b(?:is|are|was|were|be|become|became|becomes|much|even|far) "
            rf"(?P<x>more (?P<word>{either(_LONGER)}))(?= than (?!{either(_FORMS)}))",
            lambda match: _COMPARATIVE[match["word"].lower()],
        ),
        slip(
            pairs(_COMPARED, "than"),
            rf"(?<!such )(?<!same )(?P<head>\bas (?:{either(_COMPARED)}) )than{END}",
            r"\g<head>as",
        ),
        slip(pairs("of", _PEOPLE), rf"(?P<x>\bmost of) {either(_PEOPLE)}", "most"),
        slip(["most part"], r"(?<!for )(?P<x>\bthe most part)(?= of (?:the|his|her|its|their|our)\b)", "most"),
    )
