"""What of an odt is read, what may be edited, and how white space reads."""

import zipfile
from io import BytesIO

import pytest

from mtfix import files
from mtfix.apply import raw_edits
from mtfix.document import Document
from mtfix.suggestion import Edit
from mtfix.text import Span, splice
from tests.unit.word.builders import odt


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


NOTE = (
    f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('A note.')}</text:note-body></text:note>"
)
CHANGES = (
    '<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion><office:change-info><dc:creator>Ann'
    f"</dc:creator></office:change-info>{p('gone ')}</text:deletion></text:changed-region></text:tracked-changes>"
)
FRAME = f"<draw:frame><draw:text-box>{p('In a box')}</draw:text-box><svg:desc>a picture</svg:desc></draw:frame>"

# name: text, what is read of it, what may be edited, what not
HAND_MADE = {
    "spans": (p('One <text:span text:style-name="B">bold</text:span> word'), "One bold word\n\n", ["bold word"], []),
    "white space": (
        p("  a\n   b <text:span> c</text:span><text:s/> d") + p(" e"),
        "a b c  d\n\ne\n\n",
        ["b", "c", "e"],
        ["a b"],
    ),
    "spaces, tabs, breaks": (
        p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'),
        "a   b\tc\nd\n\n",
        ["a"],
        ["a   b"],
    ),
    "entities and cdata": (p("R&amp;D<![CDATA[a<b]]>"), "R&Da<b\n\n", ["D"], ["R&D", "a<b"]),
    "links": (
        p('See <text:a xmlns:x="y" x:href="z">the page</text:a> now'),
        "See the page now\n\n",
        ["the page"],
        ["See the"],
    ),
    "notes inside a sentence": (p(f"It was{NOTE} so."), "It was so.\n\nA note.\n\n", ["A note", "so"], ["was so"]),
    "fields and comments": (
        p(f"On page <text:page-number>7</text:page-number><office:annotation>{p('hm')}</office:annotation>."),
        "On page 7.\n\n",
        ["On"],
        ["7", "page 7"],
    ),
    "frames": (p(f"Before {FRAME}and after"), "Before and after\n\nIn a box\n\n", ["In a box"], ["Before and"]),
    "tracked changes": (
        CHANGES + p('It <text:change text:change-id="c1"/>was so'),
        "It was so\n\n",
        ["was so"],
        ["It was"],
    ),
    "tables, lists and indexes": (
        f"<table:table><table:table-cell>{p('A')}</table:table-cell></table:table>"
        f"<text:list>\n <text:list-item>{p('B')}</text:list-item></text:list>"
        f"<text:table-of-content><text:index-body>{p('twice')}</text:index-body></text:table-of-content><text:p/><text:h>Z</text:h>",
        "A\n\nB\n\n\n\n\n\nZ\n\n",
        ["A", "B", "Z"],
        [],
    ),
}


def read(body: str, header: str = "") -> Document:
    return files.parse_bytes(odt(body, header), "a.odt")


def edited(document: Document, old: str, new: str) -> Document:
    """The document read again after one edit."""
    start = document.plain.index(old)
    edit = Edit.minimal(document.plain, Span(start, start + len(old)), new)
    assert edit and document.text.editable(edit.span)
    raw = splice(document.text.raw, raw_edits(document.text, edit))
    return files.parse_bytes(files.written(document, raw), document.path)


@pytest.mark.parametrize("name", HAND_MADE)
def test_hand_made_documents(name):
    body, plain, free, barred = HAND_MADE[name]
    document = read(body)
    assert document.plain == plain
    assert files.written(document, document.text.raw) == document.package
    for text, editable in [*((text, True) for text in free), *((text, False) for text in barred)]:
        start = plain.index(text)
        assert document.text.editable(Span(start, start + len(text))) is editable, text
    for text in free:
        assert edited(document, text, f"{text[0]}<&>").plain == plain.replace(text, f"{text[0]}<&>", 1)


def test_headers_are_read_after_the_text_and_only_they_change():
    document = read(p("Text."), p("Head."))
    assert document.plain == "Text.\n\nHead.\n\n"
    after = edited(document, "Head", "Top")
    assert after.plain == "Text.\n\nTop.\n\n"
    with zipfile.ZipFile(BytesIO(after.package or b"")) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_a_place_that_says_it_is_a_million_spaces_is_cut_short():
    assert len(read(p('a<text:s text:c="999999999"/>b')).plain) < 2000


def test_an_edit_over_spans_keeps_the_words_that_stay_in_their_spans():
    document = read(p('The <text:span text:style-name="B">big</text:span> houses was'))
    after = edited(document, "The big houses was", "A big house is")
    assert p('A <text:span text:style-name="B">big</text:span> house is') in after.text.raw
