"""Finding, reading and writing files."""

import codecs
import io
import os
import stat
import sys
from pathlib import Path

import pytest

from mtfix import files
from mtfix.errors import InputError


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with texts, other files, hidden ones and those of tools; it is the working directory."""
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/deep/d.MD", "x.py", "pic.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    for name in (".git/e.txt", ".venv/f.md", "node_modules/g.md", ".hidden.txt", "sub/.h.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_give_known_suffixes_in_order_without_hidden_and_tools_folders(tree: Path) -> None:
    assert files.collect(["."]) == ["./a.md", "./b.txt", "./sub/c.txt", "./sub/deep/d.MD"]
    assert files.collect([tree / "sub"]) == [str(tree / "sub/c.txt"), str(tree / "sub/deep/d.MD")]


def test_named_files_are_taken_whatever_they_are_called_and_once(tree: Path) -> None:
    assert files.collect(["x.py", "-", "b.txt", "x.py", ".hidden.txt"]) == ["x.py", "-", "b.txt", ".hidden.txt"]


def test_globs(tree: Path) -> None:
    assert files.collect(["*.txt"]) == ["b.txt"]
    assert files.collect(["**/*.md"]) == ["a.md"]
    assert files.collect(["node_modules/*.md"]) == ["node_modules/g.md"]
    assert files.collect(["s*"]) == ["sub/c.txt", "sub/deep/d.MD"]


def test_a_file_whose_name_is_a_glob(tree: Path) -> None:
    (tree / "a[1].txt").write_text("x")
    assert files.collect(["a[1].txt"]) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("paths", "code"), [(["none.txt"], "E001"), (["*.rst"], "E001"), (["empty"], "E002"), ([], "E002")]
)
def test_nothing_to_read_is_an_error(tree: Path, paths: list[str], code: str) -> None:
    (tree / "empty").mkdir()
    (tree / "empty" / "x.py").write_text("x")
    with pytest.raises(InputError, match=code):
        files.collect(paths)


@pytest.mark.parametrize("name", ["missing.txt", "sub"])
def test_what_cannot_be_read(tree: Path, name: str) -> None:
    with pytest.raises(InputError, match=f"E001 {name}: cannot be read"):
        files.read_document(name)


def test_reading_knows_format_and_encoding_and_keeps_line_ends(tree: Path) -> None:
    data = codecs.BOM_UTF16_LE + "# Title\r\ntext\r\n".encode("utf-16-le")
    (tree / "a.md").write_bytes(data)
    document = files.read_document(tree / "a.md")
    assert (document.format, document.encoding, document.plain) == ("markdown", "utf-16-le", "Title\n\ntext")
    files.write_document(document, document.text.raw)
    assert (tree / "a.md").read_bytes() == data
    assert files.read_document("a.md", format="plain").plain == "# Title\r\ntext\r\n"


def test_an_empty_file_is_an_empty_document(tree: Path) -> None:
    (tree / "b.txt").write_bytes(b"")
    document = files.read_document("b.txt")
    assert (document.text.raw, document.plain) == ("", "")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# T\n")))
    document = files.read_document("-", stdin_filename="x.md")
    assert (document.path, document.format, document.plain) == ("x.md", "markdown", "T")


def test_binary_and_unreadable_formats_name_the_file(tree: Path) -> None:
    (tree / "b.txt").write_bytes(b"\0\1")
    with pytest.raises(InputError, match=r"E003 b\.txt"):
        files.read_document("b.txt")
    (tree / "page.rst").write_bytes(b"*x*")
    with pytest.raises(InputError, match=r"E005 page\.rst"):
        files.read_document("page.rst")
    assert files.read_document("page.rst", format="plain").plain == "*x*"


def test_strings_are_documents_too() -> None:
    assert files.parse_text("# T", format="markdown").plain == "T"
    assert files.parse_text("# T").plain == "# T"


def test_half_a_surrogate_pair_in_a_string_is_refused() -> None:
    with pytest.raises(InputError, match="E004 .*U\\+D800 at character 2"):
        files.parse_text("a \ud800 b")


def test_writing_keeps_the_mode_and_leaves_no_other_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o640)
    files.write_atomic(file, b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    files.write_atomic(tmp_path / "new.txt", b"x")
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "target.txt"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    files.write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o444)
    with pytest.raises(InputError, match=r"E006 .*a\.txt: cannot be written: it is read-only"):
        files.write_atomic(file, b"new")
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["no/such/folder/a.txt", "."])
def test_what_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="E006"):
        files.write_atomic(name, b"x")
    assert os.listdir(tmp_path) == []


def test_a_failure_half_way_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"E006 .*No space left"):
        files.write_atomic(file, b"new")
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device")
def test_a_device_is_written_to_and_not_replaced() -> None:
    files.write_atomic("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
