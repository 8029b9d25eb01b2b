"""What a pass came to: for each code how many findings were accepted, edited, rejected, ignored, and are open."""

from collections import Counter

from mtfix.review.decisions import Act
from mtfix.review.state import Pass

COLUMNS = ("accepted", "edited", "rejected", "ignored", "open")
_COLUMN_OF = {
    Act.ACCEPTED: "accepted",
    Act.EDITED: "edited",
    Act.REJECTED: "rejected",
    Act.RULE_IGNORED: "ignored",
    Act.WORD_IGNORED: "ignored",
}


def table(review: Pass) -> dict[str, Counter[str]]:
    """Counts by code, in the order of codes. What a rule or word took along counts as ignored."""
    counts: dict[str, Counter[str]] = {}
    for decision in review.decisions:
        counts.setdefault(decision.issue.code, Counter())[_COLUMN_OF[decision.act]] += 1
    for finding in review.open:
        counts.setdefault(finding.issue.code, Counter())["open"] += 1
    for finding in review.passed_over:
        counts.setdefault(finding.issue.code, Counter())["ignored"] += 1
    return dict(sorted(counts.items()))


def lines(review: Pass) -> list[str]:
    """The table as lines of at most 60 columns, with a last line of sums; none if there was nothing to decide."""
    counts = table(review)
    if not counts:
        return []
    total = sum(counts.values(), Counter[str]())
    return [
        " ".join((f"{'':10}", *(f"{name:>8}" for name in COLUMNS))),
        *(" ".join((f"{code[:10]:10}", *(f"{row[name]:>8}" for name in COLUMNS))) for code, row in counts.items()),
        " ".join((f"{'all':10}", *(f"{total[name]:>8}" for name in COLUMNS))),
    ]
