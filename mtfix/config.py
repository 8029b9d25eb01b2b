"""Reads settings: mtfix.toml or [tool.mtfix] of pyproject.toml, found upward from the working directory; flags win."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mtfix.errors import ConfigError, InputError
from mtfix.settings import LOCAL, OFF, Settings
from mtfix.taxonomy import Severity

FILE_NAME = "mtfix.toml"
_PYPROJECT = "pyproject.toml"


def _strings(value: object) -> tuple[str, ...]:
    """A list of strings, or one string with commas."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of strings")
    return tuple(item.strip() for item in value if item.strip())


def _terms(value: object) -> tuple[str, ...]:
    # A term may hold a comma, so one string is one term.
    return _strings([value] if isinstance(value, str) else value)


def _string(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a string")
    return value


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError("a number from 0 to 1")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number from 0 up")
    return value


def _languagetool(value: object) -> str:
    if not isinstance(value, str) or not (value in (OFF, LOCAL) or re.match(r"https?://[^\s/]", value, re.IGNORECASE)):
        raise ValueError(f"{OFF!r}, {LOCAL!r} or a URL that begins with http:// or https://")
    return value


def _severity(value: object) -> Severity:
    names = {severity.label: severity for severity in Severity}
    if isinstance(value, Severity):
        return value
    if not isinstance(value, str) or value.lower() not in names:
        raise ValueError(f"one of {', '.join(names)}")
    return names[value.lower()]


_READERS: dict[str, Callable[[object], Any]] = {
    "accept": _terms,
    "column": _strings,
    "detector": _string,
    "format": _string,
    "ignore": _strings,
    "languagetool": _languagetool,
    "min-confidence": _share,
    "repairer": _string,
    "select": _strings,
    "severity": _severity,
    "suggestions": _count,
    "threads": _count,
}
_ACCEPT_FILE = "accept-file"
_BASELINE = "baseline"
KEYS = tuple(sorted([*_READERS, _ACCEPT_FILE, _BASELINE]))


def find(start: Path) -> Path | None:
    """The nearest configuration file from a folder upward; a pyproject.toml counts only if it has [tool.mtfix]."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        if (folder / _PYPROJECT).is_file() and _table(folder / _PYPROJECT) is not None:
            return folder / _PYPROJECT
    return None


def load(path: Path) -> dict[str, Any]:
    """The settings in a file as values of `Settings` fields; raises ConfigError E010 on anything unexpected."""
    table = _table(path)
    if table is None:
        raise ConfigError("E010", "no [tool.mtfix] table", path=str(path))
    values = read_options({key: table[key] for key in table if key not in (_ACCEPT_FILE, _BASELINE)}, path=str(path))
    if _ACCEPT_FILE in table:
        names = _checked(_terms, _ACCEPT_FILE, table[_ACCEPT_FILE], "E010", str(path))
        values["accept"] = (*values.get("accept", ()), *accepted_terms(path.parent / name for name in names))
    return values


def baseline(path: Path) -> Path | None:
    """The baseline that a configuration file names, beside it. Raises ConfigError E010."""
    value = (_table(path) or {}).get(_BASELINE)
    return None if value is None else path.parent / _checked(_string, _BASELINE, value, "E010", str(path))


def read_options(options: Mapping[str, object], *, path: str | None = None) -> dict[str, Any]:
    """Options, `-` or `_` in their names, as values of `Settings` fields; E010 in a file, E012 elsewhere."""
    code = "E010" if path else "E012"
    values = {}
    for name, value in options.items():
        key = name.replace("_", "-")
        if key not in _READERS:
            allowed = ", ".join(KEYS if path else _READERS)
            raise ConfigError(code, f"unknown key {name!r}", path=path, hint=f"allowed: {allowed}")
        if value is not None or path:
            values[key.replace("-", "_")] = _checked(_READERS[key], name, value, code, path)
    return values


def _checked(reader: Callable[[object], Any], name: str, value: object, code: str, path: str | None) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        hint = f"allowed keys: {', '.join(KEYS)}" if path else ""
        raise ConfigError(code, f"{name!r} must be {error}, not {value!r}", path=path, hint=hint) from None


def settings(file: Mapping[str, Any], flags: Mapping[str, Any]) -> Settings:
    """Defaults, then the file, then the flags; accepted terms add up."""
    values = {**file, **flags}
    values["accept"] = tuple(dict.fromkeys((*file.get("accept", ()), *flags.get("accept", ()))))
    return Settings(**values)


def accepted_terms(paths: Iterable[Path]) -> tuple[str, ...]:
    """The terms in accept-list files: one a line, empty lines and lines that start with # left out."""
    terms: list[str] = []
    for path in paths:
        lines = _text(path).splitlines()
        terms += (line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return tuple(terms)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError("E001", "no such file", path=str(path)) from None
    except UnicodeDecodeError:
        raise InputError("E004", "not UTF-8", path=str(path)) from None
    except OSError as error:
        raise InputError("E002", f"cannot be read: {error.strerror}", path=str(path)) from None


def _table(path: Path) -> dict[str, Any] | None:
    try:
        parsed = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("E010", f"not valid TOML: {error}", path=str(path)) from None
    if path.name != _PYPROJECT:
        return parsed
    table = parsed.get("tool", {}).get("mtfix")
    if table is not None and not isinstance(table, dict):
        raise ConfigError("E010", "[tool.mtfix] must be a table", path=str(path))
    return table
