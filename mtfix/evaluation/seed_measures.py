"""The article that started it all: its labelled spans, its misspelt name, its lost "stop", and its correct names."""

import re
from collections.abc import Iterator

from mtfix.evaluation import sets
from mtfix.evaluation.context import Context
from mtfix.evaluation.edits import plain_form
from mtfix.evaluation.spans import span_hits
from mtfix.evaluation.table import Must, Row
from mtfix.report import Report
from mtfix.suggestion import Applicability, apply_edits
from mtfix.text import Span

NAMES = frozenset(
    "Blinken Wang Yi Xi Jinping Qin Gang Nancy Pelosi Joe Biden Antony Beijing Washington Moscow Taiwan Bali China "
    "Chinese US U.S. Sino-US Sino American America G20 CCTV Communist Party State Department House Speaker "
    "Foreign Minister President Secretary of the".split()
)
_RESTORED = re.compile(
    r"\b(?:stop|cease|end|quit|halt|refrain from|not)\W+(?:\w+\W+){0,2}?(?:re|sup|op)press", re.IGNORECASE
)


def seed(context: Context) -> Iterator[Row]:
    """The four things that must be seen in the seed article."""
    article = sets.seed_article(context.data.parent)
    report = context.under_test.report(article.text)
    flagged = [issue.span for issue in report.issues]
    hits = span_hits(article.gold, flagged)
    peers = {s.name: s.spans([article.text])[0] for s in context.systems}
    beside = {name: float(span_hits(article.gold, spans).gold_hit) for name, spans in peers.items()}
    flags = ", ".join(f"{name} {len(spans)}" for name, spans in peers.items())
    note = f"{len(flagged)} flags, {hits.predicted_hit} of them hit; flags of the others: {flags}"
    yield Row(f"seed: labelled spans hit of {hits.gold}", float(hits.gold_hit), Must(">=", 17), beside, None, note)
    yield Row("seed: Blingen -> Blinken is SAFE", float(name_is_safe(report)), Must(">=", 1))
    restored = restorations(report, _span_of(article, "repress"))
    yield Row(
        "seed: repress flagged, sense restored", float(bool(restored)), Must(">=", 1), note="; ".join(restored[:1])
    )
    wrong = correct_names_flagged(report, article.gold)
    limits = {name: float(len(_names(article.text, spans, article.gold))) for name, spans in peers.items()}
    yield Row("seed: correct names flagged", float(len(wrong)), Must("<=", 0), limits, None, ", ".join(wrong))


def name_is_safe(report: Report) -> bool:
    """True if the misspelt name has a SAFE suggestion that spells it as the rest of the article does."""
    return any(
        suggestion.applicability is Applicability.SAFE
        and "Blinken" in apply_edits(report.document.plain, suggestion.edits)[issue.span.start :][:9]
        for issue in report.issues
        if "Blingen" in issue.text
        for suggestion in report.suggestions.get(issue, ())
    )


def restorations(report: Report, span: Span) -> list[str]:
    """What the sentence would read after each suggestion that brings the lost "stop" back."""
    found = []
    for issue in report.issues:
        for suggestion in report.suggestions.get(issue, ()) if issue.span.overlaps(span) else ():
            after = apply_edits(report.document.plain, suggestion.edits)[span.start - 20 : span.end + 40]
            if _RESTORED.search(plain_form(after)):
                found.append(plain_form(after))
    return found


def correct_names_flagged(report: Report, gold: tuple[Span, ...]) -> list[str]:
    """The flags that consist of names written rightly and touch nothing that people marked."""
    return _names(report.document.plain, [issue.span for issue in report.issues], gold)


def _names(text: str, flagged: list[Span], gold: tuple[Span, ...]) -> list[str]:
    found = []
    for span in flagged:
        words = re.findall(r"[\w.-]+", re.sub(r"[’']s\b", "", text[span.start : span.end]))
        if words and set(words) <= NAMES and not any(span.overlaps(other) for other in gold):
            found.append(text[span.start : span.end])
    return found


def _span_of(article: sets.GoldDocument, word: str) -> Span:
    return next(span for span in article.gold if word in article.text[span.start : span.end])
