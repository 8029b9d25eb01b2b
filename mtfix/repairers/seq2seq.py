"""The neural repairer: reads a sentence with its flagged spans marked, writes replacements, and scores "keep it"."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from mtfix.issue import Issue
from mtfix.protocols import RepairTask
from mtfix.runtime.beam import log_softmax, search
from mtfix.runtime.card import Card
from mtfix.runtime.infilling import END, MAX_TARGET, SPAN_IDS, START, Infilling
from mtfix.runtime.onnx_session import Array, OnnxSession, Workers, load_tokenizer
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion

TASK = "repairer"
BEAMS = 5
LONGEST = 14
# The issue's span must leave the model something to read around it.
_LONGEST_SPAN = 100
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True)
class Candidate:
    """A replacement, the model's probability of it, and that of keeping the span as it is."""

    replacement: str
    probability: float
    keep: float


class Seq2SeqRepairer:
    """An encoder-decoder in the format of runtime.infilling. Load it with `Seq2SeqRepairer.load`."""

    name = TASK

    def __init__(self, card: Card, *, threads: int = 0) -> None:
        self.model_sha256 = card.sha256
        self.safe_threshold = card.thresholds["safe"]
        self._unsafe_threshold = card.thresholds["unsafe"]
        self._language = Infilling(load_tokenizer(card.folder / "tokenizer.json"))
        self._encoder = OnnxSession(card.folder / "encoder.onnx")
        self._decoder = OnnxSession(card.folder / "decoder.onnx")
        self._head = OnnxSession(card.folder / "head.onnx")
        self._workers = Workers(threads)
        self._confidence = card.calibrator("repair")

    @classmethod
    def load(cls, model: str, *, threads: int = 0) -> "Seq2SeqRepairer":
        """A repairer by name or folder. Raises ModelError."""
        return cls(Card.load(model, TASK), threads=threads)

    def repair(self, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
        """For each task its suggestions: DISPLAY or UNSAFE by calibrated confidence, best first within each issue."""
        return list(self._workers.map(lambda task: tuple(self._suggestions(task)), tasks))

    def _suggestions(self, task: RepairTask) -> Iterator[Suggestion]:
        issues = [issue for issue in task.issues if len(issue.text) <= _LONGEST_SPAN and issue.text.strip()]
        for first in range(0, len(issues), len(SPAN_IDS)):
            group = issues[first : first + len(SPAN_IDS)]
            for issue, candidates in zip(group, self.candidates(task.segment, group), strict=True):
                for candidate in candidates:
                    confidence = self._confidence(score(candidate))
                    able = Applicability.UNSAFE if confidence >= self._unsafe_threshold else Applicability.DISPLAY
                    around = task.segment.around(issue.span)
                    suggestion = Suggestion.replacing(issue, candidate.replacement, confidence, self.name, able, around)
                    if suggestion:
                        yield suggestion

    def candidates(self, segment: Segment, issues: Sequence[Issue]) -> list[list[Candidate]]:
        """For each issue the replacements that differ from what stands there, best first."""
        spans = [(issue.span.start - segment.span.start, issue.span.end - segment.span.start) for issue in issues]
        source = self._language.source(segment.text, spans)
        states = self._encoder(input_ids=np.array([source], np.int64))
        prefixes = [[START, SPAN_IDS[i]] for i in range(len(issues))]
        found = search(prefixes, lambda ids: self._next(ids, states), END, BEAMS, LONGEST)
        keeps = [exp(value) for value in self._scored(prefixes, [issue.text for issue in issues], states)]
        return [
            list(self._distinct(segment.text, issue.text, answers, keep))
            for issue, answers, keep in zip(issues, found, keeps, strict=True)
        ]

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

    def _distinct(
        self, sentence: str, original: str, answers: Sequence[tuple[float, list[int]]], keep: float
    ) -> Iterator[Candidate]:
        seen = {original}
        for value, tokens in answers:
            text = self._language.text(tokens)
            if text is None:
                continue
            text = with_known_surfaces(text, sentence)
            if text not in seen:
                seen.add(text)
                yield Candidate(text, exp(value), keep)


def score(candidate: Candidate) -> float:
    """What is calibrated: the candidate's probability where keeping the span is no candidate."""
    return min(1.0, candidate.probability / max(1e-6, 1.0 - min(candidate.keep, 0.999)))


def with_known_surfaces(text: str, sentence: str) -> str:
    """Words that the vocabulary cannot spell (accents, iPhone) as the sentence spells them."""
    known = {_folded(word): word for word in _WORD.findall(sentence) if _odd(word)}
    return _WORD.sub(lambda match: known.get(_folded(match.group()), match.group()), text) if known else text


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _odd(word: str) -> bool:
    return _folded(word) != word.lower() or not (word.islower() or word.isupper() or word == word.capitalize())
