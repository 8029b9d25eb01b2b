"""What a run may be told. Defaults < pyproject.toml [tool.mtfix] or mtfix.toml < flags."""

import hashlib
from dataclasses import asdict, dataclass

from mtfix.taxonomy import Severity

DEFAULT_MODEL = "default"
NONE = "none"  # as detector or repairer: run without that model
OFF, LOCAL = "off", "local"  # as languagetool: not asked, or a server on this machine; else a URL


@dataclass(frozen=True)
class Settings:
    """One run's settings; see `mtfix check --help` for what each does."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float | None = None  # None: the threshold in the model's card
    severity: Severity = Severity.NEUTRAL
    detector: str = DEFAULT_MODEL
    repairer: str = DEFAULT_MODEL
    accept: tuple[str, ...] = ()  # accepted names and terms
    format: str | None = None  # None: by suffix
    column: tuple[str, ...] = ()  # of a table, by name or number from 1; of JSON Lines, by key
    threads: int = 0  # 0: all cores
    suggestions: int = 3
    languagetool: str = OFF

    @property
    def digest(self) -> str:
        """8 hex digits that change with any setting that changes a report."""
        fields = {key: str(value) for key, value in asdict(self).items() if key != "threads"}
        if self.languagetool == OFF:
            del fields["languagetool"]  # a report without it has the digest that it had before there was this setting
        if not self.column:
            del fields["column"]
        return hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()[:8]
