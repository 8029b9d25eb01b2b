"""Paragraphs: each line is one, unless the text is hard-wrapped as in plain-text e-mail; then wrapped lines are joined.

A wrapped line is recognized by the way wrapping works: the first word of the next line would not have fitted on it.
That alone can be chance, so the lines must also break in the middle of a sentence more often than not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mtfix.text import Span

NARROWEST, WIDEST = 40, 120  # columns between which text is wrapped by hand or by mail programs
SLACK = 12  # columns by which people who break lines by hand fall short

_LINE = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"(?:[-*+•‣▪·◦>|]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", "”", '"', "’", ")", "…", "|")


class _Line(NamedTuple):
    """A line without its outer white space: where it is, in which column it ends, and how long its first word is."""

    start: int
    end: int
    width: int
    first_word: int


def paragraphs(plain: str) -> Iterator[Span]:
    """The paragraphs in order, without white space around them; only blank space lies between them."""
    blocks = list(_blocks(plain))
    width = _common_width(plain, blocks)
    for block in blocks:
        for run in _runs(plain, block, width):
            yield Span(run[0].start, run[-1].end)


def _blocks(plain: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank line between them."""
    block: list[_Line] = []
    previous = 0
    line_start = 0
    for match in _LINE.finditer(plain):
        start, end = match.span()
        breaks = list(_BREAK.finditer(plain, previous, start)) if start > previous else []
        if breaks:
            line_start = breaks[-1].end()
        if len(breaks) > 1 and block:
            yield block
            block = []
        word = _FIRST_WORD.match(plain, start, min(end, start + WIDEST))
        block.append(_Line(start, end, end - line_start, word.end() - start if word else 0))
        previous = end
    if block:
        yield block


def _common_width(plain: str, blocks: Iterable[Sequence[_Line]]) -> int | None:
    """The width the document is wrapped at, if at least three runs of its lines show it."""
    widths = [max(line.width for line in run) for block in blocks for run in _runs(plain, block, None) if len(run) > 1]
    return max(widths) if len(widths) >= 3 else None


def _runs(plain: str, block: Sequence[_Line], width: int | None) -> Iterator[Sequence[_Line]]:
    """The block's lines, those that were wrapped together in one run."""
    widest = max(line.width for line in block)
    if len(block) == 1 or not NARROWEST <= widest <= WIDEST:
        yield from ([line] for line in block)
        return
    known = width is not None and widest <= width
    for run in _full_runs(plain, block, width if known and width else widest):
        if known or _breaks_sentences(plain, run):
            yield run
        else:
            yield from ([line] for line in run)


def _full_runs(plain: str, block: Sequence[_Line], width: int) -> Iterator[Sequence[_Line]]:
    """Cut the block after every line on which the next line's first word would have fitted, and before list items."""
    first = 0
    for index, (line, following) in enumerate(pairwise(block), 1):
        slack = SLACK if _inside_sentence(plain, line, following) else 0
        full = line.width + 1 + following.first_word > width - slack
        if not full or _ITEM.match(plain, following.start, following.end):
            yield block[first:index]
            first = index
    yield block[first:]


def _breaks_sentences(plain: str, run: Sequence[_Line]) -> bool:
    """True if at least half of the line ends lie inside a sentence."""
    inside = sum(_inside_sentence(plain, line, following) for line, following in pairwise(run))
    return len(run) > 1 and 2 * inside >= len(run) - 1


def _inside_sentence(plain: str, line: _Line, following: _Line) -> bool:
    """True if a sentence goes on over the line end, for all one can see."""
    return plain[following.start].islower() and not plain[line.end - 1].endswith(_ENDS_SENTENCE)
