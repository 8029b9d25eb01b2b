"""A finding in one line, as other tools' annotations show it."""

import textwrap

from mtfix.issue import Issue
from mtfix.renderers.look import printable
from mtfix.report import Report
from mtfix.suggestion import Suggestion

# Some findings are whole paragraphs; an annotation is a line.
LONGEST = 120


def sentence(report: Report, issue: Issue) -> str:
    """What is wrong, how sure, the text and the best proposal: This is misspelt. (95% sure): "teh" -> "the"."""
    best = next(iter(report.suggestions.get(issue, ())), None)
    arrow = f" -> {proposal(best)}" if best else ""
    return f"{printable(issue.message)} ({issue.confidence:.0%} sure): {quoted(issue.text)}{arrow}"


def proposal(suggestion: Suggestion) -> str:
    """What to write instead."""
    return quoted(suggestion.replacement) if suggestion.replacement else "delete it"


def quoted(text: str) -> str:
    """The text in quotation marks, shortened if it is long."""
    shown = printable(text)
    return f'"{textwrap.shorten(shown, LONGEST, placeholder=" …") if len(shown) > LONGEST else shown}"'
