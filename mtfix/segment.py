"""A segment: one sentence or line of a document's plain text, with the window of neighbours it is read in."""

from dataclasses import dataclass

from mtfix.text import Span


@dataclass(frozen=True, slots=True)  # a long file has a hundred thousand of them
class Segment:
    """Laws: text == plain[span]; context holds it at `offset`; segments and the gaps between them tile the plain text.

    `context` is a run of neighbouring segments of one paragraph; neighbours share the same string, so that a model
    reads each window once. What a detector says of a segment depends on text, context and offset only.
    """

    span: Span
    text: str
    context: str
    offset: int

    @property
    def context_start(self) -> int:
        """Where the context begins in the plain text."""
        return self.span.start - self.offset

    def around(self, span: Span) -> tuple[str, str]:
        """The code points of the segment before and after a span of the plain text."""
        start, end = span.start - self.span.start, span.end - self.span.start
        return self.text[start - 1 : start] if start > 0 else "", self.text[end : end + 1]

    @classmethod
    def alone(cls, text: str, start: int = 0) -> "Segment":
        """A segment without neighbours."""
        return cls(Span(start, start + len(text)), text, text, 0)
