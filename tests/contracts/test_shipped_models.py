"""The contracts of detectors and repairers, kept by the shipped models on the texts of corpus/samples."""

import json
import re
from pathlib import Path

import pytest

from mtfix.detectors.evidence import weighed
from mtfix.detectors.runner import run
from mtfix.detectors.tagger import WORD, Tagger
from mtfix.issue import Issue
from mtfix.protocols import RepairTask
from mtfix.repairers.seq2seq import Seq2SeqRepairer
from mtfix.runtime.card import shipped
from mtfix.runtime.infilling import Infilling
from mtfix.runtime.onnx_session import load_tokenizer
from mtfix.segment import Segment
from mtfix.segmenters import segment
from mtfix.suggestion import Applicability
from mtfix.text import Span

CLEAN = Path(__file__).parents[2] / "corpus" / "clean"
ORDINARY = re.compile(r"[“‘(]?([A-Z]?[a-z]+|[A-Z]+|\d+)([-–’./,]([A-Z]?[a-z]+|[A-Z]+|\d+))*[”’),.;:!?…]*")
SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples").glob("*.txt"))
FLAGGED = 12  # tasks a sample; a repair takes some hundredths of a second


def folder_of(task: str) -> str:
    """The shipped model's folder; skips if it is not there."""
    folder = shipped() / "default" / task
    if not (folder / "model.json").is_file():
        pytest.skip(f"no shipped {task}: {folder} has no model.json (python -m mtfix.training ship)")
    return str(folder)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load(folder_of("tagger"), min_confidence=0.0)


@pytest.fixture(scope="module")
def repairer() -> Seq2SeqRepairer:
    return Seq2SeqRepairer.load(folder_of("repairer"))


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param.read_text("utf-8"))


@pytest.fixture(scope="module")
def segments(text: str) -> list[Segment]:
    return segment(text)


@pytest.fixture(scope="module")
def tasks(segments: list[Segment]) -> list[RepairTask]:
    """What the tagger flags by its own threshold, one task a segment."""
    found = Tagger.load(folder_of("tagger")).detect(segments)
    return [RepairTask(part, issues) for part, issues in zip(segments, found, strict=True) if issues][:FLAGGED]


def test_the_tagger_reads_each_segment_for_itself(tagger: Tagger, segments: list[Segment]) -> None:
    whole = tagger.detect(segments)
    middle = len(segments) // 2
    assert tagger.detect(segments[:middle]) + tagger.detect(segments[middle:]) == whole
    assert [tagger.detect([part])[0] for part in segments[:6]] == whole[:6]
    assert tagger.detect(segments[::-1]) == whole[::-1]


def test_tagged_spans_are_whole_words_and_cover_all(tagger: Tagger, text: str, segments: list[Segment]) -> None:
    for part, issues in zip(segments, tagger.detect(segments), strict=True):
        words = [Span(*match.span()) for match in WORD.finditer(text, *part.span)]
        assert all(sum(issue.span.contains(word) for issue in issues) == 1 for word in words)
        starts, ends = {word.start for word in words}, {word.end for word in words}
        for issue in issues:
            assert issue.span.start in starts and issue.span.end in ends
            assert issue.text == text[issue.span.start : issue.span.end]
            assert 0.0 <= issue.confidence <= 1.0
            assert issue.code in {rule.code for rule in tagger.rules}


def test_a_higher_threshold_only_takes_issues_away(tagger: Tagger, segments: list[Segment]) -> None:
    def issues(floor: float) -> list[Issue]:
        model = Tagger.load(folder_of("tagger"), min_confidence=floor)
        return weighed(run((), model, segments), model, segments)

    everything = issues(0.0)
    for floor in (0.3, 0.6, 0.9):
        assert issues(floor) == [issue for issue in everything if issue.confidence >= floor]


def test_scores_are_probabilities(tagger: Tagger, segments: list[Segment]) -> None:
    scores = tagger.scores(segments)
    assert len(scores) == len(segments)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert scores[:4] == [tagger.scores([part])[0] for part in segments[:4]]


def test_repairs_are_one_answer_a_task(repairer: Seq2SeqRepairer, tasks: list[RepairTask]) -> None:
    whole = repairer.repair(tasks)
    assert len(whole) == len(tasks)
    assert [repairer.repair([task])[0] for task in tasks[:4]] == whole[:4]


def test_repairs_stay_inside_their_issue(repairer: Seq2SeqRepairer, text: str, tasks: list[RepairTask]) -> None:
    """But for the one space that a deletion takes along."""
    for task, suggestions in zip(tasks, repairer.repair(tasks), strict=True):
        for suggestion in suggestions:
            (issue,) = suggestion.issues
            assert issue in task.issues
            for edit in suggestion.edits:
                outside = text[edit.span.start : issue.span.start] + text[issue.span.end : edit.span.end]
                assert outside == "" or (outside == " " and suggestion.replacement == "")
            assert suggestion.replacement != issue.text
            assert suggestion.applicability is not Applicability.SAFE
            assert 0.0 <= suggestion.confidence <= 1.0
        for issue in task.issues:
            confidences = [item.confidence for item in suggestions if item.issues[0] == issue]
            assert confidences == sorted(confidences, reverse=True)


def test_the_repairer_can_spell_ordinary_words() -> None:
    """All but accents and mixed case, which the sentence itself supplies."""
    language = Infilling(load_tokenizer(Path(folder_of("repairer")) / "tokenizer.json"))
    texts = [
        json.loads(line)["text"] for path in CLEAN.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    words = {word for text in texts for word in text.split() if ORDINARY.fullmatch(word)}
    assert len(words) > 2000
    assert {word for word in words if language.text(language.target(word)) != word} == set()
