"""Sessions and tokenizers that cannot be loaded, and the order of answers."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from mtfix.errors import ModelError
from mtfix.runtime.onnx_session import OnnxSession, Workers, load_tokenizer


@pytest.mark.parametrize("content", [b"", b"not a graph", b"\x08\x07" * 50])
def test_corrupt_weights(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"E021 .*graph\.onnx"):
        OnnxSession(path)


def test_missing_weights(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="E021"):
        OnnxSession(tmp_path / "nothing.onnx")


@pytest.mark.parametrize("content", ["", "{}", "[1]", "no json"])
def test_corrupt_tokenizer(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokenizer.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="E021"):
        load_tokenizer(tmp_path / "tokenizer.json")


def test_a_tokenizer_neither_pads_nor_cuts(tmp_path: Path, tokenizer: Tokenizer) -> None:
    path = tmp_path / "tokenizer.json"
    own = Tokenizer.from_str(tokenizer.to_str())
    own.enable_padding(length=64)
    own.enable_truncation(8)
    own.save(str(path))
    assert len(load_tokenizer(path).encode("the " * 20).ids) == 22


@pytest.mark.parametrize("threads", [0, 1, 3])
def test_answers_come_in_order(threads: int) -> None:
    workers = Workers(threads)
    assert workers.threads == threads or (threads == 0 and workers.threads >= 1)
    assert list(workers.map(lambda number: number * number, range(50))) == [number * number for number in range(50)]
