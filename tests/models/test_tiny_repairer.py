"""What a repairer promises whatever its weights: one answer a task, edits inside the spans, exact scores, no SAFE."""

import shutil
from collections.abc import Callable
from math import log
from pathlib import Path
from typing import Any

import pytest

from mtfix.errors import ModelError
from mtfix.issue import Issue
from mtfix.protocols import RepairTask
from mtfix.repairers.seq2seq import Candidate, Seq2SeqRepairer, score, with_known_surfaces
from mtfix.runtime.beam import log_softmax
from mtfix.runtime.card import Card
from mtfix.runtime.infilling import SPAN_IDS, START, Infilling
from mtfix.runtime.onnx_infiller import OnnxInfiller
from mtfix.runtime.onnx_session import load_tokenizer
from mtfix.segment import Segment
from mtfix.suggestion import Applicability
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

TEXT = "The cat sat on a mat and she said that it was his, not hers, by the wall at home in Rome for the day."


def issue(text: str, word: str, offset: int = 0) -> Issue:
    start = offset + text.index(word)
    span = Span(start, start + len(word))
    return Issue(span, "MT004", Category.GRAMMAR, Severity.MAJOR, "", word, 0.9, "test")


@pytest.fixture(scope="module")
def repairer(model_folder: Path) -> Seq2SeqRepairer:
    return Seq2SeqRepairer.load(str(model_folder), threads=2)


@pytest.fixture(scope="module")
def tasks() -> list[RepairTask]:
    one = RepairTask(Segment.alone(TEXT, 40), (issue(TEXT, "cat sat", 40), issue(TEXT, "hers", 40)))
    return [one, RepairTask(Segment.alone(TEXT), (issue(TEXT, "Rome"),)), RepairTask(Segment.alone(TEXT), ())]


def test_one_answer_a_task_whatever_the_batch(repairer: Seq2SeqRepairer, tasks: list[RepairTask]) -> None:
    whole = repairer.repair(tasks)
    assert len(whole) == len(tasks)
    assert whole[0] and whole[1] and not whole[2]
    assert [repairer.repair([task])[0] for task in tasks] == whole
    assert repairer.repair([]) == []


def test_suggestions_stay_inside_their_issue(repairer: Seq2SeqRepairer, tasks: list[RepairTask]) -> None:
    for task, suggestions in zip(tasks, repairer.repair(tasks), strict=True):
        for suggestion in suggestions:
            (found,) = suggestion.issues
            assert found in task.issues
            for edit in suggestion.edits:  # a deletion takes one space along
                taken = found.span if suggestion.replacement else Span(found.span.start - 1, found.span.end + 1)
                assert taken.contains(edit.span) and len(edit.span) <= len(found.span) + 1
            assert suggestion.replacement != found.text
            assert suggestion.applicability is not Applicability.SAFE
            assert 0.0 <= suggestion.confidence <= 1.0


def test_best_first_within_each_issue(repairer: Seq2SeqRepairer, tasks: list[RepairTask]) -> None:
    for suggestions in repairer.repair(tasks):
        for found in {suggestion.issues[0] for suggestion in suggestions}:
            confidences = [item.confidence for item in suggestions if item.issues[0] == found]
            assert confidences == sorted(confidences, reverse=True)
            assert len(confidences) <= 5


def test_more_issues_than_marks(repairer: Seq2SeqRepairer) -> None:
    words = TEXT.split()
    issues = tuple(sorted(issue(TEXT, f" {word} ") for word in dict.fromkeys(words[1:-1]) if f" {word} " in TEXT))
    assert len(issues) > len(SPAN_IDS)
    (suggestions,) = repairer.repair([RepairTask(Segment.alone(TEXT), issues)])
    assert {suggestion.issues[0] for suggestion in suggestions} <= set(issues)


def test_what_is_too_long_or_blank_is_left(repairer: Seq2SeqRepairer) -> None:
    text = "the " * 60 + "end"
    long, blank = issue(text, text), issue(text, " ")
    assert repairer.repair([RepairTask(Segment.alone(text), (blank,)), RepairTask(Segment.alone(text), (long,))]) == [
        (),
        (),
    ]


