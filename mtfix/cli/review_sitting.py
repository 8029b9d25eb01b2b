"""One document, from the first question to the last. A decision is on the disk before it is said to be kept."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mtfix.cli.asking import Asker
from mtfix.cli.review_screen import decided, folded, screen

if TYPE_CHECKING:
    from mtfix.document import Document
    from mtfix.pipeline import Fixed
    from mtfix.renderers.look import Look
    from mtfix.report import Report
    from mtfix.review.decisions import Step
    from mtfix.review.session import Session
    from mtfix.review.state import Pass
    from mtfix.suggestion import Applicability

Content = Callable[["Document", "Fixed", argparse.Namespace], bytes]

KEYS = "1-9 accept, e edit, s skip, b back, q quit, ? all keys"
HELP = (
    "1-9  take the proposal of that number",
    "e    put your own words in the place of the marked ones",
    "E    write the whole sentence anew",
    "d    delete the marked words",
    "s    skip: the text is right, leave it as it is",
    "r    leave it, and ignore this rule for the rest of the pass",
    "w    leave it, and these words wherever else they stand",
    "a    take the first proposal wherever it is a safe one",
    "b    back: undo the last decision",
    "f    finish: write what is decided, leave the rest",
    "q    quit: write nothing yet, keep all decisions; the same",
    "     command goes on from here",
)
END_KEYS = "y write, b back, q quit without writing (your decisions are kept)"


@dataclass
class Sitting:
    """Asks until all is decided and written, or the editor stops; then `stopped` is true."""

    options: argparse.Namespace
    content: Content
    asker: Asker
    look: "Look"
    report: "Report"
    session: "Session"
    review: "Pass"
    stopped: bool = False
    _done: bool = field(default=False, repr=False)

    def run(self) -> None:
        """All questions. Raises MtfixError if a decision cannot be kept or the document not be written."""
        for text in self.session.notes:
            self._tell(f"note: {text}")
        if self.review.decisions:
            self._tell(f"Going on after {len(self.review.decisions)} decisions.")
        try:
            while not (self._done or self.stopped):
                self._ask_end() if self.review.current is None else self._ask()
        except EOFError:
            self.stopped = True
        if self.stopped:
            count = len(self.review.decisions)
            kept = f"{count} decision{'' if count == 1 else 's'} kept; the same command goes on from here"
            self._tell(f"{self.review.document.path}: not written, {kept if count else 'nothing decided'}.")

    @property
    def keep(self) -> bool:
        """True if there is reason to keep the session's file."""
        return self.options.keep_session if self._done else bool(self.review.steps or self.session.lost)

    def _ask(self) -> None:
        """One finding, until a key answers it."""
        finding = self.review.current
        assert finding
        self._say(screen(self.review, finding, self.report.place(finding.issue), self.look))
        self._say(["", KEYS])
        while not self._answered(self.asker.key()):
            pass

    def _answered(self, key: str) -> bool:
        from mtfix.review.state import Refused

        actions = self._actions()
        try:
            if key in actions:
                return actions[key]()
            if key.isdecimal():
                return self._take(self.review.accept(int(key)))
        except Refused as reason:
            self._tell(str(reason))
            return False
        self._say(HELP)
        return False

    def _actions(self) -> dict[str, Callable[[], bool]]:
        """What the keys do; each gives True once the question is answered."""
        review = self.review
        return {
            "e": self._edit,
            "E": self._rewrite,
            "d": lambda: self._take(review.delete()),
            "s": lambda: self._take(review.reject()),
            "r": lambda: self._take(review.ignore_rule()),
            "w": lambda: self._take(review.ignore_word()),
            "a": lambda: self._take(review.accept_all(self._floor())),
            "b": self._back,
            "f": self._ask_end,
            "q": self._quit,
        }

    def _take(self, step: "Step") -> bool:
        self.session.record(step)
        self.review = self.review.take(step)
        self._say(line for decision in step for line in decided(decision, self.review, self.look))
        return True

    def _back(self) -> bool:
        review = self.review.back()
        self.session.record_back()
        self.review = review
        self._tell("kept: the last decision is undone.")
        return True

    def _quit(self) -> bool:
        self.stopped = True
        return True

    def _edit(self) -> bool:
        finding = self.review.current
        assert finding
        best = next((item.replacement for item in finding.suggestions), "") or finding.issue.text
        text = self._line("Your words in the place of the marked ones:", best)
        return text is not None and self._take(self.review.edit(text))

    def _rewrite(self) -> bool:
        sentence = self.review.reading(self.review.sentence())
        text = self._line("The sentence as it should read:", sentence)
        return text is not None and self._take(self.review.rewrite(text))

    def _floor(self) -> "Applicability":
        from mtfix.suggestion import Applicability

        return Applicability.UNSAFE if self.options.unsafe_fixes else Applicability.SAFE

    def _ask_end(self) -> bool:
        """Shall it be written? Back goes to the findings that are open, else to the last decision."""
        from mtfix.review import summary

        self._say(["", *summary.lines(self.review), ""])
        repairs = sum(decision.act.repairs for decision in self.review.decisions)
        self._tell(f"Write {self._target} with {repairs or 'no'} {'repair' if repairs == 1 else 'repairs'}? {END_KEYS}")
        while (key := self.asker.key()) not in ("y", "b", "q"):
            self._tell(END_KEYS)
        if key == "q":
            return self._quit()
        if key == "b":
            return self.review.current is not None or not self.review.steps or self._back()
        self._finish()
        return True

    def _finish(self) -> None:
        from mtfix import files
        from mtfix.review import terms, training

        accept_file = self._accept_file()
        self.session.refuse_changed()
        data = self.content(self.review.document, self._fixed(), self.options)
        if self.options.save_decisions:
            sentences = [item.segment.span for item in self.report.segments]
            training.save(self.options.save_decisions, training.records(self.review, sentences))
        if accept_file:
            terms.add(accept_file, self.review.words)
        written = True
        if os.path.realpath(self._target) == os.path.realpath(self.review.document.path):
            written = self.session.write(data)
        else:
            files.write_atomic(self._target, data)
        self._done = True
        self._tell(f"{self._target}: {'written' if written else 'left as it was'}.")

    @property
    def _target(self) -> str:
        return str(self.options.output or self.review.document.path)

    def _accept_file(self) -> str | None:
        """The accept list that the words which are right everywhere shall be added to."""
        if not self.review.words:
            return None
        known = self.options.accept[-1] if self.options.accept else ""
        return self._line(f"Right everywhere: {', '.join(self.review.words)}. Add to which accept list?", known)

    def _fixed(self) -> "Fixed":
        """The repaired document; what its report still holds are the findings that are open."""
        from mtfix.apply import finished
        from mtfix.cli.tracked import review as made
        from mtfix.pipeline import Fixed
        from mtfix.review.decisions import moved

        document, edits = self.review.result()
        left = {
            replace(item.issue, span=moved(self.review.edits, item.issue.span)): item.suggestions
            for item in self.review.open
        }
        report = replace(self.report, document=document, segments=(), issues=tuple(left), suggestions=left)
        fixed = Fixed(document, tuple(edits), 1, report)
        remarks = made(self.review.document, fixed, self.options.author).remarks if self.options.notes else ()
        return replace(fixed, document=finished(self.review.document, edits, remarks))

    def _line(self, question: str, text: str) -> str | None:
        """A line of the editor's, or None if it is left as it is."""
        from mtfix.renderers.look import printable

        self._tell(f"{question} ({self.asker.leave})")
        return self.asker.line(printable(text))

    def _say(self, lines: Iterable[str]) -> None:
        print(*lines, sep="\n", flush=True)

    def _tell(self, text: str) -> None:
        """A text, folded to the terminal."""
        self._say(folded(text, self.look.width))
