"""What the interchangeable makers promise. One answer per input, in the same order, whatever the batch size."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Protocol

from mtfix.issue import Issue
from mtfix.report import Report
from mtfix.segment import Segment
from mtfix.suggestion import Suggestion
from mtfix.taxonomy import Rule
from mtfix.text import AnnotatedText

# Told now and then how far a run is: the stage, how much of it is done, and all there is.
Progress = Callable[[str, int, int], None]


class Detector(Protocol):
    """Finds issues. Scope "segment": detect([a, b]) == detect([a]) + detect([b]); "document": sees all segments."""

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
    """Proposes replacements. Edits stay inside the spans of their issues; a deletion may take one adjoining space."""

    name: str

    def repair(self, tasks: Sequence[RepairTask]) -> list[tuple[Suggestion, ...]]:
        """For each task its suggestions, best first within each issue."""
        ...


class ModelRepairer(Repairer, Protocol):
    """A repairer with weights; from `safe_threshold` on its suggestions may be raised to SAFE, if the guard agrees."""

    model_sha256: str
    safe_threshold: float


class Format(Protocol):
    """Splits a decoded file into text and markup; the parts' raw joined is the file again."""

    name: str
    suffixes: tuple[str, ...]

    def parse(self, raw: str) -> AnnotatedText:
        """The annotated text of a decoded file."""
        ...


class Renderer(Protocol):
    """Writes reports. It only reads them."""

    name: str

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write all reports to `out`, each as it comes where the format allows."""
        ...
