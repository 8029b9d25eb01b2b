"""East Asian full-width punctuation, letters and digits in English text."""

import re
import unicodedata
from collections.abc import Iterable

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_WIDE = r"\u3000-\u3002\u3008-\u3011\u3014\u3015\uff01-\uff0f\uff10-\uff5e\uffe5"
_RUN = re.compile(rf"[{_WIDE}](?:[ ]?[{_WIDE}])*")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NARROW = {
    "\u3000": " ",
    "、": ",",
    "。": ".",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "《": "“",
    "》": "”",
    "〈": "“",
    "〉": "”",
}
_NARROW |= {"【": "[", "】": "]", "〔": "(", "〕": ")", "￥": "¥"}
_SPACE_AFTER, _SPACE_BEFORE = frozenset(",.:;!?)]”"), frozenset("([“")


class FullWidthPunctuation(PatternCheck):
    """，。：；！？（） and the ideographic space."""

    rule = Rule(
        code="MT210",
        name="full-width-punctuation",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        summary="Full-width East Asian punctuation in English text.",
        explanation="Marks of Chinese or Japanese typography survive translation; English uses the narrow "
        "ones, with spaces.",
        confidence=0.97,
        safe=True,
        bad=(
            Example("He paused[[，]]then spoke.", ", "),
            Example("The price is fixed[[。]]", "."),
            Example("The firm[[（]]founded in 1990[[）]]is small.", " ("),
            Example("See room[[\u3000]]12.", " "),
        ),
        good=(
            Example("He paused, then spoke."),
            Example("The sign said 禁止停车。"),
            Example("Call (555) 0100; ask for Ms. Ito!"),
        ),
    )
    trigger = re.compile(rf"[{_WIDE}]")

    def find(self, text: str) -> Iterable[Match]:
        """Runs of full-width marks that have no East Asian neighbour."""
        for match in _RUN.finditer(text):
            start, end = match.span()
            if not _EAST_ASIAN.search(text[max(0, start - 1) : end + 1]):
                yield Match(start, end, (_narrow(match[0], text[start - 1 : start], text[end : end + 1]),))


def _narrow(run: str, before: str, after: str) -> str:
    """The run in ASCII, with the spaces that English wants around it."""
    plain = "".join(_NARROW.get(c, unicodedata.normalize("NFKC", c)) for c in run)
    pieces: list[str] = []
    for mark in plain.strip():
        last = pieces[-1][-1] if pieces else before
        pieces.append(" " + mark if mark in _SPACE_BEFORE and last.isalnum() else mark)
    text = "".join(pieces)
    if not text:
        return " "
    lead = " " if run[0] == "\u3000" and (text[0] in _SPACE_BEFORE or text[0].isalnum()) and before.strip() else ""
    glued = text[-1] in _SPACE_AFTER and (after.isalnum() or after in _SPACE_BEFORE and after)
    return lead + text + (" " if glued or run[-1] == "\u3000" and after.isalnum() else "")
