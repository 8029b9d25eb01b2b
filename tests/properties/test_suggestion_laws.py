"""Laws of Edit, Suggestion and Report."""

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from mtfix.issue import Issue
from mtfix.report import Report
from mtfix.suggestion import Edit, Suggestion, apply_edits
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

words = st.text("ab \n", max_size=8)


@given(words, words, words, words)
def test_minimal_has_the_same_effect_and_shares_no_edge(before: str, old: str, after: str, new: str) -> None:
    plain = before + old + after
    span = Span(len(before), len(before) + len(old))
    edit = Edit.minimal(plain, span, new)
    if edit is None:
        assert old == new
        return
    removed = plain[edit.span.start : edit.span.end]
    assert apply_edits(plain, [edit]) == before + new + after
    assert span.contains(edit.span)
    assert removed != edit.replacement
    if removed and edit.replacement:
        assert removed[0] != edit.replacement[0]
        assert removed[-1] != edit.replacement[-1]


@given(words, words)
def test_minimal_of_a_minimal_edit_is_itself(old: str, new: str) -> None:
    if edit := Edit.minimal(old, Span(0, len(old)), new):
        assert Edit.minimal(old, edit.span, edit.replacement) == edit


@given(words, words.filter(bool), words, words)
def test_a_suggestion_replaces_exactly_its_issue(before: str, text: str, after: str, new: str) -> None:
    span = Span(len(before), len(before) + len(text))
    issue = Issue(span, "MT005", Category.SPELLING, Severity.MINOR, "wrong", text, 0.5, "fake")
    suggestion = Suggestion.replacing(issue, new, 0.5, "fake")
    assert (suggestion is None) is (new == text)
    if suggestion:
        assert apply_edits(before + text + after, suggestion.edits) == before + new + after
        assert suggestion.issues == (issue,)


@given(st.lists(st.sampled_from(["good", "baad", "wrng", "é😀", "\n", "\r\n"]), max_size=12))
def test_every_offset_of_a_report_holds_its_text(
    report_of: Callable[..., Report], fake_detector: type, fake_repairer: type, tokens: list[str]
) -> None:
    text = " ".join(tokens)
    detector = fake_detector({"baad": ["bad"], "wrng": []})
    report = report_of(text, detector, fake_repairer({"baad": ["bad"], "wrng": ["wrong", "wring"]}))
    data = json.loads(json.dumps(report.to_json()))
    assert [text[each["start"] : each["end"]] for each in data["issues"]] == [each["text"] for each in data["issues"]]
    assert [each["text"] for each in data["issues"]] == [token for token in tokens if token in ("baad", "wrng")]
    edits = [each["suggestions"][0]["edits"][0] for each in data["issues"]]
    fixed = apply_edits(text, [Edit(Span(each["start"], each["end"]), each["replacement"]) for each in edits])
    assert fixed == text.replace("baad", "bad").replace("wrng", "wrong")
