"""Marks in the runs of a WordprocessingML file: a run is cut where a change or a comment begins and ends.

A change becomes a run in w:del and one in w:ins, both with the properties of the run it was cut from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from mtfix.formats.office.marks import Change, Cut, Mark, within
from mtfix.formats.office.tokens import EMPTY, END, START, Token, name_of, prefix_of, tokens
from mtfix.formats.office.word_reader import WORD
from mtfix.text import Span, splice

KEPT, DELETED, INSERTED, BETWEEN = "kept", "del", "ins", "between"


class Child(NamedTuple):
    """A child of a run, and if it is a w:t where its text is."""

    name: str
    span: Span
    text: Span | None


@dataclass
class Run:
    """A w:r, its children, the w:ins it stands in, if any, and whether that is another run's text box."""

    opening: Token
    parent: Token | None
    nested: bool
    children: list[Child] = field(default_factory=list)
    span: Span = Span(0, 0)


class _Atom(NamedTuple):
    """XML that stands in a run of its kind, or BETWEEN two."""

    state: str
    xml: str


@dataclass
class Wrapper:
    """Writes the tags around changes, each with a number of its own. `author` is escaped for an attribute."""

    author: str
    date: str
    number: int

    def next_number(self) -> int:
        """A number that nothing else in the document has."""
        self.number += 1
        return self.number

    def fields(self, prefix: str) -> str:
        """The attributes that say who changed something, and when; `prefix` is the file's for WordprocessingML."""
        key, declared = attribute_prefix(prefix)
        return f'{declared} {key}id="{self.next_number()}" {key}author="{self.author}" {key}date="{self.date}"'


def attribute_prefix(prefix: str) -> tuple[str, str]:
    """The prefix for attributes, which need one, and its declaration if the file does not have it."""
    return (prefix, "") if prefix else ("w:", f' xmlns:w="{WORD[0]}"')


def runs(xml: str) -> Iterator[Run]:
    """The runs of a file; those inside another's text box come before it."""
    elements: list[tuple[str, Token]] = []
    open_runs: list[Run] = []
    for token in tokens(xml):
        if token.kind in (START, EMPTY):
            name, opening = _local(token), token
            if name == "r":
                parent, tag = elements[-1] if elements else ("", None)
                open_runs.append(Run(token, tag if parent in ("ins", "moveTo") else None, bool(open_runs)))
            if token.kind == START:
                elements.append((name, token))
                continue
        elif token.kind == END:
            name, opening = elements.pop()
        else:
            continue
        span = Span(opening.place, token.place + len(token.raw))
        if name == "r":
            open_runs[-1].span = span
            yield open_runs.pop()
        elif elements and elements[-1][0] == "r":
            text = Span(opening.place + len(opening.raw), token.place) if name == "t" and token.kind == END else None
            open_runs[-1].children.append(Child(name, span, text))


def marked(xml: str, found: Iterable[Run], marks: Iterable[Mark], wrapper: Wrapper) -> str:
    """The file with its changes made visible, and cuts between its runs."""
    left = sorted(marks, key=lambda mark: mark.place)
    splices: list[tuple[Span, str]] = []
    for run in found:
        own = within(left, Span(run.span.start + 1, run.span.end - 1))
        if not own:
            continue
        for mark in own:
            left.remove(mark)
        held = [item for item in splices if run.span.contains(item[0])]  # in a text box that hangs on this run
        splices = [item for item in splices if item not in held]
        splices.append((run.span, _run(xml, run, own, held, wrapper)))
    splices += [(mark.place, mark.xml) for mark in sorted(left, key=lambda mark: mark.order) if isinstance(mark, Cut)]
    return splice(xml, splices)


def _local(token: Token) -> str:
    space, _, local = token.name.rpartition(" ")
    return local if space in WORD else "?"


def _run(xml: str, run: Run, marks: Sequence[Mark], held: Sequence[tuple[Span, str]], wrapper: Wrapper) -> str:
    """The XML of a run in as many pieces as its marks need."""
    prefix = prefix_of(run.opening.raw)
    properties = "".join(xml[child.span.start : child.span.end] for child in run.children if child.name == "rPr")
    pieces = []
    atoms = (atom for child in run.children if child.name != "rPr" for atom in _atoms(xml, child, marks, held, prefix))
    for state, group in groupby(atoms, key=lambda atom: atom.state):
        piece = "".join(atom.xml for atom in group)
        if state != BETWEEN:
            piece = f"{run.opening.raw}{properties}{piece}</{prefix}r>"
        if state in (DELETED, INSERTED):
            piece = f"<{prefix}{state}{wrapper.fields(prefix)}>{piece}</{prefix}{state}>"
        if state == INSERTED and run.parent:  # what another author put in does not hold what we put in
            piece = f"</{name_of(run.parent.raw)}>{piece}{run.parent.raw}"
        pieces.append(piece)
    return "".join(pieces)


def _atoms(
    xml: str, child: Child, marks: Sequence[Mark], held: Sequence[tuple[Span, str]], prefix: str
) -> Iterator[_Atom]:
    """A child of a run, cut at the marks inside it; a mark inside what can not be cut goes to its edge."""
    start, end = child.span
    if child.text is None:
        around = [mark for mark in within(marks, child.span) if isinstance(mark, Cut)]
        yield from (_Atom(BETWEEN, cut.xml) for cut in around if cut.opens and cut.place.start < end)
        inner = [(span.shift(-start), new) for span, new in held if child.span.contains(span)]
        yield _Atom(KEPT, splice(xml[start:end], inner))
        yield from (_Atom(BETWEEN, cut.xml) for cut in around if not cut.opens and start < cut.place.start)
        return
    inside = sorted(within(marks, child.text), key=lambda mark: mark.order)
    if not inside:
        yield _Atom(KEPT, xml[start:end])
        return
    position = child.text.start
    for mark in inside:
        yield from _text(KEPT, xml[position : mark.place.start], prefix)
        position = max(position, mark.place.end)
        if isinstance(mark, Change):
            yield from _text(DELETED, xml[mark.place.start : mark.place.end], prefix)
            yield from _text(INSERTED, mark.replacement, prefix)
        else:
            yield _Atom(BETWEEN, mark.xml)
    yield from _text(KEPT, xml[position : child.text.end], prefix)


def _text(state: str, text: str, prefix: str) -> Iterator[_Atom]:
    """A w:t or w:delText, if there is something to hold."""
    if text:
        name = f"{prefix}{'delText' if state == DELETED else 't'}"
        space = ' xml:space="preserve"' if text != text.strip() else ""
        yield _Atom(state, f"<{name}{space}>{text}</{name}>")
