"""Composed patches do what two rounds did; merged issues never overlap; batches tile the segments."""

from hypothesis import given
from hypothesis import strategies as st

from mtfix.detectors.merge import merge
from mtfix.detectors.runner import batches
from mtfix.issue import Issue
from mtfix.patches import changed_words, compose, landed, origin, settled
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Severity
from mtfix.text import AnnotatedText, Span, splice

texts = st.text("ab \n", max_size=40)
PLAIN = "abcdefghij klmnop qrst uvwxyz"


@st.composite
def edits_on(draw, text):
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    cuts = cuts[: len(cuts) // 2 * 2]
    return [(Span(a, b), draw(st.text("xy\n", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


@given(st.data(), texts)
def test_composed_edits_equal_two_rounds(data, text):
    first = data.draw(edits_on(text))
    middle = splice(text, first)
    second = data.draw(edits_on(middle))
    assert splice(text, compose(first, second, middle)) == splice(middle, second)


@given(st.data(), texts)
def test_landed_spans_hold_the_replacements(data, text):
    edits = data.draw(edits_on(text))
    after = splice(text, edits)
    places = landed(edits)
    assert [after[place.start : place.end] for place in places] == [new for _, new in sorted(edits)]


@given(st.data(), texts)
def test_settled_keeps_a_part_of_the_edits_and_all_of_them_if_nothing_wobbles(data, text):
    edits = data.draw(edits_on(text))
    after = splice(text, edits)
    assert settled(edits, [], AnnotatedText.from_plain(after)) == sorted(edits)
    assert set(settled(edits, data.draw(edits_on(after)), AnnotatedText.from_plain(after))) <= set(edits)


@given(st.data(), texts)
def test_the_origin_of_a_span_without_edits_reads_the_same_and_is_monotone(data, text):
    edits = data.draw(edits_on(text))
    after = splice(text, edits)
    start, end = sorted((data.draw(st.integers(0, len(after))), data.draw(st.integers(0, len(after)))))
    before = origin(edits, Span(start, end))
    assert 0 <= before.start <= before.end <= len(text)
    if not any(place.overlaps(Span(start, end)) for place in landed(edits)):
        assert text[before.start : before.end] == after[start:end]
    for (place, _), landing in zip(sorted(edits), landed(edits), strict=True):
        if start <= landing.start and landing.end <= end and landing:
            assert before.contains(place)


@given(st.text("ab ,"), st.text("ab ,"))
def test_changed_words_are_the_difference_and_never_cut_a_word(old, new):
    changes = changed_words(old, new)
    assert splice(old, changes) == new
    for span, _ in changes:
        for place in span:
            assert not (old[place - 1 : place].isalpha() and old[place : place + 1].isalpha()) or place == 0


@st.composite
def issues(draw):
    start = draw(st.integers(0, len(PLAIN) - 1))
    end = draw(st.integers(start, min(len(PLAIN), start + 12)))
    code = draw(st.sampled_from(["MT001", "MT004", "MT101", "MT201", "MT204"]))
    confidence = draw(st.sampled_from([0.3, 0.5, 0.9]))
    severity = draw(st.sampled_from(list(Severity)))
    return Issue(Span(start, end), code, Category.GRAMMAR, severity, "m", PLAIN[start:end], confidence, "d")


@given(st.lists(issues(), max_size=12), st.randoms(use_true_random=False))
def test_merged_issues_are_sorted_disjoint_true_to_the_text_and_independent_of_order(found, random):
    merged = merge(found)
    assert merged == sorted(merged)
    for one, other in zip(merged, merged[1:], strict=False):
        assert one.span.end <= other.span.start
    assert all(issue.text == PLAIN[issue.span.start : issue.span.end] for issue in merged)
    shuffled = list(found)
    random.shuffle(shuffled)
    assert merge(shuffled) == merged
    assert merge(merged) == merged


@given(st.lists(issues(), max_size=12))
def test_merging_covers_every_place_that_a_check_reports(found):
    merged = merge(found)
    for issue in found:
        if not issue.code.startswith("MT0"):
            spans = [other.span for other in merged]
            assert any(span == issue.span or span.overlaps(issue.span) for span in spans)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=30))
def test_batches_tile_the_segments_and_never_split_a_window(drawn):
    segments, context, place = [], "", 0
    for size, same_window in drawn:
        context = context if same_window and context else "c" * size + str(place)
        segments.append(Segment(Span(place, place + size), "c" * size, context, 0))
        place += size + 1
    cut = list(batches(segments))
    assert [segment for batch in cut for segment in batch] == segments
    assert all(left[-1].context is not right[0].context for left, right in zip(cut, cut[1:], strict=False))
