"""Plain text: all of it is text, but for a byte order mark."""

from mtfix.text import AnnotatedText


class Plain:
    """Text without markup."""

    name = "plain"
    suffixes: tuple[str, ...] = (".text", ".txt")

    def parse(self, raw: str) -> AnnotatedText:
        """The text as it is."""
        return AnnotatedText.from_plain(raw)
