"""Model folders: found, read and verified; whatever is not as it was written is refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix.errors import ModelError
from mtfix.runtime import card as module
from mtfix.runtime.card import VERSION, Calibrator, Card, find


def write_model(folder: Path, task: str = "tagger", **changes: Any) -> Path:
    """A model folder with one file of weights."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(b"weights")
    data = {
        "version": VERSION,
        "task": task,
        "files": {"weights.bin": hashlib.sha256(b"weights").hexdigest()},
        "thresholds": {"issue": 0.5},
        "calibration": {"issue": {"x": [0.0, 1.0], "y": [0.1, 0.9]}},
    }
    (folder / "model.json").write_text(json.dumps(data | changes), encoding="utf-8")
    return folder


def code_of(folder: Path, task: str = "tagger") -> str:
    with pytest.raises(ModelError) as caught:
        Card.load(str(folder), task)
    return caught.value.code


@pytest.fixture
def no_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of shipped models."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr(module, "shipped", lambda: folder)
    return folder


def test_a_good_card(tmp_path: Path) -> None:
    card = Card.load(str(write_model(tmp_path)), "tagger")
    assert card.folder == tmp_path
    assert card.thresholds == {"issue": 0.5}
    assert card.calibrator("issue")(0.5) == pytest.approx(0.5)
    assert card.sha256 == hashlib.sha256((tmp_path / "model.json").read_bytes()).hexdigest()


def test_found_by_name_by_folder_and_by_task(tmp_path: Path, no_shipped: Path) -> None:
    write_model(no_shipped / "default" / "tagger")
    write_model(no_shipped / "default" / "repairer", "repairer")
    assert find("default", "tagger") == no_shipped / "default" / "tagger"
    assert find("default", "repairer") == no_shipped / "default" / "repairer"
    own = write_model(tmp_path / "own")
    assert find(str(own), "tagger") == own


def test_a_missing_model_names_the_shipped_ones(tmp_path: Path, no_shipped: Path) -> None:
    (no_shipped / "default").mkdir()
    with pytest.raises(ModelError, match=r"E020 .*'nothing'.*shipped models: default") as caught:
        Card.load("nothing", "tagger")
    assert caught.value.code == "E020"
    (no_shipped / "default").rmdir()
    with pytest.raises(ModelError, match="shipped models: none"):
        Card.load(str(tmp_path / "no such folder"), "tagger")


def test_another_task_or_version(tmp_path: Path) -> None:
    assert code_of(write_model(tmp_path, "repairer")) == "E022"
    assert code_of(write_model(tmp_path, version=VERSION + 1)) == "E022"


def test_a_tampered_or_missing_file(tmp_path: Path) -> None:
    weights = write_model(tmp_path) / "weights.bin"
    weights.write_bytes(b"Weights")
    assert code_of(tmp_path) == "E021"
    weights.unlink()
    assert code_of(tmp_path) == "E021"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "3", '"tagger"', "{}", '{"task": "tagger", "version": 1}', '{"version": 1, "files": {}}'],
)
def test_a_broken_model_json(tmp_path: Path, text: str) -> None:
    (write_model(tmp_path) / "model.json").write_text(text, encoding="utf-8")
    assert code_of(tmp_path) == "E021"


def test_a_model_json_that_is_no_text(tmp_path: Path) -> None:
    (write_model(tmp_path) / "model.json").write_bytes(b"\xff\xfe\x00{")
    assert code_of(tmp_path) == "E021"


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "inner/../../secret", "inner/weights.bin", "..", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_bytes(b"s")
    (tmp_path / "model" / "inner").mkdir(parents=True)
    (tmp_path / "model" / "inner" / "weights.bin").write_bytes(b"s")
    assert code_of(write_model(tmp_path / "model", files={name: hashlib.sha256(b"s").hexdigest()})) == "E021"


POINTS = st.lists(st.floats(0, 1), min_size=1, max_size=8, unique=True).map(sorted)


@settings(max_examples=50)
@given(POINTS, st.data(), st.lists(st.floats(-0.5, 1.5), min_size=2, max_size=9))
def test_a_calibrator_is_monotone_and_stays_in_its_range(x: list[float], data: st.DataObject, at: list[float]) -> None:
    y = sorted(data.draw(st.lists(st.floats(0, 1), min_size=len(x), max_size=len(x))))
    calibrator = Calibrator(tuple(x), tuple(y))
    values = [calibrator(score) for score in sorted(at)]
    assert all(left <= right + 1e-12 for left, right in zip(values, values[1:], strict=False))
    assert all(y[0] <= value <= y[-1] + 1e-12 for value in values)


@given(POINTS)
def test_a_calibrator_goes_through_its_points(x: list[float]) -> None:
    y = tuple(i / len(x) for i in range(len(x)))
    assert [Calibrator(tuple(x), y)(score) for score in x] == pytest.approx(y)
