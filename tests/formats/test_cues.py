"""Subtitles: sentences run across cues and lines; timings, numbers, tags and notes are never touched."""

import pytest

from mtfix.errors import InputError
from tests.formats.conftest import editable, read, rendered


def srt(*cues: tuple[float, str]) -> str:
    """Cues of one second each."""
    return "\n".join(
        f"{number}\n{time(start, ',')} --> {time(start + 1, ',')}\n{text}\n"
        for number, (start, text) in enumerate(cues, 1)
    )


def vtt(*cues: tuple[float, str], head: str = "WEBVTT") -> str:
    blocks = (f"{time(start, '.')} --> {time(start + 1, '.')} align:start\n{text}\n" for start, text in cues)
    return "\n".join([head + "\n", *blocks])


def time(seconds: float, point: str) -> str:
    return f"00:00:{seconds:06.3f}".replace(".", point)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (srt((1, "He went to the"), (2, "old shop\nby the river.")), "He went to the old shop by the river."),
        (srt((1, "One."), (4.9, "Two."), (9, "Three.")), "One. Two.\n\nThree."),
        (srt((1, "- Who?\n- Me."), (2, "– Why?")), "- Who?\n- Me.\n– Why?"),
        (srt((1, "{\\an8}<i>Far</i> away <b>he</b>\n<font color='red'>sat</font>")), "Far away he sat"),
        (srt((1, "{curly} a <b and 3 > 2 &amp;")), "{curly} a <b and 3 > 2 &amp;"),
        (srt((1, "before\n\nafter a blank line"), (2, "1984")), "before after a blank line 1984"),
        (srt((1, ""), (2, "<i></i>"), (3, "x")), "x"),
        ("\ufeff" + srt((1, "a"), (2, "b")).replace("\n", "\r\n"), "a b"),
        (srt((1, "a"), (2, "b")).replace("1\n00", "00").replace("\n2\n", "\n"), "a b"),
        ("1\n0:01,5 --> 0:02,5 X1:40 X2:600\n  spaces \n", "spaces"),
        ("", ""),
    ],
)
def test_srt_reads_as_flowing_text(raw: str, plain: str) -> None:
    assert read("srt", raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (vtt((1, "He went to the"), (2, "old shop\nby the river.")), "He went to the old shop by the river."),
        (vtt((1, "One."), (7, "Two.")), "One.\n\nTwo."),
        (vtt((1, "<v Ann>Hello,"), (2, "<v Ann>you."), (3, "<v.loud Bob>Hi!")), "Hello, you.\n\nHi!"),
        (vtt((1, "<v Ann>Hello?\n<v Bob>Hi!")), "Hello?\nHi!"),
        (vtt((1, "<c.red>A</c> &lt;b&gt; &amp;&nbsp;<00:00:01.500>c")), "A <b> &\xa0c"),
        (vtt((1, "x"), head="WEBVTT teh\nKind: teh\n\nSTYLE\n::cue { color: teh }\n\nNOTE\nteh"), "x"),
        (vtt((1, "x")).replace("00:00:01.000", "teh cue\n00:01.000"), "x"),
        (vtt((1, "a"), (2, "- b")), "a\n- b"),
        ("\ufeff" + vtt((1, "a\nb")).replace("\n", "\r\n"), "a b"),
        (vtt((1, "a\n\nteh text of no cue\n")), "a"),
        ("WEBVTT", ""),
    ],
)
def test_vtt_reads_as_flowing_text(raw: str, plain: str) -> None:
    assert read("vtt", raw).plain == plain


def test_only_the_words_of_a_cue_may_be_edited() -> None:
    document = read("srt", srt((1, "<i>Two words</i>\nmore"), (2, "end")))
    assert editable(document) == ["Two words", "more", "end"]
    assert rendered(document) == [("<i>", ""), ("</i>", ""), ("\n", " "), ("\n", " ")]
    document = read("vtt", vtt((1, "<v Ann>A &amp; b")))
    assert editable(document) == ["A ", " b"]
    assert rendered(document) == [("<v Ann>", ""), ("&amp;", "&")]


HINT = "(it should be like 00:00:01,000 --> 00:00:02,500)"


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        ("srt", "1\n00:00:01 --> 00:00:02,000\nx\n", f"line 2: this timing can not be read {HINT}"),
        ("srt", "no cue\n", "line 1: no cue in the whole file (a cue's timing reads 00:00:01,000 --> 00:00:02,500)"),
        ("vtt", "WEBVTT\n\n00:01.000 -->\nx\n", f"line 3: this timing can not be read {HINT}"),
        ("vtt", "WEBVTTX\n", "line 1: not WebVTT: the first line must begin with WEBVTT"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line(name: str, raw: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name, raw)
    assert str(caught.value) == f"E005 a.{name}: {problem}"
