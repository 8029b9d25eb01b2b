"""A document: where it came from, its annotated text, and how it was encoded."""

from dataclasses import dataclass
from functools import cached_property

from mtfix.positions import PositionIndex
from mtfix.text import AnnotatedText, Span


@dataclass(frozen=True)
class Document:
    """One file or string. `format` names one of mtfix.formats; `encoding` the Python codec that writes `raw` back."""

    path: str
    text: AnnotatedText
    format: str = "plain"
    encoding: str = "utf-8"

    @cached_property
    def positions(self) -> PositionIndex:
        """Lines and columns of the raw text."""
        return PositionIndex(self.text.raw)

    @property
    def plain(self) -> str:
        """What a reader sees; all detectors work on it."""
        return self.text.plain

    def raw_span(self, span: Span) -> Span:
        """Where a span of the plain text stands in the raw text."""
        return self.text.to_raw(span)
