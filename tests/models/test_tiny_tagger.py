"""What a tagger promises whatever its weights: locality, whole words, thresholds that only take away, long texts."""

import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtfix.detectors.tagger import WORD, Tagger
from mtfix.errors import ModelError
from mtfix.runtime.encoding import MAX_TOKENS, case_ids
from mtfix.segment import Segment
from mtfix.segmenters import segment
from mtfix.text import Span

TEXT = (
    "The cat sat on the mat and SHE said that it was his. They were not at home, said Anna’s friend.\n\n"
    "He WAS in Rome; it is a well-known place. Not for her! The dog (and the cat) sat by the wall.\n\nYes.\n"
)


@pytest.fixture(scope="module")
def tagger(model_folder: Path) -> Tagger:
    return Tagger.load(str(model_folder), threads=2, min_confidence=0.0)


@pytest.fixture(scope="module")
def segments() -> list[Segment]:
    return segment(TEXT)


def test_locality(tagger: Tagger, segments: list[Segment]) -> None:
    whole = tagger.detect(segments)
    assert any(whole)
    assert [tagger.detect([item])[0] for item in segments] == whole
    for cut in range(len(segments)):
        assert tagger.detect(segments[:cut]) + tagger.detect(segments[cut:]) == whole
    assert tagger.detect(segments[::-1])[::-1] == whole
    assert tagger.scores(segments) == [tagger.scores([item])[0] for item in segments]
    assert tagger.detect([]) == [] == tagger.scores([])


def test_threads_change_nothing(model_folder: Path, tagger: Tagger, segments: list[Segment]) -> None:
    assert Tagger.load(str(model_folder), threads=1, min_confidence=0.0).detect(segments) == tagger.detect(segments)


def test_spans_are_whole_words_inside_their_segment(tagger: Tagger, segments: list[Segment]) -> None:
    for item, issues in zip(segments, tagger.detect(segments), strict=True):
        starts, ends = zip(*(match.span() for match in WORD.finditer(TEXT, *item.span)), strict=True)
        for issue in issues:
            assert item.span.contains(issue.span)
            assert issue.span.start in starts and issue.span.end in ends
            assert issue.text == TEXT[issue.span.start : issue.span.end]
            assert 0.0 <= issue.confidence <= 1.0


def test_no_threshold_covers_every_word_once(tagger: Tagger, segments: list[Segment]) -> None:
    for item, issues in zip(segments, tagger.detect(segments), strict=True):
        words = [Span(*match.span()) for match in WORD.finditer(TEXT, *item.span)]
        assert [sum(issue.span.contains(word) for issue in issues) for word in words] == [1] * len(words)


def test_a_higher_threshold_only_takes_away(model_folder: Path, tagger: Tagger, segments: list[Segment]) -> None:
    everything = tagger.detect(segments)
    middle = float(np.median([issue.confidence for issues in everything for issue in issues]))
    for floor in (0.2, middle, 0.8, 1.0):
        kept = Tagger.load(str(model_folder), threads=1, min_confidence=floor).detect(segments)
        assert kept == [tuple(issue for issue in issues if issue.confidence >= floor) for issues in everything]


def test_without_a_threshold_the_card_decides(model_folder: Path, tagger: Tagger, segments: list[Segment]) -> None:
    found = Tagger.load(str(model_folder)).detect(segments)
    assert found == [tuple(i for i in issues if i.confidence >= 0.5) for issues in tagger.detect(segments)]


def test_a_long_text_is_read_without_loss(tagger: Tagger) -> None:
    text = " ".join("the cat sat on a cat and she said".split()[i % 9] for i in range(3000))
    alone = Segment.alone(text)
    ((reading,), (issues,)) = tagger.read([text]), tagger.detect([alone])
    assert [text[start:end] for start, end in reading.offsets] == text.split()
    assert len(reading.logits) == 3000 > 10 * MAX_TOKENS
    assert sum(len(issue.text.split()) for issue in issues) == 3000


def test_text_without_words(tagger: Tagger) -> None:
    for text in (" ", "\u200b", "\u00ad\u200b", ""):
        assert tagger.detect([Segment.alone(text)]) == [()]
        assert tagger.scores([Segment.alone(text)]) == [0.0]


def test_int8_follows_torch(tagger: Tagger, torch_tagger: Any) -> None:
    import torch

    text = TEXT.partition("\n")[0]
    encoding = tagger._tokenizer.encode(text)
    ids, cases = torch.tensor([encoding.ids]), torch.tensor([case_ids(text, encoding.offsets)])
    with torch.inference_mode():
        wanted = torch.sigmoid(torch_tagger(input_ids=ids, token_type_ids=cases).logits[0, 1:-1, 0]).numpy()
    assert np.abs(tagger.read([text])[0].probabilities - wanted).max() < 0.12


def test_restored_weights_are_the_trained_ones(model_folder: Path, torch_tagger: Any) -> None:
    from mtfix.training.export import restore

    restored = restore(model_folder / "tagger" / "tagger.onnx")
    for name, value in torch_tagger.named_parameters():
        assert restored[name].shape == value.shape
        assert (restored[name] - value).abs().max() <= value.abs().max() / 127 + 1e-6, name


def test_training_goes_on_from_a_shipped_tagger(model_folder: Path, encoder: Path, torch_tagger: Any) -> None:
    from mtfix.training import tagger as training

    model = training.new_model(encoder)
    training.load_shipped(model, model_folder / "tagger")
    for (name, mine), (_, theirs) in zip(model.named_parameters(), torch_tagger.named_parameters(), strict=True):
        assert (mine - theirs).abs().max() <= theirs.abs().max() / 127 + 1e-6, name


def test_a_mean_of_weights_keeps_its_share_of_the_way(encoder: Path, torch_tagger: Any) -> None:
    from mtfix.training import tagger as training
    from mtfix.training.export import mean_of

    old = training.new_model(encoder)
    before = {name: value.detach().clone() for name, value in old.named_parameters()}
    for share in (0.0, 0.25, 1.0):
        new = training.new_model(encoder)
        new.load_state_dict(torch_tagger.state_dict())
        mean_of(new, old, share)
        for name, value in new.named_parameters():
            wanted = share * dict(torch_tagger.named_parameters())[name] + (1 - share) * before[name]
            assert (value - wanted).abs().max() < 1e-6, name


def test_a_graph_of_another_architecture_is_refused(model_folder: Path, encoder: Path, tmp_path: Path) -> None:
    from mtfix.training import tagger as training

    shutil.copy(model_folder / "repairer" / "encoder.onnx", tmp_path / "tagger.onnx")
    with pytest.raises(ModelError, match="E022"):
        training.load_shipped(training.new_model(encoder), tmp_path)


@pytest.mark.parametrize("name", ["tagger.onnx", "tokenizer.json"])
def test_a_tampered_file_is_refused(model_folder: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(model_folder / "tagger", tmp_path / "tagger"))
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=rf"E021 .*{re.escape(name)}") as caught:
        Tagger.load(str(folder))
    assert caught.value.code == "E021"


def test_the_other_models_folder_is_refused(model_folder: Path) -> None:
    with pytest.raises(ModelError, match="E022"):
        Tagger.load(str(model_folder / "repairer"))


def test_the_models_paper(tagger: Tagger) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", tagger.model_sha256)
    assert (tagger.name, tagger.scope) == ("tagger", "segment")
