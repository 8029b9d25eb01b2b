"""Raw edits of several rounds as one set against the first text, and the undoing of those that do not settle."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from mtfix.text import AnnotatedText, Span, splice

RawEdit = tuple[Span, str]

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def changed_words(old: str, new: str) -> list[RawEdit]:
    """The places in `old` at which it is to be edited to read as `new`; whole words and marks, as few as possible."""
    before, after = ([match[0] for match in _WORD.finditer(text)] for text in (old, new))
    starts = [0, *accumulate(map(len, before))]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(Span(starts[i], starts[j]), "".join(after[k:m])) for step, i, j, k, m in steps if step != "equal"]


def origin(edits: Sequence[RawEdit], span: Span) -> Span:
    """Where a span of the text after the edits stood before them; an edit that it cuts is taken in whole."""
    start, end = span
    shift = 0
    for (place, replacement), after in zip(sorted(edits), landed(edits), strict=True):
        grown = len(replacement) - len(place)
        if after.start < span.start:
            start = span.start - shift - grown if after.end <= span.start else place.start
        if after.start < span.end:
            end = span.end - shift - grown if after.end <= span.end else place.end
        elif after.start > span.end:
            break
        shift += grown
    return Span(start, max(start, end))


def landed(edits: Iterable[RawEdit]) -> list[Span]:
    """Where each edit's replacement stands in the text after all of them, in order."""
    spans, shift = [], 0
    for span, replacement in sorted(edits):
        start = span.start + shift
        spans.append(Span(start, start + len(replacement)))
        shift += len(replacement) - len(span)
    return spans


def compose(first: Sequence[RawEdit], second: Sequence[RawEdit], middle: str) -> list[RawEdit]:
    """The edits that do to the first text what `first` (giving `middle`) and then `second` do."""
    first = sorted(first)
    growth = [len(replacement) - len(span) for span, replacement in first]
    pieces = [(span, grown, None) for span, grown in zip(landed(first), growth, strict=True)]
    later = [(span, 0, replacement) for span, replacement in second]
    composed: list[RawEdit] = []
    shift = 0
    for group in _touching(sorted([*pieces, *later], key=lambda piece: piece[0])):
        start, end = group[0][0].start, max(span.end for span, _, _ in group)
        edits = [(span.shift(-start), text) for span, _, text in group if text is not None]
        origin = start - shift
        shift += sum(grown for _, grown, _ in group)
        composed.append((Span(origin, end - shift), splice(middle[start:end], edits)))
    return composed


def _touching(pieces: Iterable[tuple[Span, int, str | None]]) -> list[list[tuple[Span, int, str | None]]]:
    groups: list[list[tuple[Span, int, str | None]]] = []
    end = -1
    for piece in pieces:
        if groups and piece[0].start <= end:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        end = max(end, piece[0].end)
    return groups


def settled(edits: Sequence[RawEdit], wobbling: Iterable[RawEdit], text: AnnotatedText) -> list[RawEdit]:
    """The edits (giving `text`) without those in a paragraph of `text` that further edits would change again."""
    breaks = sorted(_breaks(text))

    def paragraphs(span: Span) -> set[int]:
        return set(range(bisect_right(breaks, span.start), bisect_right(breaks, span.end) + 1))

    unsettled = set[int]().union(*(paragraphs(span) for span, _ in wobbling))
    return [edit for edit, place in zip(sorted(edits), landed(edits), strict=True) if not paragraphs(place) & unsettled]


def _breaks(text: AnnotatedText) -> Iterator[int]:
    """Where paragraphs end in the raw text: at blank lines, or at the markup that reads as one."""
    yield from (match.end() for match in _BLANK_LINE.finditer(text.raw))
    yield from (place.end for place in text.paragraph_ends)
