"""Laws of formats, encodings and segments on texts made of the pieces that go wrong."""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from mtfix.errors import InputError
from mtfix.formats import FORMATS, load
from mtfix.formats.encodings import decode, encode
from mtfix.segmenters import segment
from mtfix.text import Kind, Span

PIECES = [
    *("a", "word", "two words", " ", "   ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n", "\f", "\u00a0"),
    *("> ", "- ", "* ", "1. ", "# ", "#", "---\n", "===\n", "+++\n", "```\n", "    code\n", "[ ] ", "[!NOTE]"),
    *("*", "**", "_", "__", "~~", "~", "`", "``", "[", "](", "]", "(x)", ")", "![", "<http://a.b>", "<a@b.c>"),
    *("<b>", "</b>", "<br>", "<div>", "<!-- c -->", "<!", "&amp;", "&copy;", "&#10;", "&#0;", "\\", "\\*", "\\|", "|"),
    *("| a | b |\n|---|---|\n| c | d |\n", "[r]: /u\n", "[r]", "[^1]", "[^1]: ", "\0", "\u2028", "\ufeff", "é", "😀"),
]
sources = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map("".join)


@given(sources | st.text())
@pytest.mark.parametrize("name", FORMATS)
def test_parts_joined_are_the_file_and_text_reads_as_it_is_written(name: str, raw: str) -> None:
    try:
        text = load(name, ("1",)).parse(raw)
    except InputError as error:
        assert error.code in ("E005", "E008")
        return
    assert text.raw == raw
    for part in text.parts:
        assert part.kind is not Kind.TEXT or part.plain == part.raw
        assert part.kind is not Kind.MARKUP or not part.plain
    for place in range(len(text.plain)):
        assert 0 <= text.to_raw(Span(place, place + 1)).start < len(raw)


def reference_parser() -> MarkdownIt:
    """The library as it is, but for the rule that moves footnotes to the end."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    return md.disable(["footnote_tail", "footnote_inline"])


def shown(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("inline", "image"):
            yield from shown(token.children or ())
        elif token.type in ("text", "code_inline"):
            yield token.content


@given(sources)
@example("| a | b \\| *c* |\n|---|---|\n| `d` |\n")
@example("\u00a0| a | b |\n|---|---|\n| c | d |\n")
@example("\\|\0")
@example("> - a\n>   b\nc\n\n[^1]: *d*\n")
def test_markdown_shows_what_the_parser_shows(raw: str) -> None:
    body = raw.removeprefix("\ufeff")
    assume(not re.match(r"---|\+\+\+", body) and not re.search(r"\[[ xX]\]\s|\[!\w+\]", body))
    expected = "".join(shown(reference_parser().parse(body)))
    assert "".join(load("markdown").parse(raw).plain.split()) == "".join(expected.split())


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_decoding_is_refused_or_undone_by_encoding(data: bytes) -> None:
    try:
        text, codec = decode(data)
    except InputError:
        return
    assert encode(text, codec) == data


@given(
    st.text()
    | st.lists(st.sampled_from([*"aA1.!?…。\"“”'’()[] \n", "Mr. ", "e.g. ", ". A", "long word "])).map("".join)
)
def test_segments_and_the_white_space_between_them_tile_the_text(plain: str) -> None:
    position = 0
    for item in segment(plain):
        assert item.text == plain[item.span.start : item.span.end]
        assert item.text == item.text.strip() != ""
        assert not plain[position : item.span.start].strip()
        assert plain[item.context_start :].startswith(item.context)
        assert item.context[item.offset :].startswith(item.text)
        position = item.span.end
    assert not plain[position:].strip()
