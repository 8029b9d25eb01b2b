"""The word lists of the package, loaded on first use. `python -m mtfix.corpora.word_lists` builds them."""

import gzip
import re
from collections import defaultdict
from functools import cache
from importlib import resources


@cache
def load(name: str) -> frozenset[str]:
    """The words of detectors/data/NAME, one a line; a name that ends in .gz is unpacked."""
    raw = (resources.files("mtfix.detectors") / "data" / name).read_bytes()
    text = gzip.decompress(raw) if name.endswith(".gz") else raw
    return frozenset(text.decode("utf-8").split())


@cache
def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """A table of data/: lower-case phrase -> replacements, best first."""
    text = (resources.files("mtfix.detectors") / "data" / name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line)
    return {phrase.lower(): tuple(replacements) for phrase, *replacements in rows}


@cache
def anchors(name: str) -> dict[str, tuple[str, ...]]:
    """The phrases of a table by their longest word, which is likely the rarest."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases(name):
        found[max(re.findall(r"\w+", phrase), key=len)].append(phrase)
    return {word: tuple(items) for word, items in found.items()}
