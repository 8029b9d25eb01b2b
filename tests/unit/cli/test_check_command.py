"""`mtfix check`: exit codes, selection, outputs, and every kind of bad input."""

import io
import json
import sys

import pytest

BAD = "He go to teh park.\n"
CLEAN = "All is well.\n"


def test_clean_is_0_and_issues_are_1(mtfix, write):
    status, out, err = mtfix("check", write("a.txt", CLEAN))
    assert (status, err) == (0, "") and out.startswith("no issues in 1 document\n")
    status, out, _ = mtfix("check", write("b.txt", BAD))
    assert status == 1 and "b.txt:1:4: MT004" in out and "b.txt:1:10: MT901" in out
    assert mtfix("check", "b.txt", "--exit-zero")[0] == 0


def test_several_files_folders_and_globs_each_once(mtfix, write):
    write("a.txt", BAD), write("sub/b.txt", BAD), write("sub/c.md", CLEAN), write("sub/d.png", b"\x89PNG\0")
    status, out, err = mtfix("check", "a.txt", "sub", "*.txt", "--output-format", "json")
    assert (status, err) == (1, "")
    assert [item["path"] for item in json.loads(out)["documents"]] == ["a.txt", "sub/b.txt", "sub/c.md"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("binary.txt", b"\x89PNG\r\n\0\1\2\3" * 50, "E003"),
        ("latin.txt", "caf\u00e9".encode("latin-1"), "E004"),
        ("page.rst", "*teh*", "E005"),
    ],
)
def test_one_bad_file_among_many_is_told_and_the_others_are_reported(mtfix, write, name, content, code):
    write("a.txt", BAD), write("z.txt", BAD)
    status, out, err = mtfix("check", "a.txt", write(name, content), "missing.txt", "z.txt")
    assert status == 2
    assert "a.txt:1:4" in out and "z.txt:1:4" in out
    assert f"mtfix: error: {code}" in err and name in err and "mtfix: error: E001 missing.txt" in err


def test_a_folder_without_text_is_an_error(mtfix, write):
    write("empty/picture.png", b"\x89PNG")
    status, _, err = mtfix("check", "empty")
    assert status == 2 and "E002" in err


def test_an_empty_file_is_clean(mtfix, write):
    assert mtfix("check", write("a.txt", ""))[0] == 0
    assert mtfix("fix", "a.txt")[:2] == (0, "")


def test_stdin_has_a_name_and_a_format(mtfix, monkeypatch):
    def typed(text):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    typed(BAD)
    assert "<stdin>:1:10: MT901" in mtfix("check", "-")[1]
    typed("Run `teh` now.")
    status, out, _ = mtfix("check", "-", "--stdin-filename", "a.md", "--output-format", "json")
    issues = json.loads(out)["documents"][0]["issues"]
    assert status == 1 and issues[0]["suggestions"][0]["applicability"] == "display"
    typed("<!-- mtfix: ignore -->\nteh end")
    assert mtfix("check", "-", "--format", "markdown")[0] == 0


def test_selection(mtfix, write):
    write("a.txt", BAD)

    def codes(*flags):
        out = mtfix("check", "a.txt", "--output-format", "json", *flags)[1]
        return [issue["code"] for issue in json.loads(out)["documents"][0]["issues"]]

    assert codes() == ["MT004", "MT901"]
    assert codes("--select", "MT9") == ["MT901"]
    assert codes("--ignore", "grammar,MT9") == []
    assert codes("--severity", "major") == ["MT004"]
    assert codes("--min-confidence", "0.7") == ["MT901"]
    assert codes("--detector", "none") == ["MT901"]


def test_an_accept_file(mtfix, write):
    write("a.txt", BAD), write("terms.txt", "# ours\n\nteh\n")
    out = mtfix("check", "a.txt", "--accept", "terms.txt")[1]
    assert "MT901" not in out and "MT004" in out
    assert "E001 nope.txt" in mtfix("check", "a.txt", "--accept", "nope.txt")[2]


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--select", "MT77"], "E011"),
        (["--ignore", "no-such-check"], "E011"),
        (["--min-confidence", "1.5"], "E012"),
        (["--threads", "-1"], "E012"),
        (["--format", "klingon"], "E005"),
        (["--config", "nope.toml"], "E001"),
    ],
)
def test_a_flag_that_makes_no_sense_is_2_with_a_code(mtfix, write, flags, code):
    status, out, err = mtfix("check", write("a.txt", BAD), *flags)
    assert status == 2 and code in err and "Traceback" not in err
    assert "MT004" not in out


