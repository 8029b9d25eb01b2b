"""The session that docs/editing.md shows is one that took place: in a pseudo-terminal, with the checks of today."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "editing.md"
BEGIN, END = "<!-- transcript: written by `make golden-accept` -->\n```text\n", "```\n<!-- end of the transcript -->\n"
COMMAND = "mtfix fix --interactive --detector none --repairer none --select MT204,MT205 harbour.txt"
COLUMNS = 72
SITTINGS = (
    ["1", "s", "b", "e", "reporters on", "q"],
    [
        "E",
        "Varnholt’s visit was first planned for February but was postponed after storm damage. While the port has "
        "since reopened, two of its cranes remain out of use.",
        "y",
    ],
)


def sitting(folder, answers):
    """What a terminal shows of one sitting."""
    pexpect = pytest.importorskip("pexpect", reason="pip install 'mtfix[dev]'")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    environment.pop("COLUMNS", None)
    arguments = ["-m", *COMMAND.split()]
    process = pexpect.spawn(
        sys.executable,
        arguments,
        cwd=folder,
        env=environment,
        dimensions=(40, COLUMNS),
        encoding="utf-8",
        timeout=60,
    )
    seen = ""
    for answer in answers:
        process.expect("[>:] $")
        seen += process.before + process.after
        process.send(answer + "\n")
    process.expect(pexpect.EOF)
    process.close()
    return f"$ {COMMAND}\n{seen}{process.before}".replace("\r\n", "\n")


def test_the_transcript_is_of_today(request, tmp_path):
    (tmp_path / "harbour.txt").write_bytes((ROOT / "corpus" / "samples" / "harbour.txt").read_bytes())
    shown = "\n".join(sitting(tmp_path, answers) for answers in SITTINGS)
    shown = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
    assert os.listdir(tmp_path) == ["harbour.txt"] and "harbour.txt: written." in shown
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    transcript, after = rest.split(END)
    if request.config.getoption("--golden-accept", default=False):
        PAGE.write_text(f"{before}{BEGIN}{shown}{END}{after}", encoding="utf-8")
        transcript = shown
    assert transcript == shown, "if this is meant: make golden-accept"
