"""Every measure on a world small enough to know the answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from mtfix.evaluation import corpus_measures, repair_measures, seed_measures, tagger_measures
from mtfix.evaluation.__main__ import MEASURES, main, measured
from mtfix.evaluation.context import Context, Remembering
from mtfix.evaluation.table import Must, Row, render
from mtfix.text import Span


def by_name(rows: Any) -> dict[str, Row]:
    return {row.measure: row for row in rows}


def gold_span(text: str, word: str, *repairs: str) -> dict[str, Any]:
    start = text.index(word)
    return {
        "start": start,
        "end": start + len(word),
        "category": "fluency/spelling",
        "severity": "major",
        "repairs": repairs,
    }


@pytest.fixture
def gold_corpus(context: Context, write_rows: Any) -> Context:
    """Three marked words of which two are flagged, one right word flagged; one repair is accepted first, one second."""
    first = "He goed home. She haz a dog. It barck loudly."
    second = "They said goed is a word."
    spans = [gold_span(first, "goed", "went"), gold_span(first, "haz", "has"), gold_span(first, "barck", "barks")]
    rows = [{"id": "a", "text": first, "error_spans": spans}, {"id": "b", "text": second, "error_spans": []}]
    write_rows(context.corpus / "gold" / "xx.jsonl", rows)
    write_rows(
        context.corpus / "clean" / "news.jsonl", [{"id": "c", "text": "All is well here. He goed away for good."}]
    )
    write_rows(context.cache / "hbs-dev.jsonl", [{"doc": "d", "sents": ["He went home."], "mt": ["He goed home."]}])
    return context


def test_gold(gold_corpus: Context) -> None:
    rows = by_name(corpus_measures.gold(gold_corpus))
    recall, precision = rows["corpus/gold: span recall (any overlap)"], rows["corpus/gold: span precision"]
    assert recall.value == pytest.approx(2 / 3)
    assert precision.value == pytest.approx(2 / 3)
    assert (recall.verdict, precision.verdict) == ("ok", "ok")
    assert recall.beside == {"flag-nothing": 0, "flag-everything": 1}
    assert rows["  exact F1"].value == pytest.approx(2 / 3)
    assert rows["  recall of fluency/spelling"].value == pytest.approx(2 / 3)
    assert rows["  recall of style/awkward"].value is None


def test_repairs_of_gold_spans(gold_corpus: Context) -> None:
    rows = by_name(repair_measures.gold(gold_corpus))
    first, third = rows["corpus/gold: accepted repair first"], rows["corpus/gold: accepted repair among the first 3"]
    assert first.value == pytest.approx(1 / 3)
    assert third.value == pytest.approx(2 / 3)
    assert first.beside["of the spans hit"] == 0.5
    assert third.beside["end to end"] == pytest.approx(2 / 3)


def test_alarms(gold_corpus: Context, write_rows: Any, document_in: Any) -> None:
    doc = {"id": document_in("dev"), "doc": "A clean paragraph of seven words here."}
    write_rows(gold_corpus.data / "clean" / "news.jsonl.gz", [doc])
    rows = by_name(corpus_measures.alarms(gold_corpus))
    corpus = rows["false alarms per 1,000 words, corpus/clean"]
    assert corpus.value == pytest.approx(1000 / 9)
    assert corpus.verdict == "miss"
    assert rows["false alarms per 1,000 words, clean/ dev"].verdict == "ok"
    changed = rows["clean sentences changed by fix, %"]
    assert changed.value == pytest.approx(100 / 3)  # one of three sentences, if the fake's repair is safe


def test_calibration_of_issues(gold_corpus: Context, write_rows: Any, document_in: Any) -> None:
    write_rows(
        gold_corpus.data / "clean" / "news.jsonl.gz", [{"id": document_in("dev"), "doc": "Nothing here is wrong."}]
    )
    rows = by_name(corpus_measures.calibration(gold_corpus))
    # said .8 each time: 2 of 3 on gold, 0 of 1 on clean, and 0 or 1 of the round trip's one sentence
    assert rows["  of these corpus/gold"].value == pytest.approx(0.8 - 2 / 3)
    assert rows["  of these corpus/clean"].value == pytest.approx(0.8)
    assert rows["  of these clean/"].value is None
    assert rows["ECE of issue confidence"].verdict == "miss"
    assert gold_corpus.notes[0] == "reliability of issue confidence:"


def test_calibration_of_repairs(gold_corpus: Context) -> None:
    rows = by_name(repair_measures.calibration(gold_corpus))
    gold = rows["  of these corpus/gold"]
    # went .99 and has .495 are accepted; gone .495, hass .99 and both for the other goed are not
    assert gold.value == pytest.approx((abs(1 - 3 * 0.99) + abs(1 - 3 * 0.495)) / 6)


def test_round_trips(gold_corpus: Context, write_rows: Any) -> None:
    sents, mt = (
        ["He went home early.", "It is fine.", "She has a cat."],
        ["He goed home early.", "It is fine.", "She haz a cat."],
    )
    rows = [{"doc": f"d{i}", "sents": sents, "mt": mt} for i in range(6)]
    write_rows(gold_corpus.cache / "hbs-dev.jsonl", rows)
    tagged = by_name(tagger_measures.round_trips(gold_corpus))
    assert tagged["tagger, Apertium hbs round trips: word MCC"].value == pytest.approx(1)
    assert tagged["tagger, Apertium hbs round trips: word MCC"].beside == {"flag-nothing": 0, "flag-everything": 0}
    repaired = by_name(repair_measures.round_trips(gold_corpus))
    safe = repaired["round trips: safe edits right or closer"]
    # goed -> went is right, haz -> hass is neither right nor closer
    assert safe.value is not None
    assert 0 < safe.value < 1
    chrf = repaired["  chrF against the original after fix"]
    assert chrf.value is not None
    assert chrf.value > chrf.beside["do-nothing"]


def test_mlqe_and_postedits(context: Context, write_rows: Any) -> None:
    text = "He goed home and she haz it."
    spans = [{"start": 3, "end": 7}, {"start": 21, "end": 24}, {"start": 8, "end": 8}]
    rows = [
        {
            "id": f"{pair}{i}",
            "split": "dev",
            "pair": pair,
            "text": text,
            "spans": spans,
            "mt": "He goed home.",
            "pe": "He went home.",
        }
        for pair in tagger_measures.PAIRS
        for i in range(4)
    ]
    write_rows(context.data / "mt" / "mlqe_wordtags.jsonl.gz", rows)
    write_rows(context.data / "mt" / "mlqe_postedits.jsonl.gz", rows)
    tagged = list(tagger_measures.mlqe(context))
    assert tagged[0].measure == "tagger, MLQE ro-en: word MCC"
    assert tagged[0].value == pytest.approx(1)
    assert tagged[0].verdict == "ok"
    assert tagged[1].value is not None and tagged[1].value < 1  # "home" after the gap was not seen
    assert "0 of 4 gaps" in tagged[1].note
    row = next(iter(repair_measures.postedits(context)))
    assert row.value == 0
    assert row.beside == {"do-nothing": pytest.approx(0.25)}
    assert row.verdict == "ok"


def test_mqm(context: Context, write_rows: Any, document_in: Any) -> None:
    rows = [
        {
            "doc": document_in("dev", number, held_out=2),
            "set": "wmt20-mqm-zhen",
            "system": "A",
            "human": False,
            "source": str(number),
            "text": "He goed home.",
            "spans": [{"start": 3, "end": 7, "severity": "Major"}],
        }
        for number in range(4)
    ]
    write_rows(context.data / "mt" / "mqm_zh-en.jsonl.gz", rows)
    f1, mcc, part = tagger_measures.mqm(context)
    assert f1.value == pytest.approx(1) == mcc.value
    assert f1.beside["flag-everything"] == pytest.approx(2 * 0.25 / 1.25)  # one of four tokens is marked
    assert part.measure == "  of these wmt20-mqm-zhen: token F1"


def test_seed_measures(report_of: Any, fake_detector: Any, fake_repairer: Any) -> None:
    text = "Then Blingen and Wang Yi demanded that the US “repress” China."
    detector = fake_detector({"Blingen": [], "Wang": [], "repress": []})
    repairer = fake_repairer({"Blingen": ["Blinken"], "repress": ["stop” “repressing"]})
    report = report_of(text, detector, repairer)
    span = Span(text.index("demanded"), len(text))
    assert not seed_measures.name_is_safe(report)  # the suggestion is there, but not safe
    assert len(seed_measures.restorations(report, span)) == 1
    assert seed_measures.restorations(report, Span(0, 3)) == []
    assert seed_measures.correct_names_flagged(report, (Span(5, 12), span)) == ["Wang"]


def test_table() -> None:
    rows = [
        Row("reached", 0.5, Must(">=", 0.5), {"peer": 0.1}, (0.4, 0.6), "a note"),
        Row("missed", 0.06, Must("<=", 0.05)),
        Row("as good as nothing", 0.3, Must("<", 0.3)),
        Row("absent", None, Must(">=", 1)),
        Row("for information", 123.4),
    ]
    assert [row.verdict for row in rows] == ["ok", "miss", "miss", "not available", ""]
    lines = render(rows).splitlines()
    assert lines[1].split() == "reached 0.500 0.400-0.600 >= 0.500 ok peer 0.100 (a note)".split()
    assert lines[5].split() == ["for", "information", "123.4"]
    assert rows[0].to_json()["verdict"] == "ok"
    assert rows[3].to_json()["value"] is None


def test_missing_sets_are_rows_not_gaps(context: Context) -> None:
    for name in MEASURES:
        (row,) = measured(name, context)
        assert row.verdict == "not available"
        assert "not available" in row.note


def test_main(gold_corpus: Context, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--set",
        "gold",
        "--detector",
        "none",
        "--repairer",
        "none",
        "--no-peers",
        "--json",
        str(tmp_path / "x.json"),
    ]
    assert main([*arguments, "--corpus", str(gold_corpus.corpus)]) == 1
    out, err = capsys.readouterr()
    assert "corpus/gold: span recall" in out
    assert "measuring gold" in err
    written = json.loads((tmp_path / "x.json").read_text())
    assert written["rows"][0]["verdict"] == "miss"
    assert out.splitlines()[-1] == written["signature"]
    assert written["signature"].startswith("mtfix:")
    assert "split:dev" in written["signature"]


def test_peers_read_each_text_once() -> None:
    class Peer:
        name = "peer"
        seen: list[str] = []

        def spans(self, texts: Any) -> list[list[Span]]:
            self.seen += texts
            return [[Span(0, 1)] for _ in texts]

    peer = Remembering(Peer())
    assert peer.spans(["a", "b", "a"]) == [[Span(0, 1)]] * 3
    assert peer.spans(["b"]) == [[Span(0, 1)]]
    assert Peer.seen == ["a", "b"]
