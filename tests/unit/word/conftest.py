"""The command line with a fake check and tagger in the place of the real ones."""

import pytest

from mtfix.cli import main
from mtfix.engine import Engine
from mtfix.taxonomy import Category, Rule, Severity

SPELLING = Rule("MT901", "fake-spelling", Category.SPELLING, Severity.MINOR, "This is misspelt.", safe=True)
GRAMMAR = Rule("MT004", "grammar", Category.GRAMMAR, Severity.MAJOR, "The grammar is broken.")


@pytest.fixture
def mtfix(fake_detector, fake_repairer, monkeypatch, tmp_path, capsysbinary):
    """Runs a command in an empty folder; gives the exit status, stdout as bytes and stderr."""
    check = fake_detector({"teh": ("the",)}, name="fake-spelling", rules=(SPELLING,))
    tagger = fake_detector({"go": ()}, name="tagger", rules=(GRAMMAR,), confidence=0.6)

    def from_settings(cls, settings):
        return cls(settings, (check,), lambda: tagger, lambda: fake_repairer({"go": ["goes"]}))

    monkeypatch.setattr(Engine, "from_settings", classmethod(from_settings))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764064800")
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return status, out, err.decode()

    return run
