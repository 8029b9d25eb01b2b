"""Merged, selected, silenced and ranked: LanguageTool's issues among ours, without a server."""

from dataclasses import dataclass, field

import pytest

from mtfix import config
from mtfix.cli import main
from mtfix.detectors.merge import merge
from mtfix.detectors.suppress import Suppressor, matching
from mtfix.document import Document
from mtfix.engine import Engine
from mtfix.errors import ConfigError
from mtfix.pipeline import check
from mtfix.protocols import RepairTask
from mtfix.repairers import runner
from mtfix.repairers.candidates import LIKELY
from mtfix.segment import Segment
from mtfix.settings import Settings
from mtfix.suggestion import Applicability
from mtfix.taxonomy import Category, Rule, Severity
from mtfix.text import AnnotatedText, Part

PLAIN = "Wang Demanded that the the United States stop repress China."
RULES = (Rule("MT201", "doubled-word", Category.GRAMMAR, Severity.MINOR, "s"),)


@pytest.fixture
def found(issue_on):
    def make(code, text, **changes):
        return issue_on(PLAIN, text, code=code, **changes)

    return make


def test_a_check_of_ours_wins_whatever_the_confidence(found):
    ours, foreign = found("MT201", "the the", confidence=0.6), found("LT:X", "that the the", confidence=0.9)
    assert merge([foreign, ours]) == [ours]


def test_what_the_tagger_sees_too_is_reported_once_and_as_sure_as_the_surer(found):
    foreign, tagger = found("LT:X", "stop repress", confidence=0.4), found("MT004", "repress", confidence=0.8)
    (issue,) = merge([tagger, foreign])
    assert (issue.code, issue.text, issue.confidence) == ("LT:X", "stop repress", 0.8)


def test_a_wider_tagger_span_keeps_its_rest_and_lends_nothing(found):
    foreign, tagger = found("LT:X", "repress", confidence=0.4), found("MT004", "States stop repress", confidence=0.8)
    assert [(issue.code, issue.text, issue.confidence) for issue in merge([tagger, foreign])] == [
        ("MT004", "States stop", 0.8),
        ("LT:X", "repress", 0.4),
    ]


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({}, ["LT:EN_ONE", "LT:EN_TWO", "MT201"]),
        ({"ignore": ("LT",)}, ["MT201"]),
        ({"ignore": ("languagetool",)}, ["MT201"]),
        ({"ignore": ("lt:en_o",)}, ["LT:EN_TWO", "MT201"]),
        ({"ignore": ("LT:NO_SUCH",)}, ["LT:EN_ONE", "LT:EN_TWO", "MT201"]),
        ({"select": ("LT:EN_ONE",)}, ["LT:EN_ONE"]),
        ({"select": ("LT", "MT2"), "ignore": ("LT:EN_ONE",)}, ["LT:EN_TWO", "MT201"]),
        ({"select": ("doubled-word",)}, ["MT201"]),
        ({"min_confidence": 0.5}, ["LT:EN_TWO", "MT201"]),
    ],
)
def test_its_rules_are_selected_by_the_beginnings_of_their_codes(document, found, settings, kept):
    issues = [
        found("LT:EN_ONE", "Wang", confidence=0.4),
        found("LT:EN_TWO", "China"),
        found("MT201", "the the"),
    ]
    suppressor = Suppressor.build(Settings(**settings), RULES)
    assert sorted(issue.code for issue in suppressor.keep(issues, document(PLAIN))[0]) == kept


def test_a_selector_that_only_looks_like_it_is_unknown():
    with pytest.raises(ConfigError, match="E011"):
        matching("LTX", RULES)


@pytest.mark.parametrize(("names", "kept"), [("LT:EN_ONE", 1), ("LT", 0), ("LT:EN", 0), ("MT201", 2), ("", 0)])
def test_an_inline_comment_may_name_its_rules(issue_on, names, kept):
    text = "one two"
    issues = [issue_on(text, "one", code="LT:EN_ONE"), issue_on(text, "two", code="LT:EN_TWO")]
    document = Document("a.md", AnnotatedText((Part.markup(f"<!-- mtfix: ignore {names} -->\n"), Part.text(text))))
    assert len(Suppressor.build(Settings(), RULES).keep(issues, document)[0]) == kept


def test_code_is_not_misspelt(issue_on):
    document = Document("a.md", AnnotatedText((Part.text("call "), Part.rendered("`recieve`", "recieve"))))
    spelling = issue_on(document.plain, "recieve", code="LT:MORFOLOGIK_RULE_EN_US")
    grammar = issue_on(document.plain, "recieve", code="LT:X", category=Category.GRAMMAR)
    assert Suppressor.build(Settings(), RULES).keep([spelling, grammar], document)[0] == [grammar]


def test_an_accepted_name_is_not_misspelt(document, issue_on):
    text = "We saw Zanubrek’s car."
    suppressor = Suppressor.build(Settings(accept=("Zanubrek",)), RULES)
    for flagged in ("Zanubrek", "Zanubrek’s"):
        issue = issue_on(text, flagged, code="LT:MORFOLOGIK_RULE_EN_US", candidates=("Danube",))
        assert suppressor.keep([issue], document(text))[0] == []


