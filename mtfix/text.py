"""Text with markup: what a format split, never rewrote. Offsets are code points, carried and never searched for.

`raw` is the decoded file (byte order mark and line ends included); `plain` is what a reader sees.
The design follows LanguageTool's AnnotatedText.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

PARAGRAPH_END = "\n\n"  # what markup that ends a paragraph reads as


class Span(NamedTuple):
    """A half-open range of code points: 0 <= start <= end."""

    start: int
    end: int

    def __len__(self) -> int:
        """Length in code points (not the tuple's 2)."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """True if the two ranges share a code point, or an empty one lies inside or at the edge of the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, offset: int) -> "Span":
        """The same range `offset` code points further right."""
        return Span(self.start + offset, self.end + offset)


class Kind(Enum):
    """TEXT reads as it is written; MARKUP is not read at all; RENDERED reads differently (an entity, inline code)."""

    TEXT = "text"
    MARKUP = "markup"
    RENDERED = "rendered"


class Part(NamedTuple):
    """A piece of the raw text. `plain` is what a reader sees of it; only TEXT parts may be edited."""

    kind: Kind
    raw: str
    plain: str

    @classmethod
    def text(cls, raw: str) -> "Part":
        """Readable, editable text."""
        return cls(Kind.TEXT, raw, raw)

    @classmethod
    def markup(cls, raw: str) -> "Part":
        """Markup that leaves no trace in the plain text."""
        return cls(Kind.MARKUP, raw, "")

    @classmethod
    def rendered(cls, raw: str, plain: str) -> "Part":
        """Raw text that a reader sees as `plain`."""
        return cls(Kind.RENDERED, raw, plain)


@dataclass(frozen=True)
class AnnotatedText:
    """A file as parts. Laws: the parts' raw joined is the file; `to_raw` is total, monotone and tight.

    `crossable`: an edit may run over the MARKUP between TEXT parts, as over a word processor's runs; a RENDERED part
    that shows nothing bars its way. `escape` writes a replacement in the file's syntax. `sources`: what stretches of
    the raw text were translated from, in order, where the file carries it.
    """

    parts: tuple[Part, ...]
    crossable: bool = False
    escape: Callable[[str], str] = str
    sources: tuple[tuple[Span, str], ...] = ()

    @classmethod
    def from_plain(cls, text: str) -> "AnnotatedText":
        """A text without markup; a leading byte order mark is markup."""
        if text.startswith("\ufeff"):
            return cls((Part.markup("\ufeff"), Part.text(text[1:])))
        return cls((Part.text(text),))

    @cached_property
    def raw(self) -> str:
        """The decoded file."""
        return "".join(part.raw for part in self.parts)

    @cached_property
    def plain(self) -> str:
        """What a reader sees."""
        return "".join(part.plain for part in self.parts)

    @cached_property
    def paragraph_ends(self) -> list[Span]:
        """The raw places of the markup that reads as the end of a paragraph, in order; no blank lines of plain text."""
        found, position = [], 0
        for part in self.parts:
            if part.kind is Kind.RENDERED and part.plain == PARAGRAPH_END:
                found.append(Span(position, position + len(part.raw)))
            position += len(part.raw)
        return found

    @cached_property
    def _starts(self) -> tuple[list[int], list[int], list[Part]]:
        """Plain starts and raw starts of the parts that show something, in order."""
        plain_starts, raw_starts, shown = [], [], []
        plain = raw = 0
        for part in self.parts:
            if part.plain:
                plain_starts.append(plain)
                raw_starts.append(raw)
                shown.append(part)
            plain += len(part.plain)
            raw += len(part.raw)
        return plain_starts, raw_starts, shown

    def to_raw(self, span: Span) -> Span:
        """The tightest raw range that shows `span` of the plain text: it takes in no markup at its edges.

        A RENDERED part is taken whole when any of it is touched. An empty span sits before the code point it precedes,
        or at the end of a TEXT part if that code point can not be edited.
        """
        plain_starts, raw_starts, shown = self._starts
        if not shown:
            return Span(len(self.raw), len(self.raw))
        first = max(bisect_right(plain_starts, span.start) - 1, 0)
        if span.end <= span.start and shown[first].kind is not Kind.TEXT and span.start == plain_starts[first] > 0:
            first -= shown[first - 1].kind is Kind.TEXT
        start = self._raw_offset(first, span.start, end=False)
        if span.end <= span.start:
            return Span(start, start)
        last = bisect_left(plain_starts, span.end) - 1
        return Span(start, max(start, self._raw_offset(last, span.end, end=True)))

    def _raw_offset(self, index: int, plain_offset: int, *, end: bool) -> int:
        plain_starts, raw_starts, shown = self._starts
        part, inside = shown[index], plain_offset - plain_starts[index]
        if part.kind is Kind.TEXT:
            return raw_starts[index] + inside
        whole = end if 0 < inside < len(part.plain) else inside > 0
        return raw_starts[index] + (len(part.raw) if whole else 0)

    @cached_property
    def _bars(self) -> list[int]:
        """Where in the plain text the RENDERED parts stand that show nothing: pictures, notes, the ends of links."""
        bars, plain = [], 0
        for part in self.parts:
            if part.kind is Kind.RENDERED and not part.plain:
                bars.append(plain)
            plain += len(part.plain)
        return bars

    def editable(self, span: Span) -> bool:
        """True if replacing `span` of the plain text touches no markup, or only such as `pieces` may run over."""
        return self._in_one_part(span) or len(self.pieces(span)) > 0

    def pieces(self, span: Span) -> list[Span]:
        """What of `span` of the plain text lies in which TEXT part, in order; nothing if it can not be edited."""
        if self._in_one_part(span):
            return [span]
        plain_starts, _, shown = self._starts
        first, last = bisect_right(plain_starts, span.start) - 1, bisect_left(plain_starts, span.end)
        barred = bisect_right(self._bars, span.start) < bisect_left(self._bars, span.end)
        if not self.crossable or barred or first < 0 or span.start == span.end:
            return []
        if any(part.kind is not Kind.TEXT for part in shown[first:last]):
            return []
        seams = [span.start, *plain_starts[first + 1 : last], span.end]
        return [Span(*pair) for pair in pairwise(seams)]

    def _in_one_part(self, span: Span) -> bool:
        plain_starts, _, shown = self._starts
        index = bisect_right(plain_starts, span.start) - 1
        while index >= 0 and (part := shown[index]):
            if part.kind is Kind.TEXT and span.end <= plain_starts[index] + len(part.plain):
                return True
            # an empty span at the seam of two parts may belong to the left one
            if plain_starts[index] < span.start or span.start != span.end:
                return False
            index -= 1
        return False


def splice(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """Replace every span of `text`; they must not overlap. Raises ValueError if two do, or one runs past the end."""
    pieces: list[str] = []
    position = 0
    ordered: Sequence[tuple[Span, str]] = sorted(edits, key=lambda edit: edit[0])
    for span, replacement in ordered:
        if span.start < position or span.end > len(text):
            raise ValueError(f"edit at {span.start}-{span.end} overlaps another or leaves the text")
        pieces += (text[position : span.start], replacement)
        position = span.end
    return "".join((*pieces, text[position:]))
