"""`mtfix check` and `mtfix fix` on docx and odt: places, outputs, tracked changes and comments."""

import json
import os
import re
import sys
import zipfile
from io import BytesIO

import pytest

from mtfix import files
from tests.unit.word.builders import docx, members, odt

WORD_BODY = (
    "<w:p><w:r><w:t>A title</w:t></w:r></w:p><w:p/>"
    '<w:p><w:r><w:t xml:space="preserve">He go to </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>teh</w:t></w:r>'
    '<w:r><w:t xml:space="preserve"> park.</w:t></w:r></w:p>'
)
WORD = docx(WORD_BODY, header="<w:p><w:r><w:t>See teh men go</w:t></w:r></w:p>")
ODF = odt(
    "<text:h>A title</text:h><text:p/><text:p>He go to <text:span>teh</text:span> park.</text:p>",
    "<text:p>See teh men go</text:p>",
)
SAFE = "A title\n\n\n\nHe go to the park.\n\nSee the men go\n\n"
DATE = "2025-11-25T10:00:00Z"

both = pytest.mark.parametrize(("name", "data"), [("a.docx", WORD), ("a.odt", ODF)], ids=["docx", "odt"])


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


@both
def test_check_tells_the_paragraph_the_column_and_shows_the_sentence(mtfix, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    status, out, _ = mtfix("check", name, "--select", "MT901")
    assert status == 1
    assert f"{name}:3:10: MT901".encode() in out
    assert b"3 | He go to teh park.\n" in out and b"  |          ^^^\n" in out
    report = json.loads(mtfix("check", name, "--output-format", "json")[1])
    issue = next(item for item in report["documents"][0]["issues"] if item["text"] == "teh")
    assert (issue["line"], issue["column"]) == (3, 10)
    assert files.parse_bytes(data, name).plain[issue["start"] : issue["end"]] == "teh"


@both
def test_fix_writes_a_document_with_everything_else_as_it_was(mtfix, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert mtfix("fix", name, "-o", "out" + name)[:2] == (0, b"")
    fixed = (tmp_path / ("out" + name)).read_bytes()
    assert path.read_bytes() == data and files.parse_bytes(fixed, name).plain == SAFE
    before, after = members(data), members(fixed)
    assert list(before) == list(after)
    assert sum(before[item] != after[item] for item in before) == 2
    assert mtfix("fix", name)[1] == fixed  # standard output is no terminal here
    assert mtfix("fix", "-i", name)[0] == 0 and path.read_bytes() == fixed
    os.utime(path, (1, 1))
    assert mtfix("fix", "-i", name) == (0, b"", "") and path.stat().st_mtime == 1


@both
def test_a_terminal_gets_no_archive(mtfix, tmp_path, monkeypatch, name, data):
    (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    status, out, err = mtfix("fix", name)
    assert (status, out) == (2, b"") and "E012" in err and "--output FILE or --in-place" in err
    assert mtfix("fix", "--diff", name)[0] == 1


@both
def test_a_diff_is_one_of_the_plain_text(mtfix, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    status, out, _ = mtfix("fix", "--diff", name)
    assert status == 1 and b"-He go to teh park.\n+He go to the park.\n" in out and b"<" not in out


@both
def test_a_kill_while_writing_leaves_the_old_document(mtfix, tmp_path, monkeypatch, name, data):
    (tmp_path / name).write_bytes(data)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    assert mtfix("fix", "--in-place", name)[0] == 130
    assert (tmp_path / name).read_bytes() == data and os.listdir(tmp_path) == [name]


@both
def test_tracked_changes_read_as_the_repaired_text_are_reproducible_and_can_be_fixed_again(mtfix, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert mtfix("fix", "--track-changes", name, "-o", f"1{name}")[0] == 0
    assert mtfix("fix", "--track-changes", name, "-o", f"2{name}")[0] == 0
    first = (tmp_path / f"1{name}").read_bytes()
    assert first == (tmp_path / f"2{name}").read_bytes() != data
    assert files.parse_bytes(first, name).plain == SAFE
    assert mtfix("fix", "--track-changes", "--unsafe-fixes", f"1{name}", "-i")[0] == 0
    again = files.read_document(tmp_path / f"1{name}")
    assert again.plain == SAFE.replace("go", "goes")


def test_word_shows_who_changed_what_when_and_the_comments(mtfix, tmp_path):
    (tmp_path / "a.docx").write_bytes(WORD)
    status, _, err = mtfix("fix", "--track-changes", "a.docx", "-o", "b.docx", "--author", 'Ann "A" <a&b>')
    assert status == 0 and "1 finding without a comment, in a header, footer, note or text box" in err
    data = (tmp_path / "b.docx").read_bytes()
    xml = part(data, "word/document.xml")
    who = f'w:author="Ann &quot;A&quot; &lt;a&amp;b&gt;" w:date="{DATE}"'
    bold = "<w:rPr><w:b/></w:rPr>"
    assert re.search(rf'<w:del w:id="\d+" {re.escape(who)}><w:r>{bold}<w:delText>teh</w:delText></w:r></w:del>', xml)
    assert re.search(rf'<w:ins w:id="\d+" {re.escape(who)}><w:r>{bold}<w:t>the</w:t></w:r></w:ins>', xml)
    assert re.search(r'<w:commentRangeStart w:id="(\d+)"/><w:r><w:t>go</w:t></w:r><w:commentRangeEnd w:id="\1"/>', xml)
    comments = part(data, "word/comments.xml")
    assert comments.count("<w:comment ") == 1
    assert "MT004 (fluency/grammar, major, 60% sure): The grammar is broken." in comments and "“goes”" in comments
    assert 'Target="comments.xml"' in part(data, "word/_rels/document.xml.rels")
    assert 'PartName="/word/comments.xml"' in part(data, "[Content_Types].xml")
    numbers = re.findall(r'<w:(?:ins|del|commentRangeStart) w:id="(\d+)"', xml + part(data, "word/header.xml"))
    assert len(numbers) == len(set(numbers)) == 5


def test_comments_join_those_that_are_there(mtfix, tmp_path):
    (tmp_path / "a.docx").write_bytes(WORD)
    mtfix("fix", "--track-changes", "--select", "MT901", "a.docx", "-o", "b.docx")
    assert "word/comments.xml" not in members((tmp_path / "b.docx").read_bytes())
    mtfix("fix", "--track-changes", "--select", "MT004", "a.docx", "-o", "b.docx")
    mtfix("fix", "--track-changes", "--select", "MT004", "b.docx", "-o", "c.docx", "--author", "Ben")
    data = (tmp_path / "c.docx").read_bytes()
    authors = re.findall(r'<w:comment w:id="(\d+)" w:author="(\w+)"', part(data, "word/comments.xml"))
    assert [author for _, author in authors] == ["mtfix", "Ben"] and authors[0][0] != authors[1][0]
    assert part(data, "[Content_Types].xml").count("comments.xml") == 1


def test_what_another_author_put_in_does_not_hold_what_we_put_in(mtfix, tmp_path):
    who = 'w:id="1" w:author="Ann"'
    body = f"<w:p><w:ins {who}><w:r><w:t>It is teh end</w:t></w:r></w:ins></w:p>"
    (tmp_path / "a.docx").write_bytes(docx(body))
    mtfix("fix", "--track-changes", "a.docx", "-i")
    xml = part((tmp_path / "a.docx").read_bytes(), "word/document.xml")
    assert re.search(
        rf'<w:del [^>]*"mtfix"[^>]*>.*</w:del></w:ins><w:ins [^>]*"mtfix"[^>]*>.*</w:ins><w:ins {who}>', xml
    )


def test_changes_in_a_text_box_and_in_the_run_it_hangs_on(mtfix, tmp_path):
    box = "<w:drawing><w:txbxContent><w:p><w:r><w:t>teh box</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    (tmp_path / "a.docx").write_bytes(docx(f"<w:p><w:r><w:t>teh text</w:t>{box}</w:r></w:p>"))
    mtfix("fix", "--track-changes", "a.docx", "-i")
    assert files.read_document(tmp_path / "a.docx").plain == "the text\n\nthe box\n\n"
    assert part((tmp_path / "a.docx").read_bytes(), "word/document.xml").count("<w:del ") == 2


def test_a_document_without_a_prefix_for_word_gets_one_where_it_is_needed(mtfix, tmp_path):
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(WORD)) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            xml = old.read(info)
            if info.filename == "word/document.xml":
                xml = xml.replace(b"<w:", b"<").replace(b"</w:", b"</").replace(b"xmlns:w=", b"xmlns=")
            new.writestr(info, xml)
    (tmp_path / "a.docx").write_bytes(data.getvalue())
    mtfix("fix", "--track-changes", "a.docx", "-i")
    assert files.read_document(tmp_path / "a.docx").plain == SAFE


def test_what_holds_no_tracked_changes_is_told(mtfix, tmp_path):
    (tmp_path / "a.txt").write_text("It is teh end.\n")
    status, _, err = mtfix("fix", "--track-changes", "a.txt", "-i")
    assert status == 2 and "E005" in err and "plain files hold no tracked changes" in err
    (tmp_path / "a.docx").write_bytes(WORD)
    assert "E012" in mtfix("fix", "--track-changes", "--diff", "a.docx")[2]


def test_a_date_that_is_none_is_told(mtfix, tmp_path, monkeypatch):
    (tmp_path / "a.docx").write_bytes(WORD)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    status, _, err = mtfix("fix", "--track-changes", "a.docx", "-i")
    assert status == 2 and "E012" in err and (tmp_path / "a.docx").read_bytes() == WORD


def test_a_folder_gives_documents_but_not_words_lock_files(mtfix, tmp_path):
    (tmp_path / "a.docx").write_bytes(WORD)
    (tmp_path / "~$a.docx").write_bytes(b"\x05Ann")
    assert files.collect([tmp_path]) == [str(tmp_path / "a.docx")]


def test_a_package_can_not_be_read_from_a_string():
    with pytest.raises(files.InputError, match="E005"):
        files.parse_text("text", format="docx")
