"""Both models, tiny and untrained: exported, written and loaded as the shipped ones are. Needs torch."""

import hashlib
import json
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mtfix.runtime.card import VERSION
from mtfix.runtime.infilling import END

WORDS = (
    "the a of and to in is was it that he she said on for with his her not are were be by at from they cat sat".split()
)
IDENTITY = {"x": [0.0, 1.0], "y": [0.0, 1.0]}


def vocabulary() -> dict[str, int]:
    """BERT's layout: reserved rows up to 102, then pieces that spell every ASCII word."""
    letters = string.ascii_lowercase + string.digits
    tokens = ["[PAD]", *(f"[unused{i}]" for i in range(99)), "[UNK]", "[CLS]", "[SEP]", *letters]
    tokens += [*(f"##{letter}" for letter in letters), *string.punctuation, *"“”’—", *(w for w in WORDS if len(w) > 1)]
    return {token: i for i, token in enumerate(tokens)}


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random BERT of two layers and 32 dimensions, saved as a pretrained one is."""
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'mtfix[train]'")
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import BertProcessing
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("encoder")
    made = Tokenizer(WordPiece(vocabulary(), unk_token="[UNK]"))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    made.post_processor = BertProcessing(("[SEP]", 102), ("[CLS]", 101))
    made.save(str(folder / "tokenizer.json"))
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(vocabulary()),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.3,
    )
    BertModel(config).save_pretrained(folder)
    return folder


def write_card(folder: Path, task: str, encoder: Path, graphs: Sequence[str], **more: Any) -> None:
    """The tokenizer and model.json beside exported graphs."""
    (folder / "tokenizer.json").write_bytes((encoder / "tokenizer.json").read_bytes())
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (*graphs, "tokenizer.json")}
    card = {"version": VERSION, "task": task, "name": "tiny", "files": files, **more}
    (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")


def stirred(model: Any) -> Any:
    """No two weights alike, as after training: the exporter keeps one of several equal tensors only."""
    import torch

    with torch.no_grad():
        for value in model.parameters():
            value += 0.05 * torch.randn(value.shape)
    return model


@pytest.fixture(scope="session")
def torch_tagger(encoder: Path) -> Any:
    """The tagger in torch."""
    import torch

    from mtfix.training import tagger

    torch.manual_seed(2)
    return stirred(tagger.new_model(encoder).eval())


@pytest.fixture(scope="session")
def torch_repairer(encoder: Path) -> Any:
    """The repairer in torch, with a decoder of both layers."""
    import torch

    from mtfix.training import repairer

    torch.manual_seed(3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repairer, "DECODER_LAYERS", (0, 1))
        model = stirred(repairer.new_model(encoder).eval())
    with torch.no_grad():
        bias = model.decoder.cls.predictions.bias
        bias[:END] = -20.0  # reserved rows, which spell nothing
        bias[END] = 4.0
    return model


@pytest.fixture(scope="session")
def model_folder(
    torch_tagger: Any, torch_repairer: Any, encoder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with both exported models, one a task."""
    from mtfix.training import repairer, tagger

    folder = tmp_path_factory.mktemp("tiny")
    for task in ("tagger", "repairer"):
        (folder / task).mkdir()
    tagger.export_tagger(torch_tagger, folder / "tagger" / "tagger.onnx")
    labels = {
        "categories": [category.value for category in tagger.CATEGORIES],
        "severities": [severity.label for severity in tagger.SEVERITIES],
    }
    more = {"labels": labels, "thresholds": {"issue": 0.5}, "calibration": {"issue": IDENTITY, "segment": IDENTITY}}
    write_card(folder / "tagger", "tagger", encoder, ("tagger.onnx",), **more)
    repairer.export_repairer(torch_repairer, folder / "repairer")
    graphs = ("encoder.onnx", "decoder.onnx", "head.onnx")
    more = {"thresholds": {"safe": 0.9, "unsafe": 0.0}, "calibration": {"repair": IDENTITY}}
    write_card(folder / "repairer", "repairer", encoder, graphs, **more)
    return folder
