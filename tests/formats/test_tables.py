"""CSV, TSV and JSON Lines: the columns that are named are read, quoting and escapes stay."""

import pytest

from mtfix import formats
from mtfix.apply import applied
from mtfix.errors import InputError
from mtfix.suggestion import Applicability, Edit, Suggestion
from mtfix.text import Span
from tests.formats.conftest import editable, read, rendered


@pytest.mark.parametrize(
    ("raw", "columns", "plain"),
    [
        ("id,text\n1,One two\n2,three\n", ["text"], "One two\n\nthree"),
        ('id,text\r\n1,"One, ""two"""\r\n', ["text"], 'One, "two"'),
        ('"a b",c\n"x\ny",z\n', ["a b", "c"], "x\ny\n\nz"),
        ("a,b\nx,y\n", ["2"], "b\n\ny"),
        ("2,b\nx,y\n", ["2"], "x"),
        ("a;b\n1,5;x, y\n", ["b"], "x, y"),
        ("a|b\n1|x\n", ["b"], "x"),
        ("\ufeffa,b\n1\n\n2,x,more\n,\n", ["b"], "x"),
        ('a,b\n1,say "x"\n', ["b"], 'say "x"'),
        ("a,a\nx,y", ["a"], "x\n\ny"),
        ("a,b\rx,y\r", ["b"], "y"),
        ("", ["b"], ""),
    ],
)
def test_csv_reads_the_named_columns(raw: str, columns: list[str], plain: str) -> None:
    assert read("csv", raw, *columns).plain == plain


@pytest.mark.parametrize(
    ("raw", "columns", "plain"),
    [
        ("id\ttext\n1\tOne, two\n", ["text"], "One, two"),
        ('id\ttext\n1\t"One ""two"""\n2\tx\n', ["text"], 'One "two"\n\nx'),
        ('id\ttext\n1\t"One\ntwo"\n', ["text"], "One\ntwo"),
        ('id\ttext\n1\t"One," he said.\n', ["text"], '"One," he said.'),
        ('id\ttext\n1\t"One\n2\ttwo"\n', ["text"], '"One\n\ntwo"'),
        ('id\ttext\n1\t"open\n', ["text"], '"open'),
        ("id\ttext\r\n1\tx\r\n\r\n2\ty\r\n", ["2"], "text\n\nx\n\ny"),
        ("a\tb\tc\n1\t\t3\n", ["b", "c"], "3"),
        ("\ufeffa\tb\n1\tx", ["b"], "x"),
        ("a\nx\ny\n", ["a"], "x\n\ny"),
    ],
)
def test_tsv_reads_the_named_columns(raw: str, columns: list[str], plain: str) -> None:
    assert read("tsv", raw, *columns).plain == plain


@pytest.mark.parametrize(
    ("raw", "columns", "plain"),
    [
        ('{"id": 1, "text": "One two"}\n{"text":"three"}', ["text"], "One two\n\nthree"),
        ('{"text": "A \\"b\\" \\u00e9\\n\\ud83d\\ude00 \\/"}', ["text"], 'A "b" é\n😀 /'),
        ('{"meta": {"text": "x", "title": "teh"}, "text": "teh"}', ["meta.text"], "x"),
        ('{"meta.text": "x", "meta": {"text": "y"}}', ["meta.text"], "x\n\ny"),
        ('{"turns": [{"text": "x"}, {"n": [1, {}]}, {"text": "y"}]}', ["turns.text"], "x\n\ny"),
        ('{"texts": ["x", 1, ["y"], null]}', ["texts"], "x\n\ny"),
        ('{"b": "y", "a": "x"}', ["a", "b"], "y\n\nx"),
        ('\ufeff{"a": "x"}\r\n\r\n  {"a": 5}\r\n{"a": ""}\r\n', ["a"], "x"),
        ('{ "a"\t: "x" , "teh" : "a" }', ["a"], "x"),
        ('{"a": "half \\ud800"}', ["a"], "half \ufffd"),
        ("\n", ["a"], ""),
    ],
)
def test_jsonl_reads_the_named_keys(raw: str, columns: list[str], plain: str) -> None:
    assert read("jsonl", raw, *columns).plain == plain


