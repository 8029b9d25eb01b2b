"""The sets that are measured on, each as labelled texts with the document they come from.

A set that is not on this machine raises DataError; the table then says "not available".
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtfix.corpora.readers import MQM_HELD_OUT, records
from mtfix.corpora.splits import Split, split_of
from mtfix.errors import DataError
from mtfix.evaluation.edits import GoldRepair
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span

CLEAN_DOCUMENTS = 30  # of each file
CLEAN_WORDS = 400  # of each document


@dataclass(frozen=True)
class Labelled:
    """A text with its gold spans. `group` names the part of the set; `gaps` are places where people missed words."""

    document: str
    group: str
    text: str
    gold: tuple[Span, ...] = ()
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True)
class GoldSpan(GoldRepair):
    """A gold span with what people said of it."""

    category: Category = Category.GRAMMAR
    severity: Severity = Severity.MAJOR


@dataclass(frozen=True)
class GoldDocument:
    """A document of corpus/gold: its marked errors, each with the accepted repairs."""

    id: str
    text: str
    errors: tuple[GoldSpan, ...] = field(default=())

    @property
    def gold(self) -> tuple[Span, ...]:
        """The marked places."""
        return tuple(error.span for error in self.errors)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file; DataError if it is missing or broken."""
    if not path.exists():
        raise DataError("E040", "not available", path=str(path))
    try:
        yield from records(path)
    except (ValueError, OSError) as error:
        raise DataError("E040", f"broken record: {error}", path=str(path)) from error


def mqm_news(data: Path, split: Split, limit: int | None = None) -> list[Labelled]:
    """WMT20 and WMT23 zh-en news, machine translations only, one record per rater, held out by source document.

    A record whose source sentence also stands in a training document (the WMT23 sets share news) is left out.
    """
    trained_on: set[str] = set()
    found: list[tuple[str, Labelled]] = []
    for record in read(data / "mt" / "mqm_zh-en.jsonl.gz"):
        part = split_of(record["doc"], MQM_HELD_OUT, MQM_HELD_OUT)
        if part == "train":
            trained_on.add(record["source"])
        elif part == split and _is_translated_news(record):
            gold = tuple(Span(s["start"], s["end"]) for s in record["spans"] if _counts(s))
            found.append((record["source"], Labelled(record["doc"], record["set"], record["text"], gold)))
    return [item for source, item in found if source not in trained_on][:limit]


def _is_translated_news(record: dict[str, Any]) -> bool:
    if record["human"] or record["system"].lower().startswith("ref"):
        return False
    return bool(record["set"] != "ted21-mqm-zhen" and record.get("domain", "news") == "news")


def _counts(span: dict[str, Any]) -> bool:
    return bool(span["severity"].lower() != "neutral" and span["start"] < span["end"])


def mlqe_tags(data: Path, pair: str, limit: int | None = None) -> list[Labelled]:
    """MLQE-PE dev word tags of one pair (Fomicheva et al. 2022); each source sentence is a document."""
    found: list[Labelled] = []
    for record in read(data / "mt" / "mlqe_wordtags.jsonl.gz"):
        if record["split"] == "dev" and record["pair"] == pair:
            spans = [Span(s["start"], s["end"]) for s in record["spans"]]
            gold = tuple(span for span in spans if span.start < span.end)
            gaps = tuple(span.start for span in spans if span.start == span.end)
            found.append(Labelled(record["id"], pair, record["text"], gold, gaps))
    return found[:limit]


def mlqe_postedits(data: Path, pair: str, limit: int | None = None) -> list[tuple[str, str]]:
    """(machine translation, post-edit) of one pair's dev set."""
    rows = read(data / "mt" / "mlqe_postedits.jsonl.gz")
    return [(row["mt"], row["pe"]) for row in rows if row["split"] == "dev" and row["pair"] == pair][:limit]


def clean_held_out(data: Path, split: Split, limit: int | None = None) -> list[Labelled]:
    """The beginnings of some held-out documents of every file of clean/."""
    files = sorted((data / "clean").glob("*.jsonl.gz"))
    if not files:
        raise DataError("E040", "not available", path=str(data / "clean"))
    taken: dict[str, list[Labelled]] = defaultdict(list)
    for path in files:
        name = path.name.partition(".")[0]
        for record in read(path):
            if len(taken[name]) == (limit or CLEAN_DOCUMENTS):
                break
            if split_of(record["id"]) == split and (text := _beginning(record["doc"])):
                taken[name].append(Labelled(record["id"], name, text))
    return [item for items in taken.values() for item in items]


def _beginning(doc: str) -> str:
    """Whole paragraphs up to CLEAN_WORDS words."""
    taken, size = [], 0
    for paragraph in doc.split("\n"):
        size += len(paragraph.split())
        if size > CLEAN_WORDS:
            break
        taken.append(paragraph)
    return "\n\n".join(taken)


def corpus_gold(corpus: Path, limit: int | None = None) -> list[GoldDocument]:
    """The documents of corpus/gold."""
    return [
        GoldDocument(record["id"], record["text"], _errors(record["error_spans"]))
        for path in _files(corpus / "gold")
        for record in read(path)
    ][:limit]


def corpus_clean(corpus: Path, limit: int | None = None) -> list[Labelled]:
    """The documents of corpus/clean, which must stay silent."""
    found = [
        Labelled(record["id"], path.stem, record["text"]) for path in _files(corpus / "clean") for record in read(path)
    ]
    return found[:limit]


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise DataError("E040", "not available", path=str(folder))
    return files


def _errors(spans: list[dict[str, Any]]) -> tuple[GoldSpan, ...]:
    return tuple(
        GoldSpan(
            Span(s["start"], s["end"]), tuple(s["repairs"]), Category(s["category"]), Severity[s["severity"].upper()]
        )
        for s in spans
    )


def seed_article(shared: Path) -> GoldDocument:
    """The seed article with its 25 labelled spans; they may nest, and one repair at most is written down."""
    folder = shared / "seed"
    if not (folder / "article.txt").exists():
        raise DataError("E040", "not available", path=str(folder))
    text = (folder / "article.txt").read_text(encoding="utf-8")
    spans = json.loads((folder / "gold-spans.json").read_text(encoding="utf-8"))
    errors = [{**s, "repairs": [s["fix"]] if s["fix"] is not None else []} for s in spans]
    return GoldDocument("seed", text, _errors(errors))
