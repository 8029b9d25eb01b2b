"""since before a length of time."""

from mtfix.detectors.countables import NUMBERS
from mtfix.detectors.slips import SlipCheck, either, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_UNITS = "years months weeks days hours minutes decades centuries"
_NOT_BEFORE = (
    r"(?! (?:ago|before|earlier|later|after|prior|back|of|have|had|has|are|were|is|was|will|would|can|could|may|went"
    r"|passed|elapsed|until|apart|in|and|or|to|older|old|younger)\b)(?![\w'’-])"
)


class SinceDuration(SlipCheck):
    """ "since three years" (seit drei Jahren, depuis trois ans)."""

    rule = Rule(
        code="MT220",
        name="since-duration",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="since stands before a length of time.",
        explanation="since goes with a point in time (since 2010), for with a length of time (for three years).",
        confidence=0.95,
        bad=(
            Example("He works here [[since three years]].", "for three years"),
            Example("They wait [[since a few weeks]].", "for a few weeks"),
            Example("[[Since 20 years]], the law is the same.", "For 20 years"),
        ),
        good=(
            Example("Since three years ago; since two days before; since five weeks have passed."),
            Example("It has been two years since the war; since 2010; since several days of rain fell."),
            Example("Since the last few days of May, since the 20 years of war."),
        ),
    )
    slips = (
        slip(
            _UNITS,
            rf"\bsince (?P<time>(?:more than |over |about |almost |nearly |at least )?"
            rf"(?:{either([*NUMBERS, 'many', 'several', 'some'])}|a few|\d{{1,3}}) {either(_UNITS)}){_NOT_BEFORE}",
            r"for \g<time>",
        ),
        slip(
            ["long time"],
            rf"\bsince (?:a )?(?P<time>(?:very )?long time){_NOT_BEFORE}",
            r"for a \g<time>",
        ),
        slip(["since long"], r"\bsince long(?=[.,;!?])", "for a long time"),
    )
