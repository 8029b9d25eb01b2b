"""XLIFF 1.2 and 2.x: targets are read, inline elements stay, a changed segment needs review."""

import pytest

from mtfix.apply import finished
from mtfix.document import Document
from mtfix.errors import InputError
from mtfix.protocols import Remark
from mtfix.text import Span
from tests.formats.conftest import editable, read, rendered

SPACES = {
    "1.2": ' xmlns="urn:oasis:names:tc:xliff:document:1.2"',
    "2.1": ' xmlns="urn:oasis:names:tc:xliff:document:2.0"',
}


def old(content: str, source: str = "Quelle", unit: str = "", target: str = "") -> str:
    unit = f'<trans-unit id="1"{unit}><source>{source}</source><target{target}>{content}</target></trans-unit>'
    return f'<xliff version="1.2"{SPACES["1.2"]}><file><body>\n{unit}\n</body></file></xliff>'


def new(content: str, source: str = "Quelle", segment: str = "") -> str:
    unit = f"<unit id='1'><segment{segment}><source>{source}</source><target>{content}</target></segment></unit>"
    return f'<xliff version="2.1"{SPACES["2.1"]}><file id="f">{unit}</file></xliff>'


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (old('The <g id="1">red</g> car &amp; <mrk mtype="term">more</mrk>'), "The red car & more"),
        (old('Delete <x id="1"/> files <bx id="2"/>now<ex id="2"/>.'), "Delete {} files now."),
        (old("Press <bpt id='1'>&lt;b></bpt>OK<ept id='1'>&lt;/b></ept><ph id='2'>&lt;br/></ph>now"), "Press OK\nnow"),
        (old("a<x id='1' ctype='lb'/>b <it id='2' pos='open'>teh</it>c"), "a\nb c"),
        (old("See &lt;b&gt;%s&lt;/b&gt; {name}", source="Siehe &lt;b&gt;%s&lt;/b&gt;"), "See {} {name}"),
        (old("<![CDATA[a <b>]]> c\r\nd"), "a <b> c\nd"),
        (old("<mrk mtype='protected'>Teh <g id='1'>Firm</g></mrk> won"), "Teh Firm won"),
        (old("x</target><alt-trans><source>y</source><target>teh</target></alt-trans><target>z"), "x\n\nz"),
        (old("teh", unit=" translate='no'"), ""),
        (old("teh").replace("<body>", "<body><group translate='no'>").replace("</body>", "</group></body>"), ""),
        (old("x").replace("<target>x</target>", "<target/>"), ""),
        (
            new("The <pc id='1'>red</pc> car<ph id='2' subType='xlf:lb'/>is <mrk id='m' translate='no'>Teh</mrk>"),
            "The red car\nis Teh",
        ),
        (new("a <ph id='1' equiv='{0}'/> b<sc id='2'/>c<ec startRef='2'/>").replace("\n", ""), "a {} bc"),
        (new("x</target></segment><ignorable><source/><target>teh</target></ignorable><segment><target>y"), "x\n\ny"),
        ("\ufeff" + new("x", source="Q <pc id='1'>r</pc>"), "x"),
    ],
)
def test_plain_is_what_the_targets_say(raw: str, plain: str) -> None:
    assert read("xliff", raw).plain == plain


def test_the_source_stands_beside_its_target() -> None:
    raw = old(
        "Two words</target></trans-unit><trans-unit id='2'><source>Zwei &amp; <g id='1'>drei</g></source><target>three"
    )
    document = read("xliff", raw)
    assert [source for _, source in document.sources] == ["Quelle", "Zwei & drei"]
    assert document.source_of(Span(4, 9)) == "Quelle"
    assert document.source_of(Span(11, 16)) == "Zwei & drei"
    assert document.source_of(Span(8, 12)) is None


def test_only_literal_text_may_be_edited() -> None:
    document = read("xliff", old("A <g id='1'>red</g> car &amp; %d", source="%d"))
    assert editable(document) == ["A ", "red", " car ", " "]
    assert rendered(document) == [("&amp;", "&"), ("%d", "{}")]


