"""`mtfix fix`: where the text goes, what of a file stays, and that nothing is written half."""

import os

import pytest

BAD = "He go to teh park.\n"
SAFE = "He go to the park.\n"
UNSAFE = "He goes to the park.\n"


def test_the_repaired_text_goes_to_stdout(mtfix, write):
    path = write("a.txt", BAD)
    assert mtfix("fix", path)[:2] == (0, SAFE)
    assert mtfix("fix", path, "--unsafe-fixes")[:2] == (0, UNSAFE)
    assert mtfix("fix", path, "--unsafe-fixes", "--min-confidence", "0.7")[:2] == (0, SAFE)
    assert path.read_text() == BAD


def test_a_diff_is_1_if_there_is_one(mtfix, write):
    path = write("a.txt", BAD)
    status, out, _ = mtfix("fix", "--diff", path)
    assert status == 1 and "-He go to teh park.\n+He go to the park.\n" in out
    assert mtfix("fix", "--diff", write("b.txt", SAFE))[:2] == (0, "")
    assert path.read_text() == BAD


@pytest.mark.parametrize(
    "encoded",
    [
        "\ufeffTeh man.\r\nIt is teh end.\r".encode(),
        "\ufeffIt is teh end.\r\n".encode("utf-16-le"),
        "\ufeffIt is teh end.\n".encode("utf-16-be"),
        b"No line end after teh end",
    ],
    ids=["bom, crlf and cr", "utf-16-le", "utf-16-be", "no line end"],
)
def test_encoding_mark_and_line_ends_are_kept(mtfix, write, encoded):
    codec = "utf-16-le" if encoded[:2] == b"\xff\xfe" else "utf-16-be" if encoded[:2] == b"\xfe\xff" else "utf-8"
    expected = encoded.replace("teh end".encode(codec), "the end".encode(codec))
    path = write("a.txt", encoded)
    assert mtfix("fix", path)[1].encode("utf-8", "surrogateescape") == expected
    assert mtfix("fix", path, "--output", "out.txt")[:2] == (0, "")
    assert path.with_name("out.txt").read_bytes() == expected and path.read_bytes() == encoded
    assert mtfix("fix", path, "--in-place")[0] == 0
    assert path.read_bytes() == expected


def test_fixing_twice_changes_nothing_and_does_not_touch_the_file(mtfix, write):
    path = write("a.txt", BAD)
    assert "a.txt: 1 place repaired" in mtfix("fix", "-i", path)[2]
    os.utime(path, (1, 1))
    assert mtfix("fix", "-i", path) == (0, "", "")
    assert path.stat().st_mtime == 1


def test_several_files_need_a_way(mtfix, write):
    write("a.txt", BAD), write("b.txt", BAD)
    status, out, err = mtfix("fix", "a.txt", "b.txt")
    assert (status, out) == (2, "") and "E012" in err and "--in-place or --diff" in err
    assert mtfix("fix", "a.txt", "b.txt", "-i", "-q") == (0, "", "")
    assert mtfix("fix", "a.txt", "b.txt", "--diff")[0] == 0


def test_what_cannot_be_read_or_written_is_told_and_the_others_are_repaired(mtfix, write):
    locked, other = write("a.txt", BAD), write("b.txt", BAD)
    locked.chmod(0o444)
    status, _, err = mtfix("fix", "-i", locked, "missing.txt", other)
    assert status == 2 and "E006" in err and "E001" in err
    assert (locked.read_text(), other.read_text()) == (BAD, SAFE)


def test_stdin_is_not_repaired_in_place(mtfix):
    status, _, err = mtfix("fix", "-i", "-")
    assert status == 2 and "E012" in err


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_kill_while_writing_leaves_the_old_file(mtfix, write, monkeypatch, tmp_path, error):
    path = write("a.txt", BAD)

    def killed(*_):
        raise error

    monkeypatch.setattr(os, "replace", killed)
    status, _, err = mtfix("fix", "--in-place", path)
    assert status == (130 if error is KeyboardInterrupt else 2)
    assert path.read_text() == BAD and os.listdir(tmp_path) == ["a.txt"] and "Traceback" not in err


def test_a_failing_model_writes_nothing(mtfix, write, monkeypatch, fake_repairer):
    def fail(self, tasks):
        raise RuntimeError("bad weights")

    path = write("a.txt", BAD)
    monkeypatch.setattr(fake_repairer, "repair", fail)
    status, out, err = mtfix("fix", "-i", path)
    assert (status, out) == (2, "") and "E023" in err and path.read_text() == BAD
