"""Nothing is reported twice, and a check that knows its pattern beats the tagger."""

from dataclasses import replace

import pytest

from mtfix.detectors.merge import merge
from mtfix.text import Span

PLAIN = "Wang Demanded that the the United States stop repress China."


@pytest.fixture
def found(issue_on):
    def make(code, text, **changes):
        return issue_on(PLAIN, text, code=code, **changes)

    return make


def test_a_check_that_covers_most_of_a_tagger_span_replaces_it(found):
    check, tagger = found("MT201", "the the"), found("MT004", "the the United")
    assert merge([tagger, check]) == [check]


def test_a_wide_tagger_span_keeps_its_larger_rest(found):
    check = found("MT201", "the the")
    tagger = found("MT004", "Demanded that the the")
    assert [(issue.code, issue.text) for issue in merge([tagger, check])] == [
        ("MT004", "Demanded that"),
        ("MT201", "the the"),
    ]


def test_the_rest_of_a_trimmed_issue_forgets_candidates_for_the_old_span(found):
    check = found("MT201", "the the")
    tagger = found("MT004", "Demanded that the the", candidates=("demanded that the",))
    assert merge([tagger, check])[0].candidates == ()


def test_a_check_in_the_middle_leaves_the_larger_side(found):
    check, tagger = found("MT201", "the the"), found("MT009", "that the the United States stop")
    assert [issue.text for issue in merge([tagger, check])] == ["the the", "United States stop"]


def test_a_rest_without_a_word_is_dropped(found):
    tagger = found("MT009", "China.")
    check = found("MT201", "China")
    assert merge([tagger, check]) == [check]


def test_of_two_checks_the_surer_wins_and_then_the_longer(found):
    sure, unsure = found("MT201", "the the"), found("MT202", "that the the", confidence=0.5)
    assert merge([unsure, sure]) == [sure]
    longer = replace(unsure, confidence=sure.confidence)
    assert merge([longer, sure]) == [longer]


def test_the_same_issue_twice_is_one(found):
    assert len(merge([found("MT201", "the the"), found("MT201", "the the")])) == 1


def test_an_omission_point_at_the_edge_of_a_span_is_news_of_its_own(found):
    check = found("MT201", "the the")
    edge = replace(found("MT002", "the the"), span=Span(check.span.end, check.span.end), text="")
    inside = replace(edge, span=Span(check.span.start + 3, check.span.start + 3))
    assert merge([edge, check]) == [check, edge]
    assert merge([inside, check]) == [check]
