"""The whole pipeline as the thing measured: reports, fixed texts, token probabilities and repairs of given spans."""

from collections.abc import Sequence
from typing import Any

from mtfix import pipeline
from mtfix.apply import choose
from mtfix.detectors.tagger_rules import TAGGER_RULES
from mtfix.document import Document
from mtfix.engine import Engine
from mtfix.errors import DataError
from mtfix.evaluation.sets import GoldSpan
from mtfix.issue import Issue
from mtfix.report import Report
from mtfix.settings import Settings
from mtfix.suggestion import Applicability, Edit, Suggestion
from mtfix.text import AnnotatedText, Span

Probabilities = tuple[Sequence[tuple[int, int]], Sequence[float]]


class UnderTest:
    """One engine; each text is checked once however many measures ask for it."""

    name = "mtfix"

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        self.engine = engine or Engine.from_settings(settings or Settings())
        self._reports: dict[str, Report] = {}
        self._read: dict[str, Probabilities] = {}

    def report(self, text: str) -> Report:
        """What `mtfix check` says of a text."""
        if text not in self._reports:
            self._reports[text] = pipeline.check(self._document(text), self.engine)
        return self._reports[text]

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The flagged spans of each text."""
        return [[issue.span for issue in self.report(text).issues] for text in texts]

    def probabilities(self, texts: Sequence[str]) -> list[Probabilities]:
        """For each text the model tokens' places and their probabilities of being part of an error."""
        tagger: Any = self.engine.tagger
        if tagger is None:
            raise DataError("E040", "the settings switch the tagger off")
        new = [text for text in dict.fromkeys(texts) if text not in self._read]  # raters and systems repeat sentences
        self._read.update(zip(new, tagger.probabilities(new), strict=True))
        return [self._read[text] for text in texts]

    def chosen(self, text: str, floor: Applicability) -> list[Suggestion]:
        """The suggestions that one round of `mtfix fix` applies."""
        return choose(self.report(text), floor=floor)

    def fixed(self, text: str, *, unsafe: bool = False) -> str:
        """What `mtfix fix` makes of a text."""
        return pipeline.fix(self._document(text), self.engine, unsafe=unsafe).document.text.raw

    def repairs(self, text: str, errors: Sequence[GoldSpan]) -> list[list[tuple[Edit, ...]]]:
        """For each error that people marked the edits proposed for it, best first, as if the detectors had found it.

        A candidate that a detector knows for exactly this span (a name's other spelling) is passed on.
        """
        report = self.report(text)
        known = {issue.span: issue.candidates for issue in report.issues if issue.candidates}
        issues = [_as_issue(text, error, known.get(error.span, ())) for error in errors]
        proposed = pipeline.propose(report.document, self.engine, issues, [item.segment for item in report.segments])
        return [[suggestion.edits for suggestion in proposed.get(issue, ())] for issue in issues]

    @property
    def signature(self) -> str:
        """The line that reproduces the numbers."""
        return str(self.engine.signature)

    @staticmethod
    def _document(text: str) -> Document:
        return Document("-", AnnotatedText.from_plain(text))


def _as_issue(text: str, error: GoldSpan, candidates: tuple[str, ...]) -> Issue:
    rule = next(rule for rule in TAGGER_RULES if rule.category is error.category)
    surface = text[error.span.start : error.span.end]
    return Issue(error.span, rule.code, error.category, error.severity, rule.summary, surface, 1.0, "gold", candidates)
