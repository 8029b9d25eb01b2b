"""Readers on files of a few hand-written records."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from mtfix.corpora import readers
from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.corpora.splits import split_of
from mtfix.taxonomy import Category, Severity


def packed(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def mark(start: int, end: int, category: str = "Fluency/Grammar", severity: str = "Major") -> dict[str, Any]:
    return {"start": start, "end": end, "category": category, "severity": severity}


def doc_of(split: str, number: int = 0) -> str:
    """The name of a document that the MQM readers put in a split."""
    held = readers.MQM_HELD_OUT
    return [f"doc{i}" for i in range(200) if split_of(f"doc{i}", held, held) == split][number]


def test_records_of_plain_and_packed_files(tmp_path: Path) -> None:
    rows = [{"a": 1}, {"b": "é"}]
    plain = tmp_path / "x.jsonl"
    plain.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert list(readers.records(plain)) == list(readers.records(packed(tmp_path / "x.jsonl.gz", *rows))) == rows


def test_mqm_weighs_raters_together(tmp_path: Path) -> None:
    same = {"doc": doc_of("train"), "source": "s", "text": "He go home."}
    path = packed(
        tmp_path / "mqm.jsonl.gz",
        same | {"spans": [mark(3, 5)]},
        same
        | {"spans": [mark(3, 5, "Accuracy/Mistranslation", "Minor"), mark(10, 11, "Fluency/Punctuation", "Minor")]},
        same | {"spans": [mark(0, 2, "No-error", "Neutral"), mark(4, 4)]},
        {"doc": doc_of("dev"), "source": "t", "text": "Held out.", "spans": []},
    )
    (text,) = readers.mqm(path, "train")
    assert text == MarkedText(
        "He go home.",
        (
            ErrorSpan(3, 5, Category.GRAMMAR, Severity.MAJOR, None, 1 / 3),
            ErrorSpan(3, 5, Category.MISTRANSLATION, Severity.MINOR, None, 0.6 / 3),
            ErrorSpan(10, 11, Category.PUNCTUATION, Severity.MINOR, None, readers.MINOR_PUNCTUATION / 3),
        ),
    )
    assert [found.text for found in readers.mqm(path, "dev")] == ["Held out."]


def test_a_held_out_source_under_another_name_is_not_trained_on(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "mqm.jsonl.gz",
        {"doc": doc_of("test"), "source": "same", "text": "One.", "spans": []},
        {"doc": doc_of("train"), "source": "same", "text": "Two.", "spans": []},
        {"doc": doc_of("train", 1), "source": "other", "text": "Three.", "spans": []},
    )
    assert [found.text for found in readers.mqm(path, "train")] == ["Three."]
    assert readers.held_out_sources(path) == {"same"}


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Accuracy/Omission", Category.OMISSION),
        ("Fluency/Punctuation", Category.PUNCTUATION),
        ("Style/Awkward", Category.AWKWARD),
        ("Non-translation!", Category.NON_TRANSLATION),
        ("Terminology/Inconsistent use", Category.INCONSISTENCY),
        ("Fluency/Register", Category.AWKWARD),
        ("Other", None),
    ],
)
def test_mqm_categories(name: str, category: Category | None) -> None:
    assert readers.mqm_category(name) is category


def test_word_tags(tmp_path: Path) -> None:
    row = {"split": "train", "pair": "et-en", "text": "a bad word", "spans": [mark(2, 5), mark(6, 6)]}
    path = packed(tmp_path / "tags.jsonl.gz", row, row | {"pair": "ro-en"}, row | {"split": "dev"})
    tagged = MarkedText("a bad word", (ErrorSpan(2, 5, weight=readers.POST_EDIT),))
    assert list(readers.mlqe_tags(path, "train")) == [tagged, tagged]
    assert list(readers.mlqe_tags(path, "train", ("ro-en",))) == [tagged]


def test_demetr_keeps_what_a_reader_can_see(tmp_path: Path) -> None:
    row = {"source": "s", "text": "He goed home"}
    path = packed(
        tmp_path / "demetr.jsonl.gz",
        row | {"spans": [mark(3, 7, "verb tense", "major")]},
        row | {"spans": [mark(2, 2, "removed word", "critical")]},
        row | {"spans": [mark(3, 7, "numbers replaced", "major")]},
        row | {"spans": [mark(0, 1, "full stop", "base")]},
        row | {"spans": [mark(0, 2), mark(3, 7)]},
        row | {"source": "held out", "spans": [mark(3, 7, "verb tense", "major")]},
    )
    found = list(readers.demetr(path, frozenset({"held out"})))
    assert [text.spans for text in found] == [
        (ErrorSpan(3, 7, Category.GRAMMAR, Severity.MAJOR, None, 0.8),),
        (ErrorSpan(0, 7, Category.OMISSION, Severity.CRITICAL, None, 0.8),),
    ]


def test_post_edits_and_span_edits(tmp_path: Path) -> None:
    edits = packed(
        tmp_path / "pe.jsonl.gz",
        {"split": "train", "pair": "et-en", "mt": "a", "pe": "b"},
        {"split": "train", "pair": "ne-en", "mt": "c", "pe": "d"},
        {"split": "dev", "pair": "et-en", "mt": "e", "pe": "f"},
    )
    assert list(readers.post_edits(edits, "train", ("et-en",))) == [("a", "b")]
    spans = packed(
        tmp_path / "spans.jsonl.gz",
        {"doc": doc_of("train"), "mt": "a", "pe": "b"},
        {"doc": doc_of("dev"), "mt": "c", "pe": "d"},
    )
    assert list(readers.span_edits(spans, "train")) == [("a", "b")]
