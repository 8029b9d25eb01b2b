"""The session file beside a document, `.NAME.mtfix-review.jsonl`: its lines in order are the pass.

    {"mtfix_review": 1, "document": {"name", "sha256"}, "signature", "steps": [[decision, …], …], "lost": [decision, …]}
    {"step": [decision, …]}      what one key press decided
    {"back": true}               the last step was taken back
    {"written": "sha256"}        a document of these bytes with all steps made is about to be written

A first line that names a document begins the file; another one follows when the document had changed at the next
sitting, with the steps at their new places, and the decisions that have none.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtfix import files
from mtfix.document import Document
from mtfix.errors import ReviewError
from mtfix.report import Report
from mtfix.review.anchors import Kept, placed
from mtfix.review.decisions import Step, edits_of
from mtfix.review.journal import Journal, broken
from mtfix.review.state import Pass
from mtfix.suggestion import Edit

VERSION = 1


def session_path(path: str) -> str:
    """Where the session of a document is kept."""
    file = Path(path)
    return str(file.with_name(f".{file.name}.mtfix-review.jsonl"))


def content_sha256(document: Document) -> str:
    """The digest of a document's file as it was read."""
    data = files.written(document, document.text.raw) if document.package is None else document.package
    return hashlib.sha256(data).hexdigest()


@dataclass
class Session:
    """What is kept of a pass. `steps` were taken before; `lost` are decisions without a place in the document."""

    journal: Journal
    document: Document
    sha256: str
    steps: tuple[Step, ...] = ()
    lost: tuple[Kept, ...] = ()
    notes: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, report: Report, review: Pass) -> "Session":
        """Begin the session of a pass, or take it up. Raises ReviewError E050 or E051, InputError E006."""
        document = report.document
        session = cls(Journal(session_path(document.path)), document, content_sha256(document))
        try:
            session._take_up(report, review)
        except BaseException:
            session.journal.close(keep=True)
            raise
        return session

    def record(self, step: Step) -> None:
        """Keep a step. Once this returns it is on the disk."""
        self.journal.append({"step": [Kept.of(decision, self.document.plain).to_json() for decision in step]})

    def record_back(self) -> None:
        """Keep that the last step was taken back."""
        self.journal.append({"back": True})

    def refuse_changed(self) -> None:
        """Raises ReviewError E052 if the document's file is no longer the one that was read."""
        path = self.document.path
        try:
            found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        except OSError:
            found = ""
        if found != self.sha256:
            hint = "nothing is written and the decisions are kept: run the command again to go on"
            raise ReviewError("E052", "the file has changed since the pass began", path=path, hint=hint)

    def write(self, data: bytes) -> bool:
        """Write the document's new content, whole or not at all; False if it is the old one. Raises InputError E006."""
        digest = hashlib.sha256(data).hexdigest()
        if digest == self.sha256:
            return False
        self.journal.append({"written": digest})
        files.write_atomic(self.document.path, data)
        return True

    def close(self, *, keep: bool) -> None:
        """End the sitting; the file goes unless it is to be kept."""
        self.journal.close(keep=keep)

    def _take_up(self, report: Report, review: Pass) -> None:
        log = _Log(self.journal.path)
        for line in self.journal.lines:
            log.read(line)
        steps = tuple(tuple(kept.decision for kept in step) for step in log.steps)
        stand = all(kept.stands(self.document.plain) for step in log.steps for kept in step)
        if not log.sha256:
            self._begin(report)
        elif log.sha256 == self.sha256 and stand and replace(review, steps=steps).sound:
            self.steps = steps
            self.lost = tuple(log.lost)
            if log.settings != report.signature.settings:
                self.notes.append("the settings are not those of the last sitting: there may be other findings")
        else:
            self._move(log, review)
            self._begin(report)

    def _move(self, log: "_Log", review: Pass) -> None:
        """Place the decisions in a document that is not the one they were taken on."""
        groups, edits = [*log.steps, *([item] for item in log.lost)], tuple[Edit, ...]()
        if log.written == self.sha256:
            edits = edits_of(tuple(item.decision for item in step) for step in log.steps)
            repairs = sum(item.decision.act.repairs for step in log.steps for item in step)
            groups = [[item for item in group if not item.decision.act.repairs] for group in groups]
            self.notes.append(f"repairs of the last sitting that are in the document: {repairs}")
        else:
            self.notes.append("the document has changed since the last sitting")
        items = (item for group in groups for item in group)
        answers = iter(placed(items, self.document.plain, review.findings, edits))
        lost: list[Kept] = []
        for group in groups:
            found = [(item, next(answers)) for item in group]
            step = tuple(decision for _, decision in found if decision)
            if step and review.takes(step):
                review = review.take(step)
                lost += (item for item, decision in found if not decision)
            else:
                lost += group
        self.steps, self.lost = review.steps, tuple(lost)
        self.notes += (f"can no longer be placed: {item}" for item in lost)

    def _begin(self, report: Report) -> None:
        plain = self.document.plain
        steps = [[Kept.of(decision, plain).to_json() for decision in step] for step in self.steps]
        self.journal.append(
            {
                "mtfix_review": VERSION,
                "document": {"name": Path(self.document.path).name, "sha256": self.sha256},
                "signature": report.signature.to_json(),
                "steps": steps,
                "lost": [item.to_json() for item in self.lost],
            }
        )


class _Log:
    """What the lines of a session say, read one by one."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.sha256 = self.settings = self.written = ""
        self.steps: list[list[Kept]] = []
        self.lost: list[Kept] = []

    def read(self, line: Mapping[str, Any]) -> None:
        """One more line. Raises ReviewError E050."""
        try:
            self._read(line)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise broken(self._path, f"a line that cannot be read ({type(error).__name__}: {error})") from None

    def _read(self, line: Mapping[str, Any]) -> None:
        if "mtfix_review" in line:
            if line["mtfix_review"] != VERSION:
                raise ValueError(f"it was made by another version of mtfix ({line['mtfix_review']})")
            self.sha256, self.written = line["document"]["sha256"], ""
            self.settings = line["signature"]["settings"]
            self.steps = [[Kept.from_json(item) for item in step] for step in line["steps"]]
            self.lost = [Kept.from_json(item) for item in line["lost"]]
        elif not self.sha256:
            raise ValueError("the first line names no document")
        elif "step" in line:
            self.steps.append([Kept.from_json(item) for item in line["step"]])
        elif "back" in line:
            self.steps.pop()
        else:
            self.written = line["written"]
