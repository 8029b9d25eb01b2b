"""What mtfix is measured against: flag-nothing, flag-everything, and two peers that are used only if installed.

do-nothing is the baseline of repair and needs no code: the text as it came.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from mtfix.errors import ExtraMissing
from mtfix.text import Span


def offer_languagetool(data: Path) -> None:
    """Use the server that lies beside the data folder, unless LTP_PATH names another."""
    if (home := data.resolve().parent / "languagetool").is_dir():
        os.environ.setdefault("LTP_PATH", str(home))


class System(Protocol):
    """Anything that marks spans in texts."""

    name: str

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans it flags in each text, sorted."""
        ...


class FlagNothing:
    """The silent system."""

    name = "flag-nothing"

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """No span anywhere."""
        return [[] for _ in texts]


class FlagEverything:
    """The system that marks every text from end to end."""

    name = "flag-everything"

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """One span a text."""
        return [[Span(0, len(text))] if text else [] for text in texts]


class Harper:
    """Harper (Apache-2.0) through harper-py, American English, its default checks."""

    name = "Harper"

    def __init__(self) -> None:
        try:
            import harper
        except ImportError:
            raise ExtraMissing("harper-py", "dev") from None
        self._linter: Any = harper.Linter()

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans of its lints."""
        return [sorted(Span(lint.span.start, lint.span.end) for lint in self._linter.lint(text)) for text in texts]

    def close(self) -> None:
        """Nothing to stop."""


class LanguageTool:
    """LanguageTool's local server (LGPL-2.1) through language_tool_python, en-US, its default rules.

    Used only if the server is already on this machine (LTP_PATH): measuring downloads nothing.
    """

    name = "LanguageTool"

    def __init__(self) -> None:
        home = os.environ.get("LTP_PATH")
        if not home or not any(Path(home).glob("*/languagetool-server.jar")):
            raise ExtraMissing("LanguageTool server in LTP_PATH", "languagetool")
        try:
            import language_tool_python
        except ImportError:
            raise ExtraMissing("language-tool-python", "languagetool") from None
        self._tool: Any = language_tool_python.LanguageTool("en-US")

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans of its matches."""
        return [self._check(text) for text in texts]

    def _check(self, text: str) -> list[Span]:
        # its offsets are UTF-16 units; without characters beyond the BMP they are code points
        matches = self._tool.check("".join(c if c <= "\uffff" else "\u2588" for c in text))
        return sorted(Span(match.offset, match.offset + match.error_length) for match in matches)

    def close(self) -> None:
        """Stop the server."""
        self._tool.close()


PEERS: dict[str, type[Harper] | type[LanguageTool]] = {"Harper": Harper, "LanguageTool": LanguageTool}
