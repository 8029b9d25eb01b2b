"""What calibration fits: maps that keep the order, evidence that tells garbled texts from clean ones."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.detectors.evidence import Evidence

pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install 'mtfix[train]'")

from mtfix.training import calibration as cal  # noqa: E402


def reads(rng: random.Random, level: float, rate: float) -> list[cal.Read]:
    """Texts whose segments' scores lie around a level, with hits of other detectors at a rate."""
    sizes = [rng.randint(1, 20) for _ in range(150)]
    return [([min(1, max(0, rng.gauss(level, 0.2))) for _ in range(n)], round(rate * n)) for n in sizes]


def test_evidence_tells_garbled_from_clean_and_learns_more_from_more() -> None:
    rng = random.Random(1)
    fitted = cal.evidence(reads(rng, 0.5, 0.3), reads(rng, 0.1, 0.0))
    assert fitted["prior"] in cal.PRIORS
    assert fitted["mean"] > 0 and fitted["checks"] > 0
    evidence = Evidence(**fitted, floor=0.0)
    assert evidence.probability([0.5] * 10, 3) > 0.9 > 0.1 > evidence.probability([0.05] * 10, 0)
    assert evidence.probability([0.05] * 10, 0) < evidence.probability([0.05], 0) < evidence.probability([0.5] * 10, 3)


def test_evidence_is_the_same_from_the_same_texts() -> None:
    made = [cal.evidence(reads(random.Random(2), 0.6, 0.2), reads(random.Random(3), 0.1, 0.1)) for _ in range(2)]
    assert made[0] == made[1]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=3, max_size=60))
def test_calibration_keeps_the_order_and_bounds(pairs: list[tuple[float, bool]]) -> None:
    points = cal.isotonic([score for score, _ in pairs], [right for _, right in pairs])
    assert points["x"] == sorted(points["x"])
    assert all(0 < y < 1 for y in points["y"])
    assert points["y"] == sorted(set(points["y"]))


def test_a_threshold_keeps_its_precision() -> None:
    confidences, right = [0.9, 0.8, 0.7, 0.6, 0.5], [True, True, False, True, False]
    assert cal.threshold_for(confidences, right, 0.75) == 0.6
    assert cal.threshold_for(confidences, right, 1.0) == 0.8
    assert cal.threshold_for([0.9], [False], 0.5) == 1.0


def test_a_card_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"a": 1, "b": 2}')
    cal.write_card(tmp_path, {"b": 3})
    assert (tmp_path / "model.json").read_text() == '{\n "a": 1,\n "b": 3\n}\n'
    assert [path.name for path in tmp_path.iterdir()] == ["model.json"]
