"""The vocabulary: what is read, and which words are of one family."""

from pathlib import Path

import pytest

from mtfix.corpora import lexicon as lx


@pytest.fixture
def small(tmp_path: Path) -> lx.Lexicon:
    path = tmp_path / "words.tsv"
    rows = (
        "import\t50",
        "important\t40",
        "imported\t30",
        "imports\t19",
        "made\t9",
        "it's\t99",
        "3rd\t7",
        'quote"\t5',
        "x",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    return lx.Lexicon.load(path)


def test_only_words_are_read(small: lx.Lexicon) -> None:
    assert small.frequency == {"import": 50, "important": 40, "imported": 30, "imports": 19, "made": 9}


def test_families_share_a_stem(small: lx.Lexicon) -> None:
    assert small.families["import"] == ("important", "imported")
    assert "imports" not in small.families
    assert small.families["made"] == ("make",)


def test_irregular_verbs_are_families(small: lx.Lexicon) -> None:
    assert set(small.families["went"]) == {"go", "gone"}
    assert all(len(row) == 3 for row in lx.IRREGULAR_ROWS)


@pytest.mark.parametrize("table", ["PRONOUNS", "AGREEMENT"])
def test_no_word_stands_for_itself(table: str) -> None:
    rows: dict[str, tuple[str, ...]] = getattr(lx, table)
    assert all(word not in others and others for word, others in rows.items())


def test_no_antonym_is_its_own() -> None:
    assert all(word != other for word, other in lx.ANTONYMS.items())
