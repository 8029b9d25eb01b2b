"""What is left out on purpose: codes not selected, low confidence or severity, inline comments, accepted terms."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from mtfix.detectors.accepted import Accepted
from mtfix.document import Document
from mtfix.errors import ConfigError
from mtfix.issue import Issue
from mtfix.protocols import FOREIGN
from mtfix.settings import Settings
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Category, Rule
from mtfix.text import AnnotatedText, Span

_SELECTOR = r"[A-Za-z][A-Za-z0-9]*(?:[-:][A-Za-z0-9_]+)*"
_COMMENT = re.compile(rf"\bmtfix:[ \t]*ignore\b(?:[ \t]+({_SELECTOR}(?:[ \t]*,[ \t]*{_SELECTOR})*))?")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def matching(selector: str, rules: Iterable[Rule]) -> frozenset[str]:
    """The codes that a selector (a code, a prefix of one, or a name) stands for; raises ConfigError E011 if none.

    What begins with LT: stands for all rules of LanguageTool whose names begin so; it alone knows which there are.
    """
    rules = tuple(rules)
    wanted = selector.strip()
    if f"{wanted}:".upper().startswith(FOREIGN) or wanted.lower() == "languagetool":
        return frozenset({wanted.upper() if ":" in wanted else FOREIGN})
    found = frozenset(
        rule.code for rule in rules if rule.code.startswith(wanted.upper()) or rule.name == wanted.lower()
    )
    if wanted and found:
        return found
    known = [name for rule in rules for name in (rule.code, rule.name)]
    near = get_close_matches(wanted, known, n=3) or get_close_matches(wanted.upper(), known, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "`mtfix rule` lists all codes and names"
    raise ConfigError("E011", f"unknown code {selector!r}", hint=hint)


def selected_codes(settings: Settings, rules: Sequence[Rule]) -> frozenset[str]:
    """The codes a run reports: `select` (or all) without `ignore`; what is ignored stays ignored."""
    chosen = frozenset({FOREIGN, *(rule.code for rule in rules)})
    if settings.select:
        chosen = frozenset[str]().union(*(matching(item, rules) for item in settings.select))
    return chosen - ignored_codes(settings, rules)


def ignored_codes(settings: Settings, rules: Sequence[Rule]) -> frozenset[str]:
    """The codes that `ignore` stands for."""
    return frozenset[str]().union(*(matching(item, rules) for item in settings.ignore))


def named(code: str, codes: frozenset[str]) -> bool:
    """True if a code is among some, or is one of LanguageTool's and begins like one of theirs."""
    return code in codes or code.upper().startswith(tuple(item for item in codes if item.startswith(FOREIGN)))


@dataclass(frozen=True)
class Suppressor:
    """Keeps the issues that a run wants to see."""

    codes: frozenset[str]
    ignored: frozenset[str]
    rules: tuple[Rule, ...]
    settings: Settings
    accepted: Accepted

    @classmethod
    def build(cls, settings: Settings, rules: Sequence[Rule]) -> "Suppressor":
        """Read the settings once; raises ConfigError on an unknown code."""
        codes, ignored = selected_codes(settings, rules), ignored_codes(settings, rules)
        return cls(codes, ignored, tuple(rules), settings, Accepted(settings.accept))

    def keep(self, issues: Iterable[Issue], document: Document) -> tuple[list[Issue], tuple[str, ...]]:
        """The wanted issues in order, and notes on inline comments that name no code."""
        silenced = Silenced.of(document, self.rules)
        kept = [issue for issue in issues if self._wanted(issue)]
        kept = [issue for issue in kept if not silenced.covers(issue, document) and not _is_code(issue, document)]
        return list(self._without_accepted(kept, document.plain)), silenced.notes

    def spares_accepted(self, suggestion: Suggestion, plain: str) -> bool:
        """True if a suggestion leaves every accepted term as it stands."""
        return all(self.accepted.survive(plain, edit.span, edit.replacement) for edit in suggestion.edits)

    def _wanted(self, issue: Issue) -> bool:
        floor = self.settings.min_confidence
        return (
            named(issue.code, self.codes)
            and not named(issue.code, self.ignored)
            and issue.severity >= self.settings.severity
            and (floor is None or issue.confidence >= floor)
        )

    def _without_accepted(self, issues: list[Issue], plain: str) -> Iterator[Issue]:
        for issue in issues:
            terms = self.accepted.touching(plain, issue.span)
            if any(term.contains(issue.span) for term in terms):
                continue
            candidates = tuple(c for c in issue.candidates if self.accepted.survive(plain, issue.span, c))
            if issue.candidates and not candidates:
                continue  # all it would do is change an accepted term
            yield issue if candidates == issue.candidates else replace(issue, candidates=candidates)


