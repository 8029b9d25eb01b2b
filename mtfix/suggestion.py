"""A suggestion: edits that would repair issues, how sure we are, and whether they may be applied unasked."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from mtfix.issue import Issue
from mtfix.text import Span, splice


class Applicability(IntEnum):
    """DISPLAY: for reading only. UNSAFE: applied with --unsafe-fixes. SAFE: applied by plain `mtfix fix`."""

    DISPLAY = 0
    UNSAFE = 1
    SAFE = 2

    @property
    def label(self) -> str:
        """The lower-case name, as reports print it."""
        return self.name.lower()


@dataclass(frozen=True, order=True)
class Edit:
    """Replace `span` of the plain text. Law: minimal, the old and the new text share no first or last code point."""

    span: Span
    replacement: str

    @classmethod
    def minimal(cls, plain: str, span: Span, replacement: str) -> "Edit | None":
        """The smallest edit with the same effect, or None if nothing would change."""
        old = plain[span.start : span.end]
        limit = min(len(old), len(replacement))
        prefix = next((i for i in range(limit) if old[i] != replacement[i]), limit)
        limit -= prefix
        suffix = next((i for i in range(limit) if old[-1 - i] != replacement[-1 - i]), limit)
        start, end = span.start + prefix, span.end - suffix
        new = replacement[prefix : len(replacement) - suffix]
        return cls(Span(start, end), new) if start < end or new else None


@dataclass(frozen=True)
class Suggestion:
    """One way to repair one or more issues together. `replacement` is the new text of the first issue's span."""

    issues: tuple[Issue, ...]
    edits: tuple[Edit, ...]
    replacement: str
    applicability: Applicability
    confidence: float
    repairer: str

    @classmethod
    def replacing(
        cls,
        issue: Issue,
        replacement: str,
        confidence: float,
        repairer: str,
        applicability: Applicability = Applicability.DISPLAY,
        around: tuple[str, str] = ("", ""),
    ) -> "Suggestion | None":
        """A suggestion that puts `replacement` in the place of the issue's span; None if that changes nothing.

        `around` are the code points before and after the span: a deletion takes one adjoining space along.
        """
        if not replacement and issue.text:
            left = around[0] == " " and not around[1].isalnum()
            right = around[1] == " " and not left and not around[0].strip()
            cut = Edit(Span(issue.span.start - left, issue.span.end + right), "")
            return cls((issue,), (cut,), replacement, applicability, confidence, repairer)
        edit = Edit.minimal(issue.text, Span(0, len(issue.text)), replacement)
        if edit is None:
            return None
        placed = Edit(edit.span.shift(issue.span.start), edit.replacement)
        return cls((issue,), (placed,), replacement, applicability, confidence, repairer)


def apply_edits(plain: str, edits: Iterable[Edit]) -> str:
    """The plain text with the edits made; they must not overlap."""
    return splice(plain, ((edit.span, edit.replacement) for edit in edits))
