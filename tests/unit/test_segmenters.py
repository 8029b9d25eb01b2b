"""Segments: where sentences end, which lines belong together, what stands in a window."""

import textwrap
import tracemalloc
from pathlib import Path

import pytest

from mtfix.segmenters import segment
from mtfix.segmenters.paragraphs import paragraphs
from mtfix.segmenters.sentences import LONGEST
from mtfix.segmenters.windows import WINDOW

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


def check_laws(plain: str) -> list[str]:
    """The texts of the segments, whose laws are asserted on the way."""
    segments = segment(plain)
    position = 0
    for item in segments:
        assert item.text == plain[item.span.start : item.span.end] == item.text.strip() != ""
        assert not plain[position : item.span.start].strip()
        assert item.context[item.offset :].startswith(item.text)
        assert plain.startswith(item.context, item.context_start)
        assert len(item.context) <= WINDOW or item.context == item.text
        assert len(item.text) <= LONGEST
        position = item.span.end
    assert not plain[position:].strip()
    return [item.text for item in segments]


@pytest.mark.parametrize(
    "marked",
    [
        'He said "Stop it." | Then he left.',
        "“Go. | Now. | It is late,” she said. | He went.",
        "“Go!” she cried. | “Why?” asked Bob. | No answer.",
        "‘Go,’ he said. | ‘No. | Never.’ | It was the ’90s. | The dogs’ food was gone.",
        "Mr. J. R. Smith met Dr. Brown at 5 p.m. on Jan. 3. | They talked.",
        "U.S. President Biden spoke. | The U.S. is large. | He lives in the U.S. | He is happy.",
        "Rep. Smith (D-Calif.) and Brig. Gen. Lee spoke, i.e. both did. | Prof. A. Smith et al. did not.",
        "J. K. Rowling wrote it. | W. H. Auden too.",
        "It cost $3.5 million. | No. 5 was there. | Fig. 3 shows it. | See p. 12.",
        "Wait... what? | I do not know... | Maybe.",
        "See https://example.com/a.b?c=d. | It is good. | Visit example.com. | Bye.",
        "What?! | No!! | Yes.",
        "Yahoo! is a firm. | Hello! he cried. | iPhone sales fell.",
        "(He left.) | She stayed. | He left (see above.) and so on.",
        "He saw (at last.) | She did not. | (Fine!) | It was so. | Sen. Smith (R-Mont.) Thursday agreed.",
        "He told me. | I see. | No. | He did not, and no. | She neither.",
        "The end.[1] | Next one.[2][3] | Third.",
        "Hello world.This is joined. | Yes.",
        "It was late; 3. the third point.",
        "1. First item. | And more.",
        "He paused. and went on.",
        "你好。 | 世界。",
        "Leave a Reply",
    ],
)
def test_sentences(marked: str) -> None:
    expected = marked.split(" | ")
    assert check_laws(" ".join(expected)) == expected


def test_a_stop_without_white_space_ends_a_sentence_only_in_chinese_and_japanese() -> None:
    assert check_laws("他说：「好。」我走了。") == ["他说：「好。」", "我走了。"]
    assert check_laws('"Come in."The man went.') == ['"Come in."The man went.']


def test_each_line_is_a_paragraph() -> None:
    assert check_laws("A headline without a stop\n\nText one. Text two.\r\n* item\rlast\n") == [
        "A headline without a stop",
        "Text one.",
        "Text two.",
        "* item",
        "last",
    ]


PROSE = (
    "The committee met on Tuesday to discuss the plan for the old harbour, which has stood empty since the ferry "
    "company left. It agreed that the two warehouses should be kept and that the quay should be opened to the public "
    "again. A second meeting will be held in the spring, when the costs are known."
)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("between", [1, 2])
def test_hard_wrapped_lines_are_joined(width: int, newline: str, between: int) -> None:
    wrapped = (newline * between).join(newline.join(textwrap.wrap(PROSE, width)) for _ in range(3))
    texts = check_laws(wrapped)
    assert [" ".join(text.split()) for text in texts] == check_laws("\n".join([PROSE] * 3))
    assert any(newline in text for text in texts)


@pytest.mark.parametrize(
    "lines",
    [
        "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n"
        "Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;",
        "Mayor opens new bridge over the river in Porto\nTeachers' strike ends after two weeks of talks\n"
        "Flood waters recede in the northern valley at last",
        "flour\nsugar\ntwo eggs\na pinch of salt",
    ],
)
def test_verses_headlines_and_lists_are_not(lines: str) -> None:
    assert len(list(paragraphs(lines))) == len(lines.splitlines())


def test_list_items_stay_apart_in_wrapped_text() -> None:
    mail = (
        "thanks for the report. I have read it on the train and found only\n"
        "two small mistakes, which I marked. Could you send it to Peter as well?\n\n"
        "- the first point is that the numbers on page three do not agree with\n"
        "  those on page five\n"
        "- the second point is small\n"
    )
    assert [mail[start:end][:8] for start, end in paragraphs(mail)] == ["thanks f", "- the fi", "- the se"]


def test_neighbours_share_one_window_within_their_paragraph() -> None:
    sentences = [f"This is sentence number {number} of the first paragraph." for number in range(20)]
    segments = segment(" ".join(sentences) + "\nAnother paragraph. It is short.")
    contexts = {id(item.context): item.context for item in segments}
    assert len(contexts) == len({item.context_start for item in segments}) == 4
    assert segments[-1].context == "Another paragraph. It is short."
    assert segments[0].context is segments[1].context


@pytest.mark.parametrize("plain", ["", " \n\t\r\n ", "\u2028\u00a0"])
def test_blank_text_has_no_segments(plain: str) -> None:
    assert segment(plain) == []


@pytest.mark.parametrize("word", ["word ", "x", "“a ", "."])
def test_one_line_of_five_megabytes(word: str) -> None:
    line = word * (5_000_000 // len(word))
    segments = segment(line)
    assert sum(len(item.text) + 1 for item in segments) >= len(line)
    assert max(len(item.text) for item in segments) <= LONGEST
    assert len(segments) < 3_000


def test_a_long_text_takes_little_memory() -> None:
    text = "A sentence of some length stands here. Another one follows.\n" * 2_000
    tracemalloc.start()
    try:
        segments = segment(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(segments) == 4_000
    assert peak < 25 * len(text)


def test_a_hundred_thousand_short_lines() -> None:
    segments = segment("A short line here.\n" * 100_000)
    assert len(segments) == 100_000
    assert segments[-1].span.start == 19 * 99_999


@pytest.mark.skipif(not SEED.exists(), reason="the shared folder is not here")
def test_the_seed_article() -> None:
    texts = check_laws(SEED.read_text(encoding="utf-8"))
    assert texts[0] == "Blinken meets China’s Wang Yi, all eyes on potential Xi Jinping"
    assert "US attempts to limit sales of advanced technologies to China." in texts
    assert "Chinese State Broadcasting CCTV." in texts
    assert texts[-3:] == [
        "Leave a Reply",
        "Your email address will not be published.",
        "Required fields are marked *",
    ]
    assert len(texts) == 36
