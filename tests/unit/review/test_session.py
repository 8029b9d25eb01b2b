"""What is kept of a pass: over crashes, over changes of the document, beside another pass."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from mtfix import files
from mtfix.errors import InputError, ReviewError
from mtfix.review.decisions import Act
from mtfix.review.session import Session, session_path
from mtfix.review.state import Pass
from mtfix.suggestion import Applicability

TEXT = "The cat sat on teh mat in the hall.\nAll of them wnet home at ten.\nIt was teh last day of the year.\n"
REPAIRS = {"teh": ["the"], "wnet": ["went"]}


@pytest.fixture
def sit(tmp_path, report_of, fake_detector, fake_repairer):
    """sit(text) -> (session, pass) over a file with that text, or with the one it has."""
    path = tmp_path / "a.txt"
    opened = []

    def sit(text=None):
        if text is not None:
            path.write_text(text)
        document = files.read_document(path)
        detector, repairer = fake_detector(dict.fromkeys(REPAIRS, ())), fake_repairer(REPAIRS)
        report = replace(report_of(document.plain, detector, repairer), document=document)
        review = Pass.begin(report)
        session = Session.open(report, review)
        opened.append(session)
        return session, replace(review, steps=session.steps)

    yield sit
    for session in opened:
        session.journal._stream.close()


def decide(session, review, *actions):
    """Keep these steps, as an editor at a terminal does."""
    for action in actions:
        step = getattr(review, action)(1) if action == "accept" else getattr(review, action)()
        session.record(step)
        review = review.take(step)
    return review


def acts(review):
    return [(decision.act, decision.issue.text, decision.issue.span.start) for decision in review.decisions]


def test_decisions_move_with_their_sentences(sit):
    session, review = sit(TEXT)
    before = decide(session, review, "accept", "reject", "accept")
    session.close(keep=True)
    new = "A new first line, longer than the old one was.\n"
    session, review = sit(new + TEXT)
    assert acts(review) == [(act, text, start + len(new)) for act, text, start in acts(before)]
    assert session.notes == ["the document has changed since the last sitting"]
    assert review.result()[0].plain == new + before.result()[0].plain


def test_what_was_taken_back_stays_so(sit):
    session, review = sit(TEXT)
    review = decide(session, review, "accept", "reject")
    session.record_back()
    session.close(keep=True)
    session, again = sit()
    assert again.steps == review.back().steps and again.current.issue.text == "wnet"


def test_what_has_no_place_is_told_and_comes_back_with_its_text(sit):
    session, review = sit(TEXT)
    before = decide(session, review, "accept", "reject", "accept")
    session.close(keep=True)
    session, review = sit("".join(TEXT.splitlines(True)[1:]))
    assert [act for act, *_ in acts(review)] == [Act.REJECTED, Act.ACCEPTED]
    assert "can no longer be placed: accepted MT999 on 'teh'" in session.notes
    session.close(keep=True)
    session, review = sit(TEXT)
    assert sorted(acts(review), key=lambda item: item[2]) == acts(before) and not session.lost


def test_a_finding_that_is_no_longer_reported_keeps_its_decision(sit, monkeypatch):
    session, review = sit(TEXT)
    decide(session, review, "accept", "reject")
    session.close(keep=True)
    monkeypatch.delitem(REPAIRS, "teh")
    monkeypatch.setitem(REPAIRS, "last", ["final"])
    session, review = sit("New.\n" + TEXT)
    assert [act for act, *_ in acts(review)] == [Act.ACCEPTED, Act.REJECTED]
    assert "sat on the mat" in review.result()[0].plain
    assert [finding.issue.text for finding in review.open] == ["last"]


@pytest.mark.parametrize("arrived", [False, True], ids=["before the document", "after the document"])
def test_a_crash_while_writing_repeats_and_loses_nothing(sit, monkeypatch, arrived):
    session, review = sit(TEXT)
    review = decide(session, review, "accept", "reject")
    wanted = review.result()[0].text.raw
    written = files.write_atomic

    def killed(path, data):
        if arrived:
            written(path, data)
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "write_atomic", killed)
    with pytest.raises(KeyboardInterrupt):
        session.write(wanted.encode())
    session.close(keep=True)
    monkeypatch.undo()
    session, review = sit()
    assert acts(review)[-1][:2] == (Act.REJECTED, "wnet")
    assert review.result()[0].text.raw == wanted and not session.lost
    assert [finding.issue.text for finding in review.open] == ["teh"]


def test_a_document_that_changed_under_the_pass_is_not_written_over(sit, tmp_path):
    session, review = sit(TEXT)
    decide(session, review, "accept")
    (tmp_path / "a.txt").write_text("Another hand.\n")
    with pytest.raises(ReviewError, match="E052"):
        session.refuse_changed()
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ReviewError, match="E052"):
        session.refuse_changed()


def test_two_passes_at_once_are_refused(sit):
    pytest.importorskip("fcntl")
    session, _ = sit(TEXT)
    with pytest.raises(ReviewError, match="E051"):
        sit()
    session.close(keep=True)
    sit()


@pytest.mark.parametrize(
    "content",
    [
        b"words\n",
        b"[1]\n",
        b"{}\n",
        b'{"back": true}\n',
        b'{"mtfix_review": 99}\n',
        b'{"mtfix_review": 1}\n',
        b"\xff\n",
    ],
)
def test_what_is_no_session_is_told_and_left_as_it_is(sit, tmp_path, content):
    path = Path(session_path(str(tmp_path / "a.txt")))
    path.write_bytes(content)
    with pytest.raises(ReviewError, match=r"E050 .*a\.txt\.mtfix-review\.jsonl.*move it away"):
        sit(TEXT)
    assert path.read_bytes() == content


def test_a_session_of_other_settings_goes_on_with_a_note(sit, tmp_path):
    session, review = sit(TEXT)
    decide(session, review, "reject")
    session.close(keep=True)
    path = Path(session_path(str(tmp_path / "a.txt")))
    lines = path.read_text().splitlines()
    header = json.loads(lines[0])
    header["signature"]["settings"] = "other"
    path.write_text("\n".join((json.dumps(header), *lines[1:], "")))
    session, review = sit()
    assert len(review.steps) == 1 and "settings" in session.notes[0]


def test_a_full_disk_is_told_and_leaves_no_half_line(sit, tmp_path, monkeypatch):
    session, review = sit(TEXT)
    path = Path(session_path(str(tmp_path / "a.txt")))
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="E006.*No space left"):
        session.record(review.reject())
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_at_once(sit, tmp_path, monkeypatch):
    (tmp_path / ".a.txt.mtfix-review.jsonl").mkdir()
    with pytest.raises(InputError, match="E006"):
        sit(TEXT)


def test_one_step_takes_all_safe_proposals(sit, fake_repairer, monkeypatch):
    monkeypatch.setattr(fake_repairer, "__init__", safe_init(fake_repairer.__init__))
    session, review = sit(TEXT)
    review = decide(session, review, "accept_all")
    assert [act for act, *_ in acts(review)] == [Act.ACCEPTED] * 3 and review.current is None
    assert review.back().current.issue.text == "teh"
    session.close(keep=True)
    assert sit()[1].steps == review.steps


def safe_init(plain):
    def init(self, repairs):
        plain(self, repairs, applicability=Applicability.SAFE)

    return init
