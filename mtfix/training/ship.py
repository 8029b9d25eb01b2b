"""From checkpoints to a shipped model: int8 graphs, calibration, thresholds, model.json."""

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.detectors import runner as detection
from mtfix.detectors.evidence import homes, weighed
from mtfix.detectors.tagger import Tagger
from mtfix.engine import all_checks
from mtfix.issue import Issue
from mtfix.repairers.seq2seq import Seq2SeqRepairer, score
from mtfix.runtime.card import VERSION
from mtfix.segment import Segment
from mtfix.segmenters import segment
from mtfix.taxonomy import Severity
from mtfix.training import calibration as cal
from mtfix.training import repairer, tagger
from mtfix.training.export import mean_of

GOLD = Path("corpus/gold")
CLEAN = Path("corpus/clean")
IDENTITY = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
# What a flag and an unasked repair must reach on the calibration texts; the targets of the project are a little lower.
ALARMS_PER_1000 = 1.2
SAFE_PRECISION = 0.85
UNSAFE_PRECISION = 0.40
REPAIRED_FROM = 0.3  # issue confidence from which suggestions are calibrated; few issues pass the default threshold
CANDIDATE = 0.05  # probability of its surest word below which a span is no issue in any document
OWN_GOLD, OWN_CLEAN = 4.0, 2.0  # how much a text of corpus/gold and corpus/clean counts beside the others


@dataclass(frozen=True)
class Start:
    """The shipped models that a run went on from, and how much of the way from them its weights keep (0 to 1)."""

    folder: Path
    share: float


def ship(runs: Path, output: Path, data: Path, encoder: Path, start: Start | None = None) -> None:
    """Export both models from their checkpoints, and calibrate them."""
    _export_tagger(runs / "tagger" / "state.pt", output / "tagger", encoder, start)
    _export_repairer(runs / "repairer" / "state.pt", output / "repairer", encoder, start)
    calibrate(runs, output, data)


def calibrate(runs: Path, output: Path, data: Path) -> None:
    """Fit calibration and thresholds of the models in `output` anew; the weights stay."""
    texts = cal.Texts.load(runs / "cache" / "round-trips-test.jsonl", data, GOLD, CLEAN)
    cal.write_card(output / "tagger", {"calibration": dict.fromkeys(("issue", "segment"), IDENTITY), "evidence": None})
    _calibrate_tagger(output / "tagger", texts)
    _calibrate_repairer(output, texts.marked)


def _export_tagger(state: Path, folder: Path, encoder: Path, start: Start | None) -> None:
    model = tagger.new_model(encoder)
    model.load_state_dict(torch.load(state, weights_only=True)["model"])
    if start:
        before = tagger.new_model(encoder)
        tagger.load_shipped(before, start.folder / "tagger")
        mean_of(model, before, start.share)
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


def _export_repairer(state: Path, folder: Path, encoder: Path, start: Start | None) -> None:
    model = repairer.new_model(encoder)
    model.load_state_dict(torch.load(state, weights_only=True)["model"])
    if start:
        before = repairer.new_model(encoder)
        repairer.load_shipped(before, start.folder / "repairer")
        mean_of(model, before, start.share)
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


def _calibrate_tagger(folder: Path, texts: cal.Texts) -> None:
    """Segment confidence in damaged texts, then issue confidence and its threshold in damaged and clean ones."""
    model = Tagger.load(str(folder), min_confidence=0.0)
    garbled, bad = [], []
    for text, _ in texts.marked:
        segments = segment(text.text)
        garbled += model.scores(segments)
        bad += [any(_major(s) and cal.overlaps(s.start, s.end, [part.span]) for s in text.spans) for part in segments]
    cal.write_card(folder, {"calibration": {"issue": IDENTITY, "segment": cal.isotonic(garbled, bad)}})
    judged = _judged(folder, texts)
    evidence, points = cal.evidence(judged)
    card = json.loads((folder / "model.json").read_text("utf-8"))
    maps = card["calibration"] | {"issue": points}
    cal.write_card(folder, {"evidence": evidence, "calibration": maps})
    clean = [[j for j in judged if not j.marked and (j.weight == OWN_CLEAN) is own] for own in (True, False)]
    threshold = max(_alarm_threshold(folder, part) for part in clean)
    cal.write_card(folder, {"thresholds": {"issue": threshold}})


def _major(span: ErrorSpan) -> bool:
    return span.severity is None or span.severity >= Severity.MAJOR


def _judged(folder: Path, texts: cal.Texts) -> list[cal.Judged]:
    """Everything that the detectors find in the texts; what people wrote counts more than what recipes damaged."""
    model, checks = Tagger.load(str(folder), min_confidence=CANDIDATE), all_checks()
    items = [(text, OWN_GOLD if number < texts.own_gold else 1.0) for number, (text, _) in enumerate(texts.marked)]
    items += [(MarkedText(text), OWN_CLEAN) for text in texts.own_clean]
    items += [(MarkedText(text), 1.0) for text in texts.clean]
    judged = []
    for text, weight in items:
        segments = segment(text.text)
        judged.append(cal.Judged(detection.run(checks, model, segments), segments, text.spans, weight))
    return judged


def _alarm_threshold(folder: Path, texts: Sequence[cal.Judged]) -> float:
    """The confidence at which clean texts raise no more than the allowed false alarms of the tagger."""
    model = Tagger.load(str(folder), min_confidence=0.0)
    found = [
        issue.confidence
        for text in texts
        for issue in weighed(text.found, model, text.segments)
        if issue.detector == Tagger.name
    ]
    allowed = int(ALARMS_PER_1000 * sum(text.words for text in texts) / 1000)
    return round(sorted(found, reverse=True)[allowed] + 1e-6, 6) if allowed < len(found) else 0.0


def _calibrate_repairer(output: Path, samples: Sequence[cal.Sample]) -> None:
    """Of repairs of what is wrong how many give an accepted text; thresholds on those of all that is flagged."""
    detector = Tagger.load(str(output / "tagger"), min_confidence=0.0)
    model = Seq2SeqRepairer.load(str(output / "repairer"))
    scores, right, firsts = [], [], []
    for text, accepted in samples:
        for part, issue in _flagged(detector, text.text):
            wanted = set(_wanted(text, accepted, issue))
            for rank, candidate in enumerate(model.candidates(part, [issue])[0]):
                if wanted:
                    scores.append(score(candidate))
                    right.append(candidate.replacement in wanted)
                if rank == 0:
                    firsts.append((issue.confidence, score(candidate), candidate.replacement in wanted))
    points = cal.isotonic(scores, right)
    calibrator = cal.as_calibrator(points)
    confidences = [confidence * calibrator(value) for confidence, value, _ in firsts]
    safe = cal.threshold_for(confidences, [good for *_, good in firsts], SAFE_PRECISION)
    cal.write_card(
        output / "repairer",
        {"calibration": {"repair": points}, "thresholds": {"safe": round(safe, 6), "unsafe": UNSAFE_PRECISION}},
    )


def _flagged(detector: Tagger, text: str) -> Iterator[tuple[Segment, Issue]]:
    """The issues of the tagger from REPAIRED_FROM on, each with its segment."""
    segments = segment(text)
    found = detection.run((), detector, segments)
    for issue, home in homes(weighed(found, detector, segments), segments):
        if issue.confidence >= REPAIRED_FROM:
            yield segments[home], issue


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
