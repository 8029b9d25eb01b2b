"""Plain text to segments: one sentence or line each, in a window of neighbours of the same paragraph."""

from collections.abc import Iterator, Sequence

from mtfix.segment import Segment
from mtfix.segmenters.paragraphs import paragraphs
from mtfix.segmenters.sentences import sentences
from mtfix.text import Span

WINDOW = 480  # code points of context: what a tagger reads in one go with room to spare


def segment(plain: str) -> list[Segment]:
    """The segments of a text in order. They hold all of it but the white space between them."""
    result: list[Segment] = []
    for paragraph in paragraphs(plain):
        for window in _windows(sentences(plain, paragraph)):
            result.extend(_segments(plain, window))
    return result


def _windows(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Neighbours grouped greedily: each group spans at most WINDOW code points, or is one long sentence."""
    first = 0
    for index, span in enumerate(spans):
        if span.end - spans[first].start > WINDOW and index > first:
            yield spans[first:index]
            first = index
    if spans:
        yield spans[first:]


def _segments(plain: str, window: Sequence[Span]) -> Iterator[Segment]:
    start = window[0].start
    context = plain[start : window[-1].end]  # one string object for all of them
    if len(window) == 1:
        yield Segment(window[0], context, context, 0)
        return
    for span in window:
        yield Segment(span, plain[span.start : span.end], context, span.start - start)
