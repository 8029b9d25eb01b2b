"""How a report may look, and the widths of what it shows: colours, terminal width, wide and combining characters."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from mtfix.taxonomy import Rule

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


@dataclass(frozen=True)
class Look:
    """Colours only if asked for; `width` columns for a source line; `rules` by code, for their names and papers."""

    color: bool = False
    width: int = 100
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The name of a code's rule; of a rule that is not ours, its code."""
        return self.rules[code].name if code in self.rules else code

    def paint(self, text: str, *styles: str) -> str:
        """The text in colours, if there are any."""
        if not (self.color and styles and text):
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"


def printable(text: str) -> str:
    """The text as it may be sent to a terminal: a control or line end shows as one blank, in place."""
    return "".join(" " if unicodedata.category(character) in _UNPRINTABLE else character for character in text)


# Controls, surrogates, line and paragraph separators. Format characters (joiners) stay: they shape other scripts.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
