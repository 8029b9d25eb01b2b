"""`mtfix fix --track-changes`: what was repaired as changes an editor may reject, what was not as comments."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mtfix.errors import ConfigError, InputError

if TYPE_CHECKING:
    from mtfix.document import Document
    from mtfix.issue import Issue
    from mtfix.pipeline import Fixed
    from mtfix.protocols import Review
    from mtfix.report import Report

AUTHOR = "mtfix"
_DAY = "%Y-%m-%dT%H:%M:%SZ"


def tracked(document: "Document", fixed: "Fixed", author: str) -> tuple[bytes, tuple[str, ...]]:
    """The document's file with a review in it, and notes. Raises InputError E005 if its format can not hold one."""
    from mtfix import formats
    from mtfix.protocols import PackageFormat

    maker = formats.load(document.format)
    if document.package is None or not isinstance(maker, PackageFormat):
        raise InputError("E005", f"{document.format} files hold no tracked changes", path=document.path)
    return maker.track(document, review(document, fixed, author))


def review(document: "Document", fixed: "Fixed", author: str) -> "Review":
    """The edits that were made, and a remark on each finding that is left, as places in the document's raw text."""
    from mtfix.patches import origin
    from mtfix.protocols import Remark, Review

    edits, repaired = tuple(sorted(fixed.edits)), fixed.report.document
    remarks = (
        Remark(origin(edits, repaired.raw_span(issue.span)), tuple(_lines(fixed.report, issue)))
        for issue in fixed.report.issues
    )
    return Review(edits, tuple(remarks), author, now())


def now() -> str:
    """The date of a review, in UTC; SOURCE_DATE_EPOCH (reproducible-builds.org) sets it. Raises ConfigError E012."""
    wish = os.environ.get("SOURCE_DATE_EPOCH")
    if wish is None:
        return datetime.now(UTC).strftime(_DAY)
    try:
        return datetime.fromtimestamp(int(wish), UTC).strftime(_DAY)
    except (ValueError, OverflowError, OSError):
        raise ConfigError("E012", f"SOURCE_DATE_EPOCH is no time in seconds: {wish!r}") from None


def _lines(report: "Report", issue: "Issue") -> Iterator[str]:
    """What a comment says of a finding: what it is, how sure, and the proposals."""
    kind = f"{issue.category.value}, {issue.severity.label}, {issue.confidence:.0%} sure"
    yield f"{issue.code} ({kind}): {issue.message}"
    for suggestion in report.suggestions.get(issue, ()):
        proposal = f"“{suggestion.replacement}”" if suggestion.replacement else "delete it"
        yield f"Proposal: {proposal} ({suggestion.confidence:.0%} sure)"
