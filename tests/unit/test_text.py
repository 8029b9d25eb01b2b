"""AnnotatedText on hand-made parts."""

import copy
import pickle

import pytest

from mtfix.text import AnnotatedText, Part, Span, splice

# **Tom &amp; Ann** left.
MARKED = AnnotatedText(
    (
        Part.markup("**"),
        Part.text("Tom "),
        Part.rendered("&amp;", "&"),
        Part.text(" Ann"),
        Part.markup("**"),
        Part.text(" left."),
    )
)


def place(text: str) -> Span:
    """Where `text` stands in the plain text of MARKED."""
    start = MARKED.plain.index(text)
    return Span(start, start + len(text))


def shown(span: Span) -> str:
    start, end = MARKED.to_raw(span)
    return MARKED.raw[start:end]


def test_raw_and_plain() -> None:
    assert MARKED.raw == "**Tom &amp; Ann** left."
    assert MARKED.plain == "Tom & Ann left."


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Tom", "Tom"),
        ("Ann", "Ann"),
        ("left", "left"),
        ("Tom & Ann", "Tom &amp; Ann"),
        ("&", "&amp;"),
        ("Ann left", "Ann** left"),
        (" left.", " left."),
    ],
)
def test_to_raw_takes_in_no_markup_at_its_edges(text: str, raw: str) -> None:
    assert shown(place(text)) == raw


@pytest.mark.parametrize(
    ("text", "editable"),
    [("Tom", True), ("left.", True), ("&", False), ("Tom &", False), ("Ann left", False), (" Ann", True)],
)
def test_editable_inside_one_text_part_only(text: str, editable: bool) -> None:
    assert MARKED.editable(place(text)) is editable


def test_inside_a_rendered_part_the_whole_part_is_meant() -> None:
    text = AnnotatedText((Part.text("a "), Part.rendered("`code`", "code"), Part.text(" b")))
    assert text.to_raw(Span(3, 5)) == Span(2, 8)
    assert not text.editable(Span(3, 5))
    assert not text.editable(Span(4, 4))


def test_byte_order_mark_is_markup() -> None:
    text = AnnotatedText.from_plain("\ufeffHello")
    assert (text.raw, text.plain, text.to_raw(Span(0, 5))) == ("\ufeffHello", "Hello", Span(1, 6))


@pytest.mark.parametrize("parts", [(), (Part.markup("<br>"),), (Part.text(""),)])
def test_a_text_that_shows_nothing(parts: tuple[Part, ...]) -> None:
    text = AnnotatedText(parts)
    assert text.plain == ""
    assert text.to_raw(Span(0, 0)) == Span(len(text.raw), len(text.raw))


def test_splice() -> None:
    assert splice("abcdef", [(Span(4, 5), "X"), (Span(0, 2), ""), (Span(3, 3), "+")]) == "c+dXf"
    assert splice("abc", []) == "abc"


@pytest.mark.parametrize("edits", [[(Span(0, 2), "x"), (Span(1, 3), "y")], [(Span(2, 4), "x")]])
def test_splice_refuses_overlaps_and_edits_outside(edits: list[tuple[Span, str]]) -> None:
    with pytest.raises(ValueError, match="overlaps another or leaves the text"):
        splice("abc", edits)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Span(0, 2), Span(1, 3), True),
        (Span(0, 2), Span(2, 3), False),
        (Span(0, 2), Span(2, 2), True),
        (Span(0, 2), Span(3, 3), False),
        (Span(1, 1), Span(1, 1), True),
    ],
)
def test_overlaps(one: Span, other: Span, overlap: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


def test_a_span_stays_a_pair_though_its_length_is_another() -> None:
    span = Span(3, 10)
    start, end = span
    assert (len(span), start, end, [*span], span[-1]) == (7, 3, 10, [3, 10], 10)
    assert pickle.loads(pickle.dumps(span)) == copy.deepcopy(span) == span
    assert span.contains(Span(3, 3))
    assert not span.contains(Span(2, 4))
