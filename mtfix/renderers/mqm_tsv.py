"""Google's MQM tables, as the WMT sets of human evaluation are and MQM Viewer reads: tab-separated, one line an error.

The span stands between <v> and </v> in its segment. The tenth column is a JSON object with what has no column.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import IO, Any

from mtfix.issue import Issue
from mtfix.renderers.look import Look, printable
from mtfix.report import Report
from mtfix.segment import Segment
from mtfix.taxonomy import Category
from mtfix.text import Span

COLUMNS = "system doc docSegId globalSegId rater source target category severity metadata".split()
NO_ERROR = "no-error"
SYSTEM, RATER = "unknown", "mtfix"  # a file does not tell which system translated it
# As the sets spell them; the weights that MQM Viewer begins with know these names.
CATEGORIES = {
    Category.MISTRANSLATION: "Accuracy/Mistranslation",
    Category.OMISSION: "Accuracy/Omission",
    Category.ADDITION: "Accuracy/Addition",
    Category.GRAMMAR: "Fluency/Grammar",
    Category.SPELLING: "Fluency/Spelling",
    Category.CAPITALIZATION: "Fluency/Capitalization",
    Category.PUNCTUATION: "Fluency/Punctuation",
    Category.INCONSISTENCY: "Fluency/Inconsistency",
    Category.AWKWARD: "Style/Awkward",
    Category.NON_TRANSLATION: "Non-translation!",
}


class MqmTsv:
    """For MQM Viewer and the tools around the WMT sets. A segment without an issue has a line too: no-error."""

    name = "mqm_tsv"

    def __init__(self, look: Look) -> None:
        self._look = look

    def render(self, reports: Iterable[Report], out: IO[str]) -> None:
        """Write each report as it comes."""
        out.write("\t".join(COLUMNS) + "\n")
        number = 0
        for report in reports:
            for index, (segment, issues) in enumerate(_by_segment(report), 1):
                number += 1
                for issue in issues or (None,):
                    target, *rest = _error(report, segment, issue)
                    source = report.document.source_of(segment.span) or ""
                    row = (SYSTEM, report.document.path, index, number, RATER, source, target, *rest)
                    out.write("\t".join(printable(str(cell)) for cell in row) + "\n")


def _by_segment(report: Report) -> Iterator[tuple[Segment, Sequence[Issue]]]:
    """Each segment with the issues that start in it or before the next one."""
    segments = [item.segment for item in report.segments]
    starts = [issue.span.start for issue in report.issues]
    stops = [bisect_left(starts, segment.span.start) for segment in segments[1:]]
    for segment, (low, high) in zip(segments, pairwise((0, *stops, len(report.issues))), strict=False):
        yield segment, report.issues[low:high]


def _error(report: Report, segment: Segment, issue: Issue | None) -> tuple[str, str, str, str]:
    """Target, category, severity and metadata."""
    plain, (start, end) = report.document.plain, segment.span
    signature = {"evaluation": {"signature": str(report.signature)}}
    if issue is None:
        return _unmarked(plain[start:end]), NO_ERROR, NO_ERROR, _json(signature)
    whole, span = Span(min(start, issue.span.start), max(end, issue.span.end)), issue.span
    before, after = plain[whole.start : span.start], plain[span.end : whole.end]
    target = f"{_unmarked(before)}<v>{_unmarked(issue.text)}</v>{_unmarked(after)}"
    proposals = [item.replacement for item in report.suggestions.get(issue, ())]
    note = {"note": f"{issue.code}: {issue.message}", "confidence": round(issue.confidence, 6), "proposals": proposals}
    return target, CATEGORIES[issue.category], issue.severity.label.title(), _json(note | signature)


def _unmarked(text: str) -> str:
    """The text, in which a tag of its own must not read as a mark."""
    return text.replace("<v>", "< v>").replace("</v>", "< /v>")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
