"""The table that `make eval` prints: one row a measure, what it must reach, and the baselines beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

OPERATORS = {
    ">=": lambda value, limit: value >= limit,
    "<=": lambda value, limit: value <= limit,
    "<": lambda value, limit: value < limit,
}


@dataclass(frozen=True)
class Must:
    """What a measure has to reach; `Must(">=", 0.38)`."""

    operator: str
    limit: float

    def __str__(self) -> str:
        return f"{self.operator} {number(self.limit)}"

    def met(self, value: float) -> bool:
        """True if the value reaches it."""
        return bool(OPERATORS[self.operator](value, self.limit))


@dataclass(frozen=True)
class Row:
    """A measured value, or None with a note on why there is none. A row without `must` is for information."""

    measure: str
    value: float | None
    must: Must | None = None
    beside: Mapping[str, float] = field(default_factory=dict)
    interval: tuple[float, float] | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """ok, miss, not available, or nothing for information."""
        if self.value is None:
            return "not available"
        return "" if self.must is None else "ok" if self.must.met(self.value) else "miss"

    def to_json(self) -> dict[str, Any]:
        """The row as `--json` writes it."""
        return {
            "measure": self.measure,
            "value": self.value,
            "must": str(self.must) if self.must else None,
            "verdict": self.verdict,
            "interval": list(self.interval) if self.interval else None,
            "beside": dict(self.beside),
            "note": self.note,
        }


def number(value: float) -> str:
    """A value with three digits after the point where it is small."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def render(rows: Sequence[Row]) -> str:
    """The rows in columns."""
    cells = [("measure", "value", "interval", "must", "", "beside it")]
    for row in rows:
        low_high = f"{number(row.interval[0])}-{number(row.interval[1])}" if row.interval else ""
        beside = ", ".join(f"{name} {number(value)}" for name, value in row.beside.items())
        note = f"({row.note})" if row.note else ""
        cells.append(
            (
                row.measure,
                "-" if row.value is None else number(row.value),
                low_high,
                str(row.must or ""),
                row.verdict,
                " ".join(filter(None, (beside, note))),
            )
        )
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(line[:5], widths, strict=True)), line[5]]).rstrip()
        for line in cells
    ]
    return "\n".join(lines)
