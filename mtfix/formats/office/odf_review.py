"""A review of an OpenDocument text: edits as tracked changes, findings as comments (annotations).

ODF keeps a deleted text in a list before the story it was taken from, and in its place a mark with the same number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from mtfix.formats.office.marks import Cut, Mark, Places, within
from mtfix.formats.office.odf_reader import EDITED, OFFICE_SPACE, PARAGRAPHS, STORIES, TEXT_SPACE, OdfReader
from mtfix.formats.office.tokens import EMPTY, END, NO_XML, START, TEXT, Token, name_of, tokens
from mtfix.protocols import Remark, Review
from mtfix.text import Span, splice

_SPACES = {"office": OFFICE_SPACE, "text": TEXT_SPACE, "dc": "http://purl.org/dc/elements/1.1/"}
_OWN = re.compile(r'"mtfix(\d+)"')
_ID = re.compile(r"""\s(?:xml|text):id=(?:"[^"]*"|'[^']*')""")
_SPACE = "<text:s/>"


def reviewed(files: Mapping[str, str], review: Review) -> tuple[dict[str, str], int]:
    """The XML files that a review changes, and how many remarks there is no room for: those in notes and headers."""
    places = Places([OdfReader().read(xml) for xml in files.values()])
    marks = [list[Mark]() for _ in files]
    for number, change in places.changes(review.edits):
        marks[number].append(change)
    anchors = [(remark, places.anchor(remark.span)) for remark in review.remarks]
    remarks = [(remark, anchor.place) for remark, anchor in anchors if anchor.file == 0 and not anchor.aside]
    changed, last = {}, max((int(match[1]) for xml in files.values() for match in _OWN.finditer(xml)), default=0)
    for number, (name, xml) in enumerate(files.items()):
        own = [] if number else remarks
        if marks[number] or own:
            writer = _Writer(xml, review, last)
            changed[name] = writer.written(marks[number], own)
            last = writer.number
    return changed, len(anchors) - len(remarks)


@dataclass
class _Story:
    """A text that has changes of its own: where its list of them is, or is to be, and what is to go into it."""

    place: int
    made: str = ""
    replaces: int = 0
    regions: list[str] = field(default_factory=list)


