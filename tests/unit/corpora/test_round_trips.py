"""Round trips: lost lines, Apertium's marks, and the part of a translation's edits that is kept."""

import random
import shutil
import subprocess
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.corpora import round_trips
from mtfix.corpora.marked import MarkedText
from mtfix.corpora.round_trips import PIVOTS, TRAINING_PIVOTS, partial_application, round_trip, translate
from mtfix.errors import ExtraMissing
from mtfix.taxonomy import Category
from mtfix.text import Span, splice

WORDS = st.lists(st.sampled_from("the a cat sat on mat it's often not Paris here".split()), min_size=1, max_size=10)


def repaired(piece: MarkedText) -> str:
    return splice(piece.text, [(Span(span.start, span.end), span.repair or "") for span in piece.spans])


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A translator that says its mode, and loses its line count wherever a line is 'bad'; gives the sizes asked."""
    sizes: list[int] = []

    def answer(mode: str, lines: Sequence[str]) -> list[str] | None:
        sizes.append(len(lines))
        return None if "bad" in lines else [f"{line} *{mode}" for line in lines]

    monkeypatch.setattr(round_trips, "translate", answer)
    return sizes


def test_there_and_back_without_apertiums_marks(fake: list[int]) -> None:
    assert round_trip("spa", ["one", "two"]) == ["one eng-spa spa-eng", "two eng-spa spa-eng"]
    assert fake == [2, 2]


def test_one_bad_line_is_lost_alone(fake: list[int]) -> None:
    lines = [f"line {number}" for number in range(9)]
    lines[5] = "bad"
    answers = round_trip("cat", lines)
    assert [number for number, answer in enumerate(answers) if answer is None] == [5]
    assert answers[8] == "line 8 eng-cat cat-eng"


def test_long_lists_go_in_chunks(fake: list[int]) -> None:
    assert len(round_trip("eo", ["x"] * 450)) == 450
    assert max(fake) == 200
    assert round_trip("eo", []) == []


def test_without_apertium_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ExtraMissing, match="E030.*apertium"):
        translate("eng-spa", ["Hello."])


def test_the_pivot_for_testing_is_not_trained_on() -> None:
    assert set(TRAINING_PIVOTS) == set(PIVOTS) - {"hbs"}


@pytest.mark.skipif(shutil.which("apertium") is None, reason="Apertium is not installed")
def test_apertium_answers_line_by_line() -> None:
    modes = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=False).stdout.split()
    if not set(PIVOTS["spa"]) <= set(modes):
        pytest.skip("Apertium has no Spanish")
    answers = round_trip("spa", ["The house is white.", "", "He lives in New York since ten years."])
    assert answers[:2] == ["The house is white.", ""]
    assert answers[2] and "New York" in answers[2]


@given(WORDS.map(" ".join), WORDS.map(" ".join), st.integers(0, 9))
def test_repairs_of_a_part_give_the_clean_sentence_again(clean: str, translated: str, seed: int) -> None:
    piece = partial_application(clean, translated, random.Random(seed), low=1, high=3)
    assert repaired(piece) == clean
    assert len(piece.spans) <= 3
    assert piece == partial_application(clean, translated, random.Random(seed), low=1, high=3)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_a_part_differs_if_the_translation_does(clean: str, translated: str) -> None:
    piece = partial_application(clean, translated, random.Random(1), low=50, high=50)
    assert bool(piece.spans) == (clean != translated)


@pytest.mark.parametrize(
    ("clean", "translated", "category"),
    [
        ("He came home late.", "He Came home late.", Category.CAPITALIZATION),
        ("He came, and went.", "He came. and went.", Category.PUNCTUATION),
        ("They import cars.", "They imported cars.", Category.GRAMMAR),
        ("The trial ended.", "The process ended.", Category.MISTRANSLATION),
        ("He did not come.", "He did come.", Category.GRAMMAR),
        ("He lives in Rome.", "He lives at Rome.", Category.GRAMMAR),
    ],
)
def test_the_category_is_guessed_from_the_words(clean: str, translated: str, category: Category) -> None:
    (span,) = partial_application(clean, translated, random.Random(1), low=5, high=5).spans
    assert span.category is category


def test_a_lost_word_is_marked_on_its_neighbours() -> None:
    piece = partial_application("He does not know it.", "He does know it.", random.Random(1))
    assert piece.text == "He does know it."
    (span,) = piece.spans
    assert (piece.text[span.start : span.end], span.repair) == ("does know", "does not know")
