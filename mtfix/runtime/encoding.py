"""Text to token ids: BERT word pieces beside the letter case that an uncased vocabulary cannot see."""

from collections.abc import Iterator, Sequence

LOWER, TITLE, UPPER, MIXED = range(4)
CASES = 4
MAX_TOKENS = 256
OVERLAP = 64


def case_of(piece: str) -> int:
    """LOWER (also: no letters), TITLE (first letter a capital), UPPER (two or more, all capitals) or MIXED."""
    if piece.islower() or not piece:
        return LOWER
    if piece.isupper():
        return UPPER if len(piece) > 1 else TITLE
    if piece[0].isupper() and (piece[1:].islower() or not any(map(str.isupper, piece[1:]))):
        return TITLE
    return MIXED if any(map(str.isupper, piece)) else LOWER


def case_ids(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The case of each token, from its place in the text; special tokens (empty offsets) are LOWER."""
    return [case_of(text[start:end]) for start, end in offsets]


def windows(length: int, size: int = MAX_TOKENS - 2, overlap: int = OVERLAP) -> Iterator[tuple[int, int, int]]:
    """Windows over `length` tokens as (start, end, first token whose answer counts); neighbours overlap, halves count.

    Each token is read with at least overlap/2 tokens around it on the side where there are any.
    """
    start = counts = 0
    while True:
        end = min(length, start + size)
        yield start, end, counts
        if end >= length:
            return
        start = end - overlap
        counts = end - overlap // 2
