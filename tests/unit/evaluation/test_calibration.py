"""Calibration by hand, and scikit-learn's Brier score and reliability curve."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from mtfix.evaluation.calibration import bin_sums, brier, ece, ece_of_sums, reliability, reliability_lines

# scikit-learn is slow at its first call, and a busy machine at any
CALM = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
PAIRS = st.lists(st.tuples(st.floats(0.0001, 1), st.booleans()), min_size=1, max_size=60)


def test_ece_by_hand() -> None:
    # four of one bin (0.6, 0.6667]: said .65, half came true; one of (0.9333, 1]: said .95, came true
    confidences, outcomes = [0.65, 0.65, 0.65, 0.65, 0.95], [True, True, False, False, True]
    assert ece(confidences, outcomes) == pytest.approx(4 / 5 * 0.15 + 1 / 5 * 0.05)
    table = reliability(confidences, outcomes)
    assert [(b.count, b.accuracy) for b in table if b.count] == [(4, 0.5), (1, 1.0)]
    assert reliability_lines(table)[0] == "(0.60, 0.67]  n     4  said 0.650  was 0.500"


def test_perfect_and_worst() -> None:
    assert ece([1.0, 1.0, 0.0], [True, True, False]) == 0
    assert ece([1.0, 0.0], [False, True]) == 1
    assert ece([], []) == 0


def test_bins_are_open_on_the_left() -> None:
    assert [n for n, _, _ in bin_sums([1 / 15, 2 / 15, 0.0, 1.0], [True] * 4)] == [2, 1, *[0] * 12, 1]


def test_opposite_errors_cancel_inside_a_bin_only() -> None:
    assert ece([0.5, 0.5], [True, False]) == 0
    assert ece([0.2, 0.8], [True, True]) == pytest.approx(0.5)


def test_no_probability() -> None:
    with pytest.raises(ValueError, match="no probability"):
        ece([1.2], [True])


@CALM
@given(PAIRS)
def test_reliability_agrees_with_sklearn(pairs: list[tuple[float, bool]]) -> None:
    confidences, outcomes = np.array([p for p, _ in pairs]), np.array([o for _, o in pairs])
    # sklearn counts an edge value to the bin above; nudging off the edges makes both the same
    confidences = np.clip(
        np.where(
            np.isclose(confidences * 15 % 1, 0) | np.isclose(confidences * 15 % 1, 1), confidences - 0.003, confidences
        ),
        0.0001,
        0.999,
    )
    true, said = calibration_curve(outcomes, confidences, n_bins=15)
    mine = [b for b in reliability(confidences.tolist(), outcomes.tolist()) if b.count]
    assert [b.accuracy for b in mine] == pytest.approx(true.tolist())
    assert [b.confidence for b in mine] == pytest.approx(said.tolist())


@CALM
@given(PAIRS)
def test_brier_agrees_with_sklearn(pairs: list[tuple[float, bool]]) -> None:
    confidences, outcomes = [p for p, _ in pairs], [o for _, o in pairs]
    assert brier(confidences, outcomes) == pytest.approx(brier_score_loss(outcomes, confidences, pos_label=True))


@CALM
@given(PAIRS, PAIRS)
def test_bins_of_two_documents_add_up(first: list[tuple[float, bool]], second: list[tuple[float, bool]]) -> None:
    both = first + second
    parts = [bin_sums([p for p, _ in part], [o for _, o in part]) for part in (first, second)]
    added = [tuple(a + b for a, b in zip(x, y, strict=True)) for x, y in zip(*parts, strict=True)]
    assert ece_of_sums(added) == pytest.approx(ece([p for p, _ in both], [o for _, o in both]))  # type: ignore[arg-type]
