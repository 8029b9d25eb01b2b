"""LibreOffice opens what `mtfix fix --track-changes` writes, and knows its changes and comments for what they are."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from mtfix import files
from tests.unit.word.builders import docx, odt

CELL = "<w:tc><w:p><w:r><w:t>In teh cell</w:t></w:r></w:p></w:tc>"
WORD = docx(
    "<w:p><w:r><w:t>A title of teh file</w:t></w:r></w:p>"
    '<w:p><w:r><w:t xml:space="preserve">He go to </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>teh R&amp;D</w:t></w:r>'
    '<w:r><w:t xml:space="preserve"> park.</w:t><w:tab/><w:t>And teh end.</w:t></w:r></w:p>'
    f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{CELL}</w:tr></w:tbl>"
    '<w:p><w:ins w:id="1" w:author="Ann" w:date="2026-01-01T00:00:00Z">'
    "<w:r><w:t>Ann put teh words in</w:t></w:r></w:ins></w:p>"
)
ODF = odt(
    '<text:h text:outline-level="1">A title of teh file</text:h>'
    "<text:p>He go to <text:span>teh R&amp;D</text:span> park.<text:tab/>And teh end.</text:p>"
    "<text:p>In teh cell</text:p><text:p>Ann put teh words in</text:p>"
)
REPAIRED = ["A title of the file", "He go to the R&D park.\tAnd the end.", "In the cell", "Ann put the words in"]


@pytest.fixture
def converted(tmp_path: Path):
    """Converts files to odt; gives the paths."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")

    def run(*names: str) -> list[Path]:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "odt", "--outdir", "converted", *names]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
        return [tmp_path / "converted" / f"{Path(name).stem}.odt" for name in names]

    return run


def test_libreoffice_knows_the_changes_and_comments_of_both_formats(mtfix, tmp_path, converted):
    names = []
    for name, data in (("word.docx", WORD), ("odf.odt", ODF)):
        (tmp_path / name).write_bytes(data)
        names.append(f"reviewed-{name}")
        assert mtfix("fix", "--track-changes", name, "-o", names[-1], "--author", "An Editor")[0] == 0
    for path in converted(*names):
        # LibreOffice wrote this anew from what it understood; our reader takes all changes as accepted
        shown = [line for line in re.split(r"\n\n", files.read_document(path).plain) if line]
        assert shown == REPAIRED
        with zipfile.ZipFile(path) as archive:
            content = archive.read("content.xml").decode()
        changes = re.findall(r"<text:(deletion|insertion)><office:change-info><dc:creator>An Editor<", content)
        assert sorted(changes) == ["deletion"] * 5 + ["insertion"] * 5
        assert content.count("<office:annotation ") == 1
        assert "MT004" in content and "The grammar is broken." in content
