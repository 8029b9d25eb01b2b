"""Clean sentences of the project's own corpus, and a lexicon made of their words."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from mtfix.corpora.lexicon import Lexicon
from mtfix.segmenters import segment

CLEAN = Path(__file__).parents[3] / "corpus" / "clean"


@pytest.fixture(scope="session")
def clean_sentences() -> list[str]:
    """Every sentence of corpus/clean."""
    lines = [line for path in sorted(CLEAN.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [found.text for line in lines for found in segment(json.loads(line)["text"])]


@pytest.fixture(scope="session")
def lexicon(clean_sentences: list[str], tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """All lower-case words of those sentences, each as if it stood in 100 documents."""
    found = Counter(word for text in clean_sentences for word in re.findall(r"\b[a-z]+\b", text))
    path = tmp_path_factory.mktemp("lexicon") / "words.tsv"
    path.write_text("".join(f"{word}\t100\n" for word in sorted(found)), encoding="utf-8")
    return Lexicon.load(path)
