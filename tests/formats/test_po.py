"""PO: translations are read, what they took over is kept, a changed entry is fuzzy."""

import pytest

from mtfix.apply import finished
from mtfix.errors import InputError
from mtfix.text import Span
from tests.formats.conftest import editable, read, rendered


def entry(*lines: str) -> str:
    return 'msgid "Quelle %s {n} <b>\\n"\n' + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (entry('msgstr "Two words"'), "Two words"),
        (entry('msgstr ""', '"Two "', '  "words"'), "Two words"),
        (entry('msgstr "A \\"quoted\\" word\\n"', '"next\\tline\\\\"'), 'A "quoted" word\nnext\tline\\'),
        (entry('msgid_plural "Quellen"', 'msgstr[0] "one"', 'msgstr[1] "many"', 'msgstr[2] ""'), "one\n\nmany"),
        ('msgid ""\nmsgstr "Language: en\\n"\n\n' + entry('msgstr "x"'), "x"),
        ('# c\n#, fuzzy\n#| msgid "teh"\nmsgctxt "teh"\n' + entry('msgstr "x"'), "x"),
        (entry('msgstr "x"') + '\n#~ msgid "teh"\n#~ msgstr "teh"\n#~| msgid "teh"\n', "x"),
        (entry('msgstr "At %s <b>{n}"'), "At {} {}"),
        (entry('msgstr "At %d {m} 5% <i>"'), "At %d {m} 5% <i>"),
        (entry('msgstr ""', '"Long <b"', '"> tag"'), "Long  tag"),
        ("\ufeff" + entry('msgstr "x"').replace("\n", "\r\n"), "x"),
        (entry('msgstr "a"') + entry('msgstr "b"'), "a\n\nb"),
        ("", ""),
    ],
)
def test_plain_is_what_the_translations_say(raw: str, plain: str) -> None:
    assert read("po", raw).plain == plain


def test_the_source_is_the_message_or_its_plural() -> None:
    document = read("po", entry('msgid_plural "Quellen"', 'msgstr[0] "one"', 'msgstr[1] "many"'))
    assert [source for _, source in document.sources] == ["Quelle %s {n} <b>\n", "Quellen"]


def test_escapes_and_what_was_taken_over_are_not_edited_but_line_breaks_of_the_file_are_no_bar() -> None:
    document = read("po", entry('msgstr "The \\"red\\" "', '"car %s <b>now"'))
    assert editable(document) == ["The ", "red", " ", "car ", " ", "now"]
    assert rendered(document) == [('\\"', '"'), ('\\"', '"'), ("%s", "{}"), ("<b>", "")]
    place = document.plain.index(" car")
    assert document.text.editable(Span(place, place + 4))
    assert not document.text.editable(Span(place, len(document.plain)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "#, fuzzy\n"),
        ("#: a.c:1\n#, c-format\n", "#: a.c:1\n#, fuzzy, c-format\n"),
        ("#, c-format, fuzzy\n", "#, c-format, fuzzy\n"),
        ("#, c-format\n#, fuzzy\n", "#, c-format\n#, fuzzy\n"),
        ('#| msgid "old"\nmsgctxt "c"\n', '#, fuzzy\n#| msgid "old"\nmsgctxt "c"\n'),
        ('#, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n\n', '#, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n\n#, fuzzy\n'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_changed_entry_is_fuzzy(before: str, after: str, end: str) -> None:
    good = entry('msgstr "good"') + "\n"
    raw = (good + before + entry('msgstr "teh"')).replace("\n", end)
    place = raw.index("teh")
    written = finished(read("po", raw), [(Span(place, place + 3), "the")])
    assert written.text.raw == (good + after + entry('msgstr "the"')).replace("\n", end)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            'msgid "a"\nmsgstr "b\n',
            'line 2: this is no line of a PO file (strings stand in "…", comments begin with #)',
        ),
        (
            'msgid "a"\n\nplain text\n',
            'line 3: this is no line of a PO file (strings stand in "…", comments begin with #)',
        ),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "line 2: this line is out of place"),
        ('"a"\n', "line 1: this line is out of place"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line(raw: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read("po", raw)
    assert str(caught.value) == f"E005 a.po: {problem}"
