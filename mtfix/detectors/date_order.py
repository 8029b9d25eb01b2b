"""MT102: day and month in two orders within one document (13/05/2021 beside 05/14/2021)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Example, Rule, Severity
from mtfix.text import Span

_DATE = re.compile(r"(?<![\d./\-])(\d{1,2})([./\-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/\-]|\.\d)")
_MONTHS = "January February March April May June July August September October November December".split()
_WRITTEN = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|[:.,]\d)(?:,? (?P<year>(?:19"
    rf"|20)\d\d))?"
)

DATE_ORDER = Rule(
    code="MT102",
    name="date-order-conflict",
    category=Category.INCONSISTENCY,
    severity=Severity.MAJOR,
    summary="Day and month stand in another order than elsewhere in the document.",
    explanation=(
        "Dates that can be read one way only show the document's order; the fewer of the two kinds are "
        "reported, with the other order as candidate. A date in figures with points beside the same day in "
        "words is reported with the words as candidate."
    ),
    confidence=0.85,
    bad=(
        Example("From 13/05/2021 to 15/05/2021, and again on [[05/24/2021]].", "24/05/2021"),
        Example("Signed on [[14.02.2020]] in Rome; sent on February 14 by mail.", "February 14, 2020"),
    ),
    good=(
        Example("From 13/05/2021 to 05/06/2021."),
        Example("Version 1.12.2020 and 13.5.1 of 3/14/2020."),
        Example("On 12.03.2021 and on March 20."),
    ),
)


class _Date(NamedTuple):
    """A date in figures: where it stands, and its first two numbers."""

    segment: int
    span: Span
    first: int
    second: int
    mark: str
    year: str

    @property
    def order(self) -> str:
        """ "day" or "month" is first; "" if both readings make a date, or none."""
        if self.first > 12 and 1 <= self.second <= 12 and self.first <= 31:
            return "day"
        return "month" if 1 <= self.first <= 12 < self.second <= 31 else ""


class DateOrder:
    """A document detector."""

    name = "date-order-conflict"
    scope = "document"
    rules: tuple[Rule, ...] = (DATE_ORDER,)

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """Dates in the order that the fewer dates have, and dates in figures beside the same day in words."""
        found: list[list[Issue]] = [[] for _ in segments]
        dates = [date for index, segment in enumerate(segments) for date in _dates(index, segment)]
        if dates:
            minority = _minority(dates)
            written = _written(segments)
            for date in dates:
                if date.order and date.order == minority:
                    found[date.segment].append(_issue(date, segments, _swapped(date, segments), 0.85))
                elif said := _said(date, written):
                    found[date.segment].append(_issue(date, segments, said, 0.6))
        return [tuple(issues) for issues in found]


def _dates(index: int, segment: Segment) -> Iterator[_Date]:
    for match in _DATE.finditer(segment.text):
        span = Span(*match.span()).shift(segment.span.start)
        yield _Date(index, span, int(match[1]), int(match[3]), match[2], match[4])


def _minority(dates: Sequence[_Date]) -> str:
    """The rarer order, or the one that comes up later; "" if there is one order only."""
    orders = [date.order for date in dates if date.order]
    days, months = orders.count("day"), orders.count("month")
    if not days or not months:
        return ""
    if days == months:
        return "month" if orders[0] == "day" else "day"
    return "day" if days < months else "month"


def _written(segments: Sequence[Segment]) -> dict[tuple[int, int], str]:
    """Days in words, month first, and the years they were written with ("" if none)."""
    found: dict[tuple[int, int], str] = {}
    for segment in segments:
        for match in _WRITTEN.finditer(segment.text):
            found[int(match["day"]), _MONTHS.index(match["month"]) + 1] = match["year"] or ""
    return found


def _said(date: _Date, written: dict[tuple[int, int], str]) -> str | None:
    """A date with points reads day first: the same day in words, if the document has it."""
    year = written.get((date.first, date.second))
    if date.mark != "." or len(date.year) < 4 or year is None or year not in ("", date.year):
        return None
    return f"{_MONTHS[date.second - 1]} {date.first}, {date.year}"


def _text(date: _Date, segments: Sequence[Segment]) -> str:
    segment = segments[date.segment]
    return segment.text[date.span.start - segment.span.start : date.span.end - segment.span.start]


def _swapped(date: _Date, segments: Sequence[Segment]) -> str:
    first, second, year = _text(date, segments).split(date.mark)
    return date.mark.join((second, first, year))


def _issue(date: _Date, segments: Sequence[Segment], candidate: str, confidence: float) -> Issue:
    rule = DATE_ORDER
    return Issue(
        span=date.span,
        code=rule.code,
        category=rule.category,
        severity=rule.severity,
        message=rule.summary,
        text=_text(date, segments),
        confidence=confidence,
        detector=DateOrder.name,
        candidates=(candidate,),
    )
