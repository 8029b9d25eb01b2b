"""Every pattern check against the examples in its rule, and the laws that all of them keep."""

import re
from pathlib import Path

import pytest

from mtfix.detectors.checks import CHECKS, PatternCheck, load_checks
from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.taxonomy import Example
from mtfix.text import splice

_MARK = re.compile(r"\[\[(.+?)\]\](?!\])", re.S)
_FOLDER = Path(__file__).parents[2] / "mtfix" / "detectors" / "checks"
LOADED = load_checks()


def issues_of(check: PatternCheck, text: str) -> tuple[Issue, ...]:
    return check.detect([Segment.alone(text)])[0]


def unmark(example: Example) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks and the marked places."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(example.marked):
        text += example.marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        position = match.end()
    return text + example.marked[position:], spans


BAD = [pytest.param(check, item, id=f"{check.name}-{i}") for check in LOADED for i, item in enumerate(check.rule.bad)]
GOOD = [pytest.param(check, item, id=f"{check.name}-{i}") for check in LOADED for i, item in enumerate(check.rule.good)]


def test_the_table_names_every_module_of_the_folder() -> None:
    modules = {path.stem for path in _FOLDER.glob("*.py")} - {"__init__", "base"}
    assert {target.partition(":")[0] for target in CHECKS.values()} == modules
    assert [check.name for check in LOADED] == list(CHECKS)


def test_codes_are_unique_and_in_order() -> None:
    codes = [check.rule.code for check in LOADED]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"MT2\d\d", code) for code in codes)


@pytest.mark.parametrize("check", LOADED, ids=lambda check: check.name)
def test_a_rule_has_enough_examples(check: PatternCheck) -> None:
    assert len(check.rule.bad) >= 2
    assert len(check.rule.good) >= 3
    assert check.rule.summary.endswith(".") and check.rule.explanation


@pytest.mark.parametrize(("check", "example"), BAD)
def test_bad_examples_are_found_exactly_and_repaired(check: PatternCheck, example: Example) -> None:
    text, spans = unmark(example)
    found = issues_of(check, text)
    assert [tuple(issue.span) for issue in found] == spans
    assert all(issue.text == text[issue.span.start : issue.span.end] for issue in found)
    if example.repair is not None:
        assert found[0].candidates[0] == example.repair


@pytest.mark.parametrize(("check", "example"), GOOD)
def test_good_examples_stay_silent(check: PatternCheck, example: Example) -> None:
    assert issues_of(check, unmark(example)[0]) == ()


@pytest.mark.parametrize(("check", "example"), BAD)
def test_applying_first_candidates_leaves_nothing_to_apply(check: PatternCheck, example: Example) -> None:
    text, _ = unmark(example)
    for _ in range(3):
        repairs = [(issue.span, issue.candidates[0]) for issue in issues_of(check, text) if issue.candidates]
        if not repairs:
            break
        text = splice(text, repairs)
    assert not [issue for issue in issues_of(check, text) if issue.candidates]
