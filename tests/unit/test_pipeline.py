"""The whole path with fakes: what runs, what does not, and that fixing settles."""

import re
from dataclasses import dataclass, field, replace

import pytest

from mtfix.document import Document
from mtfix.engine import Engine
from mtfix.errors import ConfigError, ModelError
from mtfix.issue import Issue
from mtfix.pipeline import MAX_ROUNDS, check, fix
from mtfix.settings import Settings
from mtfix.suggestion import Applicability
from mtfix.taxonomy import Category, Rule, Severity
from mtfix.text import AnnotatedText, Span

SAFE_RULE = Rule("MT901", "safe-word", Category.SPELLING, Severity.MINOR, "s", safe=True)
TAGGER_RULE = Rule("MT004", "grammar", Category.GRAMMAR, Severity.MINOR, "s")


@dataclass
class Fakes:
    """An engine's makers, and what was loaded of them."""

    detector: type
    repairer: type
    loaded: list = field(default_factory=list)

    def engine(self, checks=None, tagged=None, repairs=None, **settings):
        made = {"checks": (self.detector(checks or {}, rules=(SAFE_RULE,), name="check"),)}
        if tagged is not None:
            tagger = self.detector(dict.fromkeys(tagged, ()), rules=(TAGGER_RULE,), name="tagger")
            made["load_tagger"] = lambda: self.loaded.append("tagger") or tagger
        if repairs is not None:
            repairer = self.repairer(repairs, confidence=0.97)
            made["load_repairer"] = lambda: self.loaded.append("repairer") or repairer
        return Engine(Settings(**settings), **made)


@pytest.fixture
def fakes(fake_detector, fake_repairer):
    return Fakes(fake_detector, fake_repairer)


def test_a_report_has_every_stage(fakes, document):
    engine = fakes.engine({"teh": ["the"]}, ["go"], {"go": ["goes", "went"]})
    report = check(document("He go to teh park."), engine)
    assert [(issue.code, issue.text) for issue in report.issues] == [("MT004", "go"), ("MT901", "teh")]
    best = {issue.text: report.suggestions[issue][0] for issue in report.issues}
    assert (best["teh"].replacement, best["teh"].applicability) == ("the", Applicability.SAFE)
    assert (best["go"].replacement, best["go"].applicability) == ("goes", Applicability.SAFE)
    assert report.segments[0].score == 0.9
    assert dict(report.signature.models) == {"tagger": "0" * 64, "fake-repairer": "1" * 64}


def test_models_are_loaded_only_when_needed(fakes, document):
    engine = fakes.engine({"teh": ["the"]}, ["go"], {})
    assert fakes.loaded == []
    check(document("All is well with teh park."), engine)
    assert fakes.loaded == ["tagger"]
    check(document("He go home."), engine)
    assert fakes.loaded == ["tagger", "repairer"]


def test_a_tagger_without_a_selected_code_is_not_loaded(fakes, document):
    engine = fakes.engine({"teh": ["the"]}, ["go"], {}, select=("MT9",))
    report = check(document("He go to teh park."), engine)
    assert fakes.loaded == [] and [issue.text for issue in report.issues] == ["teh"]
    assert report.segments[0].score is None


def test_no_suggestions_are_made_if_none_are_wanted(fakes, document):
    engine = fakes.engine({"teh": ["the"]}, ["go"], {"go": ["goes"]}, suggestions=0)
    report = check(document("He go to teh park."), engine)
    assert len(report.issues) == 2 and report.suggestions == {} and fakes.loaded == ["tagger"]


def test_an_unknown_code_is_refused_before_anything_is_loaded(fakes):
    with pytest.raises(ConfigError, match="E011"):
        fakes.engine({}, [], {}, ignore=("MT777",))


@pytest.mark.parametrize("broken", ["checks", "tagger", "repairer"])
def test_a_maker_that_fails_is_one_clear_error(fakes, document, monkeypatch, broken):
    def fail(self, *_):
        raise RuntimeError("bad weights")

    engine = fakes.engine({"teh": ()}, ["go"], {"go": ["goes"]})
    owner, method = {
        "checks": (engine.checks[0], "detect"),
        "tagger": (engine.tagger, "scores"),
        "repairer": (engine.repairer(), "repair"),
    }[broken]
    monkeypatch.setattr(type(owner), method, fail)
    with pytest.raises(ModelError, match="bad weights") as caught:
        check(document("He go to teh park."), engine)
    assert caught.value.code == "E023" and "failed" in str(caught.value)