class _Writer:
    """Writes the marks of one XML file."""

    def __init__(self, xml: str, review: Review, number: int) -> None:
        self._xml = xml
        root = next(token.raw for token in tokens(xml) if token.kind == START)
        spaces = (f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
        self._declared = "".join(f" {space}" for space in spaces if space not in root)
        who = f"<dc:creator>{escape(NO_XML.sub('', review.author))}</dc:creator>"
        self._info = f"{who}<dc:date>{review.date}</dc:date>"
        self.number = number  # of the last change or comment; no other in the document has it
        self._stories: list[_Story] = []
        self._fields: list[Span] = []
        self._contexts: dict[Mark, tuple[list[Token], _Story]] = {}

    def written(self, changes: Sequence[Mark], remarks: Sequence[tuple[Remark, Span]]) -> str:
        """The file with changes and comments."""
        changes = sorted(changes, key=lambda change: change.place)
        self._look(changes)
        cuts = [cut for remark, place in remarks for cut in self._comment(remark, place)]
        splices = [(mark.place, self._mark(mark)) for mark in sorted([*changes, *cuts], key=lambda mark: mark.order)]
        for story in self._stories:
            if story.regions:
                list_ = "".join(story.regions)
                place = Span(story.place, story.place + story.replaces)
                splices.append((place, story.made.format(list_) if story.made else list_))
        return splice(self._xml, splices)

    def _next_name(self) -> str:
        self.number += 1
        return f"mtfix{self.number}"

    def _mark(self, mark: Mark) -> str:
        if isinstance(mark, Cut):
            return mark.xml
        context, story = self._contexts[mark]
        old, pieces = self._xml[mark.place.start : mark.place.end], []
        if old:
            name = self._next_name()
            story.regions.append(self._region(name, "deletion", _wrapped(context, old)))
            pieces.append(f'<text:change{self._declared} text:change-id="{name}"/>')
        if mark.replacement:
            name = self._next_name()
            story.regions.append(self._region(name, "insertion", ""))
            field = f'{self._declared} text:change-id="{name}"/>'
            pieces.append(f"<text:change-start{field}{mark.replacement}<text:change-end{field}")
        return "".join(pieces)

    def _region(self, name: str, kind: str, content: str) -> str:
        info = f"<office:change-info>{self._info}</office:change-info>"
        change = f"<text:{kind}>{info}{content}</text:{kind}>"
        return f'<text:changed-region{self._declared} xml:id="{name}" text:id="{name}">{change}</text:changed-region>'

    def _comment(self, remark: Remark, place: Span) -> Iterator[Cut]:
        """Where a comment begins and ends; not inside a field."""
        start, end = place
        for span in self._fields:
            if span.start < start < span.end:
                start = span.start
            if span.start < end < span.end:
                end = span.end
        name = self._next_name()
        lines = "".join(f"<text:p>{escape(NO_XML.sub('', line))}</text:p>" for line in remark.lines)
        field = f'{self._declared} office:name="{name}"'
        note = f"<office:annotation{field}>{self._info}{lines}</office:annotation>"
        yield Cut(Span(start, start), note, opens=True)
        yield Cut(Span(end, end), f"<office:annotation-end{field}/>", opens=False)

    def _look(self, changes: Sequence[Mark]) -> None:
        """Find stories, fields, and for each change the elements it stands in."""
        elements: list[tuple[str, Token]] = []
        for token in tokens(self._xml):
            end = token.place + len(token.raw)
            if token.kind in (START, EMPTY):
                name = OdfReader.name_of(token.name)
                self._enter(name, token, elements)
                if token.kind == START:
                    elements.append((name, token))
            elif token.kind == END:
                name, opening = elements.pop()
                self._leave(name, Span(opening.place, end), elements)
            elif token.kind == TEXT and self._stories:
                first = max((i for i, (name, _) in enumerate(elements) if name in PARAGRAPHS), default=0)
                context = [tag for _, tag in elements[first:]]
                for mark in within(changes, Span(token.place, end)):
                    self._contexts.setdefault(mark, (context, self._stories[-1]))

    def _enter(self, name: str, token: Token, elements: Sequence[tuple[str, Token]]) -> None:
        end = token.place + len(token.raw)
        if name in STORIES:
            opening = f'<text:tracked-changes{self._declared} text:track-changes="false">'
            self._stories.append(_Story(end, f"{opening}{{}}</text:tracked-changes>"))
        elif token.kind == EMPTY and self._stories:
            if name == "text:tracked-changes":
                self._stories[-1].place, self._stories[-1].replaces = token.place, len(token.raw)
            else:
                self._leave(name, Span(token.place, end), elements)

    def _leave(self, name: str, span: Span, elements: Sequence[tuple[str, Token]]) -> None:
        outer = elements[-1][0] if elements else ""
        if name == "text:tracked-changes" and self._stories:
            self._stories[-1].place, self._stories[-1].made = self._xml.rindex("<", span.start, span.end), ""
        elif name == "office:forms" and outer in STORIES:
            self._stories[-1].place = span.end
        elif outer in EDITED and name not in EDITED:
            self._fields.append(span)


def _wrapped(context: Sequence[Token], text: str) -> str:
    """A deleted text in the elements it stood in; outer spaces as elements, which are not lost."""
    core = text.strip()
    outer = [_SPACE * text[:1].isspace(), _SPACE * (bool(core) and text[-1:].isspace())]
    content = f"{outer[0]}{core}{outer[1]}"
    opening = "".join(_ID.sub("", tag.raw) for tag in context)
    closing = "".join(f"</{name_of(tag.raw)}>" for tag in reversed(context))
    return f"{opening}{content}{closing}"