def _is_code(issue: Issue, document: Document) -> bool:
    """True for what LanguageTool calls misspelt in text that is shown but not written so: code, addresses, entities."""
    spelling = issue.code.startswith(FOREIGN) and issue.category is Category.SPELLING
    return spelling and not document.text.editable(issue.span)


@dataclass(frozen=True)
class Silenced:
    """The raw ranges that inline comments silence, in order: all codes (None) or some."""

    ranges: tuple[tuple[Span, frozenset[str] | None], ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, rules: Sequence[Rule]) -> "Silenced":
        """Comments are markup, so text that merely reads `mtfix: ignore` silences nothing."""
        found = list(_comments(document))
        ends = sorted(_paragraph_ends(document.text)) if found else []
        ranges, notes = [], []
        for offset, selectors in found:
            codes: frozenset[str] | None = None
            try:
                if selectors:
                    codes = frozenset[str]().union(*(matching(item, rules) for item in selectors.split(",")))
            except ConfigError as error:
                codes = frozenset()
                line, _ = document.positions.line_column(offset)
                notes.append(f"{document.path}:{line}: {error} in an inline comment")
            ranges.append((_block(document, ends, offset), codes))
        return cls(tuple(sorted(ranges, key=lambda item: item[0])), tuple(notes))

    def covers(self, issue: Issue, document: Document) -> bool:
        """True if a comment silences the issue."""
        if not self.ranges:
            return False
        start = document.raw_span(issue.span).start
        after = bisect_right(self.ranges, start, key=lambda item: item[0].start)
        near = self.ranges[:after]
        return any(start < span.end and (codes is None or named(issue.code, codes)) for span, codes in near)


def _comments(document: Document) -> Iterator[tuple[int, str | None]]:
    offset = 0
    for part in document.text.parts:
        if not part.plain and "mtfix:" in part.raw:
            for match in _COMMENT.finditer(part.raw):
                yield offset + match.start(), match[1]
        offset += len(part.raw)


def _paragraph_ends(text: AnnotatedText) -> Iterator[int]:
    """Where paragraphs end in the raw text: before blank lines, and before markup that reads as one."""
    yield from (match.start() for match in _BLANK_LINE.finditer(text.raw))
    yield from (place.start for place in text.paragraph_ends)


def _block(document: Document, ends: list[int], offset: int) -> Span:
    """The paragraph (raw lines between blank ones) around a comment; if it shows no text, the next one that does."""
    index = bisect_right(ends, offset)
    start = ends[index - 1] if index else 0
    for end in ends[index:]:
        if _shows_text(document, Span(start, end)):
            return Span(start, end)
    return Span(start, len(document.text.raw))


def _shows_text(document: Document, span: Span) -> bool:
    offset = 0
    for part in document.text.parts:
        if offset >= span.end:
            return False
        inside = part.plain if part.raw != part.plain else part.raw[max(0, span.start - offset) : span.end - offset]
        if offset + len(part.raw) > span.start and inside.strip():
            return True
        offset += len(part.raw)
    return False
