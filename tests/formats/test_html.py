"""HTML: what is read, what may be edited, and what is never touched."""

import pytest

from mtfix.errors import InputError
from tests.formats.conftest import editable, read, rendered


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<h1>A <b>bold</b> head</h1>\n<p>Text\n  goes on.</p>", "A bold head\n\nText goes on."),
        ("<ul><li>one<li>two <i>three</i></ul>tail", "one\n\ntwo three\n\ntail"),
        ("<p>Fish &amp; chips&nbsp;&#8211; 1 < 2 &bogus; AT&T", "Fish & chips\xa0– 1 < 2 &bogus; AT&T"),
        ("<p>a<br>b<br/>c</p><br>", "a\nb\nc"),
        ("<p><b> two </b> <i> spaces</i>\t</p>", "two spaces "),
        ("<title>T</title><style>p{}</style><script>let teh = '<p>x</p>'</script><p>x", "T\n\nx"),
        ("<p>Run <code>teh  x</code> now</p><pre>teh <b>y</b></pre>", "Run teh x now"),
        ("<p>In <img alt='a chart'> see <abbr title='World Bank'>WB</abbr>.", "In (a chart) see (World Bank) WB."),
        ("<p title='A tip'><img alt='Only' title=''>x</p>", "A tip\n\nOnly\n\nx"),
        ("<textarea title='T'>teh</textarea><template><p>teh</p></template><svg><text>teh</text></svg>", "T"),
        ("<table><tr><td>a<td>b</table><select><option>c<option>d</select>", "a\n\nb\n\nc\n\nd"),
        ("<p>Say <span translate='no' title='teh'>Teh <b title='teh'>Firm</b></span> now", "Say Teh Firm now"),
        ("\ufeff<!DOCTYPE html><?pi x?><!-- c --><p>x<!-- d --> y</p><![CDATA[z]]>", "x y"),
        ("just text & more", "just text & more"),
        ("", ""),
    ],
)
def test_plain_is_what_a_reader_sees(raw: str, plain: str) -> None:
    assert read("html", raw).plain == plain


def test_only_literal_text_may_be_edited() -> None:
    document = read(
        "html", '<p class="teh" title="A &quot;tip&quot;">One &lt; <code>two</code>\n<kbd>three</kbd> four</p>'
    )
    assert editable(document) == ["A ", "tip", "One ", " ", " four"]
    assert rendered(document) == [
        ("&quot;", '"'),
        ("&quot;", '"'),
        ('"', "\n\n"),
        ("&lt;", "<"),
        ("two", "two"),
        ("\n", " "),
        ("three", "three"),
    ]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("<p>\n<![teh[x]]>", "E005 a.html: line 2: "),
        ("<p>\n" + "<a " * 2000, "E005 a.html: line 1: from here over 1,000 tags begin and none ends"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line(raw: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read("html", raw)
    assert str(caught.value).startswith(problem)
