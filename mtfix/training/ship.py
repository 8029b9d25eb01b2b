"""From checkpoints to a shipped model: int8 graphs, calibration, thresholds, model.json."""

import hashlib
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from mtfix.corpora import paragraphs
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.detectors.tagger import Tagger
from mtfix.issue import Issue
from mtfix.repairers.seq2seq import Seq2SeqRepairer, score
from mtfix.runtime.card import VERSION
from mtfix.segment import Segment
from mtfix.segmenters import segment
from mtfix.taxonomy import Severity
from mtfix.training import calibration as cal
from mtfix.training import repairer, tagger

GOLD = Path("corpus/gold")
CLEAN = Path("corpus/clean")
PARAGRAPHS = 500
IDENTITY = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
# What a flag and an unasked repair must reach on the calibration texts; the targets of the project are a little lower.
ALARMS_PER_1000 = 1.2
SAFE_PRECISION = 0.85
UNSAFE_PRECISION = 0.40
REPAIRED_FROM = 0.5  # issue confidence from which suggestions are calibrated; few issues pass the default threshold
Sample = tuple[MarkedText, list[tuple[str, ...]]]


def ship(runs: Path, output: Path, data: Path, encoder: Path) -> None:
    """Export both models from their checkpoints, and calibrate them."""
    _export_tagger(runs / "tagger" / "state.pt", output / "tagger", encoder)
    _export_repairer(runs / "repairer" / "state.pt", output / "repairer", encoder)
    calibrate(runs, output, data)


def calibrate(runs: Path, output: Path, data: Path) -> None:
    """Fit calibration and thresholds of the models in `output` anew; the weights stay."""
    samples, clean = _samples(runs, data)
    cal.write_card(output / "tagger", {"calibration": dict.fromkeys(("issue", "segment"), IDENTITY)})
    _calibrate_tagger(output / "tagger", samples, clean)
    _calibrate_repairer(output, samples)


def _samples(runs: Path, data: Path) -> tuple[list[Sample], list[str]]:
    """Marked texts with their accepted repairs, and clean texts; none of a training document."""
    lexicon = Lexicon.load(data / "lex" / "vocab_docfreq.tsv")
    rows = paragraphs.load(runs / "cache" / "round-trips-test.jsonl", data / "clean", "test", 0.04)
    random.Random(1).shuffle(rows)
    damaged = cal.damaged_paragraphs(rows[:PARAGRAPHS], lexicon, seed=7)
    synthetic: list[Sample] = [(text, [(span.repair or "",) for span in text.spans]) for text in damaged]
    clean = [" ".join(row["sents"]) for row in rows[PARAGRAPHS : 3 * PARAGRAPHS]]
    return [*cal.gold_documents(GOLD, calibration=True), *synthetic], clean


def _export_tagger(state: Path, folder: Path, encoder: Path) -> None:
    model = tagger.new_model(encoder)
    model.load_state_dict(torch.load(state, weights_only=True)["model"])
    folder.mkdir(parents=True, exist_ok=True)
    tagger.export_tagger(model, folder / "tagger.onnx")
    labels = {
        "categories": [category.value for category in tagger.CATEGORIES],
        "severities": [severity.label for severity in tagger.SEVERITIES],
    }
    _write_model(
        folder,
        "tagger",
        encoder,
        ("tagger.onnx",),
        {"labels": labels, "thresholds": {"issue": 0.5}},
        ("issue", "segment"),
    )


def _export_repairer(state: Path, folder: Path, encoder: Path) -> None:
    model = repairer.new_model(encoder)
    model.load_state_dict(torch.load(state, weights_only=True)["model"])
    repairer.share_embeddings(model)
    folder.mkdir(parents=True, exist_ok=True)
    repairer.export_repairer(model.eval(), folder)
    graphs = ("encoder.onnx", "decoder.onnx", "head.onnx")
    _write_model(folder, "repairer", encoder, graphs, {"thresholds": {"safe": 1.0, "unsafe": 0.5}}, ("repair",))


def _write_model(
    folder: Path, task: str, encoder: Path, graphs: Sequence[str], more: dict[str, Any], maps: Sequence[str]
) -> None:
    tokenizer = json.loads((encoder / "tokenizer.json").read_text(encoding="utf-8")) | {
        "padding": None,
        "truncation": None,
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (*graphs, "tokenizer.json")}
    data = {"version": VERSION, "task": task, "name": folder.parent.name, "files": files, **more}
    (folder / "model.json").write_text(json.dumps(data), encoding="utf-8")
    cal.write_card(folder, {"calibration": dict.fromkeys(maps, IDENTITY)})