def test_keeping_a_span_is_scored_as_in_torch(model_folder: Path, torch_repairer: Any) -> None:
    """The score is the sum over the tokens of what stands there; int8 keeps near to torch."""
    import torch

    card = Card.load(str(model_folder), "repairer")
    infiller, language = OnnxInfiller(card), Infilling(load_tokenizer(card.folder / "tokenizer.json"))
    texts = ("cat sat", "she", "not hers", "Rome")
    spans = [(TEXT.index(text), TEXT.index(text) + len(text)) for text in texts]
    source = torch.tensor([language.source(TEXT, spans)])
    for number, (text, answer) in enumerate(zip(texts, infiller.fill(TEXT, spans, 3), strict=True)):
        target = language.target(text)
        ids = torch.tensor([[START, SPAN_IDS[number], *target[:-1]]])
        with torch.inference_mode():
            states = torch_repairer.encoder(input_ids=source).last_hidden_state
            hidden = torch_repairer.decoder.bert(input_ids=ids, encoder_hidden_states=states, use_cache=False)
            logs = log_softmax(torch_repairer.decoder.cls(hidden.last_hidden_state[:, 1:])[0].numpy())
        wanted = sum(float(logs[i, token]) for i, token in enumerate(target))
        assert answer.keep == pytest.approx(wanted, rel=0.2), text
        assert [value for _, value in answer.replacements] == sorted((v for _, v in answer.replacements), reverse=True)


def test_candidates_differ_from_what_stands_there(repairer: Seq2SeqRepairer) -> None:
    (candidates,) = repairer.candidates(Segment.alone(TEXT), [issue(TEXT, "cat")])
    texts = [candidate.replacement for candidate in candidates]
    assert len(set(texts)) == len(texts) > 0
    assert "cat" not in texts
    assert all(0.0 < candidate.probability <= 1.0 for candidate in candidates)


def test_the_score_leaves_keeping_out() -> None:
    assert score(Candidate("x", 0.2, 0.6)) == pytest.approx(0.5)
    assert score(Candidate("x", 0.9, 0.6)) == 1.0
    assert score(Candidate("x", 0.0, 1.0)) == 0.0
    assert log(score(Candidate("x", 0.5, 0.0))) == pytest.approx(log(0.5))


def test_surfaces_that_the_vocabulary_cannot_spell() -> None:
    assert with_known_surfaces("the cafe and Iphone", "My iPhone is in the café.") == "the café and iPhone"
    assert with_known_surfaces("nothing to do", "Only words here.") == "nothing to do"


@pytest.mark.parametrize("name", ["encoder.onnx", "decoder.onnx", "head.onnx", "tokenizer.json"])
def test_a_tampered_file_is_refused(model_folder: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(model_folder / "repairer", tmp_path / "repairer"))
    with (folder / name).open("ab") as stream:
        stream.write(b"\0")
    with pytest.raises(ModelError, match="E021"):
        Seq2SeqRepairer.load(str(folder))


@pytest.mark.parametrize(
    ("graph", "part", "prefix"),
    [
        ("encoder", lambda model: model.encoder, "encoder"),
        ("decoder", lambda model: model.decoder.bert, "bert"),
        ("head", lambda model: model.decoder.cls, "cls"),
    ],
)
def test_restored_weights_are_the_trained_ones(
    graph: str, part: Callable[[Any], Any], prefix: str, model_folder: Path, torch_repairer: Any
) -> None:
    from mtfix.training.export import restore

    restored = restore(model_folder / "repairer" / f"{graph}.onnx")
    for name, value in part(torch_repairer).named_parameters():
        if name == "predictions.bias":  # the same tensor as predictions.decoder.bias, which the graph keeps
            continue
        found = restored[f"{prefix}.{name}"]
        assert found.shape == value.shape
        assert (found - value).abs().max() <= value.abs().max() / 127 + 1e-6, name


def test_training_goes_on_from_a_shipped_repairer(
    model_folder: Path, encoder: Path, torch_repairer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mtfix.training import repairer as training

    monkeypatch.setattr(training, "DECODER_LAYERS", (0, 1))
    model = training.new_model(encoder)
    training.load_shipped(model, model_folder / "repairer")
    for (name, mine), (_, theirs) in zip(model.named_parameters(), torch_repairer.named_parameters(), strict=True):
        assert (mine - theirs).abs().max() <= theirs.abs().max() / 127 + 1e-6, name
