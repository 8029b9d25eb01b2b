"""Decisions as training data: one JSON line a decision.

    {"text": "…", "spans": [{"start", "end", "category", "severity", "repair"}], "decision", "code", "path", "open"}

`text` is the sentence as the pass left it, but for this one decision: so what is marked is all that is known to be
wrong in it. `start` and `end` are code points of it, and each `repair` is what the editor put in the place of its span:
with all of them made it reads as the document does. `decision` is one of
  accepted, edited             the spans are errors with their repairs; a rewritten sentence may have several
  rejected, word-ignored       no spans: the sentence is good as it stands
  rule-ignored                 no spans; the editor may have thought of the rule rather than of this sentence
`open` counts the findings of the sentence that nobody decided on: only a sentence with none of them is known to be
clean but for its spans. A finding that was not asked about, as its rule was ignored before, has no line and is counted.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtfix import files
from mtfix.errors import InputError
from mtfix.review.decisions import Decision, edits_of, hull, moved, touching
from mtfix.review.findings import touched
from mtfix.review.state import Pass
from mtfix.suggestion import Edit
from mtfix.text import Span, splice


def records(review: Pass, sentences: Sequence[Span]) -> Iterator[dict[str, Any]]:
    """One record a decision, in the order they were taken; `sentences` are those of the document."""
    starts = [sentence.start for sentence in sentences]
    final = frozenset(review.edits)
    for index, decision in enumerate(review.decisions):
        made = review.edits
        if not final.issuperset(decision.edits):  # the sentence was written anew later: it counts as it was then
            made = edits_of([review.decisions[: index + 1]])
        first, last = touched(decision.place, sentences, starts)
        sentence = hull([decision.place, *sentences[first : last + 1]])
        others = [edit for edit in touching(made, sentence) if edit not in decision.edits]
        yield _record(review, decision, hull([sentence, *(edit.span for edit in others)]), others)


def save(path: str, lines: Iterable[dict[str, Any]]) -> None:
    """Add records to a file, each once, so that doing it again after a crash adds nothing. Raises InputError."""
    file = Path(path)
    try:
        old = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise InputError("E001", f"cannot be read: {error.strerror}", path=path) from None
    known = dict.fromkeys(old.splitlines())
    # a lone surrogate (bytes that are no text) is written as JSON's own escape
    new = (json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") for line in lines)
    known.update(dict.fromkeys(new))
    files.write_atomic(path, b"".join(line + b"\n" for line in known))


def _record(review: Pass, decision: Decision, sentence: Span, others: list[Edit]) -> dict[str, Any]:
    """`others` are the edits of the sentence that are made in the text; the decision's own are not."""
    plain = review.document.plain
    inside = [replace(edit, span=edit.span.shift(-sentence.start)) for edit in others]
    spans = []
    for span, edits in _errors(decision):
        start, end = moved(inside, span.shift(-sentence.start))
        category, severity = decision.issue.category.value, decision.issue.severity.label
        repair = _reading(plain, span, edits)
        spans.append({"start": start, "end": end, "category": category, "severity": severity, "repair": repair})
    return {
        "text": _reading(plain, sentence, others),
        "spans": spans,
        "decision": decision.act.value,
        "code": decision.issue.code,
        "path": review.document.path,
        "open": _unjudged(review, sentence),
    }


def _reading(plain: str, span: Span, edits: Iterable[Edit]) -> str:
    """A stretch of the text with the edits that lie in it."""
    inside = ((edit.span.shift(-span.start), edit.replacement) for edit in edits if span.contains(edit.span))
    return splice(plain[span.start : span.end], inside)


def _errors(decision: Decision) -> list[tuple[Span, list[Edit]]]:
    """The error spans that a decision confirms, each with its edits: the marked words, and what else was changed."""
    span = decision.issue.span
    on_it = [edit for edit in decision.edits if edit.span.overlaps(span)]
    rest = [(edit.span, [edit]) for edit in decision.edits if edit not in on_it]
    return sorted([*rest, *([(hull([span, *(edit.span for edit in on_it)]), on_it)] if on_it else [])])


def _unjudged(review: Pass, sentence: Span) -> int:
    findings = review.unjudged
    first = bisect_left(findings, sentence.start, key=lambda finding: finding.issue.span.end)
    last = bisect_left(findings, sentence.end, key=lambda finding: finding.issue.span.start)
    return sum(finding.issue.span.overlaps(sentence) for finding in findings[first:last])
