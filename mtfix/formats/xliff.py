"""XLIFF 1.2 and 2.x: targets are text, inline elements and all else are markup that is never touched.

A segment that an edit changes is marked as in need of review, in the way of its version of the standard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtfix.formats.splitting import Unit, annotated, malformed, touched
from mtfix.formats.xml_edits import set_attribute
from mtfix.formats.xml_events import Event, What, escape, events
from mtfix.formats.xml_inline import inline, plain
from mtfix.text import AnnotatedText, Span

# XLIFF 2 has no state for "needs review": translated, which means not yet reviewed, and a sub-state of ours
_SUBSTATE = "mtfix:needs-review"
_HOLDERS = ("trans-unit", "segment")  # of 1.x and of 2.x


@dataclass
class _Open:
    """An element around a target, and the source found in it."""

    event: Event
    translate: bool
    source: str = ""


@dataclass(frozen=True)
class _Target:
    """A target with its own tag and that of the element around it."""

    unit: Unit
    tag: Event
    holder: Event


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


def _for_review(raw: str, target: _Target) -> Iterator[tuple[Span, str]]:
    tag, holder = target.tag, target.holder
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
            translate = (around[-1].translate if around else True) and event.get("translate") != "no"
            holder = around[-1] if around and around[-1].event.name in _HOLDERS else None
            if holder and event.name in ("source", "target"):
                start, index = index + 1, _end(told, index)
                inside = told[start:index]
                if event.name == "source":
                    holder.source = plain(raw, inside)
                elif translate:
                    span = Span(event.end, told[index].start)
                    yield _Target(Unit(span, inline(raw, inside, holder.source), holder.source), event, holder.event)
            else:
                around.append(_Open(event, translate))
        elif event.what is What.END:
            around.pop()
        index += 1


def _end(told: list[Event], index: int) -> int:
    """The index of the end of the element that starts at an index."""
    depth = 0
    while True:
        depth += {What.START: 1, What.END: -1}.get(told[index].what, 0)
        if not depth:
            return index
        index += 1
