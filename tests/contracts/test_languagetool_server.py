"""A real LanguageTool: started through language_tool_python, used, killed in the middle of a run.

It is looked for in LTP_PATH and in ../shared/languagetool; nothing is downloaded.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtfix.detectors.languagetool import LanguageTool
from mtfix.detectors.languagetool_server import LocalServer
from mtfix.engine import Engine, all_checks
from mtfix.files import parse_text
from mtfix.pipeline import check
from mtfix.report import Report
from mtfix.settings import Settings

SHARED = Path(__file__).parents[2].parent / "shared" / "languagetool"
WRONG = "It is late, and he want to speak with the minister."
TEXT = f"The colour 😀 of the the boat, 𝒳 said, is importatn. {WRONG}\n\nWe met Zanubrek in Oslo."
LONG = "\n\n".join([f"{WRONG} The the boat has left."] + ["It rained on the harbour. " * 15] * 40)


@pytest.fixture(scope="module")
def languagetool() -> Iterator[LanguageTool]:
    pytest.importorskip("language_tool_python", reason="the extra languagetool is not installed")
    if not shutil.which("java"):
        pytest.skip("no Java on the PATH")
    home = Path(os.environ.get("LTP_PATH", SHARED))
    if not list(home.glob("LanguageTool-*/languagetool-server.jar")):
        pytest.skip(f"no LanguageTool server in {home} (set LTP_PATH)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LTP_PATH", str(home))
        made = LanguageTool.load("local", min_confidence=0.0)
        yield made
        made.close()


def report_of(text: str, languagetool: LanguageTool) -> Report:
    settings = Settings(suggestions=0)
    return check(parse_text(text), Engine(settings, all_checks(), load_languagetool=lambda: languagetool))


@pytest.mark.slow
def test_a_real_server_is_used_killed_and_done_without(
    languagetool: LanguageTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # used: offsets are right behind emoji; names, British words and what checks of ours report are not repeated
    report = report_of(TEXT, languagetool)
    assert report.notes == () and "|LanguageTool:" in str(report.signature)
    found = {issue.text: issue.code for issue in report.issues}
    assert found["importatn"] == "LT:MORFOLOGIK_RULE_EN_US" and found["the the"] == "MT201"
    assert not {"Zanubrek", "colour"} & set(found)
    assert found["want"] == "LT:HE_VERB_AGR"

    # killed in the middle: what it has said stays, a note tells the rest, ours is complete
    pids: list[int] = []
    real = LocalServer.matches

    def last(self: LocalServer, text: str) -> object:
        answer = real(self, text)
        pids.append(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        return answer

    monkeypatch.setattr(LocalServer, "matches", last)
    report = report_of(LONG, languagetool)
    assert len(pids) == 1 and "only 1 of" in report.notes[0] and "does not answer" in report.notes[0]
    assert [issue.text for issue in report.issues if issue.code.startswith("LT:")][:1] == ["want"]
    assert [issue.code for issue in report.issues if issue.code.startswith("MT")] == ["MT201"]

    # done without: it is not asked again
    report = report_of("He are late.", languagetool)
    assert len(pids) == 1 and "read nothing" in report.notes[0]
