"""Reports and repaired texts as people read them. Fake detectors: weights and checks may change, these may not."""

import io
import json
from pathlib import Path

import pytest

from mtfix import engine as engine_module
from mtfix import files, pipeline, renderers
from mtfix.cli.fix import diff
from mtfix.engine import Engine
from mtfix.settings import Settings
from mtfix.taxonomy import Category, Rule, Severity

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "cases").iterdir())
LOOKS = {
    "full": ("full", renderers.Look(width=72)),
    "color": ("full", renderers.Look(color=True, width=72)),
    "concise": ("concise", renderers.Look()),
    "json": ("json", renderers.Look()),
    "jsonl": ("jsonl", renderers.Look()),
}
# Read by programs, in one look. The page (html) is for a browser: tests/contracts.
OTHERS = ("github", "gitlab", "junit", "mqm_tsv", "rdjson", "sarif", "statistics")

SPELLING = Rule("MT901", "fake-spelling", Category.SPELLING, Severity.MINOR, "This is misspelt.", safe=True)
SENSE = Rule("MT001", "mistranslation", Category.MISTRANSLATION, Severity.MAJOR, "This may say something else.")
WORDS = {"teh": ("the",), "wich": ("which", "witch"), "wrod": ("word",), "京": ("capital",)}
SENSES = ("repress", "closed", "Jon")
RULES = {rule.code: rule for rule in (SPELLING, SENSE)}
REPAIRS = {"repress": ["stop suppressing", "suppress"], "closed": ["nearby"], "Jon": ["he"]}


@pytest.fixture
def engine(fake_detector, fake_repairer, monkeypatch):
    monkeypatch.setattr(engine_module, "version", lambda: "0.0.0")
    checks = (fake_detector(WORDS, name="fake-spelling", rules=(SPELLING,), confidence=0.95),)
    tagger = fake_detector(dict.fromkeys(SENSES, ()), name="tagger", rules=(SENSE,), confidence=0.62)
    monkeypatch.setattr(tagger, "scores", lambda segments: [0.4] * len(segments))
    return Engine(Settings(), checks, lambda: tagger, lambda: fake_repairer(REPAIRS, confidence=0.97))


def read(case):
    return files.parse_bytes((HERE / "cases" / case).read_bytes(), case)


def compare(request, name, text):
    path = HERE / "expected" / name
    if request.config.getoption("--golden-accept", default=False):
        path.write_bytes(text.encode())
    assert path.exists(), f"{name} is new: look at it and run make golden-accept"
    assert text == path.read_bytes().decode(), "if this is meant: make golden-accept"


@pytest.mark.parametrize("look", (*LOOKS, *OTHERS))
@pytest.mark.parametrize("case", CASES)
def test_report(request, engine, case, look):
    name, options = LOOKS.get(look, (look, renderers.Look(rules=RULES)))
    out = io.StringIO()
    renderers.load(name, options).render([pipeline.check(read(case), engine)], out)
    shown = out.getvalue()
    compare(request, f"{case}.{look}", json.dumps(json.loads(shown), indent=1) + "\n" if look == "json" else shown)


@pytest.mark.parametrize("case", CASES)
def test_diff(request, engine, case):
    document = read(case)
    fixed = pipeline.fix(document, engine, unsafe=True)
    compare(request, f"{case}.diff", "".join(diff(document, fixed.document)))


def test_no_expected_report_is_left_over():
    known = {f"{case}.{look}" for case in CASES for look in (*LOOKS, *OTHERS, "diff")}
    assert {path.name for path in (HERE / "expected").iterdir()} == known
