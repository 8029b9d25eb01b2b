"""Laws of the text-based formats on 200 generated documents each, against what other libraries read in them."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from mtfix.apply import applied, finished
from mtfix.document import Document
from mtfix.files import parse_text
from mtfix.formats import of
from mtfix.patches import landed
from mtfix.suggestion import Applicability, Edit, Suggestion
from mtfix.text import Kind, Span
from tests.formats.generators import KINDS, OBJECT, Sample

DOCUMENTS, FEWER = 200, 60
PLAIN_WORDS = ("spring", "ferries", "an old boat", "it")
AWKWARD = ("A & B", "x < y", 'the "old" boat', "a, b; c", "back\\slash", "<b>", "&amp;", "-->", "{0}", "日本", "]]>")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def samples(kind: str, count: int = DOCUMENTS) -> Iterator[tuple[Random, Sample, Document]]:
    name, make, _ = KINDS[kind]
    for seed in range(count):
        rng = Random(f"{kind} {seed}")
        sample = make(rng)
        yield rng, sample, parse_text(sample.raw, format=name, columns=sample.columns)


def texts(document: Document) -> list[str]:
    """What is read in each paragraph, white space as one space."""
    return [text for text in (" ".join(item.split()) for item in document.plain.split("\n\n")) if text]


def spaced(items: list[str]) -> list[str]:
    return [text for text in (" ".join(item.split()) for item in items) if text.strip(f" {OBJECT}")]


def test_a_file_is_split_without_loss_and_shows_what_its_maker_and_another_library_say(kind: str) -> None:
    for _, sample, document in samples(kind):
        assert document.text.raw == sample.raw
        assert texts(document) == spaced(list(sample.texts)) == spaced(KINDS[kind][2](sample))
        for part in document.text.parts:
            assert part.kind is not Kind.TEXT or part.plain == part.raw
            assert part.kind is not Kind.MARKUP or not part.plain


def chosen(rng: Random, document: Document, replacements: tuple[str, ...]) -> list[Suggestion]:
    """Replacements of words in some of the text parts."""
    made, plain = [], 0
    for part in document.text.parts:
        found = [word for word in part.plain.split() if word.isalnum()] if part.kind is Kind.TEXT else []
        if found and rng.random() < 0.6:
            word = rng.choice(found)
            start = plain + part.plain.index(word)
            edit = Edit.minimal(document.plain, Span(start, start + len(word)), rng.choice(replacements))
            if edit:
                made.append(Suggestion((), (edit,), edit.replacement, Applicability.SAFE, 1.0, "test"))
        plain += len(part.plain)
    return made


def rest(raw: str, spans: list[Span]) -> list[str]:
    """What lies outside the spans."""
    edges = [0, *(edge for span in sorted(spans) for edge in span), len(raw)]
    return [raw[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_an_edit_changes_its_own_span_and_nothing_else(kind: str) -> None:
    count = 0
    for rng, sample, document in samples(kind):
        suggestions = chosen(rng, document, PLAIN_WORDS)
        repaired, edits = applied(document, suggestions, of(document).parse)
        assert len(edits) == len(suggestions)
        assert rest(sample.raw, [span for span, _ in edits]) == rest(repaired.text.raw, landed(edits))
        other = replace(sample, raw=repaired.text.raw)
        assert texts(repaired) == spaced(KINDS[kind][2](other))
        count += len(edits)
    assert count > DOCUMENTS / 2


def test_what_a_format_must_escape_is_written_right_or_not_at_all(kind: str) -> None:
    """A replacement that would read as markup shows as itself in the new file, or is left out."""
    made = asked = 0
    for rng, sample, document in samples(kind, FEWER):
        suggestions = chosen(rng, document, AWKWARD)
        repaired, edits = applied(document, suggestions, of(document).parse)
        assert rest(sample.raw, [span for span, _ in edits]) == rest(repaired.text.raw, landed(edits))
        assert spaced(KINDS[kind][2](replace(sample, raw=repaired.text.raw))) == texts(repaired)
        made, asked = made + len(edits), asked + len(suggestions)
    assert made > asked / 3


def test_what_is_noted_in_the_file_shows_nothing_and_is_noted_once(kind: str) -> None:
    for rng, sample, document in samples(kind, FEWER):
        _, edits = applied(document, chosen(rng, document, PLAIN_WORDS), of(document).parse)
        written = finished(document, edits)
        assert texts(written) == spaced(KINDS[kind][2](replace(sample, raw=written.text.raw)))
        assert finished(document, []) is document
        if edits:
            again = [(place, written.text.raw[slice(*place)]) for place in landed_beside(document, written, edits)]
            assert finished(written, again).text.raw == written.text.raw


def landed_beside(document: Document, written: Document, edits: list[tuple[Span, str]]) -> list[Span]:
    """Where the edits stand in the file that was written, with what was noted beside them."""
    noted = getattr(of(document), "bookkeeping", lambda *_: [])(document.text.raw, edits)
    everything = sorted([*edits, *noted])
    return [place for edit, place in zip(everything, landed(everything), strict=True) if edit in edits]
