"""Accepted repairs and TER by hand, and sacreBLEU where it has the number."""

import pytest
import sacrebleu

from mtfix.evaluation.edits import (
    GoldRepair,
    accepted_in_top,
    chrf,
    hter,
    is_accepted,
    lowers_ter,
    plain_form,
    rank_accepted,
    ter,
    ter_signature,
    touched,
)
from mtfix.suggestion import Edit
from mtfix.text import Span

TEXT = "He go to home yesterday."
GO = GoldRepair(Span(3, 5), ("went",))
TO_HOME = GoldRepair(Span(6, 13), ("home", "to his home"))


def edit(start: int, end: int, replacement: str) -> Edit:
    return Edit(Span(start, end), replacement)


def test_an_edit_is_judged_by_the_text_it_makes() -> None:
    assert is_accepted(TEXT, [edit(3, 5, "went")], GO)
    assert is_accepted(TEXT, [edit(0, 5, "He went")], GO)  # wider, same text
    assert is_accepted(TEXT, [edit(6, 9, "")], TO_HOME)
    assert not is_accepted(TEXT, [edit(3, 5, "goes")], GO)
    assert not is_accepted(TEXT, [edit(3, 5, "went"), edit(0, 2, "She")], GO)
    assert not is_accepted(TEXT, [], GO)


def test_an_edit_may_repair_a_neighbour_too() -> None:
    both = [edit(3, 13, "went home")]
    assert not is_accepted(TEXT, both, GO)
    assert is_accepted(TEXT, both, GO, [GO, TO_HOME])
    assert is_accepted(TEXT, both, TO_HOME, [GO, TO_HOME])
    # a repair of the neighbour alone repairs nothing here
    assert not is_accepted(TEXT, [edit(3, 5, "went")], TO_HOME, [GO, TO_HOME])


def test_quotes_and_spaces_do_not_matter() -> None:
    assert plain_form("“a”  b’s ") == '"a" b\'s'
    assert is_accepted("the mans  hat", [edit(4, 8, "man's")], GoldRepair(Span(4, 8), ("man’s",)))


def test_ranks() -> None:
    ranked = [[edit(3, 5, "goes")], [edit(3, 5, "went")]]
    assert rank_accepted(TEXT, ranked, GO) == 1
    assert rank_accepted(TEXT, ranked[:1], GO) is None
    ranks = [0, 2, None, 1]
    assert accepted_in_top(ranks, 1) == 0.25
    assert accepted_in_top(ranks, 3) == 0.75
    assert accepted_in_top([], 1) == 0


def test_ter_by_hand() -> None:
    assert ter("a b c d", "a x c d") == pytest.approx(0.25)  # one substitution of four words
    assert ter("a b c.", "a b c .") == 0  # marks are split off
    assert ter("Paris", "paris") == 1  # case is kept
    assert ter("c d a b", "a b c d") == pytest.approx(0.25)  # one shift


def test_ter_is_sacrebleus() -> None:
    metric = sacrebleu.TER(normalized=True, case_sensitive=True)
    pairs = [("The cat sat on mat.", "The cat sat on the mat."), ("Big dog a", "A big dog")]
    for hypothesis, reference in pairs:
        assert ter(hypothesis, reference) == pytest.approx(metric.sentence_score(hypothesis, [reference]).score / 100)
    assert hter([h for h, _ in pairs], [r for _, r in pairs]) == pytest.approx((ter(*pairs[0]) + ter(*pairs[1])) / 2)
    assert "case:mixed" in ter_signature() and "norm:yes" in ter_signature()


def test_chrf_is_sacrebleus() -> None:
    assert chrf(["a cat sat"], ["the cat sat"]) == pytest.approx(
        sacrebleu.corpus_chrf(["a cat sat"], [["the cat sat"]]).score / 100
    )
    assert chrf(["same"], ["same"]) == pytest.approx(1)


def test_lowers_ter() -> None:
    assert lowers_ter(TEXT, edit(3, 5, "went"), "He went home yesterday.")
    assert not lowers_ter(TEXT, edit(3, 5, "goes"), "He went home yesterday.")
    assert not lowers_ter(TEXT, edit(0, 2, "She"), "He went home yesterday.")


def test_touched() -> None:
    assert touched(["a", "b", "c", "d"], ["a", "x", "c", "d"]) == 0.25
    assert touched([], []) == 0
