"""Selectors, floors, inline comments and accepted terms."""

import pytest

from mtfix.detectors.accepted import Accepted
from mtfix.detectors.suppress import Silenced, Suppressor, matching
from mtfix.document import Document
from mtfix.errors import ConfigError
from mtfix.files import parse_text
from mtfix.settings import Settings
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Category, Rule, Severity
from mtfix.text import AnnotatedText, Part, Span

RULES = (
    Rule("MT001", "mistranslation", Category.MISTRANSLATION, Severity.MAJOR, "s"),
    Rule("MT201", "doubled-word", Category.GRAMMAR, Severity.MINOR, "s"),
    Rule("MT204", "stray-capital", Category.CAPITALIZATION, Severity.MINOR, "s"),
)


def keep(issues, document, **settings):
    return Suppressor.build(Settings(**settings), RULES).keep(issues, document)[0]


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("MT204", {"MT204"}),
        ("mt2", {"MT201", "MT204"}),
        ("MT", {"MT001", "MT201", "MT204"}),
        ("doubled-word", {"MT201"}),
        (" Stray-Capital ", {"MT204"}),
    ],
)
def test_a_selector_is_a_code_the_start_of_one_or_a_name(selector, codes):
    assert matching(selector, RULES) == codes


@pytest.mark.parametrize("selector", ["MT999", "double-word", "", "2", "doubled"])
def test_an_unknown_selector_is_an_error_with_a_code(selector):
    with pytest.raises(ConfigError, match="E011") as caught:
        matching(selector, RULES)
    assert caught.value.code == "E011"


def test_a_near_miss_is_named():
    with pytest.raises(ConfigError, match="doubled-word"):
        matching("double-word", RULES)


def test_ignore_wins_over_select(document, issue_on):
    text = "one two"
    issues = [issue_on(text, "one", code="MT201"), issue_on(text, "two", code="MT204")]
    assert keep(issues, document(text)) == issues
    assert keep(issues, document(text), select=("MT2",), ignore=("MT201",)) == issues[1:]
    assert keep(issues, document(text), select=("MT001",)) == []


def test_floors_of_severity_and_confidence(document, issue_on):
    text = "one two"
    minor = issue_on(text, "one", code="MT201", severity=Severity.MINOR, confidence=0.9)
    major = issue_on(text, "two", code="MT001", severity=Severity.MAJOR, confidence=0.4)
    assert keep([minor, major], document(text), severity=Severity.MAJOR) == [major]
    assert keep([minor, major], document(text), min_confidence=0.5) == [minor]
    assert keep([minor, major], document(text), min_confidence=0.0) == [minor, major]


def markdown(text):
    """A document whose <!-- comments --> are markup."""
    parts, rest = [], text
    while "<!--" in rest:
        before, _, rest = rest.partition("<!--")
        inside, _, rest = rest.partition("-->")
        parts += [Part.text(before), Part.markup(f"<!--{inside}-->")]
    return Document("a.md", AnnotatedText((*parts, Part.text(rest))), "markdown")


def flagged(text, **settings):
    """The words `bad1`, `bad2` … that are still reported."""
    import re

    from mtfix.issue import Issue

    document = markdown(text)
    issues = [
        Issue(Span(*match.span()), "MT201", Category.GRAMMAR, Severity.MINOR, "m", match[0], 0.9, "d")
        for match in re.finditer(r"bad\d", document.plain)
    ]
    kept, notes = Suppressor.build(Settings(**settings), RULES).keep(issues, document)
    return [issue.text for issue in kept], notes


def test_a_comment_silences_its_own_paragraph():
    text = "bad1\n\nbad2 here <!-- mtfix: ignore -->\nand bad3\n\nbad4"
    assert flagged(text)[0] == ["bad1", "bad4"]


def test_a_comment_alone_silences_the_paragraph_that_follows():
    assert flagged("bad1\n\n<!-- mtfix: ignore -->\n\nbad2\nbad3\n\nbad4")[0] == ["bad1", "bad4"]
    assert flagged("<!-- mtfix: ignore -->\nbad1\r\n\r\nbad2")[0] == ["bad2"]


def test_a_comment_may_name_codes():
    assert flagged("<!-- mtfix: ignore MT204, doubled-word -->\nbad1")[0] == []
    assert flagged("<!-- mtfix: ignore MT204 -->\nbad1")[0] == ["bad1"]


def test_a_comment_with_an_unknown_code_silences_nothing_and_is_noted():
    kept, notes = flagged("bad1\n\nsee <!-- mtfix: ignore MT999 --> bad2")
    assert kept == ["bad1", "bad2"]
    assert len(notes) == 1 and "a.md:3" in notes[0] and "E011" in notes[0]


def test_text_that_reads_like_a_comment_silences_nothing(document, issue_on):
    text = "Write mtfix: ignore to silence one."
    issue = issue_on(text, "one", code="MT201")
    assert keep([issue], document(text)) == [issue]


ARTICLE = "Antony Blingen met New Yrok Times editors; Blingens are rare."


@pytest.mark.parametrize(
    ("flag", "accept", "kept"),
    [
        ("Blingen", ("Blingen",), False),
        ("Blingen", ("Blinken",), True),
        ("Blingen", ("blingen",), True),
        ("Yrok", ("New Yrok Times",), False),
        ("Blingens", ("Blingen",), True),
    ],
)
def test_an_accepted_term_is_not_reported(document, issue_on, flag, accept, kept):
    issue = issue_on(ARTICLE, flag, code="MT201")
    assert keep([issue], document(ARTICLE), accept=accept) == ([issue] if kept else [])


def test_candidates_that_change_an_accepted_term_go_and_the_issue_with_the_last_of_them(document, issue_on):
    changing, sparing = "met Blinken", "saw Blingen"
    text = "He met met Blingen."
    issue = issue_on(text, "met Blingen", code="MT201", candidates=(changing, sparing))
    assert [item.candidates for item in keep([issue], document(text), accept=("Blingen",))] == [(sparing,)]
    only = issue_on(text, "met Blingen", code="MT201", candidates=(changing,))
    assert keep([only], document(text), accept=("Blingen",)) == []


def test_a_suggestion_that_changes_an_accepted_term_is_not_spared(issue_on):
    suppressor = Suppressor.build(Settings(accept=("Blingen",)), RULES)
    issue = issue_on(ARTICLE, "Antony Blingen")
    changing = Suggestion.replacing(issue, "Antony Blinken", 0.9, "r")
    sparing = Suggestion.replacing(issue, "Anthony Blingen", 0.9, "r")
    assert not suppressor.spares_accepted(changing, ARTICLE)
    assert suppressor.spares_accepted(sparing, ARTICLE)


def test_many_terms_are_found_by_their_first_word():
    accepted = Accepted([f"Name{i} Family" for i in range(10_000)] + [".NET", "C++"])
    text = "He wrote Name77 Family in .NET and C++."
    spans = accepted.touching(text, Span(0, len(text)))
    assert [text[span.start : span.end] for span in spans] == ["Name77 Family", ".NET", "C++"]


def test_a_comment_in_html_silences_one_block_though_no_line_is_blank(issue_on):
    raw = "<p>one bad</p>\n<!-- mtfix: ignore -->\n<p>two worse</p>\n<p>three poor</p>"
    document = parse_text(raw, "page.html")
    issues = [issue_on(document.plain, word) for word in ("bad", "worse", "poor")]
    silenced = Silenced.of(document, RULES)
    assert [issue.text for issue in issues if silenced.covers(issue, document)] == ["worse"]
