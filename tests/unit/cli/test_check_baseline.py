"""`mtfix check` with a baseline, from the flag and from the configuration, and `--statistics`."""

import pytest

BAD = "He go to teh park.\n"


def test_only_new_findings_are_reported_and_fail(mtfix, write):
    write("a.txt", BAD)
    status, out, err = mtfix("check", "a.txt", "--write-baseline", "known.json")
    assert status == 0 and "MT901" in out and "known.json: 2 known findings" in err
    status, out, err = mtfix("check", "a.txt", "--baseline", "known.json")
    assert status == 0 and out.startswith("no issues in 1 document") and "2 known findings of known.json" in err
    write("a.txt", "A new first line.\n\n" + BAD + "Teh end of teh day.\n")
    status, out, _ = mtfix("check", "a.txt", "--baseline", "known.json", "--output-format", "concise")
    assert status == 1 and "a.txt:4:12" in out and "a.txt:3" not in out


def test_the_configuration_names_one_beside_itself(mtfix, write, monkeypatch, tmp_path):
    write("mtfix.toml", 'baseline = "known.json"\n'), write("sub/a.txt", BAD)
    status, _, err = mtfix("check", "sub")
    assert status == 2 and "E001" in err and "known.json" in err
    assert mtfix("check", "sub", "--write-baseline", "known.json", "-q")[0] == 0
    monkeypatch.chdir(tmp_path / "sub")
    assert mtfix("check", "a.txt", "-q")[::2] == (0, "")
    write("mtfix.toml", "baseline = 5\n")
    status, _, err = mtfix("check", "a.txt")
    assert status == 2 and "E010" in err and "'baseline' must be a string" in err


def test_nothing_is_written_where_a_file_could_not_be_read(mtfix, write, tmp_path):
    write("a.txt", BAD)
    status, _, err = mtfix("check", "a.txt", "missing.txt", "--write-baseline", "known.json")
    assert status == 2 and "E001 missing.txt" in err and not (tmp_path / "known.json").exists()


@pytest.mark.parametrize("flag", ["--baseline", "--write-baseline"])
def test_a_broken_one_is_an_error(mtfix, write, flag):
    write("a.txt", BAD), write("known.json", "{}")
    status, _, err = mtfix("check", "a.txt", flag, "known.json")
    assert status == 2 and "E013 known.json" in err and "Traceback" not in err


def test_statistics_count_codes_with_their_names(mtfix, write):
    write("a.txt", BAD + "\nTeh end of teh day and teh night.\n")
    status, out, _ = mtfix("check", "a.txt", "--statistics")
    lines = out.splitlines()
    assert status == 1 and [line.split()[:2] for line in lines[:2]] == [["3", "MT901"], ["1", "MT004"]]
    assert lines[0].endswith("fake-spelling (fluency/spelling)") and lines[2].startswith("4 issues in 1 document")
    assert mtfix("check", "a.txt", "--statistics", "--output-format", "json")[0] == 2
