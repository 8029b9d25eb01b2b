"""The JSON report, version 1, and the signature."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.report import JSON_VERSION, Report, SegmentScore, Signature
from mtfix.segment import Segment
from mtfix.settings import Settings
from mtfix.suggestion import Applicability, Suggestion
from mtfix.text import AnnotatedText, Part, Span

RAW = "\ufeffFirst line.\r\n**Mr** Blingen &amp; co left."
PARTS = (
    Part.markup("\ufeff"),
    Part.text("First line.\r\n"),
    Part.markup("**"),
    Part.text("Mr"),
    Part.markup("**"),
    Part.text(" Blingen "),
    Part.rendered("&amp;", "&"),
    Part.text(" co left."),
)


@pytest.fixture
def report(issue_on: Callable[..., Issue]) -> Report:
    document = Document("notes.md", AnnotatedText(PARTS), format="markdown")
    issue = issue_on(document.plain, "Blingen", confidence=0.87654321)
    fix = Suggestion.replacing(issue, "Blinken", 0.5, "fake", Applicability.SAFE)
    segment = Segment.alone(document.plain[13:], 13)
    signature = Signature((("mtfix", "0.1.0"),), (("tagger", "ab" * 32),), Settings().digest, seed=7)
    return Report(document, (SegmentScore(segment, 0.25),), (issue,), {issue: (fix,)} if fix else {}, signature)


def test_the_json_of_an_issue(report: Report) -> None:
    assert JSON_VERSION == 1
    assert report.document.text.raw == RAW
    assert report.to_json()["issues"] == [
        {
            "code": "MT999",
            "category": "fluency/spelling",
            "severity": "major",
            "message": "wrong word",
            "start": 21,
            "end": 28,
            "text": "Blingen",
            "line": 2,
            "column": 8,
            "confidence": 0.876543,
            "detector": "fake",
            "suggestions": [
                {
                    "replacement": "Blinken",
                    "edits": [{"start": 25, "end": 26, "replacement": "k"}],
                    "confidence": 0.5,
                    "applicability": "safe",
                    "repairer": "fake",
                }
            ],
        }
    ]


def test_offsets_are_code_points_into_the_decoded_file(report: Report) -> None:
    data = report.to_json()
    (issue,), (segment,) = data["issues"], data["segments"]
    assert RAW[issue["start"] : issue["end"]] == issue["text"]
    assert RAW[segment["start"] : segment["end"]] == "Mr** Blingen &amp; co left."
    assert segment["score"] == 0.25


def test_the_json_survives_a_round_trip(report: Report) -> None:
    data: dict[str, Any] = report.to_json()
    assert json.loads(json.dumps(data)) == data
    assert set(data) == {"path", "segments", "issues", "notes"}


def test_a_segment_no_model_read_has_no_score(report: Report) -> None:
    segment = report.segments[0].segment
    unread = Report(report.document, (SegmentScore(segment, None),), (), {}, report.signature)
    assert unread.to_json()["segments"][0]["score"] is None
    assert list(unread.lines()) == []


def test_as_text_it_is_a_line_an_issue_the_count_and_the_signature(report: Report) -> None:
    line, count, signature = str(report).splitlines()
    assert line == "notes.md:2:8: MT999 [major] wrong word (0.88): 'Blingen' -> 'Blinken'"
    assert count.startswith("1 issue in 1 document")
    assert signature == str(report.signature)


def test_the_signature_is_one_line(report: Report) -> None:
    digest = Settings().digest
    assert str(report.signature) == f"mtfix:0.1.0|tagger:abababababab|settings:{digest}|seed:7"
    assert report.signature.to_json() == {
        "versions": {"mtfix": "0.1.0"},
        "models": {"tagger": "ab" * 32},
        "settings": digest,
        "seed": 7,
    }


def test_the_settings_digest_changes_with_what_changes_a_report() -> None:
    assert Settings(threads=3).digest == Settings().digest
    changed = {Settings(ignore=("MT2",)).digest, Settings(min_confidence=0.5).digest, Settings(accept=("Li",)).digest}
    assert len(changed | {Settings().digest}) == 4


def test_a_segment_knows_where_its_context_starts() -> None:
    assert Segment(Span(20, 25), "there", "Hello there", 6).context_start == 14
