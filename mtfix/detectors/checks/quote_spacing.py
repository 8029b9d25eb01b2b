"""A space inside quotation marks."""

import re
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_INSIDE = re.compile(
    r"(?<=[^\W\d_][.,!?])[ \u00a0]”(?=[ \n.,;]|$)|(?<=[^\W\d_])[ \u00a0]”(?=[ \n.,;]|$)|“[ \u00a0](?=[^\W\d_])"
    r"|(?<=[^\W\d_][.!?])[ \u00a0]\"(?=$)|(?<=[a-z])[ \u00a0]\"(?=[.,](?: |$))"
)


class QuoteSpacing(PatternCheck):
    """ "surpass us. ”", "“ so he said"."""

    rule = Rule(
        code="MT235",
        name="quote-spacing",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        summary="A space stands between a quotation mark and what it encloses.",
        explanation="Detokenisation and French or Chinese marks leave a space inside the quotation marks.",
        confidence=0.9,
        bad=(
            Example("“No one will surpass us.[[ ”]]", "”"),
            Example("He called it [[“ ]]a day” and left.", "“"),
            Example('She said: "We are glad.[[ "]]', '"'),
        ),
        good=(
            Example("He said, “Let us go.” “No,” she said. “Why?”"),
            Example("“ ‘Go,’ he said,” she told us. It was “… over.”"),
            Example('She said: "We are glad." "So am I."'),
        ),
    )
    trigger = re.compile(r"[ \u00a0]”|“[ \u00a0]|[.!?][ \u00a0]\"$|[a-z][ \u00a0]\"[.,]", re.MULTILINE)

    def find(self, text: str) -> Iterable[Match]:
        """Spaces before a closing mark and after an opening one; a straight mark closes if one stood open before."""
        for match in _INSIDE.finditer(text):
            if match[0][-1] != '"' or text.count('"') % 2 == 0:
                yield Match(match.start(), match.end(), (match[0].strip(),))
