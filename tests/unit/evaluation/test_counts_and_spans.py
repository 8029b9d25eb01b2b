"""Small cases counted by hand, and scikit-learn's answer where it has one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score, matthews_corrcoef, precision_score, recall_score

from mtfix.evaluation.counts import Counts, count, total
from mtfix.evaluation.spans import (
    WORD,
    Hits,
    character_counts,
    exact_counts,
    labels,
    per_thousand,
    span_hits,
    word_values,
    words,
)
from mtfix.text import Span

# scikit-learn is slow at its first call, and a busy machine at any
CALM = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
LABELS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


def test_counts_by_hand() -> None:
    counts = count([True, True, True, False, False], [True, True, False, True, False])
    assert counts == Counts(tp=2, fp=1, fn=1, tn=1)
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.recall == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(2 / 3)
    assert counts.mcc == pytest.approx((2 * 1 - 1 * 1) / (3 * 3 * 2 * 2) ** 0.5)


def test_empty_margins_are_zero() -> None:
    assert Counts().f1 == Counts().mcc == Counts().precision == Counts().recall == 0
    assert Counts(tn=5).mcc == 0
    assert Counts(tp=3, fn=0, fp=7).mcc == 0  # flag-everything knows nothing


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="2 gold labels, 1 predicted"):
        count([True, False], [True])


@CALM
@given(LABELS)
def test_counts_agree_with_sklearn(pairs: list[tuple[bool, bool]]) -> None:
    gold, predicted = [g for g, _ in pairs], [p for _, p in pairs]
    counts = count(gold, predicted)
    assert counts.f1 == pytest.approx(f1_score(gold, predicted, zero_division=0))
    assert counts.precision == pytest.approx(precision_score(gold, predicted, zero_division=0))
    assert counts.recall == pytest.approx(recall_score(gold, predicted, zero_division=0))
    if len(set(gold)) == len(set(predicted)) == 2:
        assert counts.mcc == pytest.approx(matthews_corrcoef(gold, predicted))


@CALM
@given(st.lists(LABELS, max_size=5))
def test_counts_add_up(documents: list[list[tuple[bool, bool]]]) -> None:
    parts = [count([g for g, _ in d], [p for _, p in d]) for d in documents]
    joined = [pair for d in documents for pair in d]
    assert total(parts) == count([g for g, _ in joined], [p for _, p in joined])


def test_words_and_labels() -> None:
    text = "He go, home."
    assert [text[s.start : s.end] for s in words(text)] == ["He", "go", ",", "home", "."]
    assert [text[s.start : s.end] for s in words(text, WORD)] == ["He", "go,", "home."]
    # a span that touches one letter marks its word; one that ends before it does not; a zero-width one marks nothing
    assert labels(words(text), [(1, 2)]) == [True, False, False, False, False]
    assert labels(words(text), [(2, 3)]) == [False] * 5
    assert labels(words(text), [(4, 9)]) == [False, True, True, True, False]
    assert labels(words(text), [(7, 7)]) == [False] * 5


@CALM
@given(st.text("ab ,", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_labels_agree_with_overlap(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [(min(p), max(p)) for p in pairs]
    offsets = words(text)
    wanted = [any(s < e and s < w.end and w.start < e for s, e in spans) for w in offsets]
    assert labels(offsets, spans) == wanted


def test_word_values_take_the_highest_token() -> None:
    # "unhappy day": tokens un|happy|day, and a special token without width
    offsets = [Span(0, 7), Span(8, 11), Span(12, 14)]
    assert word_values(offsets, [(0, 0), (0, 2), (2, 7), (8, 11)], [0.9, 0.1, 0.4, 0.3]) == [0.4, 0.3, 0.0]


def test_character_counts() -> None:
    assert character_counts(10, [(0, 4)], [(2, 6)]) == Counts(tp=2, fp=2, fn=2, tn=4)
    assert character_counts(10, [(0, 4), (1, 3)], [(0, 4)]) == Counts(tp=4, tn=6)  # nested gold counts once
    assert character_counts(3, [(1, 9)], []) == Counts(fn=2, tn=1)


def test_span_hits() -> None:
    hits = span_hits([(0, 5), (10, 12), (20, 20)], [(4, 6), (30, 31), (18, 20)])
    assert hits == Hits(gold_hit=2, gold=3, predicted_hit=2, predicted=3)
    assert hits.recall == hits.precision == hits.f1 == pytest.approx(2 / 3)
    assert span_hits([(0, 5)], [(5, 7)]) == Hits(0, 1, 0, 1)  # neighbours do not overlap
    assert (hits + hits).row == (4, 6, 4, 6)
    assert Hits().f1 == 0


def test_one_long_flag_hits_many_gold_spans_but_counts_once() -> None:
    assert span_hits([(0, 2), (3, 5), (6, 8)], [(0, 8)]) == Hits(3, 3, 1, 1)


def test_exact_counts() -> None:
    assert exact_counts([(0, 5), (6, 8)], [(0, 5), (6, 9)]) == Counts(tp=1, fp=1, fn=1)
    assert exact_counts([(0, 5), (6, 8)], [(0, 5), (6, 9)]).f1 == 0.5


def test_false_alarms() -> None:
    assert per_thousand(3, 2000) == 1.5
    assert per_thousand(0, 0) == 0
