"""What of a docx is read, what may be edited, and how runs and white space are written."""

import re
import zipfile
from io import BytesIO

import pytest

from mtfix import files
from mtfix.apply import raw_edits
from mtfix.document import Document
from mtfix.suggestion import Edit
from mtfix.text import Span, splice
from tests.unit.word.builders import docx


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, *result: str) -> str:
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{between}{''.join(result)}{end}"


def box(text: str) -> str:
    choice = f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{p(r(text))}</w:txbxContent></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><w:txbxContent>{p(r(text))}</w:txbxContent></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r>"


WHO = 'w:id="7" w:author="Ann" w:date="2026-01-01T00:00:00Z"'

# name: body, what is read of it, and whether the words in [brackets] may be edited
HAND_MADE = {
    "runs of formatting": (
        p(r("One "), r("bold", "<w:rPr><w:b/></w:rPr>"), r(" word")),
        "One bold word\n\n",
        ["bold word"],
        [],
    ),
    "entities and cdata": (
        p(r("R&amp;D &#8217;s"), "<w:r><w:t><![CDATA[a<b]]></w:t></w:r>"),
        "R&D ’sa<b\n\n",
        ["D "],
        ["R&D", "a<b"],
    ),
    "tabs, breaks, hyphens": (
        p(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>",
            properties="<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>",
        ),
        "a\tb\nc\u2011de\n\n",
        ["a", "e"],
        ["de", "a\tb"],
    ),
    "links": (
        p(r("See "), f'<w:hyperlink r:id="x" xmlns:r="y">{r("the page")}</w:hyperlink>', r(" now")),
        "See the page now\n\n",
        ["the page"],
        ["See the", "page now"],
    ),
    "tracked changes": (
        p(
            r("It "),
            f"<w:ins {WHO}>{r('was ')}</w:ins>",
            f"<w:del {WHO}><w:r><w:delText>is </w:delText></w:r></w:del>",
            r("so."),
        ),
        "It was so.\n\n",
        ["was "],
        ["It was", "was so"],
    ),
    "fields": (
        p(r("On page "), field(" PAGE ", r("7")), r("."))
        + p(field('TOC \\o "1-3"', r("Contents twice")))
        + p(f'<w:fldSimple w:instr="REF x">{r("Table 1")}</w:fldSimple>'),
        "On page 7.\n\n\n\nTable 1\n\n",
        ["On page "],
        ["7", "Table 1", "page 7"],
    ),
    "hidden text, math, ruby": (
        p(
            r("a "),
            r("secret", "<w:rPr><w:vanish/></w:rPr>"),
            r("b", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
            "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
            "<w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>kanji</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        ),
        "a bx+1kanji\n\n",
        ["a b"],
        ["x+1", "bx"],
    ),
    "tables and empty paragraphs": (
        f"<w:tbl><w:tr><w:tc>{p(r('A'))}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>" + p(r("Z")),
        "A\n\n\n\n\n\nZ\n\n",
        ["A", "Z"],
        [],
    ),
    "text boxes": (
        p(r("Before "), box("In a box"), r("and after")),
        "Before and after\n\nIn a box\n\n",
        ["In a box"],
        ["Before and"],
    ),
    "content controls": (
        f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{p(r('bound'))}</w:sdtContent></w:sdt>"
        '<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
        f"<w:sdtContent>{p(r('locked'))}</w:sdtContent></w:sdt>"
        f'<w:sdt><w:sdtPr><w:lock w:val="sdtLocked"/></w:sdtPr><w:sdtContent>{p(r("free"))}</w:sdtContent></w:sdt>'
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('Click here'))}</w:sdtContent></w:sdt>",
        "bound\n\nlocked\n\nfree\n\n\n\n",
        ["free"],
        ["bound", "locked"],
    ),
}


def read(body: str, **parts: str) -> Document:
    return files.parse_bytes(docx(body, **parts), "a.docx")


def edited(document: Document, old: str, new: str) -> Document:
    """The document read again after one edit."""
    start = document.plain.index(old)
    edit = Edit.minimal(document.plain, Span(start, start + len(old)), new)
    assert edit and document.text.editable(edit.span)
    raw = splice(document.text.raw, raw_edits(document.text, edit))
    return files.parse_bytes(files.written(document, raw), document.path)


def body_of(document: Document) -> str:
    with zipfile.ZipFile(BytesIO(document.package or b"")) as archive:
        xml = archive.read("word/document.xml").decode()
    return re.sub(r".*<w:body>|</w:body>.*", "", xml, flags=re.DOTALL)


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


def test_notes_headers_and_footers_are_read_after_the_text():
    document = read(
        p(r("Text.")),
        footnotes=f'<w:footnote w:id="1">{p(r("Note."))}</w:footnote>',
        footer=p(r("Foot.")),
        header=p(r("Head.")),
    )
    assert document.plain == "Text.\n\nNote.\n\nHead.\n\nFoot.\n\n"
    assert edited(document, "Note", "Remark").plain == "Text.\n\nRemark.\n\nHead.\n\nFoot.\n\n"


def test_an_edit_over_runs_changes_the_words_that_differ_each_in_its_run():
    bold = "<w:rPr><w:b/></w:rPr>"
    document = read(p(r("The "), r("big", bold), r(" houses was")))
    after = edited(document, "The big houses was", "A big house is")
    assert body_of(after) == p(r("A "), r("big", bold), r(" house is"))


def test_a_word_that_runs_over_a_seam_is_written_into_its_first_run():
    document = read(p(r("It was wro"), r("ng here", "<w:rPr><w:i/></w:rPr>")))
    assert body_of(edited(document, "wrong", "right")) == p(r("It was right"), r(" here", "<w:rPr><w:i/></w:rPr>"))


def test_white_space_that_an_edit_leaves_at_the_end_of_a_run_is_kept():
    document = read("<w:p><w:r><w:t>the end</w:t></w:r><w:r><w:t>  </w:t></w:r></w:p>")
    assert body_of(edited(document, "the end", "the ")) == (
        '<w:p><w:r><w:t xml:space="preserve">the </w:t></w:r><w:r><w:t>  </w:t></w:r></w:p>'
    )


def test_a_paragraph_is_a_line_and_its_plain_text_gives_the_column():
    document = read(p(r("One.")) + "<w:p/>" + p(r("Two "), r("words", "<w:rPr><w:b/></w:rPr>")))
    assert document.shown == document.plain
    place = document.shown_span(Span(document.plain.index("words"), len(document.plain)))
    assert document.positions.line_column(place.start) == (3, 5)


def test_other_namespaces_prefixes_and_encodings():
    data = docx(p(r("Größe")))
    for old, new in [(b"w:", b"x:"), (b"xmlns:w=", b"xmlns:x=")]:
        data = remade(data, lambda xml, old=old, new=new: xml.replace(old, new))
    assert files.parse_bytes(data, "a.docx").plain == "Größe\n\n"
    strict = remade(
        docx(p(r("Größe"))),
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert files.parse_bytes(strict, "a.docx").plain == "Größe\n\n"
    utf16 = remade(docx(p(r("Größe"))), lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    document = files.parse_bytes(utf16, "a.docx")
    after = edited(document, "Größe", "Maß")
    assert after.plain == "Maß\n\n" and "\ufeff" in after.text.raw


def remade(data: bytes, change) -> bytes:
    """The archive with word/document.xml changed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content) if info.filename == "word/document.xml" else content)
    return made.getvalue()