def _calibrate_tagger(folder: Path, samples: Sequence[Sample], clean: Sequence[str]) -> None:
    """Issue and segment confidence on marked and clean text together; the threshold from the clean text alone."""
    model = Tagger.load(str(folder), min_confidence=0.0)
    peaks, right, garbled, bad = [], [], [], []
    for text, _ in [*samples, *((MarkedText(item), []) for item in clean[:PARAGRAPHS])]:
        segments = segment(text.text)
        for part, issues, top in zip(segments, *model.detect_and_score(segments), strict=True):
            garbled.append(top)
            bad.append(
                any(_major(span) and span.start < part.span.end and part.span.start < span.end for span in text.spans)
            )
            peaks += [issue.confidence for issue in issues]
            right += [cal.overlaps(*issue.span, text.spans) for issue in issues]
    maps = {"issue": cal.isotonic(peaks, right), "segment": cal.isotonic(garbled, bad)}
    cal.write_card(
        folder, {"calibration": maps, "thresholds": {"issue": _alarm_threshold(model, maps["issue"], clean)}}
    )


def _major(span: ErrorSpan) -> bool:
    return span.severity is None or span.severity >= Severity.MAJOR


def _alarm_threshold(model: Tagger, points: cal.Points, clean: Sequence[str]) -> float:
    """The calibrated confidence at which clean text raises no more than the allowed false alarms."""
    own = [
        json.loads(line)["text"]
        for path in sorted(CLEAN.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    thresholds = []
    for texts in (own, list(clean)):
        peaks = sorted(
            (i.confidence for text in texts for found in model.detect(segment(text)) for i in found), reverse=True
        )
        allowed = int(ALARMS_PER_1000 * sum(len(text.split()) for text in texts) / 1000)
        thresholds.append(peaks[allowed] if allowed < len(peaks) else 0.0)
    calibrator = cal.as_calibrator(points)
    return round(calibrator(max(thresholds)) + 1e-6, 6)


def _calibrate_repairer(output: Path, samples: Sequence[Sample]) -> None:
    """Repair confidence on what the tagger flags: a suggestion is right if it gives the accepted text."""
    detector = Tagger.load(str(output / "tagger"), min_confidence=REPAIRED_FROM)
    model = Seq2SeqRepairer.load(str(output / "repairer"))
    scores, right, first = [], [], []
    for text, accepted in samples:
        for part, issue in _flagged(detector, text.text):
            wanted = set(_wanted(text, accepted, issue))
            for rank, candidate in enumerate(model.candidates(part, [issue])[0]):
                scores.append(score(candidate))
                right.append(candidate.replacement in wanted)
                first.append(rank == 0)
    points = cal.isotonic(scores, right)
    calibrator = cal.as_calibrator(points)
    tops = [(calibrator(value), good) for value, good, top in zip(scores, right, first, strict=True) if top]
    confidences, hits = [value for value, _ in tops], [good for _, good in tops]
    safe = cal.threshold_for(confidences, hits, SAFE_PRECISION)
    cal.write_card(
        output / "repairer",
        {"calibration": {"repair": points}, "thresholds": {"safe": round(safe, 6), "unsafe": UNSAFE_PRECISION}},
    )


def _flagged(detector: Tagger, text: str) -> Iterator[tuple[Segment, Issue]]:
    segments = segment(text)
    for part, issues in zip(segments, detector.detect(segments), strict=True):
        yield from ((part, issue) for issue in issues)


def _wanted(text: MarkedText, accepted: Sequence[tuple[str, ...]], issue: Issue) -> Iterator[str]:
    """The replacements of the issue's span that give accepted text; what of an error sticks out must stay as it was."""
    under = [i for i, span in enumerate(text.spans) if span.start < issue.span.end and issue.span.start < span.end]
    if not under:
        return
    start = min(issue.span.start, text.spans[under[0]].start)
    end = max(issue.span.end, text.spans[under[-1]].end)
    left, right = text.text[start : issue.span.start], text.text[issue.span.end : end]
    for choice in itertools.islice(itertools.product(*(accepted[i] for i in under)), 50):
        whole = _repaired(text, start, end, dict(zip(under, choice, strict=True)))
        if whole.startswith(left) and whole.endswith(right) and len(whole) >= len(left) + len(right):
            yield whole[len(left) : len(whole) - len(right)]


def _repaired(text: MarkedText, start: int, end: int, choice: dict[int, str]) -> str:
    """text[start:end] with the chosen repairs of the error spans in it."""
    result, position = "", start
    for i, repair in sorted(choice.items()):
        result += text.text[position : text.spans[i].start] + repair
        position = text.spans[i].end
    return result + text.text[position:end]
