"""The shipped repairer judges candidates that it did not write, by the score it gives its own."""

import pytest

from mtfix.issue import Issue
from mtfix.protocols import RepairTask
from mtfix.repairers.seq2seq import BEAMS, Seq2SeqRepairer
from mtfix.runtime.card import Card, shipped
from mtfix.runtime.infilling import MAX_SPANS
from mtfix.runtime.onnx_infiller import OnnxInfiller
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

TEXT = "He want to speak with the minister at Tuesday."


@pytest.fixture(scope="module", autouse=True)
def folder() -> str:
    path = shipped() / "default" / "repairer"
    if not (path / "model.json").is_file():
        pytest.skip(f"no shipped repairer: {path} has no model.json (python -m mtfix.training ship)")
    return str(path)


def span(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def test_what_is_offered_is_scored_as_what_is_written(folder: str) -> None:
    infiller, spans = OnnxInfiller(Card.load(folder, "repairer")), [span("want"), span("at Tuesday")]
    filled = infiller.fill(TEXT, spans, BEAMS)
    written = [[text for text, _ in one.replacements] for one in filled]
    choices = [[TEXT[start:end], *texts] for (start, end), texts in zip(spans, written, strict=True)]
    scores = infiller.score(TEXT, spans, choices)
    assert [len(one) for one in scores] == [len(one) for one in choices]
    for one, (keep, *values) in zip(filled, scores, strict=True):
        # int8 sums differ a little with the shape of the batch
        wanted = [one.keep, *(value for _, value in one.replacements)]
        assert [keep, *values] == pytest.approx(wanted, abs=0.2)
    assert infiller.score(TEXT, spans, [[], []]) == [(), ()]


def test_preferences_answer_every_issue_in_order(folder: str) -> None:
    repairer = Seq2SeqRepairer.load(folder, threads=1)

    def issue(start: int, end: int, *candidates: str) -> Issue:
        text = TEXT[start:end]
        kind = (Category.GRAMMAR, Severity.MINOR, "m", text, 0.4, "languagetool")
        return Issue(Span(start, end), "LT:X", *kind, candidates)

    wanting, blank = issue(*span("want"), "wants", "zebra"), issue(2, 3, "a", "b")
    many = tuple(issue(i, i + 1, "a", "") for i in range(3, 3 + MAX_SPANS + 2) if TEXT[i] != " ")
    segment = Segment.alone(TEXT)
    first, second = repairer.preferences([RepairTask(segment, (blank, wanting)), RepairTask(segment, many)])
    assert first[0] == () and first[1][0] > first[1][1]
    assert [len(one) for one in second] == [2] * len(many)
