"""A bracket or quotation mark without its partner."""

import re
from collections.abc import Iterable, Iterator

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_CLOSER = {"(": ")", "[": "]", "{": "}"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
# a list marker "a)" "12)" "iv)" at a line start or after ; , or a space; a smiley
_MARKER = re.compile(r"(?:^|[\s;,(])(?:[A-Za-z]|\d{1,3}|[ivxIVX]{1,5})\)")
_SMILEY = re.compile(r"[:;=8xX][-'^o]?[()\[\]]{1,3}|[()]{1,3}[-'^o]?[:;=](?!\w)")
_PAIRS = re.compile(r"[()\[\]{}]")
_QUOTES = re.compile(r"[“”\"]")


class UnbalancedPair(PatternCheck):
    """Brackets are counted over the window; quotes only where two openers or two closers follow each other in it."""

    rule = Rule(
        code="MT206",
        name="unbalanced-pair",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        summary="The partner of this bracket or quotation mark is missing.",
        explanation="Translation by pieces loses one of two marks. A quotation that runs over several "
        "paragraphs is left alone.",
        confidence=0.45,
        guess=True,  # of 14 bracket deletions on MLQE-PE dev no editor had made one: the other half is what is lost
        bad=(
            Example("The fund [[(]]set up in 1999 paid two million dollars.", ""),
            Example("The fund was set up in 1999[[)]] and paid two million dollars.", ""),
            Example("He called it “a [[“]]mistake” and left.", ""),
        ),
        good=(
            Example("The fund (set up in 1999) paid [sic] two million dollars."),
            Example("“We shall see, he began. It was the first of many paragraphs."),
            Example("a) the first part; b) the second part :-)"),
            Example('The ’90s were kind to the Smiths’ 17" screens.'),
        ),
    )
    trigger = re.compile(r"[()\[\]{}“”\"]")
    reads_context = True

    def find(self, text: str) -> Iterable[Match]:
        """Brackets and quotation marks without a partner."""
        yield from sorted((*self._brackets(text), *self._quotes(text)), key=lambda match: match.start)

    @staticmethod
    def _brackets(text: str) -> Iterator[Match]:
        if not _PAIRS.search(text):
            return
        skipped = {match.end() - 1 for match in _MARKER.finditer(text)}
        for match in _SMILEY.finditer(text):
            skipped.update(range(*match.span()))
        stack: list[tuple[str, int]] = []
        for match in _PAIRS.finditer(text):
            mark, place = match[0], match.start()
            if mark in _CLOSER:
                if place not in skipped:
                    stack.append((mark, place))
            elif stack and stack[-1][0] == _OPENER[mark]:
                stack.pop()
            elif place not in skipped:
                yield Match(place, place + 1, ("",))
        for _, place in stack:
            yield Match(place, place + 1, ("",))

    @staticmethod
    def _quotes(text: str) -> Iterator[Match]:
        marks = [(match.start(), _kind(text, match.start())) for match in _QUOTES.finditer(text)]
        # straight quotes may be nested or belong to a quotation of several paragraphs: an odd one out is needed
        if '"' in text and (len(marks) % 2 == 0 or any(kind == "unknown" for _, kind in marks)):
            return
        opened: int | None = None
        closed = False
        for place, kind in marks:
            if kind == "open":
                if opened is not None:
                    yield Match(place, place + 1, ("",))
                opened, closed = place, False
            elif kind == "close":
                if closed:
                    yield Match(place, place + 1, ("",))
                opened, closed = None, True


def _kind(text: str, place: int) -> str:
    """Whether a double quotation mark opens, closes, or cannot be told (inches, a lone mark)."""
    mark = text[place]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark == "“":
        return "open"
    if mark == "”":
        return "close"
    left, right = before.isspace() or before in "([—–-‘'", after.isspace() or after in ".,;:!?)]—–-'’"
    if left == right or before.isdigit():
        return "unknown"
    return "open" if left else "close"
