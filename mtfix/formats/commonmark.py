"""markdown-it with exact source positions: it only keeps line numbers, so the rules that know more are made to tell.

A block's rule knows where each of its lines begins behind list marks and quote marks; an inline rule knows from where
to where it read. Both note it in the tokens' `meta`. Nothing is ever searched for.
"""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

LINES = "mtfix_lines"  # of an inline block: line, start and end in the parser's source, for each line of its content
SPAN = "mtfix_span"  # of an inline token: start and end in its block's content; None if not known for certain

_PIPE = re.compile(r"(?<!\\)\|")
_LEAF_RULES = ("paragraph", "heading", "lheading", "table")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes. Its inline blocks carry LINES, their tokens SPAN."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    # these join pieces or move them to the end of the document, and positions would get lost
    md.disable(["fragments_join", "text_join", "footnote_tail", "footnote_inline"])
    _wrap(md.block.ruler, _LEAF_RULES, _telling_lines)
    tracing = _TracingInline()
    tracing.ruler, tracing.ruler2 = md.inline.ruler, md.inline.ruler2
    md.inline = tracing
    _wrap(tracing.ruler, tracing.ruler.get_all_rules(), _telling_span)
    _wrap(tracing.ruler, ["text"], _marking_pending)
    return md


def inline_blocks(source: str) -> Iterator[Token]:
    """The blocks of text in a Markdown source whose line ends are LF, in document order."""
    return (token for token in parser().parse(source) if token.type == "inline")


def _wrap(ruler: Ruler[Any], names: Sequence[str], wrapper: Callable[[Any], Any]) -> None:
    for rule in ruler.__rules__:
        if rule.name in names:
            ruler.at(rule.name, wrapper(rule.fn), {"alt": rule.alt})


def _telling_lines(rule: Callable[..., bool]) -> Callable[..., bool]:
    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        new = [token for token in state.tokens[count:] if token.type == "inline" and token.map]
        opening = state.tokens[count] if len(state.tokens) > count else None
        for token in new:
            token.meta[LINES] = [
                (line, state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in range(*token.map or ())
            ]
        if opening and opening.type == "table_open":
            _divide_rows(new, state.src)
        elif opening and opening.type == "heading_open" and opening.markup.startswith("#"):
            _cut_hashes(new[0], state.src)
        return True

    return run


def _cut_hashes(token: Token, source: str) -> None:
    """Narrow a heading's line to its content, which begins behind the hashes; there may be more hashes at its end."""
    line, start, end = token.meta[LINES][0]
    text = source[start:end].lstrip("#")
    start = end - len(text.lstrip())
    token.meta[LINES] = [(line, start, start + len(token.content))]


def _divide_rows(cells: Sequence[Token], source: str) -> None:
    """Narrow each cell's line to what stands between its pipes."""
    for (line, start, end), row in groupby(cells, key=lambda cell: cell.meta[LINES][0]):
        pipes = [start - 1, *(match.start() for match in _PIPE.finditer(source, start, end)), end]
        between = [(left + 1, right) for left, right in pairwise(pipes)]
        if not source[slice(*between[0])].strip():
            del between[0]  # a row may begin with a pipe or not
        for cell, (left, right) in zip(row, between, strict=False):
            cell.meta[LINES] = [(line, left, right)]


def _telling_span(rule: Callable[..., bool]) -> Callable[..., bool]:
    def run(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        new = [token for token in state.tokens[count:] if SPAN not in token.meta]
        if all(token.type == "text" for token in new):
            _share(new, start)  # a run of * _ ~, one token for each or for two
        else:
            for token in new:
                token.meta[SPAN] = (start, state.pos)
        return True

    return run


def _share(tokens: Sequence[Token], start: int) -> None:
    for token in tokens:
        token.meta[SPAN] = (start, start + len(token.content))
        start += len(token.content)


class _TracingState(StateInline):
    """Notes from where to where the text reads that was piled up until another token came."""

    pending_start = 0

    def pushPending(self) -> Token:
        token = super().pushPending()
        start, end = self.pending_start, self.pending_start + len(token.content)
        token.meta[SPAN] = (start, end) if self.src[start:end] == token.content else None
        return token


class _TracingInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _TracingState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _marking_pending(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The text rule is tried first at every position, so it sees where text begins to pile up."""

    def run(state: _TracingState, silent: bool) -> bool:
        if not silent and not state.pending:
            state.pending_start = state.pos
        return rule(state, silent)

    return run
