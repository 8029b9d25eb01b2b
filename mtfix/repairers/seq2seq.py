"""The neural repairer: reads a sentence with its flagged spans marked, writes replacements, and scores "keep it"."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from mtfix.issue import Issue
from mtfix.protocols import RepairTask
from mtfix.runtime.card import UNCALIBRATED, Calibrator, Card, is_transformers
from mtfix.runtime.infilling import MAX_SPANS, Filled, Infiller
from mtfix.runtime.onnx_infiller import OnnxInfiller
from mtfix.runtime.onnx_session import Workers
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion

TASK = "repairer"
BEAMS = 5
NEVER = 2.0  # above every confidence
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
    """A span-infilling model and its calibration. Load it with `Seq2SeqRepairer.load`."""

    name = TASK

    def __init__(
        self, infiller: Infiller, calibrator: Calibrator, thresholds: Mapping[str, float], *, threads: int = 0
    ) -> None:
        self.model_sha256 = infiller.sha256
        self.safe_threshold = thresholds["safe"]
        self._unsafe_threshold = thresholds["unsafe"]
        self._infiller, self._confidence = infiller, calibrator
        self._workers = Workers(threads)

    @classmethod
    def load(cls, model: str, *, threads: int = 0) -> "Seq2SeqRepairer":
        """A repairer by name, folder or Hugging Face id (the latter two may hold any seq2seq model; extra `train`).

        A model without a model.json is uncalibrated: nothing it proposes is ever SAFE. Raises ModelError, ExtraMissing.
        """
        if is_transformers(model):
            from mtfix.runtime.torch_session import TorchInfiller

            return cls(TorchInfiller.load(model), UNCALIBRATED, {"safe": NEVER, "unsafe": 0.5}, threads=1)
        card = Card.load(model, TASK)
        return cls(OnnxInfiller(card), card.calibrator("repair"), card.thresholds, threads=threads)

    def repair(self, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
        """For each task its suggestions: DISPLAY or UNSAFE by calibrated confidence, best first within each issue."""
        return list(self._workers.map(lambda task: tuple(self._suggestions(task)), tasks))

    def _suggestions(self, task: RepairTask) -> Iterator[Suggestion]:
        issues = [issue for issue in task.issues if _is_readable(issue)]
        for first in range(0, len(issues), MAX_SPANS):
            group = issues[first : first + MAX_SPANS]
            for issue, candidates in zip(group, self.candidates(task.segment, group), strict=True):
                for candidate in candidates:
                    confidence = issue.confidence * self._confidence(score(candidate))
                    able = Applicability.UNSAFE if confidence >= self._unsafe_threshold else Applicability.DISPLAY
                    around = task.segment.around(issue.span)
                    suggestion = Suggestion.replacing(issue, candidate.replacement, confidence, self.name, able, around)
                    if suggestion:
                        yield suggestion

    def preferences(self, tasks: Sequence[RepairTask]) -> list[tuple[tuple[float, ...], ...]]:
        """For each issue of each task the log-probability of its own candidates; () where the span is too long."""
        return list(self._workers.map(self._preferences, tasks))

    def _preferences(self, task: RepairTask) -> tuple[tuple[float, ...], ...]:
        issues = [issue for issue in task.issues if _is_readable(issue)]
        found: dict[Issue, tuple[float, ...]] = {}
        for first in range(0, len(issues), MAX_SPANS):
            group = issues[first : first + MAX_SPANS]
            choices = [issue.candidates for issue in group]
            values = self._infiller.score(task.segment.text, _spans(task.segment, group), choices)
            found |= zip(group, values, strict=True)
        return tuple(found.get(issue, ()) for issue in task.issues)

    def candidates(self, segment: Segment, issues: Sequence[Issue]) -> list[list[Candidate]]:
        """For each issue the replacements that differ from what stands there, best first."""
        filled = self._infiller.fill(segment.text, _spans(segment, issues), BEAMS)
        return [list(_distinct(segment.text, issue.text, answer)) for issue, answer in zip(issues, filled, strict=True)]


def _is_readable(issue: Issue) -> bool:
    return len(issue.text) <= _LONGEST_SPAN and bool(issue.text.strip())


def _spans(segment: Segment, issues: Sequence[Issue]) -> list[tuple[int, int]]:
    return [(issue.span.start - segment.span.start, issue.span.end - segment.span.start) for issue in issues]


def _distinct(sentence: str, original: str, answer: Filled) -> Iterator[Candidate]:
    seen = {original}
    for text, value in answer.replacements:
        text = with_known_surfaces(text, sentence)
        if text not in seen:
            seen.add(text)
            yield Candidate(text, exp(value), exp(answer.keep))


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
