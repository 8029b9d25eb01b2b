"""Each set keeps what it says it keeps."""

from pathlib import Path
from typing import Any

import pytest

from mtfix.errors import DataError
from mtfix.evaluation import sets
from mtfix.text import Span, splice


def rating(doc: str, **changes: Any) -> dict[str, Any]:
    spans = [
        {"start": 3, "end": 7, "category": "Fluency/Grammar", "severity": "Minor"},
        {"start": 0, "end": 2, "category": "Style", "severity": "Neutral"},
        {"start": 4, "end": 4, "category": "Accuracy/Omission", "severity": "Major"},
    ]
    row = {"doc": doc, "set": "wmt20-mqm-zhen", "system": "Online-B", "human": False, "source": f"source of {doc}"}
    return {**row, "text": "He goed home.", "spans": spans, **changes}


def test_mqm_news(tmp_path: Path, write_rows: Any, document_in: Any) -> None:
    dev, train = document_in("dev", held_out=2), document_in("train", held_out=2)
    rows = [
        rating(dev),
        rating(dev, spans=[]),  # the other rater stays a record of its own
        rating(dev, human=True),
        rating(dev, system="refB"),
        rating(dev, set="ted21-mqm-zhen"),
        rating(dev, domain="user_review"),
        rating(dev, domain="news", set="wmt23-mqm-zhen"),
        rating(train),
        rating(dev, source=f"source of {train}"),  # the same news, trained on under another name
    ]
    write_rows(tmp_path / "mt" / "mqm_zh-en.jsonl.gz", rows)
    found = sets.mqm_news(tmp_path, "dev")
    assert [(item.group, item.gold) for item in found] == [
        ("wmt20-mqm-zhen", (Span(3, 7),)),
        ("wmt20-mqm-zhen", ()),
        ("wmt23-mqm-zhen", (Span(3, 7),)),
    ]
    assert len(sets.mqm_news(tmp_path, "dev", limit=1)) == 1


def test_mlqe(tmp_path: Path, write_rows: Any) -> None:
    spans = [{"start": 4, "end": 4}, {"start": 4, "end": 8}]
    rows = [
        {"id": split, "split": split, "pair": pair, "text": "The cats sat.", "spans": spans, "mt": "a", "pe": "b"}
        for split in ("train", "dev")
        for pair in ("ro-en", "et-en")
    ]
    write_rows(tmp_path / "mt" / "mlqe_wordtags.jsonl.gz", rows)
    write_rows(tmp_path / "mt" / "mlqe_postedits.jsonl.gz", rows)
    (item,) = sets.mlqe_tags(tmp_path, "ro-en")
    assert (item.document, item.gold, item.gaps) == ("dev", (Span(4, 8),), (4,))
    assert sets.mlqe_postedits(tmp_path, "et-en") == [("a", "b")]


def test_clean_documents_are_held_out_and_cut_at_a_paragraph(tmp_path: Path, write_rows: Any, document_in: Any) -> None:
    doc = "one two three\n" + "word " * 396 + "\nfour five six seven eight"
    rows = [{"id": document_in(split), "doc": doc} for split in ("train", "dev", "test")]
    write_rows(tmp_path / "clean" / "news.jsonl.gz", rows)
    (item,) = sets.clean_held_out(tmp_path, "dev")
    assert item.group == "news"
    assert len(item.text.split()) == 399


def test_corpus(tmp_path: Path, write_rows: Any) -> None:
    span = {"start": 3, "end": 7, "category": "fluency/spelling", "severity": "major", "repairs": ["went", "was going"]}
    write_rows(tmp_path / "gold" / "de.jsonl", [{"id": "de-1", "text": "He goed home.", "error_spans": [span]}])
    write_rows(tmp_path / "clean" / "news.jsonl", [{"id": "c-1", "text": "He went home."}])
    (document,) = sets.corpus_gold(tmp_path)
    assert document.gold == (Span(3, 7),)
    assert document.errors[0].repairs == ("went", "was going")
    assert sets.corpus_clean(tmp_path)[0].text == "He went home."


def test_missing_and_broken_sets(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not available"):
        sets.mqm_news(tmp_path, "dev")
    with pytest.raises(DataError, match="not available"):
        sets.corpus_gold(tmp_path)
    with pytest.raises(DataError, match="not available"):
        sets.seed_article(tmp_path)
    broken = tmp_path / "gold" / "x.jsonl"
    broken.parent.mkdir()
    broken.write_text('{"id": \n')
    with pytest.raises(DataError, match="broken record"):
        sets.corpus_gold(tmp_path)


CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.mark.parametrize("document", sets.corpus_gold(CORPUS), ids=lambda document: document.id)
def test_corpus_gold_is_sound(document: sets.GoldDocument) -> None:
    ends = [0]
    for error in document.errors:
        surface = document.text[error.span.start : error.span.end]
        assert surface.strip() == surface != ""
        assert error.span.start >= ends[-1], "spans are sorted and do not overlap"
        assert error.repairs
        assert surface not in error.repairs
        ends.append(error.span.end)
    splice(document.text, [(error.span, error.repairs[0]) for error in document.errors])
