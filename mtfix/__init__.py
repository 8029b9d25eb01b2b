"""mtfix finds and repairs what machine translation leaves behind in English text. `check` and `fix` are all you need.

>>> import mtfix
>>> print(mtfix.check("The the talks went on."))  # doctest: +SKIP
>>> mtfix.fix("The the talks went on.")  # doctest: +SKIP
'The talks went on.'

Importing this package loads no model and no numeric library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtfix.document import Document
    from mtfix.errors import ConfigError, DataError, ExtraMissing, InputError, ModelError, MtfixError
    from mtfix.issue import Issue
    from mtfix.report import Report, Signature
    from mtfix.segment import Segment
    from mtfix.settings import Settings
    from mtfix.suggestion import Applicability, Edit, Suggestion
    from mtfix.taxonomy import Category, Rule, Severity
    from mtfix.text import Span

_HOMES = {
    "Applicability": "suggestion",
    "Category": "taxonomy",
    "ConfigError": "errors",
    "DataError": "errors",
    "Document": "document",
    "Edit": "suggestion",
    "ExtraMissing": "errors",
    "InputError": "errors",
    "Issue": "issue",
    "ModelError": "errors",
    "MtfixError": "errors",
    "Report": "report",
    "Rule": "taxonomy",
    "Segment": "segment",
    "Settings": "settings",
    "Severity": "taxonomy",
    "Signature": "report",
    "Span": "text",
    "Suggestion": "suggestion",
}

__all__ = [
    "Applicability",
    "Category",
    "ConfigError",
    "DataError",
    "Document",
    "Edit",
    "ExtraMissing",
    "InputError",
    "Issue",
    "ModelError",
    "MtfixError",
    "Report",
    "Rule",
    "Segment",
    "Settings",
    "Severity",
    "Signature",
    "Span",
    "Suggestion",
    "check",
    "fix",
]


def check(text: "str | Document", **settings: Any) -> "Report":
    """What is wrong with a text, and how it could be repaired; `settings` are those of `mtfix.Settings`.

    `print` shows the report in its concise form.
    """
    from mtfix import pipeline

    return pipeline.check(_document(text, settings), _engine(settings))


def fix(text: str, *, unsafe: bool = False, **settings: Any) -> str:
    """The text with every safe repair made; with `unsafe`, the likely ones too."""
    from mtfix import pipeline
    from mtfix.apply import finished

    document = _document(text, settings)
    return finished(document, pipeline.fix(document, _engine(settings), unsafe=unsafe).edits).text.raw


def _document(text: "str | Document", settings: dict[str, Any]) -> "Document":
    from mtfix import config, files

    if not isinstance(text, str):
        return text
    wanted = config.settings({}, config.read_options(settings))
    return files.parse_text(text, format=wanted.format or "plain", columns=wanted.column)


def _engine(settings: dict[str, Any]) -> Any:
    from mtfix import config
    from mtfix.engine import Engine

    return Engine.from_settings(config.settings({}, config.read_options(settings)))


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"mtfix.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'mtfix' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
