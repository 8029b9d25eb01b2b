"""Names and terms the user accepts: where they stand in a text, and whether a change would leave them whole."""

import re
from collections import defaultdict
from collections.abc import Iterable

from mtfix.text import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Accepted:
    """A set of terms, matched in their own letter case and at word boundaries; only looked for near a span."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first_token: dict[str, list[str]] = defaultdict(list)
        for term in sorted({" ".join(term.split()) for term in terms} - {""}, key=len, reverse=True):
            first = _TOKEN.match(term)
            self._by_first_token[first[0] if first else term].append(term)
        self._reach = max((len(term) for group in self._by_first_token.values() for term in group), default=0)

    def __bool__(self) -> bool:
        return bool(self._by_first_token)

    def touching(self, plain: str, span: Span) -> list[Span]:
        """The accepted terms that overlap a span."""
        if not self:
            return []
        start = max(0, span.start - self._reach)
        window = plain[start : span.end + self._reach]
        found = (found.shift(start) for found in self._in(window))
        return [term for term in found if term.overlaps(span)]

    def survive(self, plain: str, span: Span, replacement: str) -> bool:
        """True if every accepted term at `span` still stands after the replacement."""
        terms = self.touching(plain, span)
        if not terms:
            return True
        start = min(span.start, *(term.start for term in terms))
        end = max(span.end, *(term.end for term in terms))
        after = plain[start : span.start] + replacement + plain[span.end : end]
        left = [after[term.start : term.end] for term in self._in(after)]
        for term in terms:
            text = plain[term.start : term.end]
            if text not in left:
                return False
            left.remove(text)
        return True

    def _in(self, text: str) -> list[Span]:
        """All terms in a short text, at each place the longest."""
        found = []
        for token in _TOKEN.finditer(text):
            for term in self._by_first_token.get(token[0], ()):
                end = token.start() + len(term)
                whole = not (term[-1].isalnum() and text[end : end + 1].isalnum())
                if whole and text.startswith(term, token.start()):
                    found.append(Span(token.start(), end))
                    break
        return found
