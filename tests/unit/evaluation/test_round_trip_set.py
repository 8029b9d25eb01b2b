"""Damage is undone by the gold repairs, sentence by sentence, whatever the random numbers."""

import json
import random
from pathlib import Path

import pytest

from mtfix.errors import DataError
from mtfix.evaluation import round_trip_set
from mtfix.evaluation.round_trip_set import WINDOW, damaged_windows
from mtfix.text import splice

CLEAN = ["The senate will vote on the bill on Monday.", "We thank you for the help that you gave us.", "It works."]
BACK = ["The senate votes on account Monday.", "We thank free on the help that gave# us.", "It works."]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    rows = [{"doc": f"d{i}", "sents": CLEAN * 6, "mt": [*BACK * 5, *BACK[:2], None]} for i in range(5)]
    (tmp_path / "hbs-dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_repairs_undo_the_damage(cache: Path) -> None:
    windows = damaged_windows(cache, "dev", cache=cache)
    assert sum(len(window.errors) for window in windows) > 50
    for window in windows:
        repaired = splice(window.text, [(error.span, error.repairs[0]) for error in window.errors])
        assert repaired == " ".join(window.references)
        assert " ".join(window.text[s.start : s.end] for s in window.sentences) == window.text
        assert len(window.sentences) == len(window.references)
        assert len(window.text) < 2 * WINDOW
        assert "#" not in window.text


def test_a_share_stays_clean_and_the_seed_is_fixed(cache: Path) -> None:
    assert not any(window.errors for window in damaged_windows(cache, "dev", clean_share=1.0, cache=cache))
    random.seed(3)
    assert damaged_windows(cache, "dev", cache=cache) == damaged_windows(cache, "dev", cache=cache)


def test_without_apertium_the_set_is_not_available(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataError, match="not available"):
        damaged_windows(tmp_path, "dev", cache=tmp_path)
    monkeypatch.setattr(round_trip_set, "_clean_paragraphs", lambda data, split: [("d", "A clean paragraph.")])
    with pytest.raises(DataError, match="apertium"):
        damaged_windows(tmp_path, "dev", cache=tmp_path)
    assert not list(tmp_path.iterdir()), "nothing half made is left"
