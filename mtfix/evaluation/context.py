"""What every measure is given: where the sets lie, what is measured, and the systems beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mtfix.corpora.splits import Split
from mtfix.errors import MtfixError
from mtfix.evaluation.baselines import PEERS, FlagEverything, FlagNothing, System
from mtfix.evaluation.table import Row
from mtfix.evaluation.under_test import UnderTest
from mtfix.text import Span


@dataclass
class Context:
    """The sets are found under `data` (laid out as ../shared/data) and `corpus`; peers are loaded when first asked."""

    under_test: UnderTest
    data: Path = Path("../shared/data")
    corpus: Path = Path("corpus")
    split: Split = "dev"
    limit: int | None = None
    with_peers: bool = True
    cache: Path = Path(".runs") / "round-trips"
    notes: list[str] = field(default_factory=list)

    @cached_property
    def peers(self) -> tuple[System, ...]:
        """The peers that are installed here; what is missing is noted, never silently left out."""
        found: list[System] = []
        for name, peer in PEERS.items() if self.with_peers else ():
            try:
                found.append(Remembering(peer()))
            except MtfixError as error:
                self.notes.append(f"{name} is not measured: {error}")
        return tuple(found)

    @property
    def systems(self) -> tuple[System, ...]:
        """The two limits and the peers."""
        return (FlagNothing(), FlagEverything(), *self.peers)

    def close(self) -> None:
        """Stop the peers' servers."""
        for peer in self.__dict__.get("peers", ()):
            peer.close()


class Remembering:
    """A peer that reads each text once, however many raters or measures ask."""

    def __init__(self, system: System) -> None:
        self.name = system.name
        self._system = system
        self._known: dict[str, list[Span]] = {}

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans it flags in each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._system.spans(new), strict=True))
        return [self._known[text] for text in texts]

    def close(self) -> None:
        """Stop what it has started."""
        close = getattr(self._system, "close", None)
        if close:
            close()


Measure = Callable[[Context], Iterator[Row]]
