"""Lines, columns and UTF-16 on hand-made texts."""

import pytest

from mtfix.positions import PositionIndex

MIXED = "one\r\ntwo\rthree\n\nfive"


@pytest.mark.parametrize(
    ("offset", "position"),
    [(0, (1, 1)), (2, (1, 3)), (5, (2, 1)), (9, (3, 1)), (15, (4, 1)), (16, (5, 1)), (20, (5, 5))],
)
def test_line_column(offset: int, position: tuple[int, int]) -> None:
    index = PositionIndex(MIXED)
    assert index.line_column(offset) == position
    assert index.offset(*position) == offset


def test_lines_come_without_their_ends() -> None:
    assert [PositionIndex(MIXED).line(number) for number in range(1, 6)] == ["one", "two", "three", "", "five"]


def test_a_column_past_the_end_is_cut() -> None:
    assert PositionIndex("ab\ncd").offset(1, 99) == 2


@pytest.mark.parametrize("line", [0, 3, -1])
def test_unknown_line(line: int) -> None:
    with pytest.raises(ValueError, match="no line"):
        PositionIndex("ab\ncd").offset(line, 1)


def test_utf16_counts_an_emoji_twice() -> None:
    index = PositionIndex("a😀b")
    assert [index.utf16(offset) for offset in range(4)] == [0, 1, 3, 4]
    assert [index.from_utf16(units) for units in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_the_empty_text_and_a_final_line_end(offset: int) -> None:
    assert PositionIndex("").line_column(0) == (1, 1)
    assert PositionIndex("a\n").line_column(offset) == [(1, 1), (1, 2), (2, 1)][offset]