def changed(document: Document, old_text: str = "teh", new_text: str = "the") -> str:
    start = document.text.raw.index(old_text)
    return finished(document, [(Span(start, start + len(old_text)), new_text)]).text.raw


STATE = "needs-review-translation"
REVIEW = f' state="{STATE}"'


NOT_REVIEWED = ' state="translated" subState="mtfix:needs-review"'


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (old("teh"), old("the", target=REVIEW)),
        (old("teh", target=" id='a' state = 'final'"), old("the", target=f" id='a' state = '{STATE}'")),
        (old("teh", target=" state='needs-translation'"), old("the", target=" state='needs-translation'")),
        (old("teh", unit=' approved="yes"'), old("the", unit=' approved="no"', target=REVIEW)),
        (
            old("teh", target=" x:a=\"state='x' > \" xmlns:x='x'"),
            old("the", target=f" x:a=\"state='x' > \" xmlns:x='x'{REVIEW}"),
        ),
        (new("teh"), new("the", segment=NOT_REVIEWED)),
        (new("teh", segment=' state="initial"'), new("the", segment=' state="initial" subState="mtfix:needs-review"')),
        (
            new("teh", segment=" state='reviewed' subState='a:b'"),
            new("the", segment=" state='translated' subState='mtfix:needs-review'"),
        ),
    ],
)
def test_a_changed_segment_needs_review(raw: str, expected: str) -> None:
    assert changed(read("xliff", raw)) == expected
    assert read("xliff", expected).plain == "the"


def test_a_segment_that_did_not_change_keeps_its_state() -> None:
    raw = old("good</target></trans-unit><trans-unit id='2'><target state='final'>teh", target=" state='final'")
    head, tail = raw.split("state='final'>teh")
    assert changed(read("xliff", raw)) == f"{head}state='{STATE}'>the{tail}"


NOTE_1 = '<note from="mtfix" annotates="target">“{}”\nMT1: odd &amp; so</note>'
NOTE_2 = '<note category="mtfix" appliesTo="target">“{}”\nMT1: odd &amp; so</note>'
OTHER = "<segment><source/><target>two</target></segment>"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (old("A teh <g id='1'>car</g>"), old("A teh <g id='1'>car</g></target>@").replace("@</target>", NOTE_1)),
        (new("a teh"), new("a teh").replace("<segment>", f"<notes>{NOTE_2}</notes><segment>")),
        (
            new("a teh").replace("<segment>", "<notes><note>x</note></notes><originalData/><segment>"),
            new("a teh").replace("<segment>", f"<notes><note>x</note>{NOTE_2}</notes><originalData/><segment>"),
        ),
        (
            new("a teh").replace("<segment>", f"{OTHER}<segment>"),
            new("a teh").replace("<segment>", f"<notes>{NOTE_2}</notes>{OTHER}<segment>"),
        ),
    ],
)
def test_findings_become_notes_once(raw: str, expected: str) -> None:
    document = read("xliff", raw)
    start, end = raw.index("teh"), raw.index("</target>", raw.index("teh"))
    words = "teh car" if "car" in raw else "teh"
    noted = finished(document, [], [Remark(Span(start, end), ("MT1: odd & so",))])
    assert noted.text.raw == expected.replace("“{}”", f"“{words}”")
    assert noted.plain == document.plain
    start += noted.text.raw.index("teh", noted.text.raw.index("<target>")) - start
    again = finished(noted, [], [Remark(Span(start, start + end - raw.index("teh")), ("MT1: odd & so",))])
    assert again.text.raw == noted.text.raw


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (old("a<g>b"), "E005 a.xliff: line 2: not well-formed XML: mismatched tag"),
        ("<tmx>\n</tmx>", "E005 a.xliff: line 1: not XLIFF: it begins with <tmx>"),
        (old("&nbsp;"), "E005 a.xliff: line 2: not well-formed XML: undefined entity"),
        ("", "E005 a.xliff: line 1: not well-formed XML: no element found"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line(raw: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read("xliff", raw)
    assert str(caught.value) == problem
