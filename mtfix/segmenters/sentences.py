"""Sentences by the library sentencex, with what it gets wrong put right. Only white space lies between two of them.

sentencex never cuts inside quotes, however long, and takes quadratic time on unclosed ones: quotes are blanked for it,
and its cuts are then moved to the white space outside them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from mtfix.text import Span

LONGEST = 2000  # code points; a longer "sentence" is a text without full stops and is cut at white space
_CHUNK = 50_000  # what sentencex is given at a time
_MERGED = 400  # a sentence that goes on in lower case is joined up to this length

_TERMINAL = ".!?…。！？｡"
_MAY_END = re.compile(rf"[{_TERMINAL}]\S{{0,6}}\s+\S|[。！？｡]\S")
_BLANKED = re.compile(r"[\"“”„‟«»`「」『』《》]|[^\S ]|(?<!\w)['‘’‚‛‹]|['’›](?!\w)")
_LIST_MARK = re.compile(r"(?:[-*+•–—#]\s*)?[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)\]]+|[-*+•–—]")
_NUMBER_NEXT = re.compile(r"\b(?:No|Nos|Art|Arts|Fig|Figs|Sec|Vol|Ch|pp?|cf)\.$")
_GOES_ON = re.compile(r"[\"“”„«»'‘’(\[]*[a-z][a-z'’-]*(?![\w./@])|[,;:)\]]")
# words that sentencex takes for abbreviations (Maine, Illinois, number), and full stops before a closing bracket
_MISSED = re.compile(
    r"""(?:(?<![\w.'’-])(?:me|miss|ill|too|no|No)\.[\"”’]*|(?:\b[a-z]{3,}|\([A-Z][a-z]+)[.!?…][\"”’]?\))"""
    r"""(?=\s+[\"“‘'(\[]*[A-Z])"""
)


def sentences(plain: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, trimmed, in order; none is longer than LONGEST."""
    start, end = paragraph
    if not _MAY_END.search(plain, start, end):
        return list(_short_enough(plain, paragraph))
    cuts = [0, *_cuts(plain[start:end]), end - start]
    result: list[Span] = []
    for left, right in pairwise(cuts):
        span = _trimmed(plain, start + left, start + right)
        if span.start == span.end:
            continue
        if result and _belong_together(plain, result[-1], span):
            result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return [piece for span in result for piece in _short_enough(plain, span)]


def _cuts(text: str) -> Iterator[int]:
    """Where sentences end: places of white space, or behind a Chinese or Japanese full stop."""
    blanked = _BLANKED.sub(" ", text)
    position = 0
    for length in _piece_lengths(blanked):
        yield from (match.end() for match in _MISSED.finditer(text, position, position + length))
        position += length
        # blanked quotes and white space around the cut: sentencex put all of it into the left piece
        left = len(blanked[position - length : position].rstrip()) + position - length
        right = position
        while right < len(text) and blanked[right] == " ":
            right += 1
        space = next((place for place in range(left, right) if text[place].isspace()), None)
        if space is not None:
            yield space
        elif right < len(text) and text[left - 1 : left] in "。！？｡":
            yield right if text[left:right].rstrip('」』》”’"') == "" else left


def _piece_lengths(blanked: str) -> Iterator[int]:
    """The lengths of sentencex's pieces. It gets long texts in chunks; the last piece of a chunk is begun anew."""
    from sentencex import segment  # loads a binary module

    position = 0
    while position < len(blanked):
        chunk = blanked[position : position + _CHUNK]
        lengths = [len(piece) for piece in segment("en", chunk)]
        if sum(lengths) != len(chunk):  # it is said to be lossless; should it not be, no text may be lost here
            lengths = [len(chunk)]
        if position + len(chunk) < len(blanked) and len(lengths) > 1:
            lengths.pop()
        yield from lengths
        position += sum(lengths)


def _trimmed(plain: str, start: int, end: int) -> Span:
    text = plain[start:end]
    start += len(text) - len(text.lstrip())
    return Span(start, max(start, start + len(text.strip())))


def _belong_together(plain: str, left: Span, right: Span) -> bool:
    """True where sentencex cut inside a sentence: behind a list mark or initials, or before a lower-case word."""
    before = plain[max(left.start, left.end - 24) : left.end]
    if len(left) < 8 and _LIST_MARK.fullmatch(before):
        return True
    if _NUMBER_NEXT.search(before) and plain[right.start].isdigit():
        return True
    if right.end - left.start > _MERGED:
        return False
    return bool(_GOES_ON.match(plain, right.start, right.end))


def _short_enough(plain: str, span: Span) -> Iterator[Span]:
    """The span, or pieces of it that end at white space where there is any."""
    start = span.start
    while span.end - start > LONGEST:
        words = plain[start : start + LONGEST + 1].rsplit(None, 1)
        cut = start + (len(words[0]) if len(words) > 1 else LONGEST)
        yield _trimmed(plain, start, cut)
        start = _trimmed(plain, cut, min(span.end, cut + LONGEST)).start
        while start < span.end and plain[start].isspace():
            start += 1
    yield Span(start, span.end)
