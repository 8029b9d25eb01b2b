"""LanguageTool as a detector. Off unless asked for; where it fails, a note says so and the rest goes on without it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from mtfix.detectors.attested import AttestedWords
from mtfix.detectors.languagetool_rules import FLOOR, RULE, Match, family
from mtfix.detectors.languagetool_server import LocalServer, Server, Unavailable
from mtfix.issue import Issue
from mtfix.positions import PositionIndex
from mtfix.protocols import FOREIGN
from mtfix.segment import Segment
from mtfix.settings import LOCAL
from mtfix.taxonomy import Rule
from mtfix.text import Span

PASSAGE = 8_000  # code points asked at a time: well below what the public server takes
REMEMBERED = 64  # passages, for `fix`, which asks again after each round
CANDIDATES = 5
_GAP = "\n\n"  # windows are given as paragraphs


@dataclass(frozen=True)
class Passage:
    """What is asked at a time: some windows of a document, each with the place where it starts in the plain text."""

    windows: tuple[tuple[int, str], ...]

    @cached_property
    def text(self) -> str:
        """The windows as paragraphs."""
        return _GAP.join(window for _, window in self.windows)

    @cached_property
    def _index(self) -> PositionIndex:
        return PositionIndex(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for _, window in self.windows:
            starts.append(starts[-1] + len(window) + len(_GAP))
        return starts[:-1]

    def issue_span(self, match: Match) -> tuple[Span, str] | None:
        """Where a match, in UTF-16 units of this passage, stands in the plain text; None outside any one window."""
        start, end = self._index.from_utf16(match.start), self._index.from_utf16(match.end)
        number = bisect_right(self._starts, start) - 1
        place, window = self.windows[number]
        start, end = start - self._starts[number], end - self._starts[number]
        return (Span(start, end).shift(place), window[start:end]) if 0 <= start < end <= len(window) else None


class LanguageTool:
    """A document detector over a server that is started once, when it is first asked, and given up once it fails."""

    name = "languagetool"
    scope = "document"
    rules: tuple[Rule, ...] = (RULE,)

    def __init__(self, connect: Callable[[], Server], *, floor: float = FLOOR) -> None:
        self._connect, self._floor = connect, floor
        self._server: Server | None = None
        self._given_up = ""
        self._answers: dict[str, tuple[Match, ...]] = {}
        self._lock = Lock()

    @classmethod
    def load(cls, where: str, *, min_confidence: float | None = None) -> "LanguageTool":
        """A server of our own for "local", else the one at a URL. Nothing is started or asked yet."""
        floor = FLOOR if min_confidence is None else min(FLOOR, min_confidence)  # merging may yet make it surer
        return cls(LocalServer.start if where == LOCAL else lambda: Server(where), floor=floor)

    @property
    def version(self) -> str:
        """What the server says of itself; "" before its first answer."""
        return self._server.version if self._server else ""

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """The issues of each segment, without a word on what could not be read."""
        return self.detect_and_note(segments)[0]

    def detect_and_note(self, segments: Sequence[Segment]) -> tuple[list[tuple[Issue, ...]], tuple[str, ...]]:
        """The issues of each segment, and a note if LanguageTool did not read all of them."""
        found: list[list[Issue]] = [[] for _ in segments]
        starts = [segment.span.start for segment in segments]
        words = AttestedWords(segments)
        asked, notes = list(passages(segments)), tuple[str, ...]()
        for number, passage in enumerate(asked):
            try:
                matches = self._matches(passage.text)
            except Unavailable as error:
                read = f"only {number} of {len(asked)} parts" if number else "nothing"
                notes = (f"LanguageTool {error}; it read {read} of this document",)
                break
            for issue in self._issues(matches, passage, words):
                found[bisect_right(starts, issue.span.start) - 1].append(issue)
        return [tuple(sorted(set(issues))) for issues in found], notes

    def close(self) -> None:
        """Stop the server, if it is ours."""
        with self._lock:
            if self._server:
                self._server.close()

    def _matches(self, text: str) -> tuple[Match, ...]:
        with self._lock:
            if text in self._answers:
                return self._answers[text]
            if self._given_up:
                raise Unavailable(self._given_up)
            try:
                self._server = self._server or self._connect()
                matches = self._server.matches(text)
            except Unavailable as error:
                self._given_up = str(error)
                if self._server:
                    self._server.close()
                raise
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            self._answers[text] = matches
            return matches

    def _issues(self, matches: Sequence[Match], passage: Passage, words: AttestedWords) -> Iterator[Issue]:
        for match in matches:
            placed = passage.issue_span(match)
            if placed is None or match.is_variety:
                continue
            span, text = placed
            candidates = tuple(dict.fromkeys(item for item in match.replacements if item != text))[:CANDIDATES]
            kind = family(match, text)
            if kind.confidence < self._floor or (match.is_spelling and words.attest(text, candidates)):
                continue
            code = FOREIGN + match.rule
            yield Issue(
                span, code, kind.category, kind.severity, match.message, text, kind.confidence, self.name, candidates
            )


def passages(segments: Sequence[Segment]) -> Iterator[Passage]:
    """The windows of the segments in runs of at most PASSAGE code points, or one window."""
    run: list[tuple[int, str]] = []
    size = 0
    last: tuple[int, str] | None = None
    for segment in segments:
        window = (segment.context_start, segment.context)
        if window == last:
            continue
        last = window
        if run and size + len(segment.context) > PASSAGE:
            yield Passage(tuple(run))
            run, size = [], 0
        run.append(window)
        size += len(segment.context) + len(_GAP)
    if run:
        yield Passage(tuple(run))
