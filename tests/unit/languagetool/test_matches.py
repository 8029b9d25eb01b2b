"""What LanguageTool says becomes issues: codes, categories, places, and what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.detectors.languagetool import PASSAGE, LanguageTool, passages
from mtfix.detectors.languagetool_rules import FAMILIES, FLOOR, Match, family
from mtfix.detectors.languagetool_server import DISABLED, Server
from mtfix.segment import Segment
from mtfix.segmenters import segment
from mtfix.taxonomy import Category
from mtfix.text import Span

PIECES = st.lists(
    st.sampled_from(
        ["bad", "good", "😀", "𝒳𝒴", "👩🏽‍🚀", "e\u0301", "Ж", "\u200d", ".", "? ", " ", "\n", "\n\n", "\r\n"]
    ),
    max_size=40,
)


@pytest.fixture
def detector(fake_server):
    return LanguageTool(lambda: Server(fake_server.url), floor=0.0)


def found(detector, text):
    return [issue for issues in detector.detect(segment(text)) for issue in issues]


@given(PIECES)
def test_offsets_survive_every_character(_listening, pieces):
    """The server counts UTF-16 units; an issue stands on exactly the word that was flagged, in its own segment."""
    rule = {"id": "SOME_RULE", "kind": "grammar", "group": "GRAMMAR"}
    _listening.__init__({"bad": ["worse"], "𝒳𝒴": ["x"]}, rule, url=_listening.url)
    plain = " ".join(pieces)
    segments = segment(plain)
    answers = LanguageTool(lambda: Server(_listening.url), floor=0.0).detect(segments)
    issues = [issue for answer in answers for issue in answer]
    assert all(plain[issue.span.start : issue.span.end] == issue.text for issue in issues)
    assert [issue.text for issue in issues] == [piece for piece in pieces if piece in _listening.words]
    assert all(
        part.span.contains(issue.span) for part, answer in zip(segments, answers, strict=True) for issue in answer
    )


def test_a_match_becomes_an_issue(detector, fake_server):
    fake_server.words = {"goed": ["went", "goed", "go", "gone", "went", "a", "b", "c"]}
    fake_server.rule = {"id": "HE_VERB_AGR", "kind": "grammar", "group": "GRAMMAR"}
    (issue,) = found(detector, "It was late. He goed home.")
    assert (issue.code, issue.category, issue.text) == ("LT:HE_VERB_AGR", Category.GRAMMAR, "goed")
    assert issue.confidence == FAMILIES["GRAMMAR"].confidence >= FLOOR
    assert issue.candidates == ("went", "go", "gone", "a", "b")
    assert issue.detector == "languagetool" and detector.version == "6.8"


@pytest.mark.parametrize(
    ("rule", "category"),
    [
        ({"id": "X", "group": "TYPOGRAPHY", "kind": "whitespace"}, Category.PUNCTUATION),
        ({"id": "X", "group": "CASING", "kind": "misspelling"}, Category.CAPITALIZATION),
        ({"id": "X", "group": "NEW_GROUP", "kind": "grammar"}, Category.GRAMMAR),
        ({"id": "X", "group": "NEW_GROUP", "kind": "new kind"}, Category.AWKWARD),
        ({"id": "a b:c", "group": "SEMANTICS", "kind": "inconsistency"}, Category.INCONSISTENCY),
    ],
)
def test_categories_are_mqm_aligned_whatever_the_server_invents(detector, fake_server, rule, category):
    fake_server.words, fake_server.rule = {"word": []}, rule
    (issue,) = found(detector, "One word.")
    assert issue.category is category
    assert issue.code == "LT:" + rule["id"].replace(" ", "_").replace(":", "_")


def test_families_are_probabilities_and_a_capital_is_less_sure():
    assert all(0 < item.confidence < 1 for item in FAMILIES.values())
    match = Match(0, 4, "MORFOLOGIK_RULE_EN_US", "TYPOS", "misspelling", "m", ())
    assert family(match, "Word").confidence < FLOOR < family(match, "word").confidence


def test_what_is_seldom_right_needs_a_lower_floor(fake_server):
    fake_server.words = {"Zanubrek": ["Danube"]}
    text = "Zanubrek. We spoke."
    assert found(LanguageTool(lambda: Server(fake_server.url)), text) == []
    assert len(found(LanguageTool(lambda: Server(fake_server.url), floor=0.1), text)) == 1


@pytest.mark.parametrize(
    ("word", "text", "reported"),
    [
        ("Zanubrek", "Zanubrek came.", True),
        ("Zanubrek", "Zanubrek came. Zanubrek left.", False),
        ("Zanubrek", "We saw Zanubrek there.", False),
        ("Goverment", "Goverment Resigns After Vote", True),
        ("Blingen", "Blinken spoke. Blinken left. Blinken sat. We saw Blingen there.", True),
        ("Hansson", "Hansson spoke. Hansson left. Hansson sat. We saw Hansson there.", False),
        ("Al-Nabhani", "A man called Al-Nabhani spoke.", False),
        ("eBrisk", "eBrisk is a firm.", False),
        ("recieve", "They recieve it.", True),
        ("recieve", "They recieve it. We recieve it too.", True),
        ("niqab", "A niqab is a veil. She wore a niqab.", False),
    ],
)
def test_a_spelling_hit_on_what_the_document_attests_is_dropped(detector, fake_server, word, text, reported):
    fake_server.words = {word: ["receive"]}
    assert bool(found(detector, text)) is reported


def test_british_english_is_no_misspelling(detector, fake_server, monkeypatch):
    fake_server.words = {"colour": ["color"]}
    real = fake_server.answer
    said = b"is British English."
    monkeypatch.setattr(fake_server, "answer", lambda text: real(text).replace(b"found.", said))
    assert found(detector, "A fine colour.") == []


def test_a_lone_surrogate_moves_nothing(detector, fake_server):
    fake_server.words = {"goed": []}
    assert found_in(detector, Segment.alone("\ud83d goed")) == [Span(2, 6)]


def found_in(detector, part):
    return [issue.span for issue in detector.detect([part])[0]]


def test_passages_hold_every_window_once_and_stay_short():
    text = "\n\n".join(f"Paragraph {i} says this. " * 9 for i in range(120))
    segments = segment(text)
    windows = [window for passage in passages(segments) for window in passage.windows]
    assert windows == list(dict.fromkeys((item.context_start, item.context) for item in segments))
    assert max(len(passage.text) for passage in passages(segments)) <= PASSAGE + len(text) // 1000
    assert list(passages([])) == []


def test_one_passage_is_asked_once(detector, fake_server):
    segments = segment("One text.")
    assert detector.detect(segments) == detector.detect(segments)
    assert fake_server.asked == ["One text."]


def test_rules_that_checks_of_ours_replace_are_not_asked_for(detector, monkeypatch):
    sent = []
    monkeypatch.setattr("mtfix.detectors.languagetool_server.urlencode", lambda options: sent.append(options) or "")
    found(detector, "One text.")
    assert sent[0]["disabledRules"].split(",") == list(DISABLED)
