"""Sentences by the library sentencex, with what it gets wrong put right. Only white space lies between two of them."""

from collections.abc import Iterator

from mtfix.text import Span

LONGEST = 2000  # code points; a longer "sentence" is a text without full stops and is cut at white space
_CHUNK = 4000  # sentencex takes quadratic time on unclosed quotes, so it is given this much at a time


def sentences(plain: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, trimmed, in order."""
    result = []
    for start, end in _pieces(plain, paragraph):
        result.append(Span(start, end))
    return result


def _pieces(plain: str, paragraph: Span) -> Iterator[Span]:
    from sentencex import segment
    start = paragraph.start
    for piece in segment("en", plain[paragraph.start:paragraph.end]):
        text = piece.strip()
        if text:
            lead = len(piece) - len(piece.lstrip())
            yield Span(start + lead, start + lead + len(text))
        start += len(piece)
