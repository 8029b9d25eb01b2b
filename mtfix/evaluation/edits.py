"""Is a repair right? Accepted among the first k, TER before and after, share of clean sentences touched."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mtfix.evaluation.counts import ratio
from mtfix.suggestion import Edit, apply_edits
from mtfix.text import Span, splice

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True)
class GoldRepair:
    """A span that people marked, and every replacement they would accept."""

    span: Span
    repairs: tuple[str, ...]


def plain_form(text: str) -> str:
    """The text with straight quotes and single spaces, so that a repair is not refused for those."""
    return " ".join(text.translate(_QUOTES).split())


def is_accepted(text: str, edits: Sequence[Edit], target: GoldRepair, others: Sequence[GoldRepair] = ()) -> bool:
    """True if the edits make exactly one of the accepted repairs of `target`.

    They may also repair neighbours that they touch (`others`), since one edit can take in two gold spans; nothing else.
    """
    if not edits:
        return False
    result = plain_form(apply_edits(text, edits))
    reach = Span(min(edit.span.start for edit in edits), max(edit.span.end for edit in edits))
    near = [o for o in others if o.span.overlaps(reach) and not o.span.overlaps(target.span)]
    choices = [[(o.span, repair) for repair in o.repairs] + [None] for o in near[:3]]
    for repair in target.repairs:
        for extra in itertools.product(*choices):
            wanted = [(target.span, repair), *(item for item in extra if item)]
            if result == plain_form(splice(text, wanted)):
                return True
    return False


def rank_accepted(
    text: str, ranked: Sequence[Sequence[Edit]], target: GoldRepair, others: Sequence[GoldRepair] = ()
) -> int | None:
    """The place, from 0, of the first accepted suggestion; None if there is none."""
    return next((i for i, edits in enumerate(ranked) if is_accepted(text, edits, target, others)), None)


def accepted_in_top(ranks: Iterable[int | None], k: int) -> float:
    """Share of the spans whose accepted repair stands among the first k (recall at k, as in spelling correction)."""
    known = list(ranks)
    return ratio(sum(rank is not None and rank < k for rank in known), len(known))


@lru_cache(maxsize=4)
def _metric(name: str) -> Any:
    import sacrebleu

    return sacrebleu.TER(normalized=True, case_sensitive=True) if name == "ter" else sacrebleu.CHRF()


@lru_cache(maxsize=65536)
def ter(hypothesis: str, reference: str) -> float:
    """Translation edit rate (Snover et al. 2006) of a sentence through sacreBLEU: marks split off, case kept."""
    return float(_metric("ter").sentence_score(hypothesis, [reference]).score) / 100


def hter(hypotheses: Sequence[str], post_edits: Sequence[str]) -> float:
    """Mean TER against the sentence's own post-edit: HTER (Snover et al. 2006), as WMT's QE sets average it."""
    return ratio(sum(ter(h, p) for h, p in zip(hypotheses, post_edits, strict=True)), len(hypotheses))


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """Corpus chrF (Popović 2015) through sacreBLEU, 0 to 1."""
    return float(_metric("chrf").corpus_score(list(hypotheses), [list(references)]).score) / 100


def ter_signature() -> str:
    """sacreBLEU's signature line of the TER used here."""
    metric = _metric("ter")
    metric.sentence_score("a", ["a"])
    return str(metric.get_signature())


def lowers_ter(text: str, edit: Edit, reference: str) -> bool:
    """True if this edit alone brings the sentence closer to its reference."""
    return ter(apply_edits(text, [edit]), reference) < ter(text, reference)


def touched(before: Iterable[str], after: Iterable[str]) -> float:
    """Share of the sentences that are not what they were."""
    changed = [a != b for a, b in zip(before, after, strict=True)]
    return ratio(sum(changed), len(changed))
