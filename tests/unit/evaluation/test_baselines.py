"""The two limits, and the peers where they are installed."""

import pytest

from mtfix.errors import ExtraMissing
from mtfix.evaluation.baselines import PEERS, FlagEverything, FlagNothing, Harper, LanguageTool
from mtfix.evaluation.spans import span_hits
from mtfix.text import Span


def test_limits() -> None:
    texts = ["a text", ""]
    assert FlagNothing().spans(texts) == [[], []]
    assert FlagEverything().spans(texts) == [[Span(0, 6)], []]
    assert span_hits([(2, 4)], FlagEverything().spans(["a text"])[0]).recall == 1


def test_harper_spans_are_code_points() -> None:
    pytest.importorskip("harper")
    text = "I \U0001f600 saw an banana."
    assert Span(8, 10) in Harper().spans([text])[0]


def test_languagetool_is_never_downloaded(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    with pytest.raises(ExtraMissing, match=r"mtfix\[languagetool\]"):
        LanguageTool()


def test_peer_names() -> None:
    assert all(name == peer.name for name, peer in PEERS.items())
