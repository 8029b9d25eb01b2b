"""A small world: a data folder laid out as ../shared/data, a corpus, and a pipeline of fakes."""

import gzip
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mtfix.corpora.splits import split_of
from mtfix.detectors.tagger_rules import TAGGER_RULES
from mtfix.engine import Engine
from mtfix.evaluation.context import Context
from mtfix.evaluation.under_test import UnderTest
from mtfix.settings import Settings

SPELLING = next(rule for rule in TAGGER_RULES if rule.name == "spelling")


def write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Rows as JSON lines, packed if the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


def key_of(split: str, number: int = 0, held_out: int = 1) -> str:
    """The name of a document that falls into a split."""
    return [k for k in (f"doc{i}" for i in range(2000)) if split_of(k, held_out, held_out) == split][number]


@pytest.fixture
def write_rows() -> Callable[[Path, Sequence[dict[str, Any]]], None]:
    return write


@pytest.fixture
def document_in() -> Callable[..., str]:
    return key_of


@pytest.fixture
def context(tmp_path: Path, fake_detector: Any, fake_repairer: Any) -> Context:
    """A pipeline that flags "goed", repairs it to "went", and knows the probability of every word; no peers."""

    @dataclass
    class Tagger(fake_detector):  # type: ignore[misc]
        def probabilities(self, texts: Sequence[str]) -> list[tuple[list[tuple[int, int]], list[float]]]:
            words = [[(m.span(), 0.9 if m[0] in self.words else 0.1) for m in re.finditer(r"\w+", t)] for t in texts]
            return [([span for span, _ in found], [p for _, p in found]) for found in words]

    tagger = Tagger({"goed": (), "haz": ()}, confidence=0.8, rules=(SPELLING,), name="tagger")
    repairer = fake_repairer({"goed": ["went", "gone"], "haz": ["hass", "has"]}, confidence=0.99)
    engine = Engine(Settings(), (), lambda: tagger, lambda: repairer)
    data = tmp_path / "shared" / "data"
    return Context(UnderTest(engine=engine), data, tmp_path / "corpus", with_peers=False, cache=tmp_path / "cache")
