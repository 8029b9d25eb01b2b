"""The repairer's language: what is written in it can be read back; marks stand around their spans."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from mtfix.runtime.infilling import (
    CLOSE_ID,
    END,
    GLUE_ID,
    MAX_SOURCE,
    SPAN_IDS,
    START,
    TITLE_ID,
    UNKNOWN,
    UPPER_ID,
    Infilling,
)

MARKS = {START, END, CLOSE_ID, TITLE_ID, UPPER_ID, *SPAN_IDS}


@pytest.fixture(scope="module")
def language(tokenizer: Tokenizer) -> Infilling:
    return Infilling(tokenizer)


def ordinary(text: str) -> bool:
    """ASCII but for quotes and dashes, and no word of mixed case: all that an uncased vocabulary can spell."""
    parts = re.findall(r"[^\W_]+", text)
    return re.fullmatch(r"[ -~“”‘’–—…]*", text) is not None and all(
        part.islower() or part.isupper() or part == part.capitalize() or part.isdigit() for part in parts
    )


@given(data=st.data())
def test_reading_what_was_written(language: Infilling, clean_texts: list[str], data: st.DataObject) -> None:
    words = clean_texts[data.draw(st.integers(0, len(clean_texts) - 1))].split()
    first = data.draw(st.integers(0, len(words) - 1))
    text = " ".join(words[first : first + data.draw(st.integers(1, 12))])
    if ordinary(text):
        assert language.text(language.target(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the",
        "The",
        "NATO",
        "A B",
        "well-known",
        "the U.S. and him",
        "it’s",
        "“Not now,” he said.",
        "3.5 %",
        "a/b",
        "X-RAY",
    ],
)
def test_reading_known_texts(language: Infilling, text: str) -> None:
    assert language.text(language.target(text)) == text


def test_what_cannot_be_spelt(language: Infilling) -> None:
    assert language.text(language.target("café")) == "cafe"
    assert language.text(language.target("会议")) is None
    assert language.text([UNKNOWN]) is None
    assert language.text([SPAN_IDS[0]]) is None
    assert language.text([10_000]) is None


def test_reading_stops_at_the_end(language: Infilling) -> None:
    the = language.target("the")
    assert the[-1] == END
    assert language.text([*the, *the]) == "the"
    assert language.text([GLUE_ID]) == ""


def inside(ids: list[int], number: int) -> list[int]:
    """The ids between the mark of a span and the next CLOSE."""
    start = ids.index(SPAN_IDS[number]) + 1
    return ids[start : ids.index(CLOSE_ID, start)]


@settings(max_examples=40)
@given(data=st.data())
def test_marks_stand_around_their_spans(language: Infilling, data: st.DataObject) -> None:
    words = data.draw(
        st.lists(st.sampled_from("the he said NATO Anna's trip, “no” walking".split()), min_size=1, max_size=12)
    )
    text = " ".join(words)
    bounds = [match.span() for match in re.finditer(r"\S+", text)]
    chosen = sorted(data.draw(st.sets(st.sampled_from(bounds), max_size=len(SPAN_IDS))))
    ids = language.source(text, chosen)
    assert (ids[0], ids[-1]) == (START, END)
    assert [token for token in ids if token in SPAN_IDS] == list(SPAN_IDS[: len(chosen)])
    assert ids.count(CLOSE_ID) == len(chosen)
    for number, (start, end) in enumerate(chosen):
        expected = [token for token in language.target(text[start:end])[:-1] if token != GLUE_ID]
        assert inside(ids, number) == expected
    bare = [token for token in ids[1:-1] if token not in (CLOSE_ID, *SPAN_IDS)]
    assert bare == [token for token in language.target(text)[:-1] if token != GLUE_ID]


def test_a_long_sentence_is_cut_around_its_spans(language: Infilling) -> None:
    text = "the " * 400 + "NATO said " + "the " * 400
    start = text.index("NATO")
    ids = language.source(text, [(start, start + 4)])
    assert len(ids) == MAX_SOURCE + 2
    assert (ids[0], ids[-1]) == (START, END)
    where = ids.index(SPAN_IDS[0])
    assert MAX_SOURCE // 8 < where < MAX_SOURCE // 2
    assert inside(ids, 0) == language.target("NATO")[:-1]


def test_a_long_sentence_with_its_span_at_the_end(language: Infilling) -> None:
    text = "the " * 400 + "NATO"
    ids = language.source(text, [(len(text) - 4, len(text))])
    assert len(ids) == MAX_SOURCE + 2
    assert inside(ids, 0) == language.target("NATO")[:-1]
    assert ids[-2:] == [CLOSE_ID, END]


def test_a_long_sentence_without_spans(language: Infilling) -> None:
    assert len(language.source("the " * 400, [])) == MAX_SOURCE + 2


def test_pieces_tile_the_words(language: Infilling) -> None:
    text = "“Walking”, she said."
    pieces = language.pieces(text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text.replace(" ", "")
    assert [piece.continues for piece in pieces[:3]] == [False, False, True]
    assert pieces[1].case == TITLE_ID and pieces[1].glued
