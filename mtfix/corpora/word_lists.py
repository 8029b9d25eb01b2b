"""Builds the word lists of mtfix.detectors from clean text: python -m mtfix.corpora.word_lists DATA/clean

seldom_capital.txt  words hardly ever capitalised between two lower-case words
never_capital.txt   words hardly ever capitalised inside a sentence at all
known_words.txt.gz  words and names (case-folded, five letters or more) of at least four documents
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "detectors" / "data"
FREQUENT = 150
SELDOM, SELDOM_AFTER_LOWER, NEVER = 0.0007, 0.06, 0.003
KNOWN_DOCUMENTS, KNOWN_LENGTH = 4, 5
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass
class CaseCounts:
    """How often words stand in lower case, and capitalised inside a sentence: anywhere, after, between lower case."""

    lower: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    after_lower: Counter[str] = field(default_factory=Counter)
    between_lower: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Count one document."""
        seen: set[str] = set()
        previous, end, pending = "", 0, ""
        for match in _WORD.finditer(text):
            word, gap = match[0], text[end : match.start()]
            if word[0].islower():
                self.lower[word] += 1
                seen.add(word.removesuffix("'s"))
                self.between_lower[pending] += bool(pending) and gap == " "
                pending = ""
            else:
                pending = ""
                if previous and gap in (" ", ", "):
                    self.inside[word] += 1
                    seen.add(word.lower().removesuffix("'s"))
                    if gap == " " and previous[0].islower():
                        self.after_lower[word] += 1
                        pending = word
            previous, end = word, match.end()
        self.documents.update(seen)

    def seldom_capital(self) -> Iterator[str]:
        """Frequent words with hardly any capital between two lower-case words."""
        for word, count in self.lower.items():
            title = word.capitalize()
            seldom = self.between_lower[title] <= SELDOM * count
            if count >= FREQUENT and seldom and self.after_lower[title] <= SELDOM_AFTER_LOWER * count:
                yield word

    def never_capital(self) -> Iterator[str]:
        """Frequent words with hardly any capital inside a sentence."""
        for word, count in self.lower.items():
            if count >= FREQUENT and self.inside[word.capitalize()] <= NEVER * count:
                yield word

    def known(self) -> Iterator[str]:
        """Words and names of several documents."""
        for word, count in self.documents.items():
            if count >= KNOWN_DOCUMENTS and len(word) >= KNOWN_LENGTH and "-" not in word:
                yield word


def documents(folder: Path) -> Iterator[str]:
    """The texts of all .jsonl.gz files of a folder."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["doc"]


def build(texts: Iterable[str], folder: Path) -> None:
    """Write the three lists."""
    counts = CaseCounts()
    for text in texts:
        counts.add(text)
    for name, words in (("seldom_capital", counts.seldom_capital()), ("never_capital", counts.never_capital())):
        (folder / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    known = "\n".join(sorted(counts.known())) + "\n"
    (folder / "known_words.txt.gz").write_bytes(gzip.compress(known.encode(), mtime=0))


if __name__ == "__main__":
    build(documents(Path(sys.argv[1])), FOLDER)
