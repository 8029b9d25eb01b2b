"""Laws of PositionIndex, against str.splitlines and the UTF-16 codec."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mtfix.positions import PositionIndex

texts = st.text("ab\n\ré😀\u2028", max_size=30)


@st.composite
def texts_and_offsets(draw: st.DrawFn) -> tuple[str, int]:
    text = draw(texts)
    return text, draw(st.integers(0, len(text)))


@given(texts_and_offsets())
def test_line_and_column_count_what_stands_before(case: tuple[str, int]) -> None:
    text, offset = case
    index = PositionIndex(text)
    line, column = index.line_column(offset)
    # a CR at the very end of the cut may be the first half of the CR LF it is cut from
    before = text[:offset] + ("" if text[offset - 1 : offset + 1] != "\r\n" else "\n")
    ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", before) if match.end() <= offset]
    assert (line, column) == (len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


@given(texts_and_offsets())
def test_offset_inverts_line_column_outside_line_ends(case: tuple[str, int]) -> None:
    text, offset = case
    index = PositionIndex(text)
    back = index.offset(*index.line_column(offset))
    assert back == (offset - 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset)


@given(texts_and_offsets())
def test_utf16_is_what_the_codec_says(case: tuple[str, int]) -> None:
    text, offset = case
    index = PositionIndex(text)
    assert index.utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
    assert index.from_utf16(index.utf16(offset)) == offset


@given(texts, st.integers(0, 70))
def test_from_utf16_is_monotone_and_stays_in_the_text(text: str, units: int) -> None:
    index = PositionIndex(text)
    here, there = index.from_utf16(units), index.from_utf16(units + 1)
    assert 0 <= here <= there <= len(text)
    assert index.utf16(here) <= units
