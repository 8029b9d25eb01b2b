"""From checkpoints to a shipped model: int8 graphs, calibration, thresholds, model.json."""

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from mtfix.corpora.marked import ErrorSpan, MarkedText
from mtfix.detectors import runner as detection
from mtfix.detectors.evidence import weighed
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

GOLD = Path("corpus/gold")
CLEAN = Path("corpus/clean")
IDENTITY = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
# What a flag and an unasked repair must reach on the calibration texts; the targets of the project are a little lower.
ALARMS_PER_1000 = 1.2
SAFE_PRECISION = 0.85
UNSAFE_PRECISION = 0.40
REPAIRED_FROM = 0.5  # issue confidence from which suggestions are calibrated; few issues pass the default threshold


def ship(runs: Path, output: Path, data: Path, encoder: Path) -> None:
    """Export both models from their checkpoints, and calibrate them."""
    _export_tagger(runs / "tagger" / "state.pt", output / "tagger", encoder)
    _export_repairer(runs / "repairer" / "state.pt", output / "repairer", encoder)
    calibrate(runs, output, data)


def calibrate(runs: Path, output: Path, data: Path) -> None:
    """Fit calibration and thresholds of the models in `output` anew; the weights stay."""
    texts = cal.Texts.load(runs / "cache" / "round-trips-test.jsonl", data, GOLD, CLEAN)
    cal.write_card(output / "tagger", {"calibration": dict.fromkeys(("issue", "segment"), IDENTITY), "evidence": None})
    _calibrate_tagger(output / "tagger", texts)
    _calibrate_repairer(output, texts.marked)


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


def _calibrate_tagger(folder: Path, texts: cal.Texts) -> None:
    """Issue and segment confidence in damaged texts, then what a document's segments say of it, then the threshold."""
    model = Tagger.load(str(folder), min_confidence=0.0)
    peaks, right, garbled, bad = [], [], [], []
    for text, _ in texts.marked:
        segments = segment(text.text)
        for part, issues, top in zip(segments, *model.detect_and_score(segments), strict=True):
            garbled.append(top)
            bad.append(
                any(_major(span) and span.start < part.span.end and part.span.start < span.end for span in text.spans)
            )
            peaks += [issue.confidence for issue in issues]
            right += [cal.overlaps(*issue.span, text.spans) for issue in issues]
    maps = {"issue": cal.isotonic(peaks, right), "segment": cal.isotonic(garbled, bad)}
    cal.write_card(folder, {"calibration": maps})
    cal.write_card(folder, {"evidence": _evidence(folder, texts)})
    threshold = max(_alarm_threshold(folder, clean) for clean in (texts.own_clean, texts.clean))
    cal.write_card(folder, {"thresholds": {"issue": threshold}})


def _major(span: ErrorSpan) -> bool:
    return span.severity is None or span.severity >= Severity.MAJOR


def _evidence(folder: Path, texts: cal.Texts) -> dict[str, float]:
    model, checks = Tagger.load(str(folder)), all_checks()
    garbled = [text.text for text, _ in texts.marked] + texts.translated

    def read(items: Sequence[str]) -> list[cal.Read]:
        found = [detection.run(checks, model, segment(item)) for item in items]
        return [([score or 0.0 for score in one.scores], _hits(one)) for one in found]

    return cal.evidence(read(garbled), read([*texts.own_clean, *texts.clean]))


def _hits(found: detection.Found) -> int:
    return sum(issue.detector != Tagger.name for issue in found.issues)


def _alarm_threshold(folder: Path, texts: Sequence[str]) -> float:
    """The confidence at which clean texts raise no more than the allowed false alarms of the tagger."""
    model, checks = Tagger.load(str(folder), min_confidence=0.0), all_checks()
    found = [
        issue.confidence
        for text in texts
        for issue in weighed(detection.run(checks, model, segment(text)), model)
        if issue.detector == Tagger.name
    ]
    allowed = int(ALARMS_PER_1000 * sum(len(text.split()) for text in texts) / 1000)
    return round(sorted(found, reverse=True)[allowed] + 1e-6, 6) if allowed < len(found) else 0.0


def _calibrate_repairer(output: Path, samples: Sequence[cal.Sample]) -> None:
    """Of repairs of what is wrong how many give an accepted text; thresholds on those of all that is flagged."""
    detector = Tagger.load(str(output / "tagger"), min_confidence=REPAIRED_FROM)
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
