"""Thresholds against a search over all of them; cross-fitting never looks at its own half; intervals."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtfix.evaluation.bootstrap import interval
from mtfix.evaluation.counts import Counts, count, ratio
from mtfix.evaluation.thresholds import Scored, best_threshold, cross_fit, halves

# scikit-learn is slow at its first call, and a busy machine at any
CALM = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
PAIRS = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.35, 0.5, 0.7, 0.9]), st.booleans()), min_size=1, max_size=25)


@CALM
@given(PAIRS, st.sampled_from(["f1", "mcc"]))
def test_best_threshold_beats_every_other(pairs: list[tuple[float, bool]], metric: str) -> None:
    probabilities, gold = [p for p, _ in pairs], [g for _, g in pairs]

    def value(threshold: float) -> float:
        return float(getattr(count(gold, [p >= threshold for p in probabilities]), metric))

    best = best_threshold(probabilities, gold, metric)  # type: ignore[arg-type]
    assert value(best) == pytest.approx(max([value(p) for p in probabilities], default=0), abs=1e-9)


def test_best_threshold_by_hand() -> None:
    # at .8: P 1, R .5, F1 .67; at .6: P .67, R 1, F1 .8; at .1: P .5
    assert best_threshold([0.8, 0.6, 0.6, 0.1], [True, True, False, False], "f1") == 0.6
    assert best_threshold([], [], "f1") == 1.0


def test_halves_are_even_and_do_not_depend_on_order() -> None:
    names = [f"document {i}" for i in range(7)]
    split = halves(names)
    assert sorted([list(split.values()).count(side) for side in (0, 1)]) == [3, 4]
    assert split == halves(names[::-1] * 2)


def test_each_half_is_judged_by_the_threshold_of_the_other() -> None:
    names = ["a", "b"]
    side = halves(names)
    first, second = sorted(names, key=lambda name: side[name])
    scored = [
        Scored(first, (0.9, 0.4), (True, False)),  # on its own it would choose .9
        Scored(second, (0.4, 0.3), (True, False)),  # and this one .4
    ]
    fitted = cross_fit(scored, "f1")
    assert fitted.thresholds == (0.9, 0.4)
    assert dict(zip(fitted.documents, fitted.counts, strict=True)) == {
        first: Counts(tp=1, fp=1),
        second: Counts(fn=1, tn=1),
    }
    assert fitted.total == Counts(1, 1, 1, 1)


def test_records_of_one_document_stay_together() -> None:
    fitted = cross_fit(
        [Scored("a", (0.5,), (True,)), Scored("b", (0.5,), (True,)), Scored("a", (0.1,), (False,))], "mcc"
    )
    assert sorted(fitted.documents) == ["a", "b"]
    assert sum(sum(counts.row) for counts in fitted.counts) == 3


@CALM
@given(PAIRS, st.sampled_from([0.15, 0.5, 1.0]))
def test_scored_counts(pairs: list[tuple[float, bool]], threshold: float) -> None:
    probabilities, gold = tuple(p for p, _ in pairs), tuple(g for _, g in pairs)
    assert Scored("d", probabilities, gold).counts(threshold) == count(gold, [p >= threshold for p in probabilities])


def test_interval_of_equal_documents_has_no_width() -> None:
    low, high = interval([(1, 4)] * 10, lambda row: ratio(row[0], row[1]))
    assert low == pytest.approx(0.25) == high


def test_interval_of_a_mean_is_near_the_normal_one() -> None:
    rows = [(float(i % 2), 1.0) for i in range(100)]  # a mean of .5 with standard error .05
    low, high = interval(rows, lambda row: ratio(row[0], row[1]), resamples=2000)
    assert low == pytest.approx(0.40, abs=0.02)
    assert high == pytest.approx(0.60, abs=0.02)
    assert (low, high) == interval(rows, lambda row: ratio(row[0], row[1]), resamples=2000)


def test_interval_without_documents() -> None:
    assert interval([], lambda row: 1.0) == (0.0, 0.0)
