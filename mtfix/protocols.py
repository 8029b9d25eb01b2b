"""What the interchangeable makers promise. One answer per input, in the same order, whatever the batch size."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Protocol, runtime_checkable

from mtfix.document import Document
from mtfix.issue import Issue
from mtfix.report import Report
from mtfix.segment import Segment
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Rule
from mtfix.text import AnnotatedText, Span

# Told now and then how far a run is: the stage, how much of it is done, and all there is.
Progress = Callable[[str, int, int], None]
# What the codes of rules that are not ours begin with. Nothing is known of them beforehand but LanguageTool's names for
# them, and the candidates of their issues come in no order that a model agrees with.
FOREIGN = "LT:"


class Detector(Protocol):
    """Finds issues. Scope "segment": detect([a, b]) == detect([a]) + detect([b]); "document": sees all segments.

    It may offer `detect_and_note`: the issues, and notes for the report on what it could not read.
    """

    name: str
    scope: str
    rules: tuple[Rule, ...]

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """The issues of each segment; their spans are places in the document's plain text."""
        ...


class ScoringDetector(Detector, Protocol):
    """A detector that also says how likely each segment is garbled. It may offer `detect_and_score`: both in one go."""

    model_sha256: str

    def scores(self, segments: Sequence[Segment]) -> list[float]:
        """For each segment the calibrated probability that it is garbled."""
        ...


@dataclass(frozen=True)
class RepairTask:
    """A segment and those of its issues that want a repair, in order, not overlapping."""

    segment: Segment
    issues: tuple[Issue, ...]


class Repairer(Protocol):
    """Proposes replacements. Edits stay inside the spans of their issues; a deletion may take one adjoining space.

    It may offer `preferences(tasks)`: for each issue of each task the log-probability of each of its candidates as a
    replacement, or () if it cannot say; by them candidates are ranked that come in no good order.
    """

    name: str

    def repair(self, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
        """For each task its suggestions, best first within each issue."""
        ...


class ModelRepairer(Repairer, Protocol):
    """A repairer with weights; from `safe_threshold` on its suggestions may be raised to SAFE, if the guard agrees."""

    model_sha256: str
    safe_threshold: float


class Format(Protocol):
    """Splits a decoded file into text and markup; the parts' raw joined is the file again.

    A format whose files carry the source of what they translate gives it as `sources` of the annotated text: reports
    show it. One of tables (formats.TABLES) is made with the columns to read.
    """

    name: str
    suffixes: tuple[str, ...]

    def parse(self, raw: str) -> AnnotatedText:
        """The annotated text of a decoded file."""
        ...


@runtime_checkable
class BookkeepingFormat(Format, Protocol):
    """A format that notes in the file what was changed: a state of review, a flag."""

    def bookkeeping(self, raw: str, edits: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
        """The edits of markup to make beside `edits` of text when a file is written; they show nothing."""
        ...


@dataclass(frozen=True)
class Remark:
    """A comment on a span of a document's raw text."""

    span: Span
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """What a reviewer did to a document's raw text. `date` as ISO 8601 in UTC: 2026-11-25T10:00:00Z."""

    edits: tuple[tuple[Span, str], ...]
    remarks: tuple[Remark, ...]
    author: str
    date: str


@runtime_checkable
class NotingFormat(Format, Protocol):
    """A format whose files hold notes for people beside the text."""

    def notes(self, raw: str, remarks: Sequence[Remark]) -> list[tuple[Span, str]]:
        """The edits of markup that write remarks as notes; they show nothing."""
        ...


@runtime_checkable
class PackageFormat(Format, Protocol):
    """A format whose files are archives; their XML files with text, joined, are the raw text that `parse` splits."""

    max_bytes: int

    def unpack(self, data: bytes, path: str) -> str:
        """The raw text of a file's bytes. Raises InputError E004, E007 or E008."""
        ...

    def pack(self, data: bytes, raw: str, path: str) -> bytes:
        """The file with another raw text, all else byte for byte as it was. Raises InputError E004."""
        ...

    def track(self, document: Document, review: Review) -> tuple[bytes, tuple[str, ...]]:
        """The file with edits as tracked changes and findings as comments, and notes on what it could not hold."""
        ...


class Renderer(Protocol):
    """Writes reports. It only reads them."""

    name: str

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write all reports to `out`, each as it comes where the format allows."""
        ...
