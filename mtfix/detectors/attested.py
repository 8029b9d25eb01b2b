"""Words that a document attests: a spelling checker knows few names and terms, the document knows its own."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from mtfix.detectors import name_forms
from mtfix.segment import Segment

OFTEN = 2
FREQUENT, RATIO = 3, 3  # a name used so often, and so much more often than a near one, is what the near one should be
SLIP = 6  # from so many letters on a term that is one letter off a known word is a slip, however often it is made
_WORD = re.compile(r"[^\W\d_]+")


class AttestedWords:
    """Names stand twice or inside a sentence and are no near miss of a more frequent name; terms stand twice."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._counts: Counter[str] = Counter()
        self._inside: set[str] = set()
        for segment in segments:
            self._read(segment.text)
        self._near: dict[str, list[str]] = defaultdict(list)
        for name, count in self._counts.items():
            if count >= FREQUENT and len(name) >= name_forms.SHORTEST and _has_capital(name):
                for key in name_forms.keys(name):
                    self._near[key].append(name)

    def _read(self, text: str) -> None:
        words = _WORD.findall(text)
        self._counts.update(words)
        named = [index for index, word in enumerate(words) if _has_capital(word)]
        if 2 * sum(index > 0 for index in named) < len(words):  # else it is a heading, where capitals say nothing
            self._inside.update(words[index] for index in named if index or not words[index].istitle())

    def attest(self, text: str, corrections: Sequence[str]) -> bool:
        """True if the document vouches for a text that a spelling checker would correct."""
        words = _WORD.findall(text)
        names = [word for word in words if _has_capital(word)]
        if names:
            return all(self._is_name(name) for name in names)
        slip = len(text) >= SLIP and any(name_forms.edits(text, item) == 1 for item in corrections[:1])
        return bool(words) and not slip and all(self._counts[word] >= OFTEN for word in words)

    def names_again(self, text: str) -> bool:
        """True if a text is nothing but names, each of which the document has twice or more."""
        words = _WORD.findall(text)
        return bool(words) and all(
            _has_capital(word) and self._counts[word] >= OFTEN and not self._is_near_miss(word) for word in words
        )

    def _is_name(self, name: str) -> bool:
        return (self._counts[name] >= OFTEN or name in self._inside) and not self._is_near_miss(name)

    def _is_near_miss(self, name: str) -> bool:
        if len(name) < name_forms.SHORTEST:
            return False
        others = {other for key in name_forms.keys(name) for other in self._near.get(key, ())} - {name}
        return any(
            self._counts[other] >= RATIO * self._counts[name] and name_forms.difference(name, other) is not None
            for other in others
        )


def _has_capital(word: str) -> bool:
    return any(character.isupper() for character in word)
