"""XLIFF 1.2 and 2.x: targets are text, inline elements and all else are markup that is never touched.

A segment that an edit changes is marked as in need of review, in the way of its version of the standard. A finding can
be written as a note beside its segment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtfix.formats.splitting import Unit, annotated, malformed, read, touched
from mtfix.formats.xml_edits import set_attribute
from mtfix.formats.xml_events import Event, What, escape, events
from mtfix.formats.xml_inline import inline, plain
from mtfix.protocols import Remark
from mtfix.text import AnnotatedText, Span

# XLIFF 2 has no state for "needs review": translated, which means not yet reviewed, and a sub-state of ours
_SUBSTATE = "mtfix:needs-review"
_HOLDERS = ("trans-unit", "segment")  # of 1.x and of 2.x
_BODY = ("originalData", "segment", "ignorable")  # what stands behind the notes of a unit of 2.x


@dataclass
class _Open:
    """An element around a target: the source found in it, where it ends, and where notes of 2.x belong."""

    event: Event
    translate: bool
    source: str = ""
    end: int = -1
    notes: int = -1  # the end of those that are there
    body: int = -1


@dataclass(frozen=True)
class _Target:
    """A target with its own tag, its end, the trans-unit or segment around it, and the unit around that."""

    unit: Unit
    tag: Event
    end: int
    holder: _Open
    home: _Open


class Xliff:
    """XLIFF files of any 1.x and 2.x version; the targets of alternative translations and of matches are left alone."""

    name = "xliff"
    suffixes: tuple[str, ...] = (".xlf", ".xliff")

    def parse(self, raw: str) -> AnnotatedText:
        """Raises InputError E005 on what is not XLIFF, E008 on what is not safe to read."""
        return annotated(raw, (target.unit for target in _targets(raw)), escape=escape)

    def bookkeeping(self, raw: str, edits: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
        """1.x: state="needs-review-translation", and no longer approved; 2.x: state="translated" and a sub-state."""
        targets = list(_targets(raw))
        changed = (targets[index] for index in touched([target.unit.span for target in targets], edits))
        return [edit for target in changed for edit in _for_review(raw, target)]

    def notes(self, raw: str, remarks: Sequence[Remark]) -> list[tuple[Span, str]]:
        """A note for each remark; one that is there already is not written again."""
        targets = list(_targets(raw))
        spans = [target.unit.span for target in targets]
        found: dict[int, list[str]] = {}
        wrapped = set[int]()
        for remark in remarks:
            for target in (targets[index] for index in touched(spans, [(remark.span, "")])):
                place, note = _note(target, "\n".join((f"“{read(target.unit, remark.span)}”", *remark.lines)))
                if note not in raw[target.home.event.start : target.home.end]:
                    found.setdefault(place, []).append(note)
                if place == target.home.body:
                    wrapped.add(place)
        texts = ((place, "".join(notes)) for place, notes in found.items())
        return [(Span(at, at), f"<notes>{text}</notes>" if at in wrapped else text) for at, text in texts]


def _note(target: _Target, text: str) -> tuple[int, str]:
    """Where a note stands and how it is written."""
    if target.holder.event.name == "segment":
        place = target.home.body if target.home.notes < 0 else target.home.notes
        return place, f'<note category="mtfix" appliesTo="target">{escape(text)}</note>'
    return target.end, f'<note from="mtfix" annotates="target">{escape(text)}</note>'


def _for_review(raw: str, target: _Target) -> Iterator[tuple[Span, str]]:
    tag, holder = target.tag, target.holder.event
    if holder.name == "segment":
        if holder.get("state") != "initial":
            yield from set_attribute(raw, holder, "state", "translated")
        yield from set_attribute(raw, holder, "subState", _SUBSTATE)
        return
    if not tag.get("state").startswith(("needs-", "new")):
        yield from set_attribute(raw, tag, "state", "needs-review-translation")
    if holder.get("approved") == "yes":
        yield from set_attribute(raw, holder, "approved", "no")


def _targets(raw: str) -> Iterator[_Target]:
    told = events(raw)
    root = next(event for event in told if event.what is What.START)
    if root.name != "xliff":
        raise malformed(root.line, f"not XLIFF: it begins with <{root.name}>")
    around: list[_Open] = []
    index = 0
    while index < len(told):
        event = told[index]
        if event.what is What.START:
            holder = around[-1] if around and around[-1].event.name in _HOLDERS else None
            translate = (around[-1].translate if around else True) and event.get("translate") != "no"
            if holder and event.name in ("source", "target"):
                start, index = index + 1, _end(told, index)
                inside, end = told[start:index], told[index]
                if event.name == "source":
                    holder.source = plain(raw, inside)
                elif translate:
                    unit = Unit(Span(event.end, end.start), inline(raw, inside, holder.source), holder.source)
                    home = around[-2] if holder.event.name == "segment" and len(around) > 1 else holder
                    yield _Target(unit, event, end.end, holder, home)
            else:
                if event.name in _BODY and around and around[-1].body < 0:
                    around[-1].body = event.start
                around.append(_Open(event, translate))
        elif event.what is What.END:
            around.pop().end = event.start
            if event.name == "notes" and around and event.start < event.end:
                around[-1].notes = event.start
        index += 1


def _end(told: list[Event], index: int) -> int:
    """The index of the end of the element that starts at an index."""
    depth = 0
    while True:
        depth += {What.START: 1, What.END: -1}.get(told[index].what, 0)
        if not depth:
            return index
        index += 1
