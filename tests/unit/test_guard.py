"""What must survive a repair, and who may call one safe."""

import re
from dataclasses import replace

import pytest

from mtfix.repairers import candidates, survival
from mtfix.repairers.guard import TOLERANCE, guard, trial
from mtfix.repairers.runner import Proposal, gather, propose, ranked
from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Suggestion
from mtfix.taxonomy import Category, Rule, Severity
from mtfix.text import Span

DISPLAY, UNSAFE, SAFE = Applicability


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("It cost 1.000 euros.", "It cost 1,000 euros.", []),
        ("It cost 1,000 euros.", "It cost 2,000 euros.", ["numbers"]),
        ("In 2019 2019 it rained.", "In 2019 it rained.", []),
        ("Then Wang Demanded it.", "Then Wang demanded it.", []),
        ("Then Wang left.", "Then Wong left.", ["names"]),
        ("Then Wang left.", "Then he left.", ["names"]),
        ("Then he left.", "Then Wang left.", ["names"]),
        ("The Americans left.", "The American's left.", []),
        ('He said "no".', "He said no.", ["quotes"]),
        ("He said “no”.", 'He said "no".', []),
        ("They do not repress it.", "They repress it.", ["negation"]),
        ("They don't have any.", "They have none.", []),
        ("They repress it.", "They stop repressing it.", ["negation"]),
        ("They stopped it.", "They halted it.", []),
        ("Hello {name}, %s.", "Hello {name}.", ["placeholders"]),
        ("See https://a.org/b now.", "See https://a.org/c now.", ["addresses"]),
        ("Write to me@a.org now.", "Write now.", ["addresses"]),
        ("he go home", "he goes home", []),
        ("We don’t go", "We do go", ["negation"]),
    ],
)
def test_changed_names_the_kinds_of_content_that_differ(before, after, kinds):
    assert survival.changed(before, after) == kinds


def proposal(text, flagged, replacement, category=Category.GRAMMAR, **changes):
    start = text.index(flagged)
    from mtfix.issue import Issue

    span = Span(start, start + len(flagged)).shift(100)
    issue = Issue(span, "MT004", category, Severity.MINOR, "m", flagged, 0.9, "fake")
    suggestion = Suggestion.replacing(issue, replacement, 0.9, "model", UNSAFE)
    return Proposal(Segment.alone(text, 100), replace(suggestion, **changes))


def verdict(item, *, score=None, thresholds=None, editable=lambda span: True, known=None, flags=()):
    """`score` gives the detector's scores of segments; `flags` are words it finds wrong in any."""
    thresholds = {"model": 0.8} if thresholds is None else thresholds

    def read(segments):
        found = [
            tuple(
                replace(item.suggestion.issues[0], span=Span(*match.span()).shift(segment.span.start), text=match[0])
                for match in re.finditer(r"\w+", segment.text)
                if match[0] in flags
            )
            for segment in segments
        ]
        return found, score(segments)

    answers = guard(
        [item], read=read if score else None, known=known or {}, safe_thresholds=thresholds, editable=editable
    )
    return answers[0].applicability if answers else None


HE_GO = ("Today he go home.", "go", "goes")


def test_a_sure_suggestion_of_a_model_is_raised_to_safe():
    assert verdict(proposal(*HE_GO)) is SAFE


def test_a_less_sure_one_stays_unsafe_and_one_for_display_stays_that():
    assert verdict(proposal(*HE_GO, confidence=0.7)) is UNSAFE
    assert verdict(proposal(*HE_GO, applicability=DISPLAY)) is DISPLAY


def test_a_model_that_claims_safe_by_itself_is_not_believed():
    assert verdict(proposal(*HE_GO, applicability=SAFE, confidence=0.7)) is UNSAFE


@pytest.mark.parametrize(
    ("category", "most"),
    [(Category.GRAMMAR, DISPLAY), (Category.MISTRANSLATION, UNSAFE), (Category.OMISSION, UNSAFE)],
)
def test_negation_may_change_only_where_the_issue_is_about_meaning_and_never_safely(category, most):
    assert verdict(proposal("Stop to do not help.", "do not help", "helping", category)) is most


def test_an_inconsistent_name_may_be_replaced_and_a_clumsy_one_not():
    args = ("Then Blingen left.", "Blingen", "Blinken")
    assert verdict(proposal(*args, Category.INCONSISTENCY)) is SAFE
    assert verdict(proposal(*args, Category.AWKWARD)) is DISPLAY


def test_an_edit_outside_its_span_is_dropped():
    good = proposal(*HE_GO)
    strayed = replace(good.suggestion.edits[0], span=Span(100, 105))
    assert verdict(Proposal(good.segment, replace(good.suggestion, edits=(strayed,)))) is None


def test_an_edit_of_markup_is_for_display():
    assert verdict(proposal(*HE_GO), editable=lambda span: False) is DISPLAY


def scorer(before, after):
    return lambda segments: [after if "goes" in segment.text else before for segment in segments]


