"""Laws of AnnotatedText and splice, against a reference that keeps the raw range of every code point."""

from itertools import accumulate

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtfix.text import AnnotatedText, Kind, Part, Span, splice

LETTERS = "ab \n&é😀"
words = st.text(LETTERS, min_size=1, max_size=4)
parts = st.one_of(
    st.builds(Part.text, st.text(LETTERS, max_size=6)),
    st.builds(Part.markup, words),
    st.builds(Part.rendered, words, words),
)
texts = st.builds(lambda items: AnnotatedText(tuple(items)), st.lists(parts, max_size=8))


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[AnnotatedText, Span]:
    text = draw(texts)
    start = draw(st.integers(0, len(text.plain)))
    return text, Span(start, draw(st.integers(start, len(text.plain))))


def raw_ranges(text: AnnotatedText) -> list[tuple[Part, Span]]:
    """For every code point of the plain text the part that shows it and its raw range."""
    ranges, raw = [], 0
    for part in text.parts:
        for offset in range(len(part.plain)):
            tight = Span(raw + offset, raw + offset + 1)
            ranges.append((part, tight if part.kind is Kind.TEXT else Span(raw, raw + len(part.raw))))
        raw += len(part.raw)
    return ranges


@given(texts)
def test_parts_join_losslessly(text: AnnotatedText) -> None:
    assert text.raw == "".join(part.raw for part in text.parts)
    assert text.plain == "".join(part.plain for part in text.parts)


@given(texts_and_spans())
def test_to_raw_is_total_and_tight(case: tuple[AnnotatedText, Span]) -> None:
    text, span = case
    start, end = text.to_raw(span)
    assert 0 <= start <= end <= len(text.raw)
    touched = [place for _, place in raw_ranges(text)[span.start : span.end]]
    if touched:
        assert (start, end) == (touched[0].start, touched[-1].end)
    else:
        assert start == end


@given(texts)
def test_to_raw_is_monotone(text: AnnotatedText) -> None:
    places = [text.to_raw(Span(at, at)).start for at in range(len(text.plain) + 1)]
    assert places == sorted(places)
    prefixes = [text.to_raw(Span(0, at)).end for at in range(len(text.plain) + 1)]
    assert prefixes == sorted(prefixes)


@settings(max_examples=400)
@given(texts_and_spans(), st.text(LETTERS, max_size=3))
@example((AnnotatedText((Part.text("a"), Part.markup("["), Part.rendered("`b`", "b"))), Span(1, 1)), "x")
def test_an_edit_of_an_editable_span_changes_one_text_part_and_no_markup(
    case: tuple[AnnotatedText, Span], replacement: str
) -> None:
    text, span = case
    if not text.editable(span):
        return
    place = text.to_raw(span)
    outcomes = []
    for index, (part, end) in enumerate(zip(text.parts, accumulate(len(part.raw) for part in text.parts), strict=True)):
        home = Span(end - len(part.raw), end)
        if part.kind is Kind.TEXT and home.contains(place):
            new = Part.text(splice(part.raw, [(place.shift(-home.start), replacement)]))
            outcomes.append(AnnotatedText((*text.parts[:index], new, *text.parts[index + 1 :])))
    wanted = (splice(text.raw, [(place, replacement)]), splice(text.plain, [(span, replacement)]))
    assert wanted in [(outcome.raw, outcome.plain) for outcome in outcomes]


@given(texts_and_spans())
def test_editable_is_exactly_inside_one_text_part(case: tuple[AnnotatedText, Span]) -> None:
    text, span = case
    starts = list(accumulate((len(part.plain) for part in text.parts), initial=0))
    homes = (
        part.kind is Kind.TEXT and bool(part.plain) and start <= span.start and span.end <= start + len(part.plain)
        for part, start in zip(text.parts, starts, strict=False)
    )
    assert text.editable(span) is any(homes)


@given(st.text(LETTERS), st.data())
def test_splice_is_the_rest_and_the_replacements(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    new = [data.draw(st.text("xyz", max_size=3)) for _ in spans]
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    kept = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    expected = "".join(a + b for a, b in zip(kept, [*new, ""], strict=True))
    assert splice(text, list(zip(spans, new, strict=True))) == expected


bars = st.just(Part.rendered("<bar/>", ""))


@st.composite
def crossable_texts_and_spans(draw: st.DrawFn) -> tuple[AnnotatedText, Span]:
    text = AnnotatedText(tuple(draw(st.lists(parts | bars, max_size=8))), crossable=True)
    start = draw(st.integers(0, len(text.plain)))
    return text, Span(start, draw(st.integers(start, len(text.plain))))


@settings(max_examples=400)
@given(crossable_texts_and_spans())
def test_pieces_tile_a_span_that_crosses_markup_only(case: tuple[AnnotatedText, Span]) -> None:
    text, span = case
    pieces = text.pieces(span)
    whole = AnnotatedText(text.parts)
    plain = list(accumulate((len(part.plain) for part in text.parts), initial=0))
    barred = any(
        part.kind is Kind.RENDERED and start < span.end and start + len(part.plain) > span.start
        for part, start in zip(text.parts, plain, strict=False)
    )
    crosses = span.start < span.end and not barred
    assert text.editable(span) is (crosses or whole.editable(span)) is bool(pieces)
    if len(pieces) > 1 or crosses:
        assert [pieces[0].start, *(piece.end for piece in pieces)] == [*(piece.start for piece in pieces), span.end]
        assert pieces[0].start == span.start and all(whole.editable(piece) and piece for piece in pieces)
