"""MT103: the same sentence or line of six words or more again in the document."""

import re
from collections.abc import Sequence

from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Example, Rule, Severity

SHORTEST = 6
_LETTERS = re.compile(r"[^\W\d_]{2,}")

REPEATED_BLOCK = Rule(
    code="MT103",
    name="repeated-block",
    category=Category.ADDITION,
    severity=Severity.MINOR,
    summary="The document has this sentence already.",
    explanation="Scraped pages repeat teasers and captions, and decoders repeat sentences. Letter case and "
    "spaces do not count.",
    confidence=0.6,
    bad=(
        Example(
            "Click here to see all our offers today.\nShips sail.\n[[Click here to see all our offers today.]]", ""
        ),
        Example(
            "The minister left the meeting early on Monday.\n[[The minister left the meeting early on Monday.]]", ""
        ),
    ),
    good=(
        Example("Thank you.\nShips sail.\nThank you."),
        Example("The minister left the meeting early on Monday.\nThe minister left the meeting late on Monday."),
        Example("1 2 3 4 5 6 7 8\n1 2 3 4 5 6 7 8"),
    ),
)


class RepeatedBlocks:
    """A document detector: one look-up a segment."""

    name = "repeated-block"
    scope = "document"
    rules: tuple[Rule, ...] = (REPEATED_BLOCK,)

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """Every segment whose text stood before."""
        seen: dict[int, int] = {}
        answers: list[tuple[Issue, ...]] = []
        for index, segment in enumerate(segments):
            words = segment.text.casefold().split()
            first = index
            if len(words) >= SHORTEST and len(_LETTERS.findall(segment.text)) >= SHORTEST:
                # hashes, not texts: a book's worth of segments stays small; the texts are compared on a hit
                first = seen.setdefault(hash(tuple(words)), index)
            repeated = first != index and segments[first].text.casefold().split() == words
            answers.append((_issue(segment, segments[first]),) if repeated else ())
        return answers


def _issue(segment: Segment, first: Segment) -> Issue:
    rule = REPEATED_BLOCK
    # side by side it is a loop; far apart it may be a refrain
    adjacent = segment.span.start - first.span.end <= 2
    return Issue(
        span=segment.span,
        code=rule.code,
        category=rule.category,
        severity=rule.severity,
        message=rule.summary,
        text=segment.text,
        confidence=0.9 if adjacent else rule.confidence,
        detector=RepeatedBlocks.name,
        candidates=("",),
    )
