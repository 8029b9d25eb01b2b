"""`mtfix fix --interactive` by lines: what is asked, what is written, what is kept."""

import io
import json
import os
import sys
import zipfile

import pytest

from tests.unit.word.builders import docx

BAD = "He go to teh park.\nWe saw teh end.\n"
SESSION = ".a.txt.mtfix-review.jsonl"


@pytest.fixture
def answer(mtfix, monkeypatch, tmp_path):
    """answer("keys", *arguments): runs a pass with one answer a line; gives the exit status, stdout and stderr."""

    def run(answers, *arguments):
        lines = list(answers) if isinstance(answers, str) else answers
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        status, out, err = mtfix("fix", "--interactive", *arguments)
        return status, out.replace(f"{tmp_path}{os.sep}", ""), err

    return run


def test_a_whole_pass_is_written_and_leaves_nothing_behind(answer, write, tmp_path):
    path = write("a.txt", BAD)
    status, out, err = answer("11sy", path)
    assert (status, err, path.read_text()) == (0, "", "He goes to the park.\nWe saw teh end.\n")
    assert 'kept: accepted MT004 "go" -> "goes"' in out and "finding 3 of 3" in out
    assert "MT901             1        0        1        0        0\n" in out
    assert os.listdir(tmp_path) == ["a.txt"]


def test_the_marked_words_have_a_row_of_their_own(answer, write):
    out = answer("q", write("a.txt", BAD))[1]
    assert "| He go to teh park.\n|    ^^\n  We saw teh end.\n" in out
    assert "MT004 tagger: fluency/grammar, major, 60% sure\nThe grammar is broken.\n" in out
    assert '  1  "goes"  (80% sure, unsafe)\n' in out


def test_quitting_keeps_the_decisions_and_writes_nothing(answer, write, tmp_path):
    path = write("a.txt", BAD)
    status, out, _ = answer("1q", path)
    assert status == 1 and path.read_text() == BAD and sorted(os.listdir(tmp_path)) == [SESSION, "a.txt"]
    assert "not written, 1 decision kept" in " ".join(out.split())
    assert answer("", path)[0] == 1, "an end of input is a q"
    status, out, _ = answer("ssy", path)
    assert status == 0 and "Going on after 1 decision" in out and "finding 2 of 3" in out
    assert path.read_text() == BAD.replace("go", "goes") and os.listdir(tmp_path) == ["a.txt"]


def test_quitting_before_any_decision_leaves_nothing_behind(answer, write, tmp_path):
    status, out, _ = answer("q", write("a.txt", BAD))
    assert status == 1 and os.listdir(tmp_path) == ["a.txt"] and "nothing decided" in out


def test_finishing_early_writes_what_is_decided(answer, write):
    path = write("a.txt", BAD)
    status, out, _ = answer("1f?y", path)
    assert status == 1 and path.read_text() == BAD.replace("go", "goes")
    assert "with 1 repair?" in " ".join(out.split())


def test_back_from_the_end_leads_to_what_is_open_or_was_decided_last(answer, write):
    path = write("a.txt", BAD)
    assert answer("1fbssb1y", path)[0] == 0
    assert path.read_text() == "He goes to teh park.\nWe saw the end.\n"


def test_own_words_and_a_whole_sentence(answer, write):
    path = write("a.txt", BAD)
    lines = ["e", "", "e", "has gone", "E", "He has gone to that park.", "d", "y"]
    status, out, _ = answer(lines, path)
    assert status == 0 and path.read_text() == "He has gone to that park.\nWe saw end.\n"
    assert 'the sentence reads "He has gone to that park."' in out
    assert "\nHe has gone to teh park.\n" in out, "the sentence is offered as it reads by now"


def test_all_safe_ones_at_once_and_back(answer, write):
    path = write("a.txt", BAD)
    status, out, _ = answer("asy", path)
    assert status == 0 and path.read_text() == BAD.replace("teh", "the")
    assert "Nothing" not in out and out.count("kept: accepted MT901") == 2
    path.write_text(BAD)
    assert answer("absssy", path)[0] == 0 and path.read_text() == BAD
    assert answer("ay", path, "--unsafe-fixes")[0] == 0
    assert path.read_text() == "He goes to the park.\nWe saw the end.\n"


def test_keys_that_do_nothing_say_why_and_the_question_stands(answer, write):
    path = write("a.txt", BAD)
    out = answer("b9?zq", path)[1]
    assert "no decision to take back" in out and "There is no proposal 9." in out
    assert out.count("finding 1 of 3") == 1 and out.count("take the proposal of that number") == 2


def test_a_rule_and_a_word_are_ignored_for_the_rest(answer, write, tmp_path):
    path = write("a.txt", BAD + "They go.\n")
    assert answer("rry", path)[0] == 0
    words = write("words.txt", "Ann")
    status, out, _ = answer(["s", "w", "s", "y", "words.txt"], path, "--accept", words)
    assert status == 0 and "Right everywhere: teh." in out and words.read_text() == "Ann\nteh\n"
    assert "finding 1 of 2" in answer("q", path, "--accept", words)[1]


