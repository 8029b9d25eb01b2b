"""Edits and suggestions on hand-made texts."""

from collections.abc import Callable

import pytest

from mtfix.issue import Issue
from mtfix.suggestion import Applicability, Edit, Suggestion, apply_edits
from mtfix.text import Span


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("Blingen", "Blinken", Edit(Span(4, 5), "k")),
        ("the the", "the", Edit(Span(3, 7), "")),
        ("Taiwan one", "Taiwan is one", Edit(Span(7, 7), "is ")),
        ("aa", "a", Edit(Span(1, 2), "")),
        ("abab", "ab", Edit(Span(2, 4), "")),
        ("", "x", Edit(Span(0, 0), "x")),
        ("same", "same", None),
        ("", "", None),
    ],
)
def test_minimal(old: str, new: str, edit: Edit | None) -> None:
    assert Edit.minimal(old, Span(0, len(old)), new) == edit


def test_minimal_inside_a_text() -> None:
    assert Edit.minimal("It stop to rain.", Span(3, 10), "stopped") == Edit(Span(7, 10), "ped")


def test_applicability_is_ordered() -> None:
    assert Applicability.DISPLAY < Applicability.UNSAFE < Applicability.SAFE
    assert [level.label for level in Applicability] == ["display", "unsafe", "safe"]


def test_replacing_places_the_edit_in_the_document(issue_on: Callable[..., Issue]) -> None:
    plain = "Mr Blingen left."
    issue = issue_on(plain, "Blingen")
    suggestion = Suggestion.replacing(issue, "Blinken", 0.7, "fake")
    assert suggestion
    assert suggestion.edits == (Edit(Span(7, 8), "k"),)
    assert suggestion.applicability is Applicability.DISPLAY
    assert apply_edits(plain, suggestion.edits) == "Mr Blinken left."


def test_a_replacement_by_the_same_is_no_suggestion(issue_on: Callable[..., Issue]) -> None:
    assert Suggestion.replacing(issue_on("a b", "b"), "b", 0.7, "fake") is None


def test_apply_edits_in_any_order() -> None:
    edits = [Edit(Span(4, 7), "two"), Edit(Span(0, 3), "one")]
    assert apply_edits("ein zwo.", edits) == apply_edits("ein zwo.", edits[::-1]) == "one two."
