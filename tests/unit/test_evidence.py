"""A flag weighs more in a garbled document, a repeated name is no error, and nothing else about an issue changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.detectors.evidence import Around, Evidence, Surroundings, log_odds, weighed
from mtfix.detectors.runner import Found
from mtfix.issue import Issue
from mtfix.runtime.card import Calibrator
from mtfix.segment import Segment

VALUES = {
    "intercept": -1.0, "peak": 1.0, "mean": 2.0, "checks": 3.0, "own": 1.0, "prior": 2.0, "centre": -2.0,
    "most_mean": 1.5, "most_checks": 0.5,
}  # fmt: skip
STRAIGHT = Calibrator((0.0, 1.0), (0.0, 1.0))
EVIDENCE = Evidence(**VALUES, calibrator=STRAIGHT, floor=0.3)
ODDS = st.lists(st.floats(-4, 4), min_size=1, max_size=40)
QUIET = Around(0.0, 0.0, 0.0)


class _Tagger:
    name = "tagger"

    def __init__(self, evidence: Evidence | None) -> None:
        self.evidence = evidence


@given(st.floats(0, 1), st.floats(-9, 9), st.floats(0, 1), st.floats(0, 1))
def test_confidence_is_a_probability_and_rises_with_everything(
    p: float, mean: float, checks: float, own: float
) -> None:
    around = Around(mean, checks, own)
    said = EVIDENCE.confidence(p, around)
    assert 0 <= said <= 1
    assert EVIDENCE.confidence(min(1, p + 0.1), around) >= said
    for more in (Around(mean + 1, checks, own), Around(mean, checks + 0.1, own), Around(mean, checks, own + 1)):
        assert EVIDENCE.confidence(p, more) >= said


def test_a_wholly_garbled_text_says_no_more_than_calibration_saw() -> None:
    assert EVIDENCE.confidence(0.2, Around(1.5, 0.5, 0)) == EVIDENCE.confidence(0.2, Around(9.0, 1.0, 0))


@given(st.floats(0.01, 0.99), st.floats(0, 1), st.floats(-9, 9), st.floats(0, 1))
def test_nothing_below_the_least_peak_reaches_the_floor(floor: float, p: float, mean: float, checks: float) -> None:
    evidence = replace(EVIDENCE, floor=floor)
    if p < evidence.least_peak:
        assert evidence.confidence(p, Around(mean, checks, 1.0)) < floor
    assert replace(EVIDENCE, floor=0.0).least_peak == 0.0


@given(ODDS, st.data())
def test_what_surrounds_an_issue_leaves_out_its_own_segment(odds: list[float], data: Any) -> None:
    hits = data.draw(st.lists(st.booleans(), min_size=len(odds), max_size=len(odds)))
    home = data.draw(st.integers(0, len(odds) - 1))
    around = Surroundings(odds, hits, 2.0, -2.0).around([home])[0]
    others = [(o, h) for i, (o, h) in enumerate(zip(odds, hits, strict=True)) if i != home]
    assert around.mean == pytest.approx(sum(o + 2.0 for o, _ in others) / (len(others) + 2))
    assert around.checks == pytest.approx(sum(h for _, h in others) / (len(others) + 2))
    assert around.own == hits[home]


def test_a_short_text_says_little() -> None:
    few, many = (Surroundings([1.0] * size, [False] * size, 2.0, -2.0).around([0])[0].mean for size in (2, 20))
    assert 0 < few < many < 3


@given(st.floats(0, 1))
def test_log_odds_are_bounded_and_odd(score: float) -> None:
    assert -4.6 < log_odds(score) < 4.6
    assert log_odds(score) == pytest.approx(-log_odds(1 - score), abs=1e-9)


def test_only_the_taggers_issues_are_weighed(
    issue_on: Callable[..., Issue], segments_of: Callable[[str], list[Segment]]
) -> None:
    plain = "one bad\ntwo worse"
    sure = issue_on(plain, "bad", detector="tagger", confidence=0.9)
    unsure = issue_on(plain, "one", detector="tagger", confidence=0.01)
    check = issue_on(plain, "worse", detector="doubled-word", confidence=0.2)
    found = Found([unsure, sure, check], [0.9, 0.8])
    tagger: Any = _Tagger(EVIDENCE)
    around = Around((log_odds(0.8) + 2.0) / 3, 1 / 3, 0.0)
    wanted = [replace(sure, confidence=EVIDENCE.confidence(0.9, around)), check]
    assert weighed(found, tagger, segments_of(plain)) == wanted
    assert EVIDENCE.confidence(0.01, around) < EVIDENCE.floor


def test_a_name_that_the_document_repeats_is_no_error(
    issue_on: Callable[..., Issue], segments_of: Callable[[str], list[Segment]]
) -> None:
    plain = "We saw Wang Yi and Quenby.\nThen Wang Yi left."
    tagger: Any = _Tagger(EVIDENCE)

    def kept(text: str) -> bool:
        issue = issue_on(plain, text, detector="tagger", confidence=0.99)
        return bool(weighed(Found([issue], [0.9, 0.9]), tagger, segments_of(plain)))

    assert not kept("Wang Yi") and not kept("Wang")
    assert kept("Quenby") and kept("Wang Yi and") and kept("saw")


def test_without_evidence_nothing_changes(
    issue_on: Callable[..., Issue], segments_of: Callable[[str], list[Segment]]
) -> None:
    found = Found([issue_on("one bad", "bad", detector="tagger")], [0.9])
    without: Any = _Tagger(None)
    assert weighed(found, without, segments_of("one bad")) == weighed(found, None, []) == found.issues


def test_the_card_may_lack_it() -> None:
    assert Evidence.of({}, STRAIGHT, 0.3) is None
    assert Evidence.of({"evidence": None}, STRAIGHT, 0.3) is None
    assert Evidence.of({"evidence": VALUES}, STRAIGHT, 0.3) == EVIDENCE
