"""A review of a Word document: edits as tracked changes, findings as comments."""

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from mtfix.formats.office import word_comments as comments
from mtfix.formats.office.archive import Archive
from mtfix.formats.office.files import xml_if_any, xml_of
from mtfix.formats.office.marks import Cut, Mark, Places
from mtfix.formats.office.tokens import NO_XML, START, Token, prefix_of, tokens
from mtfix.formats.office.word_comments import CONTENT_TYPES, Comment
from mtfix.formats.office.word_reader import WordReader
from mtfix.formats.office.word_runs import Wrapper, attribute_prefix, marked, runs
from mtfix.protocols import Review
from mtfix.text import Span


def reviewed(archive: Archive, files: dict[str, str], review: Review) -> tuple[dict[str, str], int]:
    """The XML files that a review changes or makes, and how many remarks there is no room for.

    `files` are those with text, the document itself first. Word keeps comments in the document's own text only, not in
    headers, notes and text boxes.
    """
    places = Places([WordReader().read(xml) for xml in files.values()])
    names, marks = list(files), [list[Mark]() for _ in files]
    for number, change in places.changes(review.edits):
        marks[number].append(change)
    part = _CommentsPart.of(archive, names[0])
    author = escape(NO_XML.sub("", review.author), {'"': "&quot;"})
    wrapper = Wrapper(author, review.date, comments.highest_number([*files.values(), part.xml]))
    anchors = [(remark, places.anchor(remark.span)) for remark in review.remarks]
    remarks = [(remark, anchor.place) for remark, anchor in anchors if anchor.file == 0 and not anchor.aside]
    changed = {}
    if remarks:
        made = [
            Comment(wrapper.next_number(), tuple(NO_XML.sub("", line) for line in item.lines)) for item, _ in remarks
        ]
        marks[0] += _cuts(
            files[names[0]], [(item.number, place) for item, (_, place) in zip(made, remarks, strict=True)]
        )
        changed = part.holding(made, wrapper, archive)
    for (name, xml), own in zip(files.items(), marks, strict=True):
        if own:
            changed[name] = marked(xml, runs(xml), own, wrapper)
    return changed, len(anchors) - len(remarks)


def _cuts(xml: str, comments: Sequence[tuple[int, Span]]) -> Iterator[Cut]:
    """Where comments begin and end: inside a run, or else between two."""
    prefix = prefix_of(_root(xml).raw)
    key, declared = attribute_prefix(prefix)
    own = sorted(run.span for run in runs(xml) if not run.nested)
    edges = sorted(edge for span in own for edge in span)
    for number, place in comments:
        start, end = place
        if not _inside(own, start):
            start = edges[max(bisect_right(edges, start) - 1, 0)]
        if not _inside(own, end):
            end = edges[min(bisect_left(edges, end), len(edges) - 1)]
        field = f'{declared} {key}id="{number}"/>'
        yield Cut(Span(start, start), f"<{prefix}commentRangeStart{field}", opens=True)
        mark = f"<{prefix}r><{prefix}commentReference{field}</{prefix}r>"
        yield Cut(Span(end, end), f"<{prefix}commentRangeEnd{field}{mark}", opens=False)


def _inside(spans: Sequence[Span], place: int) -> bool:
    index = bisect_left(spans, place, key=lambda span: span.end)
    return index < len(spans) and spans[index].start < place < spans[index].end


def _root(xml: str) -> Token:
    return next(token for token in tokens(xml) if token.kind == START)


@dataclass(frozen=True)
class _CommentsPart:
    """The file with the document's comments, or the name for one that is to be made."""

    name: str
    xml: str
    relationships: str
    main: str

    @classmethod
    def of(cls, archive: Archive, main: str) -> "_CommentsPart":
        relationships = comments.relationships_of(main)
        name = comments.comments_part(main, xml_if_any(archive, relationships))
        if name and name in archive.entries:
            return cls(name, xml_of(archive, name), relationships, main)
        folder = posixpath.dirname(main)
        free = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(archive.entries) + 1))
        return cls(name or next(name for name in free if name not in archive.entries), "", relationships, main)

    def holding(self, made: Sequence[Comment], wrapper: Wrapper, archive: Archive) -> dict[str, str]:
        """The files that have to change so that the document has these comments."""
        space = _root(xml_of(archive, self.main)).name.partition(" ")[0]
        changed = {self.name: comments.with_comments(self.xml, made, wrapper, space)}
        if not self.xml:
            known, types = xml_if_any(archive, self.relationships), xml_of(archive, CONTENT_TYPES)
            changed[CONTENT_TYPES] = comments.with_content_type(types, self.name)
            target = posixpath.basename(self.name)
            if comments.comments_part(self.main, known) is None:
                changed[self.relationships] = comments.with_relationship(known, target, space)
        return changed
