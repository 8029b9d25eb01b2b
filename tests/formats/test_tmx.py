"""TMX: the segments of English variants are read, in whatever order and spelling of the language."""

import pytest

from mtfix.errors import InputError
from mtfix.text import Span
from tests.formats.conftest import editable, read, rendered


def memory(*units: str, header: str = 'srclang="de"', kind: str = "") -> str:
    body = "\n".join(f"<tu>{unit}</tu>" for unit in units)
    return f'<?xml version="1.0"?>{kind}\n<tmx version="1.4"><header {header}/><body>{body}</body></tmx>\n'


def tuv(language: str, content: str, name: str = "xml:lang") -> str:
    return f'<tuv {name}="{language}"><prop type="x">teh</prop><seg>{content}</seg></tuv>'


GERMAN, FRENCH = tuv("de", "Das <hi>Auto</hi>"), tuv("fr", "La voiture")


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (memory(GERMAN + tuv("en", "The car")), "The car"),
        (memory(tuv("EN-us", "The car") + GERMAN), "The car"),
        (memory(tuv("en_GB", "The car", name="lang")), "The car"),
        (memory(GERMAN + tuv("en", "a"), FRENCH, tuv("en", "b")), "a\n\nb"),
        (memory(tuv("en", "Press <bpt i='1'>&lt;b></bpt>OK<ept i='1'>&lt;/b></ept>")), "Press OK"),
        (memory(tuv("en", "Delete <ph x='1'>{0}</ph> files")), "Delete {} files"),
        (memory(tuv("en", "One <hi>two</hi> <it pos='begin'>teh<sub>teh</sub></it>three")), "One two three"),
        (memory(tuv("en", "a &lt; b &#233;<ut>teh</ut>")), "a < b é"),
        (memory(tuv("en", "x"), kind='\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "x"),
        (memory(tuv("eng", "x") + tuv("en-GB", "y")), "x\n\ny"),
        (memory(tuv("enm", "teh") + tuv("", "teh")), ""),
        (memory(), ""),
    ],
)
def test_plain_is_what_the_english_variants_say(raw: str, plain: str) -> None:
    assert read("tmx", raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        (memory(tuv("en", "x") + FRENCH + GERMAN), "Das Auto"),
        (memory(FRENCH + tuv("en", "x") + GERMAN, header='srclang="*all*"'), "La voiture"),
        (memory(GERMAN + FRENCH + tuv("en", "x")).replace("<tu>", '<tu srclang="FR">'), "La voiture"),
        (memory(tuv("en", "x")), None),
    ],
)
def test_the_source_is_the_variant_in_the_source_language(raw: str, source: str | None) -> None:
    assert read("tmx", raw).source_of(Span(0, 1)) == source


def test_only_literal_text_may_be_edited() -> None:
    document = read("tmx", memory(tuv("de", "%s") + tuv("en", "A <hi>red</hi> car &amp; %s")))
    assert editable(document) == ["A ", "red", " car ", " "]
    assert rendered(document) == [("&amp;", "&"), ("%s", "{}")]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (memory(tuv("en", "<hi>x")), "E005 a.tmx: line 2: not well-formed XML: mismatched tag"),
        ("<xliff/>", "E005 a.tmx: line 1: not TMX: it begins with <xliff>"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line(raw: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read("tmx", raw)
    assert str(caught.value) == problem
