"""How far a number could lie elsewhere with other documents of the same kind."""

from collections.abc import Callable, Sequence

Row = Sequence[float]


def interval(
    rows: Sequence[Row], statistic: Callable[[Row], float], *, resamples: int = 1000, level: float = 0.95, seed: int = 1
) -> tuple[float, float]:
    """Percentile bootstrap interval (Efron & Tibshirani 1993), resampling documents.

    A row holds the counts of one document; the statistic is computed from the sum of the drawn rows.
    """
    import numpy as np

    if not len(rows):
        return 0.0, 0.0
    table = np.asarray(rows, dtype=float)
    # how often each document is drawn: a resample is one row of the multinomial, and all sums are one product
    drawn = np.random.default_rng(seed).multinomial(len(table), [1 / len(table)] * len(table), size=resamples)
    values = [statistic(row) for row in (drawn @ table).tolist()]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
