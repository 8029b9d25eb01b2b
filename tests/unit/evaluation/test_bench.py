"""The benchmark runs on tiny inputs; its numbers are not judged here."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCH = Path(__file__).parents[3] / "benchmarks" / "bench.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", BENCH)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def options(bench: Any, tmp_path: Path) -> Any:
    corpus = BENCH.parents[1] / "corpus"
    models = ["--detector", "none", "--repairer", "none"]
    arguments = ["--size", "500", "--big", "3000", "--repeats", "1", "--data", str(tmp_path), "--corpus", str(corpus)]
    return bench._parser().parse_args([*arguments, *models])


def test_texts_are_fresh_and_long_enough(bench: Any, options: Any) -> None:
    many = bench.texts(options, 400)
    assert len(set(many)) == len(many)
    paragraphs = [p for text in many for p in text.split("\n\n") if len(p.split()) > 8]
    assert len(set(paragraphs)) == len(paragraphs)
    assert all(len(text.encode()) >= 498 for text in many)


def test_first_output(bench: Any) -> None:
    assert 0 < bench.first_output([sys.executable, "-c", "print('x'); raise SystemExit(1)"]) < 60
    with pytest.raises(SystemExit, match="exited with 2"):
        bench.first_output([sys.executable, "-c", "raise SystemExit(2)"])


def test_peak_memory_is_that_of_the_command(bench: Any) -> None:
    hog = bytearray(150_000_000)
    small = bench.peak_memory([sys.executable, "-c", "pass"])
    big = bench.peak_memory([sys.executable, "-c", "x = bytearray(100_000_000)"])
    assert small < 60
    assert 100 < big < 150 <= len(hog) / 1e6
    with pytest.raises(SystemExit, match="exited with 3"):
        bench.peak_memory([sys.executable, "-c", "raise SystemExit(3)"])


def test_start_and_memory_of_mtfix(bench: Any, options: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(BENCH.parents[1]))
    rows = [*bench.start(options), *bench.memory(options)]
    assert [row.measure for row in rows] == ["start to first output, s", "--help, s", "peak memory of check, MB"]
    assert all(row.value > 0 for row in rows)
