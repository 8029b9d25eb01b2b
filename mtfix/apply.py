"""Suggestions to new raw text: only TEXT parts are edited, edits never overlap, the best go first, all else stays."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mtfix import formats
from mtfix.document import Document
from mtfix.errors import InputError
from mtfix.issue import Issue
from mtfix.patches import RawEdit, changed_words
from mtfix.protocols import BookkeepingFormat, NotingFormat, Remark
from mtfix.report import Report
from mtfix.suggestion import Applicability, Edit, Suggestion, apply_edits
from mtfix.text import AnnotatedText, Span, splice

Parse = Callable[[str], AnnotatedText]


def choose(report: Report, *, floor: Applicability, min_confidence: float | None = None) -> list[Suggestion]:
    """The suggestions to apply, in reading order: at least `floor`, one for an issue, the safest and surest first."""
    text = report.document.text
    taken: list[Span] = []
    repaired: set[Issue] = set()
    chosen = []
    for suggestion in _best_first(report):
        if suggestion.applicability < floor or suggestion.confidence < (min_confidence or 0.0):
            continue
        if repaired.intersection(suggestion.issues) or not _fits(suggestion.edits, taken, text):
            continue
        chosen.append(suggestion)
        repaired.update(suggestion.issues)
        for edit in suggestion.edits:
            insort(taken, edit.span)
    return sorted(chosen, key=lambda suggestion: suggestion.edits)


def _best_first(report: Report) -> list[Suggestion]:
    found = {id(item): item for items in report.suggestions.values() for item in items if item.edits}
    return sorted(found.values(), key=lambda item: (-item.applicability, -item.confidence, item.edits))


def _fits(edits: Iterable[Edit], taken: list[Span], text: AnnotatedText) -> bool:
    """True if the edits are to text and clear of those taken; what touches a repair waits to be read again after it."""
    for edit in edits:
        index = bisect_left(taken, edit.span)
        room = Span(edit.span.start - 1, edit.span.end + 1)
        if any(room.overlaps(other) for other in taken[max(0, index - 1) : index + 2]):
            return False
        if not text.editable(edit.span):
            return False
    return True


def raw_edits(text: AnnotatedText, edit: Edit) -> list[RawEdit]:
    """What an editable edit does to the raw text.

    One that runs over several TEXT parts changes only the words that differ, each in its own part; words that run over
    a seam themselves are written into their first part and taken out of the others.
    """
    if len(text.pieces(edit.span)) < 2:
        return [(raw_place(text, edit), text.escape(edit.replacement))]
    made: list[RawEdit] = []
    for span, replacement in changed_words(text.plain[edit.span.start : edit.span.end], edit.replacement):
        span = span.shift(edit.span.start)
        if span.start == span.end:
            made.append((raw_place(text, Edit(span, replacement)), text.escape(replacement)))
            continue
        first, *others = (text.to_raw(piece) for piece in text.pieces(span))
        made += [(first, text.escape(replacement)), *((other, "") for other in others)]
    return made


def raw_place(text: AnnotatedText, edit: Edit) -> Span:
    """Where an editable edit stands in the raw text; an insertion at a seam stands beside the word it goes on with."""
    span, plain = edit.span, text.plain
    if span.start < span.end:
        return text.to_raw(span)
    left, right = Span(span.start - 1, span.start), Span(span.start, span.start + 1)
    on_left = span.start > 0 and text.editable(left)
    on_right = span.start < len(plain) and text.editable(right)
    goes_on = on_left and plain[span.start - 1].isalnum() and edit.replacement[:1].isalnum()
    if on_right and not goes_on:
        place = text.to_raw(right).start
    else:
        place = text.to_raw(left).end if on_left else text.to_raw(span).start
    return Span(place, place)


def applied(document: Document, suggestions: Sequence[Suggestion], parse: Parse) -> tuple[Document, list[RawEdit]]:
    """The document with the suggestions applied, and the raw edits made.

    A replacement that would read as markup (`_`, `<`) is left out: the new file must show exactly the repaired text.
    """
    kept = _readable(document, list(suggestions), parse)
    return _rewritten(document, kept, parse), _raw_edits(document, kept)


def _readable(document: Document, suggestions: list[Suggestion], parse: Parse) -> list[Suggestion]:
    if _reads_as_meant(document, suggestions, parse):
        return suggestions
    if len(suggestions) == 1:
        return []
    half = len(suggestions) // 2
    kept = [part for side in (suggestions[:half], suggestions[half:]) for part in _readable(document, side, parse)]
    return kept if _reads_as_meant(document, kept, parse) else []


def _reads_as_meant(document: Document, suggestions: list[Suggestion], parse: Parse) -> bool:
    meant = apply_edits(document.plain, (edit for suggestion in suggestions for edit in suggestion.edits))
    try:
        return not suggestions or _rewritten(document, suggestions, parse).plain == meant
    except InputError:  # no longer a file of its format
        return False


def _rewritten(document: Document, suggestions: list[Suggestion], parse: Parse) -> Document:
    return replaced(document, splice(document.text.raw, _raw_edits(document, suggestions)), parse)


def _raw_edits(document: Document, suggestions: list[Suggestion]) -> list[RawEdit]:
    edits = (edit for suggestion in suggestions for edit in suggestion.edits)
    return sorted(made for edit in edits for made in raw_edits(document.text, edit))


def replaced(document: Document, raw: str, parse: Parse) -> Document:
    """The same file with other content."""
    return replace(document, text=parse(raw))


def finished(document: Document, edits: Sequence[RawEdit], remarks: Sequence[Remark] = ()) -> Document:
    """The document as it is written after the edits, with what its format notes of them: a flag, a state of review.

    Remarks become notes. Raises InputError E005 if the format has none.
    """
    if not edits and not remarks:
        return document
    maker, noted = formats.of(document), list[RawEdit]()
    if isinstance(maker, BookkeepingFormat):
        noted += maker.bookkeeping(document.text.raw, edits)
    if remarks and not isinstance(maker, NotingFormat):
        raise InputError("E005", f"{document.format} files hold no notes", path=document.path)
    if isinstance(maker, NotingFormat):
        noted += maker.notes(document.text.raw, remarks)
    return replaced(document, splice(document.text.raw, [*edits, *noted]), maker.parse)
