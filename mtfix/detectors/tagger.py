"""The neural error-span tagger: reads each window of sentences once, marks words, and says what kind of error it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mtfix.detectors.evidence import Evidence
from mtfix.detectors.tagger_rules import TAGGER_RULES
from mtfix.issue import Issue
from mtfix.runtime.card import UNCALIBRATED, Card
from mtfix.runtime.encoding import case_ids, windows
from mtfix.runtime.onnx_session import Array, OnnxSession, Workers, load_tokenizer
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

TASK = "tagger"
WORD = re.compile(r"\w+(?:['’\-]\w+)*|\S")
# A span reaches from its surest word over neighbours that are at least this share as sure.
REACH = 0.55
_RULES = {rule.category: rule for rule in TAGGER_RULES}


@dataclass(frozen=True)
class Reading:
    """What the model says of one text: the places of its tokens and the head's outputs for each (tokens x outputs)."""

    offsets: list[tuple[int, int]]
    logits: Array

    @property
    def probabilities(self) -> Array:
        """For each token the uncalibrated probability that it is part of an error."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.logits[:, 0])))


@dataclass(frozen=True)
class Found:
    """A decoded span inside a text, how sure its surest word is, and its mean logits of category and severity."""

    span: Span
    peak: float
    logits: Array


class Tagger:
    """A token classifier with calibrated spans. Load it with `Tagger.load`."""

    name = TASK
    scope = "segment"
    rules = TAGGER_RULES

    def __init__(self, card: Card, *, threads: int = 0, min_confidence: float | None = None) -> None:
        self.model_sha256 = card.sha256
        self._tokenizer = load_tokenizer(card.folder / "tokenizer.json")
        self._session = OnnxSession(card.folder / "tagger.onnx")
        self._workers = Workers(threads)
        self._categories = [Category(name) for name in card.data["labels"]["categories"]]
        self._severities = [Severity[name.upper()] for name in card.data["labels"]["severities"]]
        self._segment_confidence = card.calibrator("segment")
        floor = card.thresholds["issue"] if min_confidence is None else min_confidence
        self.evidence = Evidence.of(card.data, card.calibrator("issue"), floor)
        # Without evidence an issue is calibrated here; with it, its confidence is raw until it is weighed.
        self._issue_confidence = UNCALIBRATED if self.evidence else card.calibrator("issue")
        self._floor = self.evidence.least_peak if self.evidence else floor

    @classmethod
    def load(cls, model: str, *, threads: int = 0, min_confidence: float | None = None) -> "Tagger":
        """A tagger by name or folder. `min_confidence` None: the threshold in its card. Raises ModelError."""
        return cls(Card.load(model, TASK), threads=threads, min_confidence=min_confidence)

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """The error spans of each segment."""
        return self.detect_and_score(segments)[0]

    def scores(self, segments: Sequence[Segment]) -> list[float]:
        """For each segment the calibrated probability that it is garbled: people would mark a major error in it."""
        return self.detect_and_score(segments)[1]

    def detect_and_score(self, segments: Sequence[Segment]) -> tuple[list[tuple[Issue, ...]], list[float]]:
        """Issues and scores, reading each window once."""
        contexts = dict.fromkeys(segment.context for segment in segments)
        readings = dict(zip(contexts, self.read(list(contexts)), strict=True))
        issues, scores = [], []
        for segment in segments:
            reading = readings[segment.context]
            found = list(decode(segment, reading))
            scores.append(self._segment_confidence(max((item.peak for item in found), default=0.0)))
            kept = (self._issue(segment, item) for item in found)
            issues.append(tuple(sorted(issue for issue in kept if issue.confidence >= self._floor)))
        return issues, scores

    def probabilities(self, texts: Sequence[str]) -> list[tuple[list[tuple[int, int]], list[float]]]:
        """For each text its tokens' places and their uncalibrated error probabilities, for evaluation."""
        return [(reading.offsets, reading.probabilities.tolist()) for reading in self.read(texts)]

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Run the model over each text; a long one in overlapping windows, of which each token takes one answer."""
        encodings = self._tokenizer.encode_batch(list(texts))
        jobs = [(text, encoding.ids, encoding.offsets) for text, encoding in zip(texts, encodings, strict=True)]
        return list(self._workers.map(lambda job: self._read_one(*job), jobs))

    def _read_one(self, text: str, ids: list[int], offsets: list[tuple[int, int]]) -> Reading:
        first, last, inner = ids[0], ids[-1], ids[1:-1]
        offsets = offsets[1:-1]
        cases = case_ids(text, offsets)
        pieces: list[Array] = []
        done = 0
        spans = list(windows(len(inner)))
        for number, (start, end, counts) in enumerate(spans):
            until = spans[number + 1][2] if number + 1 < len(spans) else end
            logits = self._session(
                input_ids=np.array([[first, *inner[start:end], last]], np.int64),
                token_type_ids=np.array([[0, *cases[start:end], 0]], np.int64),
            )[0]
            pieces.append(logits[1 + counts - start : 1 + until - start])
            done = until
        assert done == len(inner)
        return Reading(offsets, np.concatenate(pieces))

    def _issue(self, segment: Segment, found: Found) -> Issue:
        count = len(self._categories)
        category = self._categories[int(found.logits[1 : 1 + count].argmax())]
        severity = self._severities[int(found.logits[1 + count :].argmax())]
        rule = _RULES[category]
        span = found.span.shift(segment.context_start)
        text = segment.context[found.span.start : found.span.end]
        confidence = self._issue_confidence(found.peak)
        return Issue(span, rule.code, category, severity, rule.summary, text, confidence, self.name)


def decode(segment: Segment, reading: Reading) -> Iterator[Found]:
    """Cut a segment into spans of whole words, the surest first: each reaches from a peak over its like.

    The cut does not depend on any threshold, so raising one only takes spans away. Places are in the segment's context.
    """
    words = list(_words(segment, reading))
    if not words:
        return
    values = reading.probabilities
    scores = [float(values[first:last].max()) for _, first, last in words]
    free = [True] * len(words)
    for peak in sorted(range(len(words)), key=lambda i: (-scores[i], i)):
        if not free[peak]:
            continue
        floor = REACH * scores[peak]
        left = right = peak
        while left > 0 and free[left - 1] and scores[left - 1] >= floor:
            left -= 1
        while right + 1 < len(words) and free[right + 1] and scores[right + 1] >= floor:
            right += 1
        for i in range(left, right + 1):
            free[i] = False
        tokens = reading.logits[words[left][1] : words[right][2]]
        yield Found(Span(words[left][0].start, words[right][0].end), scores[peak], tokens.mean(axis=0))


def _words(segment: Segment, reading: Reading) -> Iterator[tuple[Span, int, int]]:
    """The segment's words with the range of tokens that spell each; words that the tokenizer drops are left out."""
    offsets = reading.offsets
    low, high = 0, len(offsets)
    while low < high:  # the first token that ends after the segment's start
        middle = (low + high) // 2
        low, high = (middle + 1, high) if offsets[middle][1] <= segment.offset else (low, middle)
    token = low
    for match in WORD.finditer(segment.context, segment.offset, segment.offset + len(segment.text)):
        start, end = match.span()
        while token < len(offsets) and offsets[token][1] <= start:
            token += 1
        first = token
        while token < len(offsets) and offsets[token][0] < end:
            token += 1
        if first < token:
            yield Span(start, end), first, token
