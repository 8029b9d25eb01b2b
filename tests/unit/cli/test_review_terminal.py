"""A whole pass over a real article in a real pseudo-terminal, wide and narrow, in colours or not; and kill -9."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mtfix.apply import finished
from mtfix.engine import Engine
from mtfix.files import read_document, written
from mtfix.pipeline import check
from mtfix.renderers.look import width
from mtfix.review.state import Pass
from mtfix.settings import Settings
from tests.unit.word.builders import docx, odt

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "corpus" / "samples" / "harbour.txt"
FIX = ("-m", "mtfix", "fix", "--interactive", "--detector", "none", "--repairer", "none")
SESSION = ".harbour.txt.mtfix-review.jsonl"

# What an editor does with the eight findings of the article, and how it reads then.
KEYS = ["?", "1", "1", "s", "b", ("e", "reporters on"), "s", "b", "d", ("E", None), "w", "d", "1"]
REPAIRED = {
    "visit Lumera Aimed at": "visit Lumera aimed at",
    "See also  Nine oaks, one stubborn mayor: the town that voted for shade": "",
    "told reporters. Thursday.": "told reporters on Thursday.",
    "See also  'Blue Gold': Scientists Map Hidden Springs Under the Desert | Climate News": "",
    "was postponed Storm damage While the port": "was postponed after storm damage. While the port",
    "Your email address will not be published. Required fields are marked *": " ",
}
SENTENCE = (
    "Varnholt’s visit was first planned for February but was postponed after storm damage. While the port has "
    "since reopened, two of its cranes remain out of use."
)


def repaired():
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in REPAIRED.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


class Terminal:
    """A pass in a pseudo-terminal of so many columns."""

    def __init__(self, folder, columns, **variables):
        pexpect = pytest.importorskip("pexpect", reason="pip install 'mtfix[dev]'")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **variables}
        for name in {"COLUMNS", "LINES", "NO_COLOR"} - set(variables):
            environment.pop(name, None)
        self.seen = ""
        self._end = pexpect.EOF
        self._process = pexpect.spawn(
            sys.executable,
            [*FIX, "harbour.txt"],
            cwd=folder,
            env=environment,
            dimensions=(30, columns),
            encoding="utf-8",
            timeout=60,
        )
        self._process.delaybeforesend = None

    def wait(self, pattern):
        self._process.expect(pattern)
        self.seen += self._process.before + (self._process.after if isinstance(self._process.after, str) else "")

    def key(self, key):
        """Press a key when it is asked for; the prompt is there once the keyboard is raw."""
        self.wait(r"\x1b\[\?2004h[^\n]*>")
        self._process.send(key)

    def line(self, text):
        """Take what is offered out with Ctrl-U, type a line."""
        self.wait(r"\x1b\[\?2004h[^\n]*:")
        self._process.send("\x15" + text + "\r")

    def end(self):
        self.wait(self._end)
        self._process.close()
        return self._process.exitstatus

    def lines(self):
        """What was printed, without what moves the cursor or sets colours."""
        plain = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", self.seen)
        return [line.rpartition("\r")[2] if "\x08" not in line else "" for line in plain.split("\r\n")]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "no colour"])
@pytest.mark.parametrize("columns", [60, 100])
def test_a_full_pass_ends_with_a_repaired_article(article, columns, colour):
    terminal = Terminal(article.parent, columns, **({} if colour else {"NO_COLOR": "1"}))
    for key in KEYS:
        terminal.key(key[0])
        if isinstance(key, tuple):
            terminal.line(key[1] or SENTENCE)
    terminal.key("y")
    terminal.line("")
    assert terminal.end() == 0
    assert article.read_text(encoding="utf-8") == repaired()
    assert os.listdir(article.parent) == ["harbour.txt"]
    shown = terminal.lines()
    assert [line for line in shown if width(line) > columns and not line.startswith(": ")] == []
    assert sum(re.fullmatch(r"\| +\^{10}", line) is not None for line in shown) >= 2, "reporters. is marked each time"
    assert bool(re.search(r"\x1b\[(?:[0-9]+;)*3[1-7][0-9;]*m", terminal.seen)) is colour
    assert "-" * columns in shown and "\x1b[6n" not in terminal.seen


def test_a_pass_goes_on_after_the_terminal_is_gone(article):
    first = Terminal(article.parent, 60)
    first.key("1")
    first.key("1")
    first.wait("kept: accepted MT203")
    first._process.kill(signal.SIGHUP)
    first.end()
    assert article.read_bytes() == SAMPLE.read_bytes()
    second = Terminal(article.parent, 60)
    second.key("q")
    assert second.end() == 1
    assert "Going on after 2 decisions." in second.lines() and "finding 3 of 8, 6 open" in second.seen


def test_a_dumb_terminal_is_asked_by_lines(article):
    terminal = Terminal(article.parent, 60, TERM="dumb")
    for line in ("1", "e", "", "q"):
        terminal.wait("[>:] $")
        terminal._process.send(line + "\n")
    assert terminal.end() == 1
    assert "\x1b" not in terminal.seen and "an empty line leaves it as it is" in " ".join(terminal.seen.split())


def all_first_proposals(path):
    """A file after a pass of nothing but 1, and how many of them that takes."""
    document = read_document(path, columns=("en",) if path.suffix in TABLES else ())
    review = Pass.begin(check(document, Engine.from_settings(Settings(detector="none", repairer="none"))))
    while review.current:
        review = review.take(review.accept(1))
    document = finished(review.document, review.result()[1])
    return written(review.document, document.text.raw), len(review.decisions)


def pass_by_lines(path, answers):
    """A pass that has all its answers; those to come are in the pipe."""
    process = subprocess.Popen(
        [sys.executable, *FIX, path.name],
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    process.stdin.write("".join(f"{answer}\n" for answer in answers))
    process.stdin.close()
    return process


def steps_in(session):
    lines = session.read_bytes().split(b"\n")[:-1]  # what follows the last line end was never said to be kept
    return sum("step" in json.loads(line) for line in lines)


TEXT = "We saw the the park.", "It was an good day."
FILES = {
    "a.csv": "".join(["id,en\n", *(f"{n},{line}\n" for n, line in enumerate(TEXT))]).encode(),
    "a.docx": docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT)),
    "a.html": "".join(f"<p>{line}</p>\n" for line in TEXT).encode(),
    "a.jsonl": "".join(json.dumps({"id": n, "en": line}) + "\n" for n, line in enumerate(TEXT)).encode(),
    "a.md": "\n\n".join(TEXT).encode(),
    "a.odt": odt("".join(f"<text:p>{line}</text:p>" for line in TEXT)),
    "a.po": "".join(f'msgid "{line[::-1]}"\nmsgstr "{line}"\n\n' for line in TEXT).encode(),
    "a.srt": "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(TEXT, 1)).encode(),
    "a.tmx": (
        '<tmx version="1.4"><header srclang="fr"/><body>'
        + "".join(f'<tu><tuv xml:lang="en"><seg>{line}</seg></tuv></tu>' for line in TEXT)
        + "</body></tmx>"
    ).encode(),
    "a.tsv": "".join(["id\ten\n", *(f"{n}\t{line}\n" for n, line in enumerate(TEXT))]).encode(),
    "a.vtt": b"WEBVTT\n\n"
    + "".join(f"00:0{n}.000 --> 00:0{n}.900\n{line}\n\n" for n, line in enumerate(TEXT, 1)).encode(),
    "a.xlf": (
        '<xliff version="1.2"><file><body>'
        + "".join(f'<trans-unit id="{n}"><target>{line}</target></trans-unit>' for n, line in enumerate(TEXT))
        + "</body></file></xliff>"
    ).encode(),
    "harbour.txt": SAMPLE.read_bytes(),
}
TABLES = {".csv", ".jsonl", ".tsv"}  # these want to be told which column holds the text
# After so many decisions, and so many seconds: after the last decision the file is written.
MOMENTS = [(2, 0.0), (5, 0.02), (8, 0.0), (8, 0.01), (8, 0.03)]


@pytest.mark.parametrize(
    ("name", "decisions", "seconds"),
    [*(("harbour.txt", *moment) for moment in MOMENTS), *((name, 2, 0.02) for name in FILES if name[0] == "a")],
)
def test_killed_at_any_moment_the_file_is_old_or_new_and_no_confirmed_decision_is_lost(
    tmp_path, name, decisions, seconds
):
    path, session = tmp_path / name, tmp_path / f".{name}.mtfix-review.jsonl"
    path.write_bytes(old := FILES[name])
    (tmp_path / "mtfix.toml").write_text('column = "en"')
    new, findings = all_first_proposals(path)
    assert findings >= decisions and new != old
    process = pass_by_lines(path, "1" * findings + "y")
    shown = ""
    while shown.count("kept:") < decisions:
        shown += process.stdout.readline()
    time.sleep(random.uniform(0, seconds))
    process.kill()
    shown += process.stdout.read()
    process.wait()
    content = path.read_bytes()
    assert content in (old, new)
    if content == old:
        steps = steps_in(session)
        assert shown.count("kept:") <= steps <= findings
        process = pass_by_lines(path, "1" * (findings - steps) + "y")
        shown = process.stdout.read()
        assert process.wait() == 0 and f"Going on after {steps} decision" in shown
    assert path.read_bytes() == new


@pytest.mark.parametrize("name", FILES)
def test_killed_at_any_moment_of_writing_in_place_the_file_is_old_or_new(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    (tmp_path / "mtfix.toml").write_text('column = "en"')
    command = [sys.executable, *FIX[:3], "--in-place", "--unsafe-fixes", *FIX[4:], name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.monotonic()
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    whole, new = time.monotonic() - begun, path.read_bytes()
    assert new != FILES[name]
    seen = set()
    for share in (0.6, 0.8, 0.9, 0.95, 1.0):
        path.write_bytes(FILES[name])
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
        time.sleep(whole * share * random.uniform(0.9, 1.1))
        process.kill()
        process.wait()
        seen.add(path.read_bytes())
    assert seen <= {FILES[name], new}


SEED = ROOT.parent / "shared" / "seed" / "article.txt"


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not here")
def test_a_full_pass_over_the_seed_article_ends_with_a_repaired_article(article):
    article.write_bytes(SEED.read_bytes())
    wanted, decisions = all_first_proposals(article)
    terminal = Terminal(article.parent, 60)
    for _ in range(decisions):
        terminal.key("1")
    terminal.key("y")
    assert terminal.end() == 0
    assert article.read_bytes() == wanted != SEED.read_bytes()
    assert "Blingen" not in article.read_text("utf-8") and "Leave a Reply" not in article.read_text("utf-8")
    assert os.listdir(article.parent) == ["harbour.txt"]
