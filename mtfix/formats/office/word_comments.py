"""Comments of a Word document: their XML file, which may have to be made, its relationship and its content type."""

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from mtfix.formats.office.tokens import EMPTY, END, NO_XML, START, name_of, prefix_of, tokens
from mtfix.formats.office.word_reader import WORD
from mtfix.formats.office.word_runs import Wrapper, attribute_prefix

CONTENT_TYPES = "[Content_Types].xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = {
    WORD[0]: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    WORD[1]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBER = re.compile(r"""\bid=["'](\d{1,9})["']""")


class Comment(NamedTuple):
    """A comment by the number that the document calls it by."""

    number: int
    lines: tuple[str, ...]


def highest_number(files: Iterable[str]) -> int:
    """The highest number that a change, comment or bookmark has in these XML files; 0 if there is none."""
    return max((int(match[1]) for xml in files for match in _NUMBER.finditer(xml)), default=0)


def relationships_of(part: str) -> str:
    """The name of the file that holds the relationships of an XML file."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def comments_part(main: str, relationships: str) -> str | None:
    """The name of the document's comments file, if it has one; `relationships` is the XML that knows."""
    for token in tokens(relationships) if relationships else ():
        if token.attributes.get("Type", "").endswith("/relationships/comments"):
            target = token.attributes.get("Target", "")
            return posixpath.normpath(posixpath.join("/", posixpath.dirname(main), target)).removeprefix("/")
    return None


def with_comments(xml: str, comments: Sequence[Comment], wrapper: Wrapper, space: str) -> str:
    """The comments file with more comments; it is made if it is empty."""
    xml = xml or f'{_HEADER}<w:comments xmlns:w="{space}"/>'
    return appended(xml, lambda prefix: "".join(_comment(comment, wrapper, prefix) for comment in comments))


def with_relationship(xml: str, target: str, space: str) -> str:
    """The relationships with one to the comments file; the file is made if it is empty."""
    xml = xml or f'{_HEADER}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    fields = f'Id="mtfixComments" Type="{_RELATIONSHIPS[space]}/comments" Target={quoteattr(target)}'
    return appended(xml, lambda prefix: f"<{prefix}Relationship {fields}/>")


def with_content_type(xml: str, part: str) -> str:
    """The list of content types with that of the comments file."""
    fields = f'PartName={quoteattr("/" + part)} ContentType="{COMMENTS_TYPE}"'
    return appended(xml, lambda prefix: f"<{prefix}Override {fields}/>")


def appended(xml: str, make: Callable[[str], str]) -> str:
    """The XML with more at the end of its root element; `make` is told the root's prefix."""
    tags = [token for token in tokens(xml) if token.kind in (START, EMPTY, END)]
    root, last = tags[0], tags[-1]
    more = make(prefix_of(root.raw))
    if root.kind == EMPTY:
        return f"{xml[: root.place]}{root.raw[:-2]}>{more}</{name_of(root.raw)}>{xml[root.place + len(root.raw) :]}"
    return f"{xml[: last.place]}{more}{xml[last.place :]}"


def _comment(comment: Comment, wrapper: Wrapper, prefix: str) -> str:
    key, declared = attribute_prefix(prefix)
    fields = f'{key}id="{comment.number}" {key}author="{wrapper.author}" {key}date="{wrapper.date}" {key}initials="mt"'
    texts = (f'<{prefix}t xml:space="preserve">{escape(NO_XML.sub("", line))}</{prefix}t>' for line in comment.lines)
    paragraphs = "".join(f"<{prefix}p><{prefix}r>{text}</{prefix}r></{prefix}p>" for text in texts)
    return f"<{prefix}comment{declared} {fields}>{paragraphs}</{prefix}comment>"