def test_usage_errors_are_2(mtfix):
    assert mtfix("check")[0] == 2
    assert mtfix("nonsense")[0] == 2
    assert mtfix("check", "--no-such-flag", "a")[0] == 2


def test_the_json_is_version_1(mtfix, write):
    data = json.loads(mtfix("check", write("a.txt", BAD), "--output-format", "json")[1])
    assert data["version"] == 1 and data["signature"]["models"]["tagger"] == "0" * 64
    document = data["documents"][0]
    assert document["segments"] == [{"start": 0, "end": 18, "score": 0.6}]
    assert list(document["issues"][0]) == (
        "code category severity message start end text line column confidence detector suggestions".split()
    )
    suggestion = document["issues"][0]["suggestions"][0]
    assert list(suggestion) == "replacement edits confidence applicability repairer".split()
    assert suggestion["edits"] == [{"start": 5, "end": 5, "replacement": "es"}]


def test_jsonl_has_one_issue_a_line_and_ends_with_the_signature(mtfix, write):
    lines = mtfix("check", write("a.txt", BAD), "--output-format", "jsonl")[1].splitlines()
    issues, last = [json.loads(line) for line in lines[:-1]], json.loads(lines[-1])
    assert [issue["code"] for issue in issues] == ["MT004", "MT901"]
    assert issues[0]["path"].endswith("a.txt")
    assert last["issues"] == 2 and last["signature"]["settings"]


def test_no_repair_proposes_nothing(mtfix, write):
    out = mtfix("check", write("a.txt", BAD), "--no-repair", "--output-format", "json")[1]
    assert all(not issue["suggestions"] for issue in json.loads(out)["documents"][0]["issues"])


def test_output_goes_to_a_file_whole_or_not_at_all(mtfix, write, tmp_path):
    write("a.txt", BAD)
    assert mtfix("check", "a.txt", "--output", "report.txt")[:2] == (1, "")
    report = (tmp_path / "report.txt").read_text()
    assert "MT901" in report and "\x1b[" not in report
    status, _, err = mtfix("check", "a.txt", "--output", "no/such/folder/report.txt")
    assert status == 2 and "E006" in err


def test_colours_only_if_asked_for_or_on_a_terminal(mtfix, write, monkeypatch):
    write("a.txt", BAD)
    assert "\x1b[" not in mtfix("check", "a.txt")[1]
    assert "\x1b[" in mtfix("check", "a.txt", "--color", "always")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "\x1b[" in mtfix("check", "a.txt")[1]
    assert "\x1b[" not in mtfix("check", "a.txt", "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in mtfix("check", "a.txt")[1]


def test_controls_in_a_text_do_not_reach_the_terminal(mtfix, write):
    out = mtfix("check", write("a.txt", "See teh \x1b[31mred sign."))[1]
    assert "MT901" in out and "\x1b" not in out


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        "word " * 250_000 + "teh " + "word " * 750_000,
        "teh " * 300 + "w" * 5_000_000,
        "All is well.\n" * 99_999 + "teh\n",
    ],
    ids=["a 5 MB line", "a 5 MB word", "100,000 short lines"],
)
def test_long_input_works(mtfix, write, content):
    status, out, err = mtfix("check", write("long.txt", content), "--quiet", "--detector", "none")
    assert (status, err) == (1, "")
    assert "MT901" in out and max(map(len, out.splitlines())) < 400


def test_a_failing_model_is_one_line(mtfix, write, monkeypatch, fake_detector):
    def fail(self, segments):
        raise RuntimeError("bad weights")

    write("a.txt", BAD)
    monkeypatch.setattr(fake_detector, "scores", fail)
    status, _, err = mtfix("check", "a.txt")
    assert status == 2
    assert err == "mtfix: error: E023 the detector 'tagger' failed: RuntimeError: bad weights\n"
