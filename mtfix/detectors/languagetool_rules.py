"""What LanguageTool says of a place, and what that means here: category, severity, and how often it is right.

The confidences are the share of its hits that lie on marked errors, measured with LanguageTool 6.8 in corpus/gold and
the dev sets of MLQE-PE (ro, et, ru) and WMT MQM (46,000 words), beside as many clean words; docs/languagetool.md has
the counts. Groups with fewer than ten hits lean on the share of all.
"""

from dataclasses import dataclass
from typing import Any

from mtfix.protocols import FOREIGN
from mtfix.taxonomy import Category, Rule, Severity

FLOOR = 0.4  # what is right less often is reported only if a lower --min-confidence asks for it


@dataclass(frozen=True)
class Match:
    """One match as its HTTP interface gives it; `start` and `end` count UTF-16 units."""

    start: int
    end: int
    rule: str
    group: str
    kind: str
    message: str
    replacements: tuple[str, ...]

    @classmethod
    def read(cls, match: Any) -> "Match":
        """A match from parsed JSON. Raises KeyError, TypeError or ValueError if it is none."""
        rule, start = match["rule"], int(match["offset"])
        return cls(
            start,
            start + int(match["length"]),
            "".join(c if c.isascii() and c.isalnum() else "_" for c in str(rule["id"])),
            str(rule["category"]["id"]),
            str(rule.get("issueType")),
            str(match["message"]),
            tuple(str(item["value"]) for item in match["replacements"]),
        )

    @property
    def is_spelling(self) -> bool:
        """True if it only says that a word stands in no dictionary."""
        return self.rule.startswith(("MORFOLOGIK_", "HUNSPELL_")) or self.group == "MULTITOKEN_SPELLING"

    @property
    def is_variety(self) -> bool:
        """True if it is about British and American English: either is right."""
        return "is British English" in self.message or self.group == "BRITISH_ENGLISH" or "EN_US_SIMPLE" in self.rule


@dataclass(frozen=True)
class Family:
    """What rules of one kind have in common."""

    category: Category
    severity: Severity
    confidence: float


SPELLING = Family(Category.SPELLING, Severity.MINOR, 0.54)
NAME = Family(Category.SPELLING, Severity.MINOR, 0.31)  # a word with a capital that the document does not attest
_STYLE = Family(Category.AWKWARD, Severity.NEUTRAL, 0.05)
# By LanguageTool's category, or its category and issue type where their hits differ.
FAMILIES: dict[str, Family] = {
    "AMERICAN_ENGLISH_STYLE": Family(Category.PUNCTUATION, Severity.NEUTRAL, 0.2),
    "CASING": Family(Category.CAPITALIZATION, Severity.MINOR, 0.28),
    "COLLOCATIONS": Family(Category.GRAMMAR, Severity.MINOR, 0.42),
    "COMPOUNDING": Family(Category.SPELLING, Severity.MINOR, 0.24),
    "CONFUSED_WORDS": Family(Category.MISTRANSLATION, Severity.MINOR, 0.32),
    "FALSE_FRIENDS": Family(Category.MISTRANSLATION, Severity.MAJOR, 0.3),
    "GRAMMAR": Family(Category.GRAMMAR, Severity.MINOR, 0.4),
    "MISC": Family(Category.GRAMMAR, Severity.MINOR, 0.27),
    "MISC/duplication": Family(Category.GRAMMAR, Severity.MINOR, 0.63),
    "MISC/misspelling": Family(Category.SPELLING, Severity.MINOR, 0.1),
    "MULTITOKEN_SPELLING": NAME,
    "PROPER_NOUNS": NAME,
    "PUNCTUATION": Family(Category.PUNCTUATION, Severity.NEUTRAL, 0.02),
    "PUNCTUATION/typographical": Family(Category.PUNCTUATION, Severity.MINOR, 0.26),
    "REDUNDANCY": _STYLE,
    "REPETITIONS": _STYLE,
    "REPETITIONS_STYLE": _STYLE,
    "SEMANTICS": Family(Category.INCONSISTENCY, Severity.MINOR, 0.3),
    "STYLE": Family(Category.AWKWARD, Severity.NEUTRAL, 0.2),
    "TYPOGRAPHY": Family(Category.PUNCTUATION, Severity.MINOR, 0.53),
    "TYPOGRAPHY/whitespace": Family(Category.PUNCTUATION, Severity.MINOR, 0.91),
    "TYPOS": Family(Category.SPELLING, Severity.MINOR, 0.1),  # its rules for single words, not the dictionary
}
# By issue type (those of ITS 2.0), for categories of other versions.
_KINDS: dict[str, Family] = {
    "grammar": Family(Category.GRAMMAR, Severity.MINOR, 0.3),
    "inconsistency": FAMILIES["SEMANTICS"],
    "misspelling": FAMILIES["COMPOUNDING"],
    "typographical": Family(Category.PUNCTUATION, Severity.MINOR, 0.3),
    "whitespace": Family(Category.PUNCTUATION, Severity.MINOR, 0.3),
}

RULE = Rule(
    FOREIGN,
    "languagetool",
    Category.GRAMMAR,
    Severity.MINOR,
    "What LanguageTool finds, if --languagetool is set: LT: and its own name of the rule, as in LT:HE_VERB_AGR.",
    "--select and --ignore take LT, such a code, or the start of one. Its own categories give category, severity and "
    "confidence: docs/languagetool.md. https://community.languagetool.org/rule/list?lang=en explains its rules.",
    confidence=FLOOR,
)


def family(match: Match, text: str) -> Family:
    """What a match on `text` means."""
    if match.is_spelling:
        return NAME if any(character.isupper() for character in text) else SPELLING
    known = FAMILIES.get(f"{match.group}/{match.kind}") or FAMILIES.get(match.group)
    return known or _KINDS.get(match.kind, _STYLE)
