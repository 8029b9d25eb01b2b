"""Laws of all pattern checks on random texts: locality, spans, order, candidates, linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix.detectors.catalogue import load_document_checks
from mtfix.detectors.checks import load_checks
from mtfix.segment import Segment
from mtfix.text import Span

from .test_examples import unmark

CHECKS = load_checks()
SENTENCES = [unmark(example)[0] for check in CHECKS for example in (*check.rule.bad, *check.rule.good)]
PIECES = st.one_of(
    st.sampled_from(SENTENCES),
    st.text(alphabet="ab AB.,;:!?()[]“”\"'’1 %{}<>&，。\u00a0\u3000Ã©âд中\ufffd-", max_size=30),
    st.lists(
        st.sampled_from("the a an One While of ten thousands see also Read more Sunday to had”".split()), max_size=12
    ).map(" ".join),
)


def windows(groups: list[list[str]]) -> list[Segment]:
    """Each group is a window of segments with one space between them; windows follow after a line end."""
    found, start = [], 0
    for group in groups:
        context, offset = " ".join(group), 0
        for text in group:
            found.append(Segment(Span(start + offset, start + offset + len(text)), text, context, offset))
            offset += len(text) + 1
        start += len(context) + 1
    return found


GROUPS = st.lists(st.lists(PIECES, min_size=1, max_size=4), max_size=4)


@settings(max_examples=40, deadline=None)
@given(GROUPS)
def test_locality(groups: list[list[str]]) -> None:
    segments = windows(groups)
    for check in CHECKS:
        together = check.detect(segments)
        assert together == [answer for segment in segments for answer in check.detect([segment])]


@settings(max_examples=40, deadline=None)
@given(GROUPS)
def test_issues_are_well_formed(groups: list[list[str]]) -> None:
    segments = windows(groups)
    plain = "\n".join(" ".join(group) for group in groups)
    for check in (*CHECKS, *load_document_checks()):
        answers = check.detect(segments)
        assert len(answers) == len(segments)
        for segment, issues in zip(segments, answers, strict=True):
            assert list(issues) == sorted(issues)
            for issue in issues:
                assert segment.span.contains(issue.span) and len(issue.span) > 0
                assert issue.text == plain[issue.span.start : issue.span.end]
                assert issue.text not in issue.candidates
                assert 0 < issue.confidence <= 1
                assert issue.code in {rule.code for rule in check.rules}
            for one, other in zip(issues, issues[1:], strict=False):
                assert one.span.end <= other.span.start


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_what_is_found_in_a_part_is_suspected_in_the_whole(group: list[str]) -> None:
    whole = " ".join(group)
    for check in CHECKS:
        if any(list(check.find(part)) for part in ([whole] if check.reads_context else group)):
            assert check.suspects(whole), check.name


LONG = {
    "one word": "word" * 20_000,
    "letters": "a " * 40_000,
    "openers": "(" * 20_000,
    "quotes": "“" * 20_000,
    "stops": "." * 20_000 + " .",
    "spaces": "a" + " " * 20_000 + "b",
    "capitals": "Beijing Aimed at it. " * 2_000,
    "twos": "ab cd " * 12_000,
    "mojibake": "Ã©â€™" * 8_000,
    "digits": "1.000" * 8_000,
    "mixed": "аb " * 10_000,
    "foreign": "中" * 20_000 + " " + "д a" * 6_000,
    "braces": "{" * 10_000 + "<a " * 6_000,
    "full-width": "，　" * 10_000,
    "see also": "See also " * 4_000,
    "dates": "told a man of the town. Sunday. " * 2_000,
    "ranging": "ranging from a b c d " * 2_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_line_takes_linear_time(name: str) -> None:
    segment = Segment.alone(LONG[name])
    for check in (*CHECKS, *load_document_checks()):
        begin = time.process_time()
        check.detect([segment])
        assert time.process_time() - begin < 4, check.name