def test_decisions_become_training_data_once(answer, write, tmp_path):
    path, saved = write("a.txt", BAD), tmp_path / "d.jsonl"
    assert answer("1s1y", path, "--save-decisions", saved, "--output", "out.txt")[0] == 0
    lines = [json.loads(line) for line in saved.read_text().splitlines()]
    assert path.read_text() == BAD and (tmp_path / "out.txt").read_text() == "He goes to teh park.\nWe saw the end.\n"
    span = {"start": 3, "end": 5, "category": "fluency/grammar", "severity": "major", "repair": "goes"}
    common = {"path": str(path), "open": 0}
    assert lines[0] == common | {"text": "He go to teh park.", "spans": [span], "decision": "accepted", "code": "MT004"}
    assert lines[1] == common | {"text": "He goes to teh park.", "spans": [], "decision": "rejected", "code": "MT901"}
    assert [line["decision"] for line in lines] == ["accepted", "rejected", "accepted"]
    assert answer("1s1y", path, "--save-decisions", saved)[0] == 0
    assert saved.read_text().count("\n") == 3


def test_a_kept_session_remembers_what_was_rejected(answer, write, tmp_path):
    path = write("a.txt", BAD)
    assert answer("1s1y", path, "--keep-session")[0] == 0
    assert (tmp_path / SESSION).exists()
    status, out, _ = answer("y", path)
    assert status == 0 and "finding" not in out and "in the document: 2" in out


def test_a_change_of_the_file_meanwhile_is_not_written_over(answer, write, monkeypatch):
    from mtfix.cli.review_sitting import Sitting

    path = write("a.txt", BAD)
    finish = Sitting._finish

    def late(self):
        path.write_text("Another hand: " + BAD)
        finish(self)

    monkeypatch.setattr(Sitting, "_finish", late)
    status, _, err = answer("1ssy", path)
    assert status == 2 and "E052" in err and path.read_text() == "Another hand: " + BAD
    monkeypatch.undo()


def test_several_files_and_one_that_has_nothing(answer, write):
    first, clean, second = write("a.txt", BAD), write("b.txt", "All is well.\n"), write("c.txt", BAD)
    status, out, _ = answer("1ssy" + "s1sy", first, clean, second)
    assert status == 0 and "b.txt: nothing found" in out
    assert (first.read_text(), second.read_text()) == (BAD.replace("go", "goes"), BAD.replace("teh park", "the park"))
    assert answer("q", first, second)[1].count("finding 1 of") == 1, "q stops all of them"


@pytest.mark.parametrize(
    "arguments",
    [("-",), ("a.txt", "--diff"), ("a.txt", "b.txt", "--output", "c.txt")],
    ids=["stdin", "diff", "two files, one output"],
)
def test_flags_that_make_no_sense_are_refused(answer, write, arguments):
    write("a.txt", BAD), write("b.txt", BAD)
    status, out, err = answer("q", *arguments)
    assert (status, out) == (2, "") and "E012" in err


def test_the_flags_of_a_pass_need_one(mtfix, write):
    status, _, err = mtfix("fix", write("a.txt", BAD), "--keep-session")
    assert status == 2 and "E012" in err and "--interactive" in err


def test_what_a_file_cannot_hold_is_refused_at_once(answer, write):
    path = write("a.txt", "\ufeffHe go.\n".encode("utf-16-le"))
    status, out, _ = answer(["e", "京\udcff", "e", "京", "y"], path)
    assert status == 0 and "no text" in out and path.read_bytes().decode("utf-16-le") == "\ufeffHe 京.\n"
    marked = write("b.md", "He go to *the* park.\n")
    status, out, _ = answer(["e", "<b>", "e", "goes", "y"], marked)
    assert status == 0 and marked.read_text() == "He goes to *the* park.\n"
    assert "read as markup" in out.replace("\n", " ")


def test_decisions_as_tracked_changes_and_what_is_open_as_comments(answer, tmp_path):
    body = "<w:p><w:r><w:t>He go to teh park.</w:t></w:r></w:p>"
    (tmp_path / "a.docx").write_bytes(docx(body))
    status, out, _ = answer("1fy", "a.docx", "--track-changes", "--author", "Ann", "--output", "b.docx")
    assert status == 1 and "b.docx: written." in out
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        document, comments = (archive.read(f"word/{name}.xml").decode() for name in ("document", "comments"))
    assert '<w:ins w:id="' in document and "goes</w:t>" in document and 'w:author="Ann"' in document
    assert comments.count("<w:comment ") == 1 and "MT901" in comments


def test_a_pass_without_a_repair_does_not_touch_the_file(answer, write):
    path = write("a.txt", BAD)
    os.utime(path, (1, 1))
    status, out, _ = answer("sssy", path)
    assert status == 0 and "left as it was." in " ".join(out.split()) and path.stat().st_mtime == 1