@pytest.mark.parametrize(
    ("rise", "most"), [(-0.3, SAFE), (0.0, SAFE), (TOLERANCE / 2, UNSAFE), (TOLERANCE * 2, DISPLAY)]
)
def test_the_detector_has_a_say(rise, most):
    assert verdict(proposal(*HE_GO), score=scorer(0.4, 0.4 + rise)) is most
    known = {Span(100, 117): 0.4}
    assert verdict(proposal(*HE_GO), score=scorer(None, 0.4 + rise), known=known) is most


def test_a_rule_may_be_safe_within_the_detectors_jitter():
    by_rule = proposal(*HE_GO, applicability=SAFE, repairer=candidates.NAME)
    assert verdict(by_rule, score=scorer(0.4, 0.4 + TOLERANCE / 2), thresholds={}) is SAFE
    assert verdict(by_rule, score=scorer(0.4, 0.4 + TOLERANCE * 2), thresholds={}) is DISPLAY


def test_a_repair_whose_place_is_flagged_again_is_not_safe_but_for_an_attested_name():
    by_rule, score = proposal(*HE_GO, applicability=SAFE, repairer=candidates.NAME), scorer(0.9, 0.8)
    assert verdict(by_rule, score=score, thresholds={}, flags={"He"}) is SAFE
    assert verdict(by_rule, score=score, thresholds={}, flags={"goes"}) is UNSAFE
    attested = {"applicability": SAFE, "repairer": candidates.NAME}
    name = proposal("Then Blingen left.", "Blingen", "Blinken", Category.INCONSISTENCY, **attested)
    worse = lambda segments: [0.9 if "Blinken" in segment.text else 0.1 for segment in segments]  # noqa: E731
    assert verdict(name, score=worse, thresholds={}, flags={"Blinken"}) is SAFE


def test_the_detector_is_not_asked_about_what_is_for_display_anyway():
    def never(segments):
        raise AssertionError(segments)

    assert verdict(proposal(*HE_GO, applicability=DISPLAY), score=never) is DISPLAY


def test_a_trial_stands_in_its_neighbourhood():
    segment = Segment(Span(10, 16), "he go.", "Yes. he go. No.", 5)
    item = proposal("he go.", "go", "goes").suggestion
    moved = replace(item, edits=tuple(replace(edit, span=edit.span.shift(-90)) for edit in item.edits))
    tried = trial(segment, moved)
    assert (tried.text, tried.context, tried.offset) == ("he goes.", "Yes. he goes. No.", 5)
    assert tried.context[tried.offset : tried.offset + len(tried.text)] == tried.text


RULE = Rule("MT201", "doubled-word", Category.GRAMMAR, Severity.MINOR, "s", safe=True)


def test_candidates_become_suggestions_and_only_the_first_of_a_safe_rule_is_safe(issue_on):
    issue = issue_on("he go home", "go", code="MT201", candidates=("goes", "went", "go"), confidence=0.8)
    made = candidates.suggestions(issue, {"MT201": RULE})
    assert [(item.replacement, item.applicability) for item in made] == [("goes", SAFE), ("went", DISPLAY)]
    assert [item.confidence for item in made] == pytest.approx([0.68, 0.17])
    unsafe = candidates.suggestions(issue, {"MT201": replace(RULE, safe=False)})
    assert unsafe[0].applicability is UNSAFE
    guess = candidates.suggestions(issue, {"MT201": replace(RULE, safe=False, guess=True)})
    assert {item.applicability for item in guess} == {DISPLAY}


def test_gather_puts_issues_into_their_segments_and_makes_one_for_those_that_run_over(segments_of, issue_on):
    plain = "one bad\ntwo bed\n\nthree"
    inside = [issue_on(plain, "bad"), issue_on(plain, "bed")]
    over = issue_on(plain, "bed\n\nthree")
    tasks = gather([*inside, over], segments_of(plain), plain)
    assert [(task.segment.text, [issue.text for issue in task.issues]) for task in tasks] == [
        ("one bad", ["bad"]),
        ("two bed", ["bed"]),
        ("two bed\n\nthree", ["bed\n\nthree"]),
    ]
    assert gather([], [], "") == []


def test_the_model_is_asked_only_where_no_rule_knows_a_repair(segments_of, issue_on, fake_repairer):
    plain = "one bad\ntwo bed"
    known, unknown = issue_on(plain, "bad", candidates=("good",)), issue_on(plain, "bed")
    asked = []

    def loaded():
        asked.append("loaded")
        return fake_repairer({"bad": ["never"], "bed": ["sofa"]})

    made = propose(gather([known], segments_of(plain), plain), {}, loaded)
    assert [item.suggestion.replacement for item in made] == ["good"] and asked == []
    made = propose(gather([known, unknown], segments_of(plain), plain), {}, loaded)
    assert [item.suggestion.replacement for item in made] == ["good", "sofa"] and asked == ["loaded"]


def test_ranked_puts_what_may_be_applied_first(issue_on):
    issue = issue_on("he go home", "go")
    shown = Suggestion.replacing(issue, "gone", 0.9, "r", DISPLAY)
    likely = Suggestion.replacing(issue, "goes", 0.5, "r", UNSAFE)
    assert ranked([shown, likely], 3) == {issue: (likely, shown)}
    assert ranked([shown, likely], 1) == {issue: (likely,)}
