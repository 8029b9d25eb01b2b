"""Span infilling with the shipped kind of model: three int8 ONNX graphs over BERT's word pieces."""

from collections.abc import Sequence

import numpy as np

from mtfix.runtime.beam import log_softmax, search
from mtfix.runtime.card import Card
from mtfix.runtime.infilling import END, MAX_TARGET, SPAN_IDS, START, Filled, Infilling
from mtfix.runtime.onnx_session import Array, OnnxSession, load_tokenizer

LONGEST = 14


class OnnxInfiller:
    """encoder.onnx reads a sentence once; decoder.onnx and head.onnx write every span's replacements over it."""

    def __init__(self, card: Card) -> None:
        self.sha256 = card.sha256
        self._language = Infilling(load_tokenizer(card.folder / "tokenizer.json"))
        self._encoder = OnnxSession(card.folder / "encoder.onnx")
        self._decoder = OnnxSession(card.folder / "decoder.onnx")
        self._head = OnnxSession(card.folder / "head.onnx")

    def fill(self, text: str, spans: Sequence[tuple[int, int]], beams: int) -> list[Filled]:
        """For each span its replacements, best first, and the score of keeping it."""
        states = self._encoder(input_ids=np.array([self._language.source(text, spans)], np.int64))
        prefixes = [[START, SPAN_IDS[i]] for i in range(len(spans))]
        found = search(prefixes, lambda ids: self._next(ids, states), END, beams, LONGEST)
        keeps = self._scored(prefixes, [text[start:end] for start, end in spans], states)
        result = []
        for answers, keep in zip(found, keeps, strict=True):
            spelt = ((self._language.text(tokens), value) for value, tokens in answers)
            result.append(Filled([(words, value) for words, value in spelt if words is not None], keep))
        return result

    def score(
        self, text: str, spans: Sequence[tuple[int, int]], choices: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        """For each span the log-probability of each of its choices as its replacement."""
        states = self._encoder(input_ids=np.array([self._language.source(text, spans)], np.int64))
        rows = [([START, SPAN_IDS[i]], choice) for i, found in enumerate(choices) for choice in found]
        values = iter(self._scored([row[0] for row in rows], [row[1] for row in rows], states) if rows else ())
        return [tuple(next(values) for _ in found) for found in choices]

    def _next(self, ids: Array, states: Array) -> Array:
        hidden = self._decoder(decoder_input_ids=ids, encoder_hidden_states=states)
        return log_softmax(self._head(hidden=np.ascontiguousarray(hidden[:, -1])))

    def _scored(self, prefixes: Sequence[Sequence[int]], texts: Sequence[str], states: Array) -> list[float]:
        """The log-probability of each text as its span's replacement."""
        targets = [self._language.target(text)[:MAX_TARGET] for text in texts]
        width = max(len(target) for target in targets)
        rows = [[*p, *t[:-1], *[0] * (width - len(t))] for p, t in zip(prefixes, targets, strict=True)]
        hidden = self._decoder(decoder_input_ids=np.array(rows, np.int64), encoder_hidden_states=states)
        first = len(prefixes[0]) - 1
        picked = np.concatenate([hidden[i, first : first + len(target)] for i, target in enumerate(targets)])
        logs = log_softmax(self._head(hidden=np.ascontiguousarray(picked)))
        values, row = [], 0
        for target in targets:
            values.append(float(sum(logs[row + i, token] for i, token in enumerate(target))))
            row += len(target)
        return values
