"""Markdown: what is read, what may be edited, and what is never touched."""

import sys

import pytest

from mtfix.formats import load
from mtfix.text import AnnotatedText, Kind, Part, Span


def parse(raw: str) -> AnnotatedText:
    text = load("markdown").parse(raw)
    assert text.raw == raw
    return text


def editable(raw: str) -> list[str]:
    return [part.raw for part in parse(raw).parts if part.kind is Kind.TEXT]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("# Hello *World* ##\n", "Hello World"),
        ("Setext **head**\n===\n\ntext", "Setext head\n\ntext"),
        ("a\nb\r\nc\n", "a b c"),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("> quoted\n> on\nlazily\n>\n> - item\n>   goes on", "quoted on lazily\n\nitem goes on"),
        ("1. first\n2. second\n\n   inside\n", "first\n\nsecond\n\ninside"),
        ("- [ ] to do\n- [x] done", "to do\n\ndone"),
        ("> [!NOTE]\n> Mind the gap.", " Mind the gap."),
        ("See [the *link*](http://a.b 'T') and ![an alt](c.png).", "See the link and an alt."),
        ("See [ref] and [this][ref].\n\n[ref]: http://a.b 'T'\n", "See ref and this."),
        ("At <http://a.b/c> or <me@a.b>.", "At http://a.b/c or me@a.b."),
        ("Run `a  b` and ``c ` d``.", "Run a  b and c ` d."),
        ("A &amp; B &copy; \\*C\\* D\\\\", "A & B © *C* D\\"),
        ("<b>bold</b> <!-- note --> text", "bold  text"),
        ("~~old~~ new", "old new"),
        ("snake_case 2*3 * 4_", "snake_case 2*3 * 4_"),
        ("| A | B |\n|---|:-:|\n| one `x` | two |\n| three |", "A\n\nB\n\none x\n\ntwo\n\nthree"),
        ("| A | B \\| C |\n|---|---|\n", "A\n\nB | C"),
        ("A note.[^1] More.\n\n[^1]: The *note*.\n", "A note. More.\n\nThe note."),
        ("\ufeff# Title", "Title"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_plain_is_what_a_reader_sees(raw: str, plain: str) -> None:
    assert parse(raw).plain == plain


@pytest.mark.parametrize(
    "raw",
    [
        "```python\nprint('teh')\n```\n",
        "    indented code\n",
        "<div>\nsome teh html\n</div>\n",
        "<!-- mtfix: ignore -->\n",
        "[ref]: http://a.b 'teh title'\n",
        "* * *\n",
    ],
)
def test_what_is_no_prose_is_markup(raw: str) -> None:
    assert all(part.kind is Kind.MARKUP for part in parse(raw).parts)
    assert parse(f"before\n\n{raw}\nafter\n").plain == "before\n\nafter"


@pytest.mark.parametrize("front", ["---\ntitle: teh\n---", "---\r\n# x\r\n...", "+++\ntitle = 'teh'\n+++", "---\n---"])
def test_front_matter_is_markup(front: str) -> None:
    assert parse(f"{front}\n\nText.\n").plain == "Text."
    assert parse(f"\ufeff{front}").plain == ""


def test_text_between_two_rules_is_no_front_matter() -> None:
    assert parse("---\n\nText.\n\n---\n").plain == "Text."
    assert parse("---\nText without an end.\n").plain == "Text without an end."


def test_only_literal_text_may_be_edited() -> None:
    raw = "An *emphasized* `code` &amp; [link](x) \\* <http://a.b>\nend."
    assert editable(raw) == ["An ", "emphasized", " ", " ", " ", "link", " ", " ", "end."]
    rendered = [(part.raw, part.plain) for part in parse(raw).parts if part.kind is Kind.RENDERED]
    assert rendered == [
        ("`code`", "code"),
        ("&amp;", "&"),
        ("\\*", "*"),
        ("<http://a.b>", "http://a.b"),
        ("\n", " "),
    ]


def test_code_between_blocks_is_markup_and_the_line_end_reads_as_a_blank_line() -> None:
    parts = parse("a\n\n```\nx\n```\n\nb").parts
    assert parts == (
        Part.text("a"),
        Part.rendered("\n", "\n\n"),
        Part.markup("\n```\nx\n```\n\n"),
        Part.text("b"),
    )


def test_asterisks_that_are_no_markup_do_not_cut_the_text() -> None:
    assert editable("2 * 3 and snake_case_name [x] {y} a<b") == ["2 * 3 and snake_case_name [x] {y} a<b"]


def test_a_block_that_cannot_be_aligned_is_read_but_never_edited() -> None:
    text = parse("a \0 *b* c\n\nd")
    assert [part.kind for part in text.parts][0] is Kind.RENDERED
    assert text.plain == "a \ufffd b c\n\nd"


def test_places_go_back_through_quote_marks_and_line_ends() -> None:
    raw = "> The *quick*\r\n> brwn fox\r\n"
    text = parse(raw)
    start = text.plain.index("brwn")
    place = text.to_raw(Span(start, start + 4))
    assert raw[place.start : place.end] == "brwn"
    assert text.editable(Span(start, start + 4))
    assert not text.editable(Span(start - 2, start + 4))


@pytest.mark.parametrize("piece", ["word ", "word\n", "- a\n\n", "[", "*a ", "`", "<", "&", "| a | b |\n", "> "])
def test_long_texts_of_any_kind_take_linear_work(piece: str) -> None:
    def calls(size: int) -> int:
        """Calls made, which unlike seconds are the same on every machine."""
        counted = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            parse(piece * (size // len(piece)))
        finally:
            sys.setprofile(before)
        return counted

    calls(100)
    assert calls(8_000) < 16 * calls(1_000) + 2_000  # 8 times the size; quadratic would be 64 times