def test_fix_applies_safe_repairs_only_unless_told_otherwise(fakes, document):
    engine = fakes.engine({"teh": ["the"]}, ["go", "bad"], {"go": ["goes"], "bad": ["no good"]})
    text = document("He go to teh bad park.")
    assert fix(text, engine).document.plain == "He goes to the bad park."
    likely = Engine(engine.settings, engine.checks, engine.load_tagger, lambda: fakes.repairer({"go": ["goes"]}))
    assert fix(text, likely).document.plain == "He go to the bad park."
    assert fix(text, likely, unsafe=True).document.plain == "He goes to the bad park."


def test_fix_reads_again_what_it_has_changed_and_no_more(fakes, document, monkeypatch):
    engine = fakes.engine({"teh": ["the"]}, [], {})
    read = []
    detect = type(engine.tagger).detect

    def counted(self, segments):
        if self.name == "tagger":
            read.extend(segment.text for segment in segments)
        return detect(self, segments)

    monkeypatch.setattr(type(engine.tagger), "detect", counted)
    fixed = fix(document("It is teh end.\n\nNothing here.\n\nNor there."), engine)
    assert fixed.document.plain.startswith("It is the end.")
    assert len(read) == len(set(read)) * 2  # detect and, without one pass, scores
    assert set(read) == {"It is teh end.", "It is the end.", "Nothing here.", "Nor there."}


def test_clean_text_is_byte_identical(fakes):
    raw = "\ufeffAll is well.\r\n\r\nSo it is.\r"
    document = Document("a", AnnotatedText.from_plain(raw))
    fixed = fix(document, fakes.engine({"teh": ["the"]}, ["go"], {}))
    assert fixed.document.text.raw == raw and fixed.edits == () and fixed.rounds == 0


@dataclass
class Rewriter:
    """A document check that wants every word replaced as its table says: chains and loops are easy to build."""

    table: dict
    name: str = "rewriter"
    scope: str = "document"
    rules: tuple = (SAFE_RULE,)

    def detect(self, segments):
        return [tuple(self._issues(segment)) for segment in segments]

    def _issues(self, segment):
        for match in re.finditer(r"\w+", segment.text):
            if match[0] in self.table:
                span = Span(*match.span()).shift(segment.span.start)
                rule = self.rules[0]
                candidates = (self.table[match[0]],)
                yield Issue(span, rule.code, rule.category, rule.severity, "m", match[0], 0.9, self.name, candidates)


def test_a_chain_settles_in_three_rounds(document):
    engine = Engine(Settings(), (Rewriter({"one": "two", "two": "three", "three": "four"}),))
    fixed = fix(document("it is one"), engine)
    assert fixed.document.plain == "it is four"
    assert fixed.rounds == MAX_ROUNDS and fixed.notes == ()
    assert fixed.edits == ((Span(6, 9), "four"),)


def test_what_does_not_settle_is_left_as_it_was_and_the_rest_is_repaired(document):
    engine = Engine(Settings(), (Rewriter({"tick": "tock", "tock": "tick", "bad": "good"}),))
    text = "a tick and a bad\n\nthe next is bad"
    once = fix(document(text), engine)
    assert once.document.plain == "a tick and a bad\n\nthe next is good"
    assert "did not settle" in once.notes[0]
    assert fix(once.document, engine).document.plain == once.document.plain


def test_accepted_terms_survive_models_too(fakes, document):
    engine = fakes.engine({}, ["go"], {"go": ["goes"]}, accept=("He go",))
    assert fix(document("He go home. I go too."), engine).document.plain == "He go home. I goes too."


def test_a_report_is_the_same_for_any_order_of_checks(fakes, document):
    engine = fakes.engine({"teh": ["the"], "eht": ["the"]}, ["go"], {"go": ["goes"]})
    other = replace(engine, checks=tuple(reversed((*engine.checks, Rewriter({"teh": "thee"})))))
    one = replace(engine, checks=(*engine.checks, Rewriter({"teh": "thee"})))
    text = document("He go to teh park in eht rain.")
    assert check(text, one).to_json() == check(text, other).to_json()
