"""`make bench`: speed beside Harper and LanguageTool, cold start, peak memory. Ratios travel, seconds do not.

Every system reads the same text once (a peer's cache must not help), on two cores, after one warm-up page.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mtfix.corpora.splits import split_of
from mtfix.errors import MtfixError
from mtfix.evaluation import sets
from mtfix.evaluation.baselines import PEERS, offer_languagetool
from mtfix.evaluation.table import Must, Row, render
from mtfix.evaluation.under_test import UnderTest
from mtfix.settings import Settings

CORES = 2
MTFIX = (sys.executable, "-m", "mtfix")
PAGE_WORDS = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 if every bar is met, 1 if one is missed."""
    options = _parser().parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))  # servers that are started inherit it
    offer_languagetool(options.data)
    models = {"detector": options.detector, "repairer": options.repairer}
    under_test = UnderTest(Settings(threads=CORES, **models))
    parts = {
        "speed": lambda: speed(under_test, options),
        "start": lambda: start(options),
        "memory": lambda: memory(options),
    }
    rows = [row for name in options.only or parts for row in parts[name]()]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(render(rows))
    print(f"\n{under_test.signature}|python:{platform.python_version()}|cores:{CORES}|load:{load:.1f}")
    if options.json:
        options.json.write_text(json.dumps([row.to_json() for row in rows], indent=1) + "\n", encoding="utf-8")
    return int(any(row.verdict == "miss" for row in rows))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=("speed", "start", "memory"), help="measure this only")
    parser.add_argument("--size", type=int, default=100_000, help="bytes of text for the speed (100,000)")
    parser.add_argument("--big", type=int, default=10_000_000, help="bytes of the file for the memory (10,000,000)")
    parser.add_argument("--repeats", type=int, default=3, help="fresh texts (3) and starts (twice as many)")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--detector", default=Settings.detector, help="a tagger's folder, or 'none'")
    parser.add_argument("--repairer", default=Settings.repairer, help="a repairer's folder, or 'none'")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON too")
    return parser


def speed(under_test: UnderTest, options: argparse.Namespace) -> Iterator[Row]:
    """Words a second of check on fresh text; the systems take turns on each text, the median counts."""
    readers: dict[str, Callable[[str], object]] = {"mtfix": under_test.report}
    peers = []
    for name, peer in PEERS.items():
        try:
            peers.append(system := peer())
            readers[name] = lambda text, system=system: system.spans([text])  # type: ignore[misc]
        except MtfixError as error:
            yield Row(f"speed of {name}", None, note=str(error))
    fresh = texts(options, options.repeats + 1)
    rates: dict[str, list[float]] = {name: [] for name in readers}
    try:
        for read in readers.values():
            read(" ".join(fresh[-1].split()[:PAGE_WORDS]))
        for text in fresh[:-1]:
            for name, read in readers.items():
                begun = time.perf_counter()
                read(text)
                rates[name].append(len(text.split()) / (time.perf_counter() - begun))
    finally:
        for system in peers:
            system.close()
    median = {name: statistics.median(values) for name, values in rates.items()}
    beside = {name: value for name, value in median.items() if name != "mtfix"}
    note = f"{options.repeats} texts of {options.size} bytes; interval: slowest to fastest"
    yield Row("check, words/s", median["mtfix"], None, beside, (min(rates["mtfix"]), max(rates["mtfix"])), note)
    for name, value in beside.items():
        must = Must(">=", 1.2) if name == "Harper" else None
        yield Row(f"  times {name}", median["mtfix"] / value, must)


def start(options: argparse.Namespace) -> Iterator[Row]:
    """Seconds from the shell to the first output on one page, and of `--help`."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(damaged_page(options), encoding="utf-8")
        runs = 2 * options.repeats
        cold = [first_output(check_command(options, page)) for _ in range(runs)]
        yield Row("start to first output, s", statistics.median(cold), Must("<=", 1.0), {}, (min(cold), max(cold)))
        quick = [first_output([*MTFIX, "--help"]) for _ in range(runs)]
        yield Row("--help, s", statistics.median(quick), Must("<=", 0.2), {}, (min(quick), max(quick)))


def check_command(options: argparse.Namespace, path: Path) -> list[str]:
    """`mtfix check` of one file as a user calls it."""
    return [*MTFIX, "check", "--detector", options.detector, "--repairer", options.repairer, str(path)]


def first_output(command: Sequence[str]) -> float:
    """Seconds until a command writes its first byte; it may exit with 0 or 1."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        got = process.stdout.read(1)
        seconds = time.perf_counter() - begun
        process.stdout.read()
        problem = process.stderr.read()
    if not got or process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} exited with {process.returncode}: {problem.decode()}")
    return seconds


def memory(options: argparse.Namespace) -> Iterator[Row]:
    """Peak resident memory of `mtfix check` on one big text file."""
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "big.txt"
        big.write_text(texts(options, 1, options.big)[0], encoding="utf-8")
        begun = time.perf_counter()
        peak = peak_memory(check_command(options, big))
        note = f"{options.big} bytes in {time.perf_counter() - begun:.0f} s"
    yield Row("peak memory of check, MB", peak, Must("<=", 600), note=note)


def peak_memory(command: Sequence[str]) -> float:
    """The peak resident set of a command in MB (10^6 bytes); it may exit with 0 or 1."""
    # a process's peak counts what its parent held when it was forked, hence a small parent in between
    done = subprocess.run([sys.executable, "-c", _SMALL_PARENT, *command], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} exited with {done.returncode}: {done.stderr.decode()[-500:]}")
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024) / 1e6


_SMALL_PARENT = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def texts(options: argparse.Namespace, number: int, size: int | None = None) -> list[str]:
    """Different texts of about `size` bytes: held-out clean documents or the project's own, numbered anew each lap."""
    size = size or options.size
    stream = _paragraphs(options)
    made = []
    for _ in range(number):
        taken, length = [], 0
        while length < size:
            taken.append(paragraph := next(stream))
            length += len(paragraph.encode()) + 2
        made.append("\n\n".join(taken))
    return made


def _paragraphs(options: argparse.Namespace) -> Iterator[str]:
    """Paragraphs without end. After the first round each holds a number not seen before, so that no cache knows it."""
    known = []
    for path in sorted((options.data / "clean").glob("*press_releases.jsonl.gz")):
        for record in sets.read(path):
            if split_of(record["id"]) == "dev":
                for paragraph in record["doc"].split("\n"):
                    known.append(paragraph)
                    yield paragraph
    if not known:
        known = [p for item in sets.corpus_clean(options.corpus) for p in item.text.split("\n\n")]
        yield from known
    lap = 1
    while True:
        lap += 1
        yield from (". ".join(f"{part} ({lap}-{i})" for part in p.split(". ")) for i, p in enumerate(known))


def damaged_page(options: argparse.Namespace) -> str:
    """One page with errors in it, so that the first output is an issue."""
    return "\n\n".join(document.text for document in sets.corpus_gold(options.corpus, 2))


if __name__ == "__main__":
    sys.exit(main())
