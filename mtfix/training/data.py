"""What the shipped models are trained on: the sets, their licences, and the mixture of each stage."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from mtfix.corpora import paragraphs, readers
from mtfix.corpora.alignment import edits
from mtfix.corpora.corruption import corrupt, marked
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText, join
from mtfix.corpora.mixture import Windows, lost_stop, restyle
from mtfix.corpora.round_trips import partial_application
from mtfix.segmenters import segment

# One MLQE pair stays unseen by the repairer, so that fine-tuning on a new language can be measured.
REPAIR_PAIRS = ("et-en", "ro-en", "ru-en", "si-en")
REPEATS = {"fiction_100_english_novels": 3, "mixed_masc_tagged": 3, "news_wikinews_2019_2020": 2}
LONGEST_EDIT = 7  # words; longer post-edits are rewritings, and nothing to learn a span's repair from
TAG_PAIRS = (*REPAIR_PAIRS, "ne-en")
_STOPPING = re.compile(r"\b(?:stop|stopped|cease|ceased|avoid|halt|refrain from) [a-z]+ing\b")
Stream = Iterator[MarkedText]
Item = TypeVar("Item")


def cycle(items: list[Item], rng: random.Random) -> Iterator[Item]:
    """A finite set again and again, shuffled anew each time."""
    order = list(items)
    while True:
        rng.shuffle(order)
        yield from order


def grouped(stream: Stream, rng: random.Random) -> Stream:
    """Some single sentences as one window of two or three, since that is how documents are read."""
    while True:
        yield join([next(stream) for _ in range(rng.choice((1, 1, 1, 2, 3)))])


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
        """Clean training paragraphs with their round trips; the small sets of another style several times."""
        rows = paragraphs.load(self.cache / "round-trips-train.jsonl", self.folder / "clean", "train")
        return [row for row in rows for _ in range(REPEATS.get(row["set"], 1))]

    @cached_property
    def stopping(self) -> list[str]:
        """Clean sentences that tell somebody to stop something: rare, and turned round if the word is lost."""
        return paragraphs.matching(self.folder / "clean", "train", _STOPPING)

    @cached_property
    def undamaged(self) -> list[MarkedText]:
        """Clean windows as documents hold them, with all their fragments and headings."""
        found = paragraphs.undamaged(self.folder / "clean", "train")
        return [
            MarkedText(text) for paragraph in found for text in dict.fromkeys(s.context for s in segment(paragraph))
        ]

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
    def edited(self) -> list[MarkedText]:
        """MLQE-PE post-edits as clean text: what an editor left standing beside what was marked."""
        return [MarkedText(edit) for _, edit in readers.post_edits(self._mt("mlqe_postedits"), "train", TAG_PAIRS)]

    @cached_property
    def span_edits(self) -> list[MarkedText]:
        """Experts' edits of single spans."""
        return list(_short_edits(readers.span_edits(self._mt("mqm20_single_span_postedits"), "train")))

    def tagger_streams(self, rng: random.Random, *, human: bool) -> list[tuple[Stream, float]]:
        """Stage one: mostly damaged clean text. Stage two (`human`): mostly what people marked, with rehearsal."""
        weights = (0.34, 0.02, 0.08, 0.20, 0.27, 0.06, 0.03) if human else (0.67, 0.02, 0.08, 0.10, 0.06, 0.03, 0.04)
        tags, edited = cycle(self.word_tags, rng), cycle(self.edited, rng)
        human_sets = (cycle(self.mqm, rng), grouped(tags, rng), grouped(edited, rng), cycle(self.demetr, rng))
        clean_sets = (self._turned_round(rng), cycle(self.undamaged, rng))
        others = (_restyled(items, rng) for items in (*clean_sets, *human_sets))
        return list(zip((iter(Windows(self.paragraphs, self.lexicon, rng)), *others), weights, strict=True))

    def repairer_streams(self, rng: random.Random) -> list[tuple[Stream, float]]:
        """Damaged sentences, post-edits of four languages, experts' edits of single spans."""
        human_sets = (cycle(self.post_edits, rng), cycle(self.span_edits, rng))
        streams = (self._damaged(rng), self._turned_round(rng), *human_sets)
        weights = (0.72, 0.02, 0.22, 0.04)
        return [(_restyled(stream, rng), weight) for stream, weight in zip(streams, weights, strict=True)]

    def _turned_round(self, rng: random.Random) -> Stream:
        for sentence in cycle(self.stopping, rng):
            yield corrupt(sentence, self.lexicon, rng, count=1, recipes=("lost-negation",))

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
