"""A progress bar on stderr, for people only: when stderr is a terminal and the work is long."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm

    from mtfix.protocols import Progress

# For each stage, how much work is worth a bar: some seconds.
LONG = {"reading": 4_000, "repairing": 65}


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator["Progress | None"]:
    """Gives what the pipeline calls as it goes, or None if nobody is to see a bar."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bars = _Bars(label)
    try:
        yield bars
    finally:
        bars.close()


class _Bars:
    """One bar a stage; it goes away when its stage is done, so that the report stands alone."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._stage = ""
        self._bar: tqdm[Any] | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if total < LONG.get(stage, 0):
            return
        bar = self._bar if stage == self._stage else None
        if bar is None:
            self.close()
            from tqdm import tqdm

            bar = tqdm(total=total, desc=f"{stage} {self._label}", leave=False, file=sys.stderr)
            self._bar, self._stage = bar, stage
        bar.update(done - bar.n)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
