"""Laws of word processors' XML on trees of elements in any order, also such as no word processor writes."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mtfix.apply import raw_edits
from mtfix.formats import load
from mtfix.formats.office.odf_reader import OFFICE_SPACE, TEXT_SPACE
from mtfix.formats.office.package import Package
from mtfix.formats.office.pieces import filled
from mtfix.formats.office.tokens import tokens
from mtfix.formats.office.word_reader import WORD
from mtfix.suggestion import Edit
from mtfix.text import Kind, Span, splice

WORD_TAGS = "w:p w:r w:t w:rPr w:vanish w:tab w:br w:ins w:del w:hyperlink w:drawing w:txbxContent w:sdt w:fldChar x:y"
ODF_TAGS = "text:p text:h text:span text:a text:s text:tab text:note text:note-body text:date text:table-of-content x:y"
ROOTS = {
    "docx": f'<w:document xmlns:w="{WORD[0]}" xmlns:x="x">{{}}</w:document>',
    "odt": f'<office:text xmlns:office="{OFFICE_SPACE}" xmlns:text="{TEXT_SPACE}" xmlns:x="x">{{}}</office:text>',
}
TAGS = {"docx": WORD_TAGS.split(), "odt": ODF_TAGS.split()}
LEAVES = st.sampled_from(
    ["a", "two words", " ", "  ", "\n", "&amp;", "&#233;", "é😀", "<!-- c -->", "<![CDATA[<]]>", "<?p i?>"]
)


def trees(name: str) -> st.SearchStrategy[str]:
    tags = st.sampled_from(TAGS[name])

    def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def made(tag: str, inner: list[str]) -> str:
            return f"<{tag}>{''.join(inner)}</{tag}>" if inner else f"<{tag}/>"

        return st.builds(made, tags, st.lists(children, max_size=4))

    return st.lists(st.recursive(LEAVES, element, max_leaves=20), max_size=4).map("".join)


@pytest.mark.parametrize("name", ROOTS)
@settings(max_examples=60)
@given(data=st.data())
def test_whatever_stands_where_the_parts_are_the_file_and_edits_read_as_meant(name: str, data: st.DataObject) -> None:
    xml = ROOTS[name].format(data.draw(trees(name)))
    assert "".join(token.raw for token in tokens(xml)) == xml
    maker = load(name)
    assert isinstance(maker, Package)
    raw = "".join(piece.part.raw for piece in maker.reader().read(xml))
    assert filled(raw) == xml
    text = maker.parse(raw)
    assert text.raw == raw
    assert all(part.raw == part.plain for part in text.parts if part.kind is Kind.TEXT)
    assume(text.plain)
    start = data.draw(st.integers(0, len(text.plain) - 1))
    span = Span(start, data.draw(st.integers(start, min(len(text.plain), start + 9))))
    new = data.draw(st.sampled_from(["x", "x & y", "<b>", "", "é"]))
    edit = Edit.minimal(text.plain, span, new)
    if edit and text.editable(edit.span) and (name == "docx" or new):
        after = maker.parse(splice(raw, raw_edits(text, edit)))
        meant = splice(text.plain, [(edit.span, edit.replacement)])
        assert after.plain == meant or (name == "odt" and after.plain.split() == meant.split())


@given(st.text(), st.text(alphabet="ab \n<&>"))
def test_what_is_no_xml_is_markup(start: str, rest: str) -> None:
    for name in ROOTS:
        text = load(name).parse(f"{start}<w:p>{rest}")
        assert text.raw == f"{start}<w:p>{rest}" and not text.plain
        assert not load(name).parse(escape(rest)).plain
