"""LanguageTool that is missing, slow, broken or gone: a note says so, the rest of the report is as without it."""

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mtfix.detectors.languagetool import PASSAGE, LanguageTool
from mtfix.detectors.languagetool_server import LocalServer, Server, Unavailable
from mtfix.engine import Engine
from mtfix.pipeline import check
from mtfix.settings import Settings

TEXT = "He goed to teh park."
LONG = "\n\n".join(f"He goed to teh park number {i}. " + "All is well there. " * 20 for i in range(60))


@pytest.fixture
def report_of_both(fake_detector, document):
    """What checking a text with a check of ours and a LanguageTool says."""

    def make(languagetool, text=TEXT):
        ours = fake_detector({"teh": ["the"]}, rules=(*fake_detector().rules,))
        return check(document(text), Engine(Settings(), (ours,), load_languagetool=lambda: languagetool))

    return make


def remote(url, **patience):
    return LanguageTool(lambda: Server(url, **patience), floor=0.0)


def flagging(fake_server):
    fake_server.words = {"goed": ["went"]}
    fake_server.rule = {"id": "HE_VERB", "kind": "grammar", "group": "GRAMMAR"}


def test_its_issues_stand_beside_ours_and_the_signature_names_it(fake_server, report_of_both):
    flagging(fake_server)
    report = report_of_both(remote(fake_server.url))
    assert [issue.code for issue in report.issues] == ["LT:HE_VERB", "MT999"]
    assert report.notes == () and "|LanguageTool:6.8|" in str(report.signature)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": 500, "body": b"Error: out of memory\nat java"}, "refused with status 500: Error: out of memory"),
        ({"status": 429, "body": b""}, "refused with status 429"),
        ({"body": b"<html>hello</html>"}, "not LanguageTool's"),
        ({"body": b"[]"}, "not LanguageTool's"),
        ({"body": b'{"software": {"version": "6.8"}, "matches": [{"offset": 1}]}'}, "not LanguageTool's"),
        ({"body": b"[" * 100_000}, "not LanguageTool's"),
        ({"delay": 0.6}, "no answer in 0.2 seconds"),
    ],
)
def test_a_bad_answer_is_a_note_and_the_rest_goes_on(fake_server, report_of_both, fields, said):
    for name, value in fields.items():
        setattr(fake_server, name, value)
    report = report_of_both(remote(fake_server.url, first=0.2))
    assert [issue.text for issue in report.issues] == ["teh"]
    (note,) = report.notes
    assert said in note and "read nothing of this document" in note
    assert "LanguageTool:" not in str(report.signature)


def test_no_server_is_a_note_and_is_not_tried_twice(report_of_both, monkeypatch):
    tried = []
    languagetool = remote("http://127.0.0.1:9")
    real = Server.matches
    monkeypatch.setattr(Server, "matches", lambda self, text: tried.append(text) or real(self, text))
    notes = [report_of_both(languagetool).notes for _ in range(2)]
    assert "does not answer" in notes[0][0] and notes[0] == notes[1] and len(tried) == 1


def test_one_that_dies_in_the_middle_leaves_what_it_has_said(fake_server, report_of_both, monkeypatch):
    flagging(fake_server)
    real = fake_server.answer
    monkeypatch.setattr(fake_server, "answer", lambda text: real(text) if len(fake_server.asked) == 1 else b"")
    report = report_of_both(remote(fake_server.url), LONG)
    assert sum(issue.text == "teh" for issue in report.issues) == 60
    heard = [issue.span.start for issue in report.issues if issue.text == "goed"]
    assert heard and max(heard) < PASSAGE and len(fake_server.asked) == 2
    assert "only 1 of 4 parts" in report.notes[0]


@pytest.mark.parametrize("url", ["{}", "{}/", "{}/v2", "{}/v2/", "{}/v2/check"])
def test_any_form_of_the_url_will_do(fake_server, url):
    assert Server(url.format(fake_server.url)).url == f"{fake_server.url}/v2"


def reason(where="local"):
    with pytest.raises(Unavailable) as caught:
        LocalServer.start()
    return str(caught.value)


def test_a_missing_extra_names_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "language_tool_python.download_lt", None)
    assert 'pip install "mtfix[languagetool]"' in reason() and "E030" in reason()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A LanguageTool with an empty jar, and a `java` that is a script; gives the script."""
    pytest.importorskip("language_tool_python", reason="the extra languagetool is not installed")
    if not shutil.which("sh"):
        pytest.skip("needs a POSIX shell")
    (tmp_path / "lt" / "LanguageTool-6.8").mkdir(parents=True)
    (tmp_path / "lt" / "LanguageTool-6.8" / "languagetool-server.jar").touch()
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()

    def script(version, then):
        java.write_text(f"#!/bin/sh\ncase \"$1\" in -version) echo '{version}' ;; *) {then} ;; esac\n")
        java.chmod(0o755)

    script('openjdk version "17.0.1" 2021-10-19', "exec sleep 60")
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "lt"))
    monkeypatch.setenv("PATH", f"{java.parent}{os.pathsep}{os.environ['PATH']}")
    return script


def test_no_java_is_told(installed, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Java 17" in reason()


@pytest.mark.parametrize("version", ['openjdk version "11.0.2" 2019-01-15', "what is this"])
def test_a_java_that_will_not_do_is_told(installed, version):
    installed(version, "exit 1")
    assert "cannot be started" in reason()


def test_a_server_that_ends_at_once_is_told_and_left(installed):
    installed('openjdk version "17.0.1" 2021-10-19', "exit 3")
    server = LocalServer.start()
    with pytest.raises(Unavailable, match="status 3"):
        server.matches("text")
    server.close()
    server.close()


def test_a_server_that_never_gets_ready_is_given_up(installed):
    server = LocalServer(["sleep", "60"], 9, start=0.3)
    with pytest.raises(Unavailable, match="not ready in time"):
        server.matches("text")
    server.close()
    assert not alive(server.pid)


def test_a_download_is_told_before_it_begins(monkeypatch, caplog, installed):
    from language_tool_python.download_lt import LocalLanguageTool, ReleaseLocalLanguageTool

    def fail(self):
        assert "downloading https://" in caplog.text
        raise OSError("no network")

    monkeypatch.setattr(LocalLanguageTool, "get_latest_installed_version", classmethod(lambda cls: None))
    monkeypatch.setattr(ReleaseLocalLanguageTool, "download", fail)
    with caplog.at_level(logging.WARNING, "mtfix"):
        assert "no network" in reason()


def alive(pid):
    """True unless the process is gone or only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        if sys.platform == "linux":
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


ENDS = {
    "end": "pass",
    "exception": "raise RuntimeError",
    "exit": "sys.exit(3)",
    "ctrl-c": f"os.kill(os.getpid(), {int(signal.SIGINT)}); time.sleep(9)",
    "terminated": f"os.kill(os.getpid(), {int(signal.SIGTERM)}); time.sleep(9)",
    "killed": "os.kill(os.getpid(), 9); time.sleep(9)",
}


@pytest.mark.parametrize("how", ENDS)
def test_however_the_program_ends_no_server_is_left(installed, how):
    code = (
        "import os, sys, time\nfrom mtfix.detectors.languagetool_server import LocalServer\n"
        f"print(LocalServer.start().pid, flush=True)\n{ENDS[how]}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(pid)
