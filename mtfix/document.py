"""A document: where it came from, its annotated text, and how it was encoded."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from mtfix.positions import PositionIndex
from mtfix.text import PARAGRAPH_END, AnnotatedText, Kind, Span


@dataclass(frozen=True)
class Document:
    """One file or string. `format` names one of mtfix.formats; `encoding` the Python codec that writes `raw` back.

    `package` are the bytes of a file such as docx, of which `raw` holds only the parts with text. Of a table only
    `columns` are read.
    """

    path: str
    text: AnnotatedText
    format: str = "plain"
    encoding: str = "utf-8"
    package: bytes | None = field(default=None, repr=False)
    columns: tuple[str, ...] = ()

    @cached_property
    def positions(self) -> PositionIndex:
        """Lines and columns of what is shown; each paragraph of a package is a line."""
        return PositionIndex(self.shown, () if self.package is None else self._paragraph_starts())

    @property
    def shown(self) -> str:
        """What reports quote and count in: the raw text, or of a package, whose XML nobody looks at, the plain text."""
        return self.text.raw if self.package is None else self.text.plain

    def shown_span(self, span: Span) -> Span:
        """Where a span of the plain text stands in what is shown."""
        return self.text.to_raw(span) if self.package is None else span

    def _paragraph_starts(self) -> list[int]:
        starts, plain = [0], 0
        for part in self.text.parts:
            plain += len(part.plain)
            if part.kind is Kind.RENDERED and part.plain == PARAGRAPH_END:
                starts.append(plain)
        return starts

    @property
    def plain(self) -> str:
        """What a reader sees; all detectors work on it."""
        return self.text.plain

    def raw_span(self, span: Span) -> Span:
        """Where a span of the plain text stands in the raw text."""
        return self.text.to_raw(span)

    @property
    def sources(self) -> tuple[tuple[Span, str], ...]:
        """What stretches of the raw text were translated from, in order, where the format carries it."""
        return self.text.sources

    def source_of(self, span: Span) -> str | None:
        """What the stretch around a span of the plain text was translated from, if that is known."""
        place = self.raw_span(span)
        index = bisect_right(self.sources, place.start, key=lambda item: item[0].start) - 1
        return self.sources[index][1] if index >= 0 and self.sources[index][0].contains(place) else None
