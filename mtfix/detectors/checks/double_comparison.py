"""more or most before a form that compares already."""

from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_COMPARATIVES = """better worse bigger smaller easier cheaper faster stronger weaker older younger larger longer shorter
    happier higher lower safer richer poorer simpler harder stricter closer deeper wider nicer smarter healthier
    quicker slower greater tougher harsher""".split()
_SUPERLATIVES = """best worst biggest smallest easiest cheapest fastest strongest weakest oldest youngest largest
    longest shortest happiest highest lowest safest richest poorest simplest hardest strictest closest deepest
    nicest smartest greatest latest toughest newest""".split()
_AFTER = (
    r"(?=[.,;:!?)]|\Z| (?:than|to|for|if|and|but|because|when|in|with|way|access|life|one|place|for|that|now|today)\b)"
)


class DoubleComparison(SlipCheck):
    """ "a more easier way", "the most biggest city"."""

    rule = Rule(
        code="MT218",
        name="double-comparison",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="A word is compared twice.",
        explanation="Better, easier or biggest need no more or most. “Two more smaller rooms” is left alone.",
        confidence=0.96,
        bad=(
            Example("It is [[more easier]] than before.", "easier"),
            Example("It is [[the most biggest]] city.", "the biggest"),
            Example("We need a [[more cheaper]] way.", "cheaper"),
        ),
        good=(
            Example("We need two more smaller rooms and many more better-paid jobs."),
            Example("More higher education is needed; most best-selling books are short."),
            Example("The more the better; most of the biggest cities; at most best friends."),
        ),
    )
    slips = (
        slip(
            pairs("more", _COMPARATIVES),
            rf"(?:(?:\b(?:a|much|even|far|is|was|be|becomes?|became|be|makes? it|made it|lot|bit|little|the) )"
            rf"(?P<x>more (?P<word>{either(_COMPARATIVES)})))(?!-){_AFTER}",
            r"\g<word>",
        ),
        slip(
            pairs("more", _COMPARATIVES),
            rf"(?P<x>\bmore (?P<word>{either(_COMPARATIVES)})) than{END}",
            r"\g<word>",
        ),
        slip(
            pairs("most", _SUPERLATIVES),
            rf"(?P<head>\b(?:the|its|his|her|their|our|my|['’]s) )most (?P<word>{either(_SUPERLATIVES)}){END}",
            r"\g<head>\g<word>",
        ),
    )
