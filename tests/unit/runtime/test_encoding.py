"""Letter case of tokens, and windows over long token rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.runtime.encoding import LOWER, MAX_TOKENS, MIXED, OVERLAP, TITLE, UPPER, case_ids, case_of, windows


@pytest.mark.parametrize(
    ("piece", "case"),
    [
        ("word", LOWER), ("19th", LOWER), ("", LOWER), ("…", LOWER), ("2024", LOWER), ("don't", LOWER), ("会议", LOWER),
        ("Word", TITLE), ("A", TITLE), ("É", TITLE), ("B2b", TITLE), ("Don't", TITLE),
        ("WORD", UPPER), ("3D", UPPER), ("U.S", UPPER), ("ÉA", UPPER),
        ("iPhone", MIXED), ("McDonald", MIXED), ("PhD", MIXED), ("4Th", MIXED),
    ],
)  # fmt: skip
def test_case(piece: str, case: int) -> None:
    assert case_of(piece) == case


@given(st.text(max_size=6))
def test_every_piece_has_a_case(piece: str) -> None:
    assert case_of(piece) in (LOWER, TITLE, UPPER, MIXED)
    assert case_of(piece.lower()) in (LOWER, case_of(piece))


def test_special_tokens_are_lower() -> None:
    assert case_ids("NATO Said no", [(0, 0), (0, 4), (5, 9), (10, 12), (0, 0)]) == [LOWER, UPPER, TITLE, LOWER, LOWER]


@given(st.integers(0, 5000), st.integers(10, 300), st.data())
def test_every_token_counts_once_and_in_order(length: int, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size // 2))
    spans = list(windows(length, size, overlap))
    counted: list[int] = []
    for number, (start, end, counts) in enumerate(spans):
        until = spans[number + 1][2] if number + 1 < len(spans) else end
        assert 0 <= start <= counts <= until <= end <= length
        assert end - start <= size
        counted += range(counts, until)
    assert counted == list(range(length))


@given(st.integers(0, 3000))
def test_every_counted_token_has_neighbours(length: int) -> None:
    spans = list(windows(length))
    for number, (start, end, counts) in enumerate(spans):
        until = spans[number + 1][2] if number + 1 < len(spans) else end
        assert start == 0 or counts - start >= OVERLAP // 2
        assert end == length or end - until >= OVERLAP // 2


def test_a_short_text_is_one_window() -> None:
    assert list(windows(0)) == [(0, 0, 0)]
    assert list(windows(MAX_TOKENS - 2)) == [(0, MAX_TOKENS - 2, 0)]
    assert len(list(windows(MAX_TOKENS - 1))) == 2
