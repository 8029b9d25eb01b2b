"""Edits between two versions: applied to the old one they give the new one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.corpora.alignment import deletion, edits
from mtfix.corpora.marked import words
from mtfix.text import Span, splice

WORDS = st.lists(st.sampled_from("the a cat sat on mat it's well-known Paris 2024".split()), min_size=1, max_size=9)


def applied(old: str, new: str) -> str:
    return splice(old, [(Span(start, end), replacement) for start, end, replacement in edits(old, new)])


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_edits_turn_old_into_new(old: str, new: str) -> None:
    assert applied(old, new) == new


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_edits_stand_in_order_and_are_never_empty(old: str, new: str) -> None:
    position = 0
    for start, end, replacement in edits(old, new):
        assert position <= start < end <= len(old)
        assert old[start:end] != replacement
        position = end


@given(WORDS.map(" ".join))
def test_nothing_to_do(text: str) -> None:
    assert edits(text, text) == []
    assert edits(text, text.replace(" ", "  ")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("that Taiwan One of", "that Taiwan is One of", [(5, 15, "Taiwan is One")]),
        ("one of", "the one of", [(0, 3, "the one")]),
        ("ends here", "ends here now", [(5, 9, "here now")]),
        ("a very old house", "an old house", [(0, 1, "an"), (1, 6, "")]),
        ("the the cat", "the cat", [(3, 7, "")]),
        ("Wow , it sat.", "Wow it sat.", [(3, 5, "")]),
        ("she said no", "he said yes", [(0, 3, "he"), (9, 11, "yes")]),
        ("It ended.", "It ended!", [(8, 9, "!")]),
        ("gone", "", [(0, 4, "")]),
        ("", "come", []),  # no edit is empty in the old text, and there is no word to take in
    ],
)
def test_edits_of_known_pairs(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    assert edits(old, new) == expected


def test_a_deletion_takes_one_space_along() -> None:
    assert deletion("a b c", 2, 3) == (1, 3)
    assert deletion("a b c", 0, 1) == (0, 2)
    assert deletion("a", 0, 1) == (0, 1)


def test_a_lost_mark_leaves_the_space() -> None:
    assert applied("However, he left.", "However he left.") == "However he left."


def test_words_and_marks() -> None:
    text = "It's a well-known fact (1.5 %)."
    surfaces = [text[start:end] for start, end in words(text)]
    assert surfaces == ["It's", "a", "well-known", "fact", "(", "1", ".", "5", "%", ")", "."]
