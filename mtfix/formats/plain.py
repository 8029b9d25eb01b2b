"""Plain text: all of it is text, but for a byte order mark."""

import re

from mtfix.text import AnnotatedText


class Plain:
    """Text without markup, hence without comments."""

    name = "plain"
    suffixes: tuple[str, ...] = (".text", ".txt")
    comment_pattern: re.Pattern[str] | None = None

    def parse(self, raw: str) -> AnnotatedText:
        """The text as it is."""
        return AnnotatedText.from_plain(raw)
