"""Only text is edited, nothing overlaps, the safest and surest repair goes first, all else stays byte for byte."""

import pytest

from mtfix.apply import applied, choose, raw_place
from mtfix.document import Document
from mtfix.report import Report
from mtfix.suggestion import Applicability, Edit, Suggestion
from mtfix.text import AnnotatedText, Part, Span

DISPLAY, UNSAFE, SAFE = Applicability


@pytest.fixture
def report_with(document, issue_on):
    def make(text, *repairs):
        """`repairs`: (flagged text, replacement, applicability, confidence)."""
        target = text if isinstance(text, Document) else document(text)
        suggestions = {}
        for flagged, replacement, applicability, confidence in repairs:
            issue = issue_on(target.plain, flagged)
            made = Suggestion.replacing(issue, replacement, confidence, "r", applicability)
            suggestions[issue] = (*suggestions.get(issue, ()), made)
        return Report(target, (), tuple(sorted(suggestions)), suggestions, None)

    return make


def result(report, parse=AnnotatedText.from_plain, **changes):
    chosen = choose(report, **{"floor": SAFE, **changes})
    return applied(report.document, chosen, parse)[0].text.raw


TEXT = "\ufeffThe the cat sat\r\non on a mat.\r\n"


def test_everything_else_stays(report_with):
    report = report_with(TEXT, ("The the", "The", SAFE, 0.9), ("on on", "on", UNSAFE, 0.9))
    assert result(report) == "\ufeffThe cat sat\r\non on a mat.\r\n"
    assert result(report, floor=UNSAFE) == "\ufeffThe cat sat\r\non a mat.\r\n"


def test_display_is_never_applied_and_a_floor_of_confidence_holds(report_with):
    report = report_with(TEXT, ("The the", "The", DISPLAY, 0.9), ("on on", "on", SAFE, 0.6))
    assert result(report, floor=UNSAFE, min_confidence=0.7) == TEXT
    assert result(report, floor=UNSAFE, min_confidence=0.6) == TEXT.replace("on on", "on")


def test_one_repair_an_issue_the_safest_then_the_surest(report_with):
    report = report_with(
        "he go home", ("go", "gone", UNSAFE, 0.99), ("go", "goes", SAFE, 0.8), ("go", "went", SAFE, 0.7)
    )
    assert result(report, floor=UNSAFE) == "he goes home"


def test_overlapping_repairs_are_not_both_made(report_with):
    report = report_with("he go home", ("he go", "she went", SAFE, 0.8), ("go home", "returned", SAFE, 0.9))
    assert result(report) == "he returned"


def test_neighbours_wait_for_the_next_round(report_with):
    # Each alone is right, both together are not: "he go to to home".
    report = report_with("he go home", ("go", "go to", SAFE, 0.8), ("home", "to home", SAFE, 0.7))
    assert result(report) == "he go to home"


def starred(raw):
    """A toy format: *…* is emphasis, `…` is code that may not be edited."""
    import re

    parts = []
    for piece in re.findall(r"\*|`[^`]*`|[^*`]+|`", raw):
        if piece == "*":
            parts.append(Part.markup(piece))
        elif piece.startswith("`") and len(piece) > 1:
            parts.append(Part.rendered(piece, piece[1:-1]))
        else:
            parts.append(Part.text(piece))
    return AnnotatedText(tuple(parts))


def test_markup_is_stepped_over(report_with):
    document = Document("a", starred("he *go* home with `run run`"))
    report = report_with(
        document, ("go", "goes", SAFE, 0.9), ("run run", "run", SAFE, 0.9), ("he go", "she went", SAFE, 0.95)
    )
    assert result(report, starred) == "he *goes* home with `run run`"


@pytest.mark.parametrize(
    ("raw", "offset", "text", "place"),
    [
        ("a*b*c", 1, "un", 1),
        ("a*b*c", 1, ", ", 2),
        ("a*b* c", 2, "s", 3),
        ("a*b* c", 2, ",", 4),
        ("a*`b`*c", 1, ", ", 1),
        ("a*`b`*c", 2, "x", 6),
        ("abc", 3, ".", 3),
        ("", 0, "x", 0),
    ],
)
def test_an_insertion_stands_beside_text(raw, offset, text, place):
    assert raw_place(starred(raw), Edit(Span(offset, offset), text)) == Span(place, place)


def test_a_replacement_that_would_read_as_markup_is_left_out_alone(report_with):
    document = Document("a", starred("he go home and stay stay"))
    report = report_with(document, ("go", "*went*", SAFE, 0.9), ("stay stay", "stay", SAFE, 0.9))
    assert result(report, starred) == "he go home and stay"
