"""A flag weighs more in a garbled document, and nothing else about it changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.detectors.evidence import Evidence, log_odds, weighed
from mtfix.detectors.runner import Found
from mtfix.issue import Issue

EVIDENCE = Evidence(intercept=1.0, mean=2.0, checks=3.0, prior=2.0, floor=0.3)
SCORES = st.lists(st.floats(0, 1), max_size=40)
PLAIN = "one bad two"


@given(SCORES, st.integers(0, 50))
def test_it_is_a_probability(scores: list[float], hits: int) -> None:
    assert 0 <= EVIDENCE.probability(scores, hits) <= 1


@given(SCORES, st.integers(0, 50), st.floats(0, 0.5))
def test_it_rises_with_every_score_and_hit(scores: list[float], hits: int, more: float) -> None:
    plain = EVIDENCE.probability(scores, hits)
    assert EVIDENCE.probability([min(1, score + more) for score in scores], hits) >= plain - 1e-12
    assert EVIDENCE.probability(scores, hits + 1) >= plain


def test_a_short_text_says_little() -> None:
    few, many = (EVIDENCE.probability([0.05] * size, 0) for size in (1, 20))
    nothing = EVIDENCE.probability([], 0)
    assert many < few < nothing


@given(st.floats(0, 1))
def test_log_odds_are_bounded_and_odd(score: float) -> None:
    assert -4.6 < log_odds(score) < 4.6
    assert log_odds(score) == pytest.approx(-log_odds(1 - score), abs=1e-9)


class _Tagger:
    name = "tagger"

    def __init__(self, evidence: Evidence | None) -> None:
        self.evidence = evidence


def test_only_the_taggers_issues_are_weighed(issue_on: Callable[..., Issue]) -> None:
    sure, unsure = (issue_on(PLAIN, "bad", detector="tagger", confidence=value) for value in (0.9, 0.3))
    check = issue_on(PLAIN, "two", detector="doubled-word", confidence=0.2)
    found = Found([sure, unsure, check], [0.9, None, 0.8])
    tagger: Any = _Tagger(EVIDENCE)
    share = EVIDENCE.probability([0.9, 0.8], 1)
    assert weighed(found, tagger) == [replace(sure, confidence=0.9 * share), check]


def test_without_evidence_nothing_changes(issue_on: Callable[..., Issue]) -> None:
    found = Found([issue_on(PLAIN, "bad", detector="tagger")], [0.9])
    without: Any = _Tagger(None)
    assert weighed(found, without) == weighed(found, None) == found.issues


def test_the_card_may_lack_it() -> None:
    values = {"intercept": 1.0, "mean": 2.0, "checks": 3.0, "prior": 2.0}
    assert Evidence.of({}, 0.3) is None
    assert Evidence.of({"evidence": values}, 0.3) == EVIDENCE
