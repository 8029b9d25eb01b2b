"""A pass as a value: the findings of a document and the steps taken so far; all else follows from these two.

So going back is taking the last step away, and a pass that is taken up again is the same pass.
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mtfix import formats
from mtfix.apply import Parse, raw_edits, replaced
from mtfix.detectors.accepted import Accepted
from mtfix.document import Document
from mtfix.errors import InputError
from mtfix.patches import RawEdit, changed_words
from mtfix.renderers.look import printable
from mtfix.report import Report
from mtfix.review.decisions import Act, Decision, Step, clash, edits_of, hull, moved, near, touching
from mtfix.review.findings import Finding, findings_of
from mtfix.suggestion import Applicability, Edit, Suggestion, apply_edits
from mtfix.text import Span, splice


class Refused(Exception):
    """A key press that cannot be followed, with the reason for the editor."""


@dataclass(frozen=True)
class Pass:
    """Laws: review.take(step).back() == review; what is written reads as the plain text with `edits` made."""

    document: Document
    findings: tuple[Finding, ...]
    parse: Parse
    steps: tuple[Step, ...] = ()

    @classmethod
    def begin(cls, report: Report) -> "Pass":
        """A pass over the findings of a report."""
        return cls(report.document, findings_of(report), formats.of(report.document).parse)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order they were taken."""
        return tuple(decision for step in self.steps for decision in step)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What the decisions change in the plain text; they never clash."""
        return edits_of(self.steps)

    @cached_property
    def _undecided(self) -> tuple[Finding, ...]:
        """The findings without a decision of their own that no edit has overtaken, in reading order."""
        decided = {(decision.issue.span, decision.issue.code) for decision in self.decisions}
        rest = (finding for finding in self.findings if finding.key not in decided)
        return tuple(finding for finding in rest if not touching(self.edits, finding.issue.span))

    @cached_property
    def unjudged(self) -> tuple[Finding, ...]:
        """The findings of which nobody has said whether they are right; those of ignored rules are among them."""
        words, plain = Accepted(self.words), self.document.plain

        def accepted(span: Span) -> bool:
            return any(term.contains(span) for term in words.touching(plain, span))

        return tuple(finding for finding in self._undecided if not accepted(finding.issue.span))

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """The findings that still want a decision."""
        rules = {decision.issue.code for decision in self.decisions if decision.act is Act.RULE_IGNORED}
        return tuple(finding for finding in self.unjudged if finding.issue.code not in rules)

    @property
    def passed_over(self) -> tuple[Finding, ...]:
        """The findings that are not asked about because their rule or their words are ignored."""
        asked = {finding.key for finding in self.open}
        return tuple(finding for finding in self._undecided if finding.key not in asked)

    @property
    def current(self) -> Finding | None:
        """The finding that is asked about: the first open one."""
        return self.open[0] if self.open else None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are right everywhere."""
        return tuple(decision.issue.text for decision in self.decisions if decision.act is Act.WORD_IGNORED)

    def take(self, step: Step) -> "Pass":
        """The pass after one more step."""
        return replace(self, steps=(*self.steps, step))

    def back(self) -> "Pass":
        """The pass before its last step."""
        if not self.steps:
            raise Refused("There is no decision to take back.")
        return replace(self, steps=self.steps[:-1])

    def reading(self, span: Span) -> str:
        """A stretch of the plain text as it reads by now; an edit that runs over its ends is shown in whole."""
        span = hull([span, *(edit.span for edit in touching(self.edits, span))])
        inside = [(edit.span.shift(-span.start), edit.replacement) for edit in self.edits if span.contains(edit.span)]
        return splice(self.document.plain[span.start : span.end], inside)

    def shown(self, finding: Finding) -> tuple[str, Span]:
        """The sentence of an open finding as it reads by now, and where in it the marked words stand."""
        span = hull([finding.sentence, *(edit.span for edit in touching(self.edits, finding.sentence))])
        inside = [replace(edit, span=edit.span.shift(-span.start)) for edit in self.edits if span.contains(edit.span)]
        return self.reading(span), moved(inside, finding.issue.span.shift(-span.start))

    # What the keys do: each gives the step it stands for, or refuses.

    def accept(self, number: int) -> Step:
        """Take a proposal, counted from 1."""
        finding = self._asked()
        if not 1 <= number <= len(finding.suggestions):
            raise Refused(f"There is no proposal {number}.")
        return self._checked(self._accepting(finding, finding.suggestions[number - 1], self.edits))

    def edit(self, text: str) -> Step:
        """Put the editor's own words in the place of the marked ones."""
        issue = self._asked().issue
        return self._checked(Decision(Act.EDITED, issue, self._changes(issue.span, text)))

    def delete(self) -> Step:
        """Take the marked words out, and a blank beside them."""
        finding = self._asked()
        around = _around(self.document.plain, finding)
        suggestion = Suggestion.replacing(finding.issue, "", 1.0, "editor", around=around)
        if suggestion is None:
            raise Refused("No word is marked here.")
        return self._checked(Decision(Act.EDITED, finding.issue, self._fitting(finding, suggestion, self.edits)))

    def rewrite(self, text: str) -> Step:
        """Put the editor's own words in the place of the whole sentence."""
        issue, scope = self._asked().issue, self.sentence()
        if text == printable(self.reading(scope)):
            raise Refused("That is what stands there already.")
        return self._checked(Decision(Act.EDITED, issue, self._changes(scope, text), scope))

    def sentence(self) -> Span:
        """What `rewrite` rewrites: the sentence, and the repairs that run over its ends."""
        span = self._asked().sentence
        return hull([span, *(edit.span for edit in touching(self.edits, span))])

    def reject(self) -> Step:
        """Leave the text as it is."""
        return (Decision(Act.REJECTED, self._asked().issue),)

    def ignore_rule(self) -> Step:
        """Leave the text as it is, here and wherever else this rule speaks in the rest of the pass."""
        return (Decision(Act.RULE_IGNORED, self._asked().issue),)

    def ignore_word(self) -> Step:
        """Leave the marked words as they are, here and wherever else they stand."""
        issue = self._asked().issue
        if not issue.text.strip():
            raise Refused("No word is marked here.")
        return (Decision(Act.WORD_IGNORED, issue),)

    def accept_all(self, floor: Applicability = Applicability.SAFE) -> Step:
        """Take the best proposal of every open finding that has one of this applicability, as one step."""
        taken: list[Decision] = []
        made = list(self.edits)
        for finding in self.open:
            best = next((item for item in finding.suggestions[:1] if item.applicability >= floor), None)
            span = finding.issue.span
            if best is None or touching(made, span):
                continue
            decision = self._accepting(finding, best, made)
            if decision.edits and self._editable(decision):
                taken.append(decision)
                for edit in decision.edits:
                    insort(made, edit)
        step = self._makeable(tuple(taken)) if taken else ()
        if not step:
            raise Refused(f"No open finding has a proposal that is {floor.label}.")
        return step

    def takes(self, step: Step) -> bool:
        """True if one more step can be made: it touches no markup, and none of it would be read as markup."""
        return self.take(step).sound

    @property
    def sound(self) -> bool:
        """True if all edits can be made: what is written then reads as the plain text with them."""
        return self._made is not None

    def result(self) -> tuple[Document, list[RawEdit]]:
        """The document with all edits made, and what they change in the raw text. Raises ValueError if not `sound`."""
        if self._made is None:
            raise ValueError("these edits cannot be made")
        return self._made

    @cached_property
    def _made(self) -> tuple[Document, list[RawEdit]] | None:
        text = self.document.text
        if not all(text.editable(edit.span) for edit in self.edits):
            return None
        edits = sorted(made for edit in self.edits for made in raw_edits(text, edit))
        try:
            made = replaced(self.document, splice(text.raw, edits), self.parse)
        except (InputError, ValueError):  # no longer a file of its format; edits on both sides of markup that meet
            return None
        return (made, edits) if made.plain == apply_edits(self.document.plain, self.edits) else None

    def _asked(self) -> Finding:
        if self.current is None:
            raise Refused("Nothing is left to decide.")
        return self.current

    def _accepting(self, finding: Finding, suggestion: Suggestion, made: Sequence[Edit]) -> Decision:
        return Decision(Act.ACCEPTED, finding.issue, self._fitting(finding, suggestion, made))

    def _fitting(self, finding: Finding, suggestion: Suggestion, made: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits of a suggestion; a blank that an earlier deletion took along is not taken twice."""
        if not any(clash(edit.span, other.span) for edit in suggestion.edits for other in near(made, edit.span)):
            return suggestion.edits
        span, (before, after) = finding.issue.span, _around(self.document.plain, finding)
        if touching(made, Span(span.start - 1, span.start)):
            before = ""
        if touching(made, Span(span.end, span.end + 1)):
            after = ""
        new = Suggestion.replacing(finding.issue, suggestion.replacement, 1.0, "editor", around=(before, after))
        return new.edits if new else ()

    def _changes(self, span: Span, text: str) -> tuple[Edit, ...]:
        """What of a stretch differs from the words that an editor typed; line ends, which nobody types, are blanks."""
        if text != printable(text):
            raise Refused("There are characters in it that are no text.")
        changes = changed_words(printable(self.document.plain[span.start : span.end]), text)
        return tuple(Edit(place.shift(span.start), new) for place, new in changes)

    def _editable(self, decision: Decision) -> bool:
        return all(self.document.text.editable(edit.span) for edit in decision.edits)

    def _checked(self, decision: Decision) -> Step:
        if not decision.edits:
            raise Refused("That changes nothing.")
        if not self._editable(decision):
            raise Refused("This place holds markup, which mtfix does not change. Repair it in your own program.")
        if not self.takes((decision,)):
            raise Refused("In this file these characters would be read as markup. Write it otherwise.")
        return (decision,)

    def _makeable(self, step: Step) -> Step:
        """What of a step can be made."""
        if self.takes(step):
            return step
        if len(step) == 1:
            return ()
        half = len(step) // 2
        kept = self._makeable(step[:half])
        return (*kept, *self.take(kept)._makeable(step[half:]))


def _around(plain: str, finding: Finding) -> tuple[str, str]:
    """The code points of the sentence before and after the marked words."""
    span, sentence = finding.issue.span, finding.sentence
    before = plain[span.start - 1] if span.start > sentence.start else ""
    return before, plain[span.end] if span.end < sentence.end else ""
