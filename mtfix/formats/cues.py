"""Subtitles, SRT and WebVTT: the cues' texts are read as flowing text; timings, numbers and tags are never touched.

A line end reads as a space, and so does the step from one cue to the next: sentences run across cues. A pause or
another voice begins a new paragraph, a dialogue's dash a new line. Words have no say in it, so that an edit of one cue
can not change how its neighbours are joined.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtfix.formats.splitting import Piece, Unit, annotated, cut, malformed
from mtfix.text import PARAGRAPH_END, AnnotatedText, Kind, Span

PAUSE = 3.0  # seconds between two cues after which a new paragraph begins

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_ARROW = re.compile(r"[ \t]*[\d:.,]+[ \t]*-->")
_DASH = re.compile(r"\s*[-–—]")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_SRT_TAG = re.compile(r"\{\\[^{}]*\}|\{[a-zA-Z]:[^{}]*\}|</?(?i:[bius]|font(?:[ \t][^<>]*)?)>")
_VTT_SPECIAL = re.compile(r"<[^<>]*>|&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z]\w*);")


@dataclass(frozen=True)
class _Cue:
    """When a cue is shown, in seconds, and its lines of text."""

    start: float
    end: float
    lines: tuple[Span, ...]


class Srt:
    """SubRip files. Tags such as <i> and {\\an8} are markup; blank lines inside a cue are allowed."""

    name = "srt"
    suffixes: tuple[str, ...] = (".srt",)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 with the line of a timing that can not be read, or if there is none."""
        lines = _lines(raw)
        timings = _timings(raw, lines)
        if not timings and raw.strip("\ufeff \t\r\n"):
            raise malformed(1, "no cue in the whole file", "a cue's timing reads 00:00:01,000 --> 00:00:02,500")
        cues = []
        for (index, start, end), (following, _, _) in pairwise([*timings, (len(lines), 0.0, 0.0)]):
            # the number of the next cue stands before its timing
            numbered = following < len(lines) and raw[slice(*lines[following - 1])].strip().isdigit()
            cues.append(_Cue(start, end, tuple(lines[index + 1 : following - numbered])))
        return annotated(raw, _units(raw, cues, _SRT_TAG, lambda _: ""))


class Vtt:
    """WebVTT files. Tags such as <i> and <v Name> are markup; NOTE, STYLE and REGION blocks are never touched."""

    name = "vtt"
    suffixes: tuple[str, ...] = (".vtt",)

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 with the line of a timing that can not be read, or if the header is missing."""
        lines = _lines(raw)
        if not re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|\Z)", raw):
            raise malformed(1, "not WebVTT: the first line must begin with WEBVTT")
        cues = []
        for index, start, end in _timings(raw, lines):
            stop = index + 1
            while stop < len(lines) and len(lines[stop]):
                stop += 1
            cues.append(_Cue(start, end, tuple(lines[index + 1 : stop])))
        return annotated(raw, _units(raw, cues, _VTT_SPECIAL, _vtt_shown), escape=_vtt_written)


def _vtt_shown(special: str) -> str:
    return "" if special.startswith("<") else html.unescape(special)


def _vtt_written(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(raw: str) -> list[Span]:
    return [Span(*match.span(1)) for match in _LINE.finditer(raw)]


def _timings(raw: str, lines: Sequence[Span]) -> list[tuple[int, float, float]]:
    """The index of each line with a timing, and its times in seconds."""
    found = []
    for index, (start, end) in enumerate(lines):
        if match := _TIMING.fullmatch(raw, start, end):
            found.append((index, _seconds(match.groups()[:4]), _seconds(match.groups()[4:])))
        elif _ARROW.match(raw, start, end):
            raise malformed(index + 1, "this timing can not be read", "it should be like 00:00:01,000 --> 00:00:02,500")
    return found


def _seconds(time: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (item or "0" for item in time)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _units(raw: str, cues: Iterable[_Cue], special: re.Pattern[str], shown: Callable[[str], str]) -> Iterator[Unit]:
    """A unit a cue; how it is joined to the one before is its lead."""
    before, last_voice = float("-inf"), ""
    for cue in cues:
        pieces = list(_cue_pieces(raw, cue, special, shown))
        if not pieces:
            continue
        span = Span(cue.lines[0].start, cue.lines[-1].end)
        found = _VOICE.search(raw, *span) if special is _VTT_SPECIAL else None
        voice = found[1] if found else ""
        lead = "\n" if _begins_with_dash(pieces) else " "
        if cue.start - before >= PAUSE or voice != last_voice:
            lead = PARAGRAPH_END
        yield Unit(span, tuple(pieces), lead=lead)
        before, last_voice = cue.end, voice


def _begins_with_dash(pieces: Sequence[Piece]) -> bool:
    """True if someone else speaks, as far as one can see."""
    return bool(_DASH.match("".join(piece.plain for piece in pieces)))


def _cue_pieces(raw: str, cue: _Cue, special: re.Pattern[str], shown: Callable[[str], str]) -> Iterator[Piece]:
    """The pieces of a cue's lines; where one line follows another, the line end reads as a space."""
    end = -1
    for start, stop in cue.lines:
        text = raw[start:stop]
        begin = start + len(text) - len(text.lstrip())
        pieces = list(cut(raw, begin, max(begin, start + len(text.rstrip())), special, shown))
        if not any(piece.plain.strip() for piece in pieces):
            continue
        if end >= 0:
            turn = _begins_with_dash(pieces) or _VOICE.match(raw, begin)
            yield Piece(end, pieces[0].start, Kind.RENDERED, "\n" if turn else " ")
        yield from pieces
        end = pieces[-1].end
