"""Order and fingerprint of issues, and the tables they are labelled by."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import pytest

from mtfix.issue import Issue
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

PLAIN = "The minister Blingen left the building early on Monday. The minister Blinken came back on Tuesday, he said."


def test_issues_are_ordered_by_place_then_code(issue_on: Callable[..., Issue]) -> None:
    first, later = issue_on(PLAIN, "Blingen"), issue_on(PLAIN, "Monday")
    other_code = replace(first, code="MT005", confidence=0.1)
    assert sorted([later, first, other_code]) == [other_code, first, later]


def test_an_issue_is_frozen_and_hashable(issue_on: Callable[..., Issue]) -> None:
    issue = issue_on(PLAIN, "Monday")
    assert {issue: 1}[replace(issue)] == 1
    with pytest.raises(FrozenInstanceError):
        issue.code = "MT000"  # type: ignore[misc]


def test_fingerprint_survives_an_edit_far_above(issue_on: Callable[..., Issue]) -> None:
    issue = issue_on(PLAIN, "Blinken")
    longer = "A new first paragraph.\n\n" + PLAIN
    moved = replace(issue, span=issue.span.shift(len(longer) - len(PLAIN)), confidence=0.3)
    assert moved.fingerprint(longer) == issue.fingerprint(PLAIN)


def test_fingerprint_tells_codes_texts_and_places_apart(issue_on: Callable[..., Issue]) -> None:
    issue = issue_on(PLAIN, "minister")
    second = replace(issue, span=Span(start := PLAIN.rindex("minister"), start + 8))
    prints = {
        each.fingerprint(PLAIN) for each in (issue, second, replace(issue, code="MT005"), issue_on(PLAIN, "left"))
    }
    assert len(prints) == 4
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in prints)


def test_fingerprint_of_a_text_no_codec_writes(issue_on: Callable[..., Issue]) -> None:
    assert issue_on("bad \ud800 text", "text").fingerprint("bad \ud800 text")


def test_the_ten_categories_in_the_order_of_their_codes() -> None:
    assert [category.value for category in Category] == [
        "accuracy/mistranslation",
        "accuracy/omission",
        "accuracy/addition",
        "fluency/grammar",
        "fluency/spelling",
        "fluency/capitalization",
        "fluency/punctuation",
        "fluency/inconsistency",
        "style/awkward",
        "non-translation",
    ]


def test_severities_are_ordered() -> None:
    assert [severity.label for severity in sorted(Severity)] == ["neutral", "minor", "major", "critical"]
