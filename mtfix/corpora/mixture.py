"""Training windows: paragraphs of clean text in which some sentences are damaged, as a reader of the web meets them."""

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from mtfix.corpora import lexicon as lx
from mtfix.corpora.corruption import boilerplate, corrupt, marked
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import MarkedText, join
from mtfix.corpora.recipes.base import Damage, capital
from mtfix.corpora.round_trips import partial_application
from mtfix.taxonomy import Category, Severity

WINDOW = 480  # code points, as mtfix.segmenters cuts them
LINES = 0.12  # share of windows that are a line of their own
# Damage that shows even without a whole sentence around it.
IN_HEADINGS = (
    "distorted-phrase",
    "wrong-form",
    "agreement",
    "prepositions",
    "repetition",
    "untranslated",
    "misspelling",
)
_OPENING = re.compile(r"(^|[\s(\[—–-])\"")
_SMALL = frozenset("a an the of in on at to for and or but with from by as".split())


def curly(text: str) -> str:
    """Straight quotes as typographic ones; the length stays."""
    text = _OPENING.sub("\\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])'", "\\1‘", text).replace("'", "’")


def restyle(piece: MarkedText, rng: random.Random) -> MarkedText:
    """Half of the windows get typographic quotes: the clean sets have straight ones only, real text has both."""
    if rng.random() < 0.5:
        return piece
    spans = [
        type(s)(s.start, s.end, s.category, s.severity, None if s.repair is None else curly(s.repair), s.weight)
        for s in piece.spans
    ]
    return MarkedText(curly(piece.text), tuple(spans))


def heading(sentence: str, rng: random.Random) -> str:
    """A clean heading or list item: a short sentence without its full stop, half of them in title case."""
    words = sentence.rstrip(".!?").split()[: rng.randint(3, 10)]
    while len(words) > 2 and words[-1].lower() in _SMALL:
        words.pop()
    if rng.random() < 0.5:
        words = [w if w.lower() in _SMALL and i else capital(w) for i, w in enumerate(words)]
    return rng.choice(("", "", "- ", "• ", f"{rng.randint(1, 9)}. ")) + " ".join(words).rstrip(",;:—-")


_LABELS = (
    "Note", "Warning", "Where", "When", "Price", "Weight", "Photo", "Address", "Ingredients", "Contents",
    "Opening hours", "Summary", "Author", "Step 2", "Example", "Results", "Contact", "Size", "Colour", "Q", "A",
    "Total", "Tip",
)  # fmt: skip


def line(sentence: str, rng: random.Random) -> str:
    """A clean line of its own as pages, lists, scripts and tables hold them; most are no whole sentence."""
    title, kind = heading(sentence, rng), rng.random()
    words = sentence.rstrip(".!?").split()
    start = rng.randrange(max(1, len(words) - 2))
    fragment = " ".join(words[start : start + rng.randint(2, 9)]).strip(" ,;:—-\"'“”()")
    if kind < 0.4 or not fragment:
        return title
    if kind < 0.52:
        return f"{rng.choice(_LABELS)}: {fragment}"
    if kind < 0.64:
        return rng.choice(("• ", "- ", "* ", "– ", "")) + capital(fragment) + rng.choice(("", ".", ";"))
    if kind < 0.72:
        amount = rng.choice(("2", "1/2", "150 g", "3 tbsp.", "12 mm", "$4.50", "40%", "2 x", "1,200", "5 km"))
        return f"{rng.choice(('', '• ', '- '))}{amount} {fragment}"
    if kind < 0.8:
        return rng.choice((sentence.rstrip(".!?") + "?", sentence.rstrip(".!?") + "!", f"“{sentence}”"))
    if kind < 0.86:
        return title.upper()
    if kind < 0.93:
        return f"{rng.choice(lx.CITIES).upper()} — {sentence}"
    return f"{capital(fragment)} {rng.choice(('–', '|', '/', '·', '…', '>'))} {title}"


def lost_stop(left: str, right: str) -> Damage:
    """'over the balloon While China': the end of a sentence is lost between two links."""
    cut, head = left.rfind(" ") + 1, right.split(" ", 1)[0]
    end = len(left) + 1 + len(head)
    return Damage(cut, end, f"{left[cut:-1]} {head}", Category.PUNCTUATION, Severity.MAJOR)


class Windows:
    """An endless stream of windows made from round-trip paragraphs {"sents": [...], "mt": [...]}."""

    def __init__(
        self, paragraphs: Sequence[dict[str, Any]], lexicon: Lexicon, rng: random.Random, *, clean_share: float = 0.5
    ) -> None:
        self._paragraphs, self._lexicon, self._rng, self._clean_share = paragraphs, lexicon, rng, clean_share

    def __iter__(self) -> Iterator[MarkedText]:
        while True:
            paragraph = self._rng.choice(self._paragraphs)
            pairs = list(zip(paragraph["sents"], paragraph["mt"], strict=True))
            if not pairs:
                continue
            if self._rng.random() < LINES:
                yield self._line(pairs[0][0])
            else:
                yield restyle(self.window(pairs), self._rng)

    def window(self, pairs: list[tuple[str, str | None]]) -> MarkedText:
        """Some consecutive sentences of a paragraph, up to the window's size, each clean or damaged."""
        rng = self._rng
        first = rng.randrange(len(pairs))
        pieces: list[MarkedText] = []
        clean_share = 1.0 if rng.random() < 0.15 else self._clean_share
        size, before = 0, " ".join(sentence for sentence, _ in pairs[:first])
        index = first
        while index < len(pairs) and (not pieces or size + len(pairs[index][0]) < WINDOW):
            sentence, translated = pairs[index]
            piece = MarkedText(sentence)
            if rng.random() >= clean_share:
                following = pairs[index + 1][0] if index + 1 < len(pairs) else None
                piece, used = self._damaged(sentence, translated, before, following)
                index += used
            pieces.append(piece)
            size += len(piece.text)
            before += " " + sentence
            index += 1
        if rng.random() < 0.015:
            pieces.insert(rng.randrange(len(pieces) + 1), boilerplate(heading(pairs[0][0], rng).title(), rng))
        return join(pieces)

    def _damaged(
        self, sentence: str, translated: str | None, before: str, following: str | None
    ) -> tuple[MarkedText, int]:
        """One damaged sentence, and how many further sentences it took in."""
        rng, kind = self._rng, self._rng.random()
        if kind < 0.06 and following and sentence[-1] == "." and following[0].isalpha():
            return marked(f"{sentence} {following}", [lost_stop(sentence, following)]), 1
        if kind < 0.45 and translated:
            high = 12 if rng.random() < 0.12 else 5
            return partial_application(sentence, translated, rng, low=1, high=high), 0
        count = rng.choice((1, 1, 1, 2, 2, 3))
        return corrupt(sentence, self._lexicon, rng, count=count, before=before), 0

    def _line(self, sentence: str) -> MarkedText:
        """A line of its own: boilerplate of a site, a damaged heading, or a clean line of any kind."""
        kind = self._rng.random()
        if kind < 0.12:
            return boilerplate(heading(sentence, self._rng).title(), self._rng)
        if kind < 0.25:
            title = heading(sentence, self._rng)
            return corrupt(title, self._lexicon, self._rng, count=1, recipes=IN_HEADINGS)
        return MarkedText(line(sentence, self._rng))
