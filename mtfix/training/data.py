"""What the shipped models are trained on: the sets, their licences, and the mixture of each stage."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mtfix.corpora import paragraphs, readers
from mtfix.corpora.alignment import edits
from mtfix.corpora.corruption import corrupt, marked
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.corpora.mixture import Windows, lost_stop, restyle
from mtfix.corpora.round_trips import partial_application

# One MLQE pair stays unseen by the repairer, so that fine-tuning on a new language can be measured.
REPAIR_PAIRS = ("et-en", "ro-en", "ru-en", "si-en")
LONGEST_EDIT = 7  # words; longer post-edits are rewritings, and nothing to learn a span's repair from
Stream = Iterator[MarkedText]


def cycle(items: list[MarkedText], rng: random.Random) -> Stream:
    """A finite set again and again, shuffled anew each time."""
    order = list(items)
    while True:
        rng.shuffle(order)
        yield from order


@dataclass(frozen=True)
class TrainingData:
    """Everything below one folder laid out like ../shared/data; `cache` keeps the round trips."""

    folder: Path
    cache: Path

    @cached_property
    def lexicon(self) -> Lexicon:
        """Frequent English words and their families."""
        return Lexicon.load(self.folder / "lex" / "vocab_docfreq.tsv")

    @cached_property
    def paragraphs(self) -> list[dict[str, Any]]:
        """Clean training paragraphs with their round trips."""
        return paragraphs.load(self.cache / "round-trips-train.jsonl", self.folder / "clean", "train")

    @cached_property
    def mqm(self) -> list[MarkedText]:
        """MQM texts, several raters' spans weighed together."""
        return list(readers.mqm(self._mt("mqm_zh-en"), "train"))

    @cached_property
    def word_tags(self) -> list[MarkedText]:
        """MLQE-PE word tags."""
        return list(readers.mlqe_tags(self._mt("mlqe_wordtags"), "train"))

    @cached_property
    def demetr(self) -> list[MarkedText]:
        """DEMETR perturbations that a reader can see."""
        return list(readers.demetr(self._mt("demetr"), readers.held_out_sources(self._mt("mqm_zh-en"))))

    @cached_property
    def post_edits(self) -> list[MarkedText]:
        """MLQE-PE post-edits as spans with repairs."""
        return list(_short_edits(readers.post_edits(self._mt("mlqe_postedits"), "train", REPAIR_PAIRS)))

    @cached_property
    def span_edits(self) -> list[MarkedText]:
        """Experts' edits of single spans."""
        return list(_short_edits(readers.span_edits(self._mt("mqm20_single_span_postedits"), "train")))

    def tagger_streams(self, rng: random.Random, *, human: bool) -> list[tuple[Stream, float]]:
        """Stage one: mostly damaged clean text. Stage two (`human`): mostly what people marked, with rehearsal."""
        weights = (0.40, 0.33, 0.25, 0.02) if human else (0.76, 0.11, 0.08, 0.05)
        finite = (cycle(items, rng) for items in (self.mqm, self.word_tags, self.demetr))
        streams = (iter(Windows(self.paragraphs, self.lexicon, rng)), *(_restyled(items, rng) for items in finite))
        return list(zip(streams, weights, strict=True))

    def repairer_streams(self, rng: random.Random) -> list[tuple[Stream, float]]:
        """Damaged sentences, post-edits of four languages, experts' edits of single spans."""
        streams = (self._damaged(rng), cycle(self.post_edits, rng), cycle(self.span_edits, rng))
        return [(_restyled(stream, rng), weight) for stream, weight in zip(streams, (0.74, 0.22, 0.04), strict=True)]

    def _damaged(self, rng: random.Random) -> Stream:
        while True:
            paragraph = rng.choice(self.paragraphs)
            number = rng.randrange(len(paragraph["sents"])) if paragraph["sents"] else None
            if number is None or not 5 <= len(paragraph["sents"][number].split()) <= 60:
                continue
            sentence, translation = paragraph["sents"][number], paragraph["mt"][number]
            following = paragraph["sents"][number + 1 : number + 2]
            kind = rng.random()
            if kind < 0.42 and translation:
                yield partial_application(sentence, translation, rng)
            elif kind < 0.47 and following and sentence[-1] == "." and following[0][0].isalpha():
                yield marked(f"{sentence} {following[0]}", [lost_stop(sentence, following[0])])
            else:
                before = sentence if rng.random() < 0.5 else " ".join(paragraph["sents"][:number])
                yield corrupt(sentence, self.lexicon, rng, count=rng.choice((1, 1, 2, 3)), before=before)

    def _mt(self, name: str) -> Path:
        return self.folder / "mt" / f"{name}.jsonl.gz"


def _restyled(stream: Stream, rng: random.Random) -> Stream:
    return (restyle(item, rng) for item in stream)


def _short_edits(pairs: Iterator[tuple[str, str]]) -> Stream:
    for translation, post_edit in pairs:
        spans = tuple(
            ErrorSpan(start, end, repair=repair)
            for start, end, repair in edits(translation, post_edit)
            if max(len(translation[start:end].split()), len(repair.split())) <= LONGEST_EDIT
        )
        if spans:
            yield MarkedText(translation, spans)
