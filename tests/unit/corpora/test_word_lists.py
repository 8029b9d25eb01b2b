"""The lists of words that are seldom or never capitals, from counts of clean text."""

import gzip
import json
from pathlib import Path

from mtfix.corpora.word_lists import CaseCounts, build, documents

TEXT = "We saw the river and the bridge of London, then went on to see Bath and the bath. "


def test_counts_of_case() -> None:
    counts = CaseCounts()
    counts.add("A man met Ann today. The man saw the Big one, Ann.")
    assert counts.lower["man"] == 2
    assert counts.inside == {"Ann": 2, "Big": 1}
    assert counts.after_lower == {"Ann": 1, "Big": 1}
    assert +counts.between_lower == {"Ann": 1, "Big": 1}


def test_the_three_lists(tmp_path: Path) -> None:
    build([TEXT * 40] * 4, tmp_path)
    seldom = (tmp_path / "seldom_capital.txt").read_text("utf-8").split()
    never = (tmp_path / "never_capital.txt").read_text("utf-8").split()
    known = gzip.decompress((tmp_path / "known_words.txt.gz").read_bytes()).decode().split()
    assert {"river", "bridge"} <= set(seldom) & set(never)
    assert "bath" not in {*seldom, *never}
    assert known == ["bridge", "london", "river"]
    for words in (seldom, never, known):
        assert words == sorted(words)


def test_documents_of_a_folder(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(json.dumps({"doc": name}).encode()))
    assert list(documents(tmp_path)) == ["a", "b"]
