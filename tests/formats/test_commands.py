"""`mtfix check` and `mtfix fix` on a real file of each format, with the checks alone."""

import json
from pathlib import Path

import pytest

from mtfix.files import parse_text
from mtfix.settings import Settings
from tests.formats.conftest import Run

BAD, GOOD = "He saw the the ferry on Monday.", "He saw the ferry on Monday."
UNIT = '<trans-unit id="1"><source>Die Fähre</source>{}</trans-unit>'
XLIFF_1 = f'<xliff version="1.2"><file><body>{UNIT}</body></file></xliff>'
XLIFF_2 = '<xliff version="2.0"><file id="f"><unit id="u">{}</unit></file></xliff>'
SEGMENT = "><source>Die Fähre</source><target>"
TMX = '<tmx version="1.4"><header srclang="de"/><body><tu>{}</tu></body></tmx>'
GERMAN = '<tuv xml:lang="de"><seg>Die Fähre</seg></tuv><tuv xml:lang="en"><seg>'
TIMING = "1\n00:00:01,000 --> 00:00:02,000\n"

# what the file is, and what it becomes
CASES = {
    "a.html": (f"<p>{BAD}</p><pre>the the</pre>\n", f"<p>{GOOD}</p><pre>the the</pre>\n"),
    "a.xlf": (
        XLIFF_1.format(f"<target>{BAD}</target>"),
        XLIFF_1.format(f'<target state="needs-review-translation">{GOOD}</target>'),
    ),
    "b.xliff": (
        XLIFF_2.format(f"<segment{SEGMENT}{BAD}</target></segment>"),
        XLIFF_2.format(f'<segment state="translated" subState="mtfix:needs-review"{SEGMENT}{GOOD}</target></segment>'),
    ),
    "a.tmx": (TMX.format(f"{GERMAN}{BAD}</seg></tuv>"), TMX.format(f"{GERMAN}{GOOD}</seg></tuv>")),
    "a.po": (
        'msgid "Die Fähre"\nmsgstr ""\n"He saw the "\n"the ferry on Monday."\n',
        '#, fuzzy\nmsgid "Die Fähre"\nmsgstr ""\n"He saw the"\n" ferry on Monday."\n',
    ),
    "a.srt": (f"{TIMING}<i>{BAD}</i>\n", f"{TIMING}<i>{GOOD}</i>\n"),
    "a.vtt": (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{BAD}\n", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{GOOD}\n"),
    "a.csv": (f'id,text\n1,"{BAD}"\n2,the the\n', f'id,text\n1,"{GOOD}"\n2,the\n'),
    "a.tsv": (f"id\ttext\n1\t{BAD}\n", f"id\ttext\n1\t{GOOD}\n"),
    "a.jsonl": (f'{{"text": "{BAD}"}}\n', f'{{"text": "{GOOD}"}}\n'),
}
SOURCED = ("a.xlf", "b.xliff", "a.tmx", "a.po")


@pytest.mark.parametrize("name", CASES)
def test_a_finding_is_reported_and_repaired_in_its_place(mtfix: Run, tmp_path: Path, name: str) -> None:
    bad, good = CASES[name]
    before = bad[: bad.index("He saw ")] + "He saw "
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    path = tmp_path / name
    path.write_bytes(bad.encode())
    status, out, err = mtfix("check", "--column", "text", name)
    assert (status, err) == (1, "") and f"{name}:{place}: MT201" in out
    assert ('source: "Die Fähre"' in out) == (name in SOURCED)
    assert mtfix("fix", "--column", "text", name)[:2] == (0, good)
    assert path.read_bytes() == bad.encode()
    assert mtfix("fix", "--column", "text", "--in-place", "-q", name) == (0, "", "")
    assert path.read_bytes() == good.encode()
    assert mtfix("fix", "--column", "text", "--diff", name) == (0, "", "")
    assert mtfix("check", "--column", "text", name)[0] == 0


@pytest.mark.parametrize("name", CASES)
def test_json_has_the_source_only_where_there_is_one(mtfix: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(CASES[name][0].encode())
    report = json.loads(mtfix("check", "--column", "text", "--output-format", "json", name)[1])
    sources = [issue.get("source") for issue in report["documents"][0]["issues"]]
    assert sources and set(sources) == {"Die Fähre" if name in SOURCED else None}


def test_the_format_can_be_told_and_columns_can_stand_in_the_configuration(mtfix: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"<pre>the the</pre><p>{BAD}")
    assert mtfix("fix", "--format", "html", "page.txt")[1] == f"<pre>the the</pre><p>{GOOD}"
    (tmp_path / "a.csv").write_text(f"id,text,note\nthe the,{BAD},the the\n")
    status, _, err = mtfix("check", "a.csv")
    assert status == 2 and "E005 a.csv: which columns hold the text?" in err
    (tmp_path / "mtfix.toml").write_text('column = ["2", "note"]\n')
    assert mtfix("fix", "a.csv")[1] == f"id,text,note\nthe the,{GOOD},the\n"
    assert mtfix("fix", "--column", "id,note", "a.csv")[1] == f"id,text,note\nthe,{BAD},the\n"


def test_what_is_not_repaired_can_be_noted(mtfix: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF_1.format("<target>He has went to the the ferry.</target>"), encoding="utf-8")
    assert mtfix("fix", "--notes", "-i", "-q", path.name) == (0, "", "")
    written = path.read_text(encoding="utf-8")
    assert ">He has went to the ferry.</target><note from=" in written and "MT216 (fluency/grammar" in written
    assert "“has went”" in written and "Proposal: “has gone”" in written and written.count("<note ") == 1
    assert mtfix("fix", "--notes", "-i", "-q", path.name) == (0, "", "")
    assert path.read_text(encoding="utf-8") == written
    (tmp_path / "a.po").write_text(CASES["a.po"][0].replace("the ferry", "the ferry has went"), encoding="utf-8")
    status, _, err = mtfix("fix", "--notes", "a.po")
    assert status == 2 and "E005 a.po: po files hold no notes" in err


def test_a_folder_gives_no_tables(mtfix: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nthe the\n")
    (tmp_path / "a.html").write_text(f"<p>{BAD}")
    status, out, err = mtfix("check", ".")
    assert status == 1 and "a.html" in out and "a.csv" not in out + err


def test_a_broken_file_is_told_and_the_others_are_read(mtfix: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text("<xliff>\n<file>")
    (tmp_path / "b.po").write_text(CASES["a.po"][0])
    status, out, err = mtfix("check", "a.xlf", "b.po")
    assert status == 2 and "b.po:3:9: MT201" in out
    assert err == "mtfix: error: E005 a.xlf: line 2: not well-formed XML: no element found\n"


def test_the_face_reads_strings_of_a_format_and_notes_what_it_changed() -> None:
    import mtfix as face

    models = {"detector": "none", "repairer": "none"}
    assert face.fix(CASES["a.po"][0], format="po", **models) == CASES["a.po"][1]
    assert face.fix(CASES["a.csv"][0], format="csv", column="text", **models) == CASES["a.csv"][1]
    issue = face.check(CASES["a.tmx"][0], format="tmx", **models).issues[0]
    assert parse_text(CASES["a.tmx"][0], format="tmx").source_of(issue.span) == "Die Fähre"


def test_columns_count_in_the_signature_only_where_they_are_named() -> None:
    assert Settings(column=("a",)).digest not in (Settings().digest, Settings(column=("b",)).digest)
    assert Settings(column=()).digest == Settings().digest
