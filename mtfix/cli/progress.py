"""A progress bar on stderr, for people only: when stderr is a terminal and the work is long."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 200_000  # code points: some seconds of work


@contextmanager
def progress(total: int, label: str, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Gives what the pipeline calls with each batch's code points, or None if nobody is to see a bar."""
    if quiet or total < LONG or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(total=total, desc=label, unit="ch", unit_scale=True, leave=False, file=sys.stderr) as bar:
        yield lambda count: None if bar.update(count) else None
