"""The document checks against their examples and the traps that a careful reader knows."""

import pytest

from mtfix.detectors import name_forms
from mtfix.detectors.catalogue import all_rules, load_document_checks
from mtfix.detectors.names import NameVariants
from mtfix.issue import Issue
from mtfix.protocols import Detector
from mtfix.segment import Segment
from mtfix.taxonomy import Example, Rule
from mtfix.text import Span

from .test_examples import unmark

CHECKS = load_document_checks()
RULES = [(check, rule) for check in CHECKS for rule in check.rules]
BAD = [
    pytest.param(check, rule, item, id=f"{rule.code}-{i}") for check, rule in RULES for i, item in enumerate(rule.bad)
]
GOOD = [pytest.param(check, item, id=f"{rule.code}-{i}") for check, rule in RULES for i, item in enumerate(rule.good)]


def segments(text: str) -> list[Segment]:
    """One segment a sentence, split at a stop and a space or a line end."""
    found, start = [], 0
    for index in range(1, len(text) + 1):
        if index == len(text) or text[index] == "\n" or (text[index] == " " and text[index - 1] == "."):
            piece = text[start:index]
            found.append(Segment(Span(start, index), piece, piece, 0))
            start = index + 1
    return found


def issues(check: Detector, text: str) -> list[Issue]:
    return [issue for found in check.detect(segments(text)) for issue in found]


@pytest.mark.parametrize(("check", "rule", "example"), BAD)
def test_bad_examples(check: Detector, rule: Rule, example: Example) -> None:
    text, spans = unmark(example)
    found = issues(check, text)
    assert [(issue.code, *issue.span) for issue in found] == [(rule.code, *span) for span in spans]
    assert all(issue.text == text[issue.span.start : issue.span.end] for issue in found)
    assert found[0].candidates == (example.repair,)


@pytest.mark.parametrize(("check", "example"), GOOD)
def test_good_examples(check: Detector, example: Example) -> None:
    assert issues(check, unmark(example)[0]) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_one_answer_per_segment(check: Detector) -> None:
    assert check.detect([]) == []
    assert check.detect(segments("One. Two. Three.")) == [(), (), ()]


def often(name: str, times: int = 6) -> str:
    return " ".join(f"It was {name} who spoke." for _ in range(times)) + " "


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Hansen", "Hanson"),
        ("Larsen", "Larson"),
        ("Hoffmann", "Hofmann"),
        ("Anna", "Anne"),
        ("Maria", "Mario"),
        ("Xiuying", "Xiuyun"),
        ("Austria", "Australia"),
        ("Iran", "Iraq"),
        ("Kovalski", "Kovalska"),
        ("Petrov", "Petrova"),
        ("Ukraine", "Ukrainian"),
        ("Slovenia", "Slovakia"),
        ("Smiths", "Smith"),
        ("Müller", "Muller"),
        ("Trumpet", "Trumped"),
    ],
)
def test_other_names_are_not_merged(name: str, other: str) -> None:
    assert issues(NameVariants(), often(name) + f"Then {other} left.") == []


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Blinken", "Blingen"),
        ("Jinping", "Jinpin"),
        ("Chirac", "Chriac"),
        ("Netanyahu", "Netenyahu"),
        ("Lukashenko", "Lukashinko"),
    ],
)
def test_variants_are_found(name: str, variant: str) -> None:
    found = issues(NameVariants(), often(name) + f"Then {variant}’s men left.")
    assert [(issue.text, issue.candidates) for issue in found] == [(variant, (name,))]


def test_a_form_beside_the_name_or_with_a_first_name_of_its_own_is_another_person() -> None:
    assert issues(NameVariants(), often("Blinken") + "Then Blinken and Blingen left.") == []
    assert issues(NameVariants(), often("Blinken") + "It was Rudi Blingen who left.") == []
    assert issues(NameVariants(), often("Antony Blinken") + "It was Antony Blingen who left.") != []


def test_a_form_used_once_soon_after_its_twin_is_possible() -> None:
    text = "Mayor Ottavio Bellandi spoke first. Then the mayor left. Mayor Ottavio Bellardi said so."
    assert [(issue.code, issue.text, issue.candidates) for issue in issues(NameVariants(), text)] == [
        ("MT104", "Bellardi", ("Bellandi",))
    ]
    assert issues(NameVariants(), text.replace("Ottavio Bellardi", "Giada Bellardi")) == []
    assert issues(NameVariants(), "It was Bellandi. It is “Bellardi” in old books.") == []
    assert issues(NameVariants(), "It was BellAndi. It was Bellandi then.") == []


def test_a_name_far_away_is_no_evidence() -> None:
    assert issues(NameVariants(), often("Blinken") + "and on. " * 4_000 + "Then Blingen left.") == []


def test_edits() -> None:
    assert [name_forms.edits("chirac", other) for other in ("chirac", "chriac", "chira", "shiraq", "chi")] == [
        0,
        1,
        1,
        2,
        3,
    ]


def test_codes_names_and_order_of_all_rules() -> None:
    rules = all_rules()
    assert [rule.code for rule in rules] == sorted({rule.code for rule in rules})
    assert len({rule.name for rule in rules}) == len(rules)
