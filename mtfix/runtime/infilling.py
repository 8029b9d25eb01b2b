"""The repairer's language: a sentence with marked spans in, one replacement for one span out.

Encoder input   words, each flagged span i between SPAN[i] and CLOSE
Decoder input   [CLS] SPAN[i] replacement …           target: replacement … [SEP]
so that every span is decoded on its own, with its own n-best list and an exact score for "keep it as it is". The marks
follow the span infilling of T5 (Raffel et al. 2020, "Exploring the Limits of Transfer Learning").

The vocabulary is uncased word pieces: TITLE or UPPER stands before a word that has such a case, and in the output GLUE
stands before a piece that follows without a space. All of them are `[unused]` rows of BERT's vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tokenizers import Tokenizer

from mtfix.runtime.encoding import TITLE, UPPER, case_of

PAD, UNKNOWN, START, END = 0, 100, 101, 102
TITLE_ID, UPPER_ID, GLUE_ID, CLOSE_ID = 2, 3, 4, 5
SPAN_IDS = tuple(range(10, 18))
MAX_SPANS = len(SPAN_IDS)
MAX_SOURCE = 160
MAX_TARGET = 28
_FIRST_WORD = 103  # the vocabulary's special tokens end here
_CASE_IDS = {TITLE: TITLE_ID, UPPER: UPPER_ID}


@dataclass(frozen=True)
class Filled:
    """A span's replacements with their log-probabilities, best first, and the log-probability of keeping the span."""

    replacements: list[tuple[str, float]]
    keep: float


class Infiller(Protocol):
    """Writes replacements for marked spans."""

    sha256: str

    def fill(self, text: str, spans: Sequence[tuple[int, int]], beams: int) -> list[Filled]:
        """One answer a span; at most MAX_SPANS spans, in order, not overlapping."""
        ...

    def score(
        self, text: str, spans: Sequence[tuple[int, int]], choices: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        """For each such span the log-probability of each of its choices as its replacement."""
        ...


@dataclass(frozen=True)
class Piece:
    """A word piece with the marks that stand before it."""

    id: int
    start: int
    end: int
    case: int | None
    glued: bool
    continues: bool


class Infilling:
    """Turns sentences into the repairer's ids and its answers back into text."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def pieces(self, text: str) -> list[Piece]:
        """The word pieces of a text, without special tokens."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        tokens, offsets = encoding.tokens, encoding.offsets
        result: list[Piece] = []
        for i, (start, end) in enumerate(offsets):
            continues = tokens[i].startswith("##")
            case = None
            if not continues:
                last = i
                while last + 1 < len(tokens) and tokens[last + 1].startswith("##"):
                    last += 1
                case = _CASE_IDS.get(case_of(text[start : offsets[last][1]]))
            glued = bool(result) and result[-1].end == start and not continues
            result.append(Piece(encoding.ids[i], start, end, case, glued, continues))
        return result

    def source(self, text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
        """The encoder's ids; at most len(SPAN_IDS) spans, in order. Cut at MAX_SOURCE pieces around the spans."""
        ids: list[int] = []
        opened = closed = 0
        for piece in self.pieces(text):
            if closed < opened and piece.start >= spans[closed][1]:
                ids.append(CLOSE_ID)
                closed += 1
            if opened < len(spans) and piece.end > spans[opened][0]:
                ids.append(SPAN_IDS[opened])
                opened += 1
            if piece.case:
                ids.append(piece.case)
            ids.append(piece.id)
        ids += [CLOSE_ID] * (opened - closed)
        marks = [i for i, token in enumerate(ids) if token in SPAN_IDS or token == CLOSE_ID]
        first = max(0, min(len(ids) - MAX_SOURCE, marks[0] - MAX_SOURCE // 4)) if marks else 0
        return [START, *ids[first : first + MAX_SOURCE], END]

    def target(self, text: str) -> list[int]:
        """A replacement as the decoder's target ids, END included."""
        ids: list[int] = []
        for piece in self.pieces(text):
            if piece.glued:
                ids.append(GLUE_ID)
            if piece.case:
                ids.append(piece.case)
            ids.append(piece.id)
        return [*ids, END]

    def text(self, ids: Sequence[int]) -> str | None:
        """The replacement that the decoder's ids spell; None if they hold an unknown or stray special token."""
        result, case, marked, glued = "", 0, 0, True
        for token in ids:
            if token == END:
                break
            if token == GLUE_ID:
                glued = True
            elif token in (TITLE_ID, UPPER_ID):
                marked = token
            elif token < _FIRST_WORD or (piece := self._tokenizer.id_to_token(token)) is None:
                return None
            else:
                if piece.startswith("##"):
                    piece = piece[2:].upper() if case == UPPER_ID else piece[2:]
                else:
                    case, marked = marked, 0
                    piece = piece.upper() if case == UPPER_ID else piece.capitalize() if case == TITLE_ID else piece
                    result += "" if glued else " "
                result += piece
                glued = False
        return result
