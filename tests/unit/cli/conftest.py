"""The command line with fakes in the place of checks and models."""

import pytest

from mtfix.cli import main
from mtfix.engine import Engine
from mtfix.taxonomy import Category, Rule, Severity

RULE = Rule("MT901", "fake-spelling", Category.SPELLING, Severity.MINOR, "This is misspelt.", safe=True)


@pytest.fixture
def mtfix(fake_detector, fake_repairer, monkeypatch, tmp_path, capsysbinary):
    """Runs a command in an empty folder; gives the exit status, stdout and stderr."""
    words = {"teh": ("the",), "京": ("capital",)}
    check = fake_detector(words, name="fake-spelling", rules=(RULE,))
    tagger = fake_detector({"go": ()}, name="tagger", rules=(Rule("MT004", "grammar", *RULE_KIND),), confidence=0.6)

    def from_settings(cls, settings):
        made = cls(settings, (check,), lambda: tagger, lambda: fake_repairer({"go": ["goes"]}))
        if settings.detector == "none":
            made = cls(settings, (check,))
        return made

    monkeypatch.setattr(Engine, "from_settings", classmethod(from_settings))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit:
            status = exit.code
        out, err = capsysbinary.readouterr()
        return status, out.decode("utf-8", "surrogateescape"), err.decode()

    return run


RULE_KIND = (Category.GRAMMAR, Severity.MAJOR, "The grammar is broken.")


@pytest.fixture
def write(tmp_path):
    """write("name", "text" or bytes) -> path."""

    def made(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made
