"""Training windows: neighbouring sentences, some of them damaged, with every repair at hand."""

import random
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.corpora.corruption import marked
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText, join
from mtfix.corpora.mixture import WINDOW, Windows, curly, heading, line, lost_stop, restyle
from mtfix.taxonomy import Category
from mtfix.text import Span, splice


@pytest.fixture(scope="module")
def paragraphs(clean_sentences: list[str]) -> list[dict[str, Any]]:
    """Five sentences each; the fake round trip swaps words, and has lost every sixth sentence."""
    groups = [clean_sentences[i : i + 5] for i in range(0, 300, 5)]
    fake = [[" ".join(reversed(text.split())) if len(text) % 6 else None for text in group] for group in groups]
    return [{"sents": group, "mt": trips} for group, trips in zip(groups, fake, strict=True)] + [
        {"sents": [], "mt": []}
    ]


def stream(paragraphs: list[dict[str, Any]], lexicon: Lexicon, seed: int, **more: float) -> list[MarkedText]:
    return list(islice(iter(Windows(paragraphs, lexicon, random.Random(seed), **more)), 250))


def repaired(piece: MarkedText) -> str:
    return splice(piece.text, [(Span(span.start, span.end), span.repair or "") for span in piece.spans])


def unquoted(text: str) -> str:
    """Without quotes, whose direction depends on what was beside them when they were made curly."""
    return text.translate(dict.fromkeys(map(ord, "\"'“”‘’")))


def test_repairs_give_a_run_of_the_paragraph(paragraphs: list[dict[str, Any]], lexicon: Lexicon) -> None:
    whole = [unquoted(" ".join(paragraph["sents"])) for paragraph in paragraphs]
    windows = [piece for piece in stream(paragraphs, lexicon, 1) if len(piece.spans) > 1]
    assert len(windows) > 80
    for piece in windows:
        if all(span.category is not Category.NON_TRANSLATION for span in piece.spans):
            assert any(unquoted(repaired(piece)) in paragraph for paragraph in whole)


def test_spans_are_sorted_and_apart(paragraphs: list[dict[str, Any]], lexicon: Lexicon) -> None:
    for piece in stream(paragraphs, lexicon, 2):
        position = 0
        for span in piece.spans:
            assert position <= span.start < span.end <= len(piece.text)
            assert span.repair is not None
            position = span.end


def test_a_window_is_no_longer_than_what_is_read_at_once(paragraphs: list[dict[str, Any]], lexicon: Lexicon) -> None:
    longest = max(len(text) for paragraph in paragraphs for text in paragraph["sents"])
    assert all(len(piece.text) < WINDOW + 3 * longest for piece in stream(paragraphs, lexicon, 3))


def test_half_of_the_sentences_are_clean(paragraphs: list[dict[str, Any]], lexicon: Lexicon) -> None:
    clean = sum(not piece.spans for piece in stream(paragraphs, lexicon, 4))
    assert 30 < clean < 150


def test_all_clean_if_asked(paragraphs: list[dict[str, Any]], lexicon: Lexicon) -> None:
    kinds = {s.category for piece in stream(paragraphs, lexicon, 5, clean_share=1.0) for s in piece.spans}
    assert Category.NON_TRANSLATION in kinds  # a site's furniture, and damaged headings, are lines of their own
    assert all(
        len(piece.spans) == 1
        for piece in stream(paragraphs, lexicon, 5, clean_share=1.0)
        if any(s.category is not Category.NON_TRANSLATION for s in piece.spans)
    )


def test_the_same_seed_gives_the_same_stream(paragraphs: list[dict[str, Any]], lexicon: Lexicon) -> None:
    assert stream(paragraphs, lexicon, 6) == stream(paragraphs, lexicon, 6) != stream(paragraphs, lexicon, 7)


def test_a_lost_stop_can_be_put_back() -> None:
    left, right = "They shot down the balloon.", "China protested."
    piece = marked(f"{left} {right}", [lost_stop(left, right)])
    assert piece.text == "They shot down the balloon China protested."
    assert repaired(piece) == f"{left} {right}"
    assert piece.text[piece.spans[0].start : piece.spans[0].end] == "balloon China"


@given(st.text("ab \"'(—-\n", max_size=40))
def test_curly_quotes_keep_the_length(text: str) -> None:
    assert len(curly(text)) == len(text)
    assert not set(curly(text)) & set("\"'")
    assert curly(curly(text)) == curly(text)


def test_curly_quotes_open_and_close() -> None:
    assert curly('"It\'s \'so\'," she said ("no").') == "“It’s ‘so’,” she said (“no”)."


def test_restyled_spans_keep_their_places() -> None:
    piece = MarkedText('He say "no".', (ErrorSpan(3, 6, Category.GRAMMAR, None, 'said: "'), ErrorSpan(7, 11)))
    made = {restyle(piece, random.Random(seed)) for seed in range(20)}
    assert made == {
        piece,
        MarkedText("He say “no”.", (ErrorSpan(3, 6, Category.GRAMMAR, None, "said: “"), ErrorSpan(7, 11))),
    }


def test_headings_are_clean_lines(clean_sentences: list[str]) -> None:
    rng = random.Random(8)
    for sentence in clean_sentences[:200]:
        line = heading(sentence, rng)
        assert "\n" not in line
        assert len(line.split()) <= 11
        assert not line.endswith((",", ";", ":", "—", "-"))


def test_lines_are_clean_and_of_many_kinds(clean_sentences: list[str]) -> None:
    rng = random.Random(9)
    made = [line(sentence, rng) for sentence in clean_sentences for _ in range(3)]
    assert all(text.strip() == text != "" and "\n" not in text for text in made)
    for mark in ("Note: ", "• ", "?", " — ", "| ", "1/2 "):
        assert any(mark in text for text in made), mark
    assert any(text.isupper() for text in made)


def test_joined_texts_keep_their_marks() -> None:
    one, two = MarkedText("a bad", (ErrorSpan(2, 5),)), MarkedText("b bad", (ErrorSpan(2, 5),))
    whole = join([one, two])
    assert whole.text == "a bad b bad"
    assert [whole.text[span.start : span.end] for span in whole.spans] == ["bad", "bad"]
    assert join([]) == MarkedText("")
