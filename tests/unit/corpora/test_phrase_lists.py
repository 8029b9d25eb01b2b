"""The tables that detectors get from what translators write, counted in clean text."""

from pathlib import Path

import pytest

from mtfix.corpora import phrase_lists
from mtfix.detectors import word_lists
from mtfix.taxonomy import Category

TEXTS = [
    "It depends on the weather. It depends on you, and the news is good.",
    "The Sun's light; it depends, of course.",
]
GRAMMAR, SENSE = Category.GRAMMAR, Category.MISTRANSLATION


def test_counts_are_of_whole_words_without_a_mark_between() -> None:
    counts = phrase_lists.counted({"depends on", "depends", "depends of", "sun's light", "on the"}, TEXTS)
    assert counts == {("depends", "on"): 2, ("depends",): 3, ("sun's", "light"): 1, ("on", "the"): 1}


def test_a_table_holds_what_never_stands_in_clean_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {
        "depends": {"depends on": (("depends of", GRAMMAR), ("depends from", GRAMMAR), ("depends on the", GRAMMAR))},
        "news": {"news is": (("news are", GRAMMAR), ("novelties are", SENSE))},
        "rare": {"rare thing": (("thing rare", GRAMMAR),)},
        "it": {"it depends": (("dep", SENSE), ("it’s pending", SENSE), ("it depend", GRAMMAR))},
    }
    monkeypatch.setattr(phrase_lists, "phrases", lambda: entries)
    phrase_lists.build([*TEXTS * 5, "That depends from case to case."], tmp_path)
    assert (tmp_path / "foreign_grammar.tsv").read_text("utf-8").splitlines() == [
        "depends of\tdepends on",
        "it depend\tit depends",
        "news are\tnews is",
    ]
    assert (tmp_path / "foreign_phrases.tsv").read_text("utf-8") == "novelties are\tnews is\n"


@pytest.mark.parametrize("name", phrase_lists.TABLES)
def test_the_shipped_tables_are_in_order(name: str) -> None:
    table = word_lists.phrases(name)
    assert len(table) > 1500
    assert list(table) == sorted(table)
    for wrong, remedies in table.items():
        assert len(wrong) >= phrase_lists.SHORTEST and 1 <= len(remedies) <= phrase_lists.CANDIDATES
        assert wrong not in remedies
