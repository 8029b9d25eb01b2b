"""What calibration fits: maps that keep the order, evidence that tells garbled texts from clean ones."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mtfix.corpora.marked import ErrorSpan
from mtfix.detectors.evidence import Around, Evidence
from mtfix.detectors.runner import Found
from mtfix.issue import Issue
from mtfix.segment import Segment

pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install 'mtfix[train]'")

from mtfix.training import calibration as cal


def text(rng: random.Random, garbled: bool, issue_on: Callable[..., Issue]) -> cal.Judged:
    """Some lines; in a garbled text scores are higher, checks hit, and most of the tagger's flags are right."""
    plain = "\n".join(f"line {number} has w{number} in it" for number in range(rng.randint(2, 9)))
    segments = [Segment.alone(match[0], match.start()) for match in re.finditer(r"[^\n]+", plain)]
    scores = [min(1.0, max(0.0, rng.gauss(0.5 if garbled else 0.1, 0.1))) for _ in segments]
    issues, marked = [], []
    for number in range(len(segments)):
        confidence = rng.random()
        issue = issue_on(plain, f"w{number}", detector=cal.TAGGER, confidence=confidence)
        issues.append(issue)
        if garbled and rng.random() < confidence:
            marked.append(ErrorSpan(*issue.span))
        if garbled and rng.random() < 0.3:
            issues.append(issue_on(plain, f"line {number}", detector="doubled-word"))
    return cal.Judged(Found(issues, list(scores)), segments, tuple(marked), 1.0)


@pytest.fixture(scope="module")
def texts(issue_on: Callable[..., Issue]) -> list[cal.Judged]:
    rng = random.Random(1)
    return [text(rng, garbled, issue_on) for _ in range(120) for garbled in (True, False)]


def test_evidence_learns_that_a_garbled_text_makes_a_flag_likelier(texts: list[cal.Judged]) -> None:
    values, points = cal.evidence(texts)
    assert values["prior"] in cal.PRIORS
    assert values["peak"] > 0 and values["mean"] > 0 and values["checks"] > 0
    evidence = Evidence(**values, calibrator=cal.as_calibrator(points), floor=0.0)
    garbled, clean = Around(values["most_mean"], values["most_checks"], 0.0), Around(0.0, 0.0, 0.0)
    assert evidence.confidence(0.9, garbled) > 0.6
    assert evidence.confidence(0.9, clean) < 0.2
    assert evidence.confidence(0.9, garbled) > evidence.confidence(0.2, garbled)


def test_evidence_is_the_same_from_the_same_texts(texts: list[cal.Judged]) -> None:
    assert cal.evidence(texts[:40]) == cal.evidence(texts[:40])


@example([(0.0, False), (1.0, False), (0.9999999999999999, False)])
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