@dataclass
class Judge:
    """A repairer that likes long candidates and repairs nothing."""

    name: str = "judge"
    asked: list = field(default_factory=list)

    def repair(self, tasks):
        return [() for _ in tasks]

    def preferences(self, tasks):
        self.asked += tasks
        return [tuple(tuple(float(len(item)) for item in issue.candidates) for issue in task.issues) for task in tasks]


def proposed(issue, judge):
    task = RepairTask(Segment.alone(PLAIN), (issue,))
    return [item.suggestion for item in runner.propose([task], {}, (lambda: judge) if judge else None)]


def test_foreign_candidates_are_ranked_by_the_repairer(found):
    issue = found("LT:X", "repress", candidates=("a", "repressing", "to repress it"), category=Category.GRAMMAR)
    assert [item.replacement for item in proposed(issue, None)] == ["a", "repressing", "to repress it"]
    ranked = proposed(issue, Judge())
    assert [item.replacement for item in ranked] == ["to repress it", "repressing", "a"]
    assert [item.confidence for item in ranked] == sorted((item.confidence for item in ranked), reverse=True)
    assert sum(item.confidence for item in ranked) < issue.confidence
    assert [item.applicability for item in ranked] == [Applicability.UNSAFE] + [Applicability.DISPLAY] * 2


def test_candidates_of_ours_and_single_ones_are_not_put_to_it(found):
    judge = Judge()
    for issue in (found("MT201", "repress", candidates=("a", "repressing")), found("LT:X", "Wang", candidates=("a",))):
        assert proposed(issue, judge)[0].replacement == "a"
    assert judge.asked == []


def test_a_repairer_that_does_not_judge_leaves_the_order(found, fake_repairer):
    issue = found("LT:X", "repress", candidates=("b", "a"))
    assert [item.replacement for item in proposed(issue, fake_repairer())] == ["b", "a"]


@pytest.mark.parametrize(
    ("changes", "applicability"),
    [
        ({"category": Category.SPELLING}, Applicability.DISPLAY),
        ({"category": Category.GRAMMAR, "confidence": LIKELY - 0.01}, Applicability.DISPLAY),
        ({"category": Category.GRAMMAR, "confidence": LIKELY}, Applicability.UNSAFE),
    ],
)
def test_only_what_is_likely_an_error_is_repaired_and_no_spelling(found, changes, applicability):
    (suggestion,) = proposed(found("LT:X", "repress", candidates=("repressing",), **changes), Judge())
    assert suggestion.applicability is applicability


@dataclass
class Silent:
    """A LanguageTool that cannot be asked."""

    name: str = "languagetool"
    scope: str = "document"
    rules: tuple = ()
    loaded: int = 0

    def detect_and_note(self, segments):
        return [() for _ in segments], ("LanguageTool is ill",)


@pytest.mark.parametrize(
    ("settings", "notes"),
    [({}, 1), ({"select": ("LT:X",)}, 1), ({"ignore": ("LT",)}, 0), ({"select": ("MT999",)}, 0)],
)
def test_it_is_asked_only_if_one_of_its_rules_is_selected(document, fake_detector, settings, notes):
    engine = Engine(Settings(**settings), (fake_detector(),), load_languagetool=Silent)
    assert len(check(document("All is well."), engine).notes) == notes
    assert len(check(document("All is well."), engine.remembering()).notes) == notes


@pytest.mark.parametrize("value", ["off", "local", "http://localhost:8081", "HTTPS://example.org/v2"])
def test_the_setting_takes_off_local_or_a_url(value):
    assert config.read_options({"languagetool": value}) == {"languagetool": value}


@pytest.mark.parametrize("value", ["on", "", "localhost:8081", "file:///etc/passwd", "http://", True])
def test_anything_else_is_refused(value):
    with pytest.raises(ConfigError, match="E012.*'off', 'local' or a URL"):
        config.read_options({"languagetool": value})


def test_it_is_off_and_then_changes_no_digest():
    assert Settings().languagetool == "off" and Engine.from_settings(Settings()).languagetool is None
    assert Settings(languagetool="local").digest != Settings().digest


def test_the_rule_command_knows_its_codes(capsys):
    assert main(["rule", "LT:HE_VERB_AGR"]) == 0
    assert "languagetool" in capsys.readouterr().out
    assert main(["rule"]) == 0
    assert "\nLT: " in capsys.readouterr().out


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    def run(*arguments):
        (tmp_path / "a.txt").write_text("A bird sings in the park.\n")
        monkeypatch.chdir(tmp_path)
        status = main(["check", "a.txt", "--detector", "none", "--repairer", "none", *arguments])
        return status, *capsys.readouterr()

    return run


def test_the_flag_on_the_command_line(command, fake_server):
    fake_server.words, fake_server.rule = {"sings": ["sang"]}, {"id": "HE_VERB", "kind": "grammar", "group": "GRAMMAR"}
    assert command()[0] == 0
    status, out, _ = command("--languagetool", fake_server.url)
    assert status == 1 and "LT:HE_VERB" in out and '"sang"' in out and "LanguageTool:6.8" in out
    assert command("--languagetool", fake_server.url, "--ignore", "LT:HE_")[0] == 0


def test_the_exit_status_is_as_without_one_that_fails(command):
    status, out, err = command("--languagetool", "http://127.0.0.1:9")
    assert status == 0 and "note: LanguageTool does not answer" in out and err == ""
    status, _, err = command("--languagetool", "yes")
    assert status == 2 and "E012" in err and "'off', 'local' or a URL" in err