def test_escapes_are_not_edited() -> None:
    document = read("csv", 'a\n"x ""y"" z"\n', "a")
    assert (editable(document), rendered(document)) == (["x ", "y", " z"], [('""', '"'), ('""', '"')])
    document = read("jsonl", '{"a": "x\\u0020\\"y"}', "a")
    assert (editable(document), rendered(document)) == (["x", "y"], [("\\u0020", " "), ('\\"', '"')])


@pytest.mark.parametrize(
    ("name", "raw", "replacement", "expected"),
    [
        ("csv", 'a,b\n"word",1\n', 'a, "b"', 'a,b\n"a, ""b""",1\n'),
        ("csv", "a,b\nword,1\n", "two words", "a,b\ntwo words,1\n"),
        ("csv", "a,b\nword,1\n", "a, b", None),
        ("csv", "a,b\nword,1\n", '"quoted"', None),
        ("csv", "a,b\nword,1\n", "a\nb", None),
        ("tsv", "a\tb\nword\t1\n", "a, b", "a\tb\na, b\t1\n"),
        ("tsv", "a\tb\nword\t1\n", "a\tb", None),
        ("jsonl", '{"a": "word"}', 'a \\ "b"\n', '{"a": "a \\\\ \\"b\\"\\n"}'),
    ],
)
def test_an_edit_is_written_with_the_right_quotes_or_not_at_all(
    name: str, raw: str, replacement: str, expected: str | None
) -> None:
    document = read(name, raw, "a")
    edit = Edit(Span(0, 4), replacement)
    suggestion = Suggestion((), (edit,), replacement, Applicability.SAFE, 1.0, "test")
    repaired, edits = applied(document, [suggestion], formats.of(document).parse)
    assert repaired.text.raw == (expected or raw)
    assert len(edits) == (expected is not None)


@pytest.mark.parametrize(
    ("name", "raw", "columns", "problem"),
    [
        ("csv", "id,text\n1,x\n", [], "which columns hold the text? name them with --column (its columns: id, text)"),
        ("csv", "id,text\n1,x\n", ["txt"], "there is no column 'txt' (its columns: id, text)"),
        ("csv", "id,text\n1,x\n", ["3"], "there is no column '3' (its columns: id, text)"),
        (
            "csv",
            'a\n"x"y\n',
            ["a"],
            'line 2: a quote is not closed, or text stands beside it (a quote inside quotes is "")',
        ),
        (
            "csv",
            'a\n"x\n',
            ["a"],
            'line 2: a quote is not closed, or text stands beside it (a quote inside quotes is "")',
        ),
        ("tsv", "id\ttext\n", ["0"], "there is no column '0' (its columns: id, text)"),
        ("jsonl", '{"a": "x"}', [], "which keys hold the text? name them with --column (its keys: a)"),
        ("jsonl", '{"a": 1}\n{"b": "x"}', ["a"], "there is no text under the key 'a' (its keys: a, b)"),
        ("jsonl", '{"a": "x"}\n\n["a"]', ["a"], 'line 3: not a JSON object (it should be like {"text": "…"})'),
        ("jsonl", '{"a": "x"}\n{"a": "y"', ["a"], "line 2: not valid JSON: Expecting ',' delimiter at column 10"),
        ("jsonl", '{"a": ' + "[" * 100_000, ["a"], "line 1: nested too deeply"),
    ],
)
def test_what_can_not_be_read_is_told(name: str, raw: str, columns: list[str], problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name, raw, *columns)
    assert str(caught.value) == f"E005 a.{name}: {problem}"


def test_tables_are_read_where_they_are_named_only() -> None:
    assert {name for name in formats.FORMATS if hasattr(formats.load(name), "columns")} == formats.TABLES
    assert not any(formats.known_suffix(f"a.{name}") for name in formats.TABLES)
    assert formats.known_suffix("a.po") and formats.name_for("a.CSV") == "csv"
