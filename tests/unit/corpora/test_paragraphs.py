"""Clean paragraphs: sampled by quota and split, translated once, kept."""

import gzip
import json
from pathlib import Path

import pytest

from mtfix.corpora import paragraphs
from mtfix.corpora.splits import split_of

PROSE = "The committee met on Tuesday morning. It talked about roads and bridges. Nobody voted against the plan."


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One set of forty documents: prose, a short line and one with markup each."""
    monkeypatch.setattr(paragraphs, "QUOTAS", {"small": 20})
    monkeypatch.setattr(
        paragraphs,
        "round_trip",
        lambda pivot, lines: [f"{pivot} {line}" if "voted" in line else None for line in lines],
    )
    rows = [{"id": f"d{i}", "doc": f"{PROSE}\nToo short.\nSee [here] {PROSE}"} for i in range(40)]
    (tmp_path / "small.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return tmp_path


def test_a_sample_keeps_quota_and_split(clean: Path) -> None:
    found = paragraphs.sample(clean, "train")
    assert len(found) == 20
    assert {(row["set"], row["para"], row["text"]) for row in found} == {("small", 0, PROSE)}
    assert all(split_of(row["doc"]) == "train" for row in found)
    assert len(paragraphs.sample(clean, "train", scale=0.2)) == 4
    assert found == paragraphs.sample(clean, "train") != paragraphs.sample(clean, "train", seed=6)


def test_groups_take_turns_at_the_pivots(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraphs, "_GROUP", 8)
    rows = list(paragraphs.translated(paragraphs.sample(clean, "train"), ("spa", "eo")))
    assert [row["pivot"] for row in rows] == ["spa"] * 8 + ["eo"] * 8 + ["spa"] * 4
    assert all(row["sents"] == PROSE.replace(". ", ".\n").split("\n") for row in rows)
    assert rows[8]["mt"] == [None, None, "eo Nobody voted against the plan."]


def test_loaded_once_and_kept(clean: Path, tmp_path: Path) -> None:
    path = tmp_path / "cache" / "rows.jsonl"
    first = paragraphs.load(path, clean, "train", 0.5)
    assert len(first) == 10
    (clean / "small.jsonl.gz").unlink()
    assert paragraphs.load(path, clean, "train", 0.5) == first
    assert [item.name for item in path.parent.iterdir()] == ["rows.jsonl"]


def test_undamaged_paragraphs_keep_the_short_ones(clean: Path) -> None:
    found = paragraphs.undamaged(clean, "train", size=5)
    assert found == paragraphs.undamaged(clean, "train", size=5)
    assert sorted(set(found)) == sorted({PROSE, "Too short.", f"See [here] {PROSE}"})
    assert len(found) == 15
    assert not set(found) & set(paragraphs.undamaged(clean, "train", size=0))
