"""Shorthands for the formats, and the real command line with the checks alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mtfix.cli import main
from mtfix.document import Document
from mtfix.files import parse_text
from mtfix.text import Kind

Run = Callable[..., tuple[int, str, str]]


def read(name: str, raw: str, *columns: str) -> Document:
    """A document whose parts join to the file."""
    document = parse_text(raw, f"a.{name}", format=name, columns=columns)
    assert document.text.raw == raw
    return document


def editable(document: Document) -> list[str]:
    return [part.raw for part in document.text.parts if part.kind is Kind.TEXT]


def rendered(document: Document) -> list[tuple[str, str]]:
    return [(part.raw, part.plain) for part in document.text.parts if part.kind is Kind.RENDERED]


@pytest.fixture
def mtfix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command without models in an empty folder; gives the exit status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(command: str, *arguments: object) -> tuple[int, str, str]:
        status = main([command, "--detector", "none", "--repairer", "none", *map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run
