"""What survives a repair unless the issue is about it: numbers, names, quotes, negation, placeholders, addresses."""

import re
from collections import Counter
from collections.abc import Callable

from mtfix.segment import Segment
from mtfix.suggestion import Applicability, Edit, Suggestion, apply_edits
from mtfix.taxonomy import Category

_REPEATED = re.compile(r"\b(\w+(?:\W+\w+){0,5}?)(?:\W+\1\b)+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"'))
_PLACEHOLDER = re.compile(r"\{\{?[^{}\n]*\}?\}|%\(\w+\)[a-z]|%[sdif]\b|\$\{\w+\}|</?\w[^<>\n]*>|__\w+__|⟦[^⟧\n]*⟧")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|unless|lacks?|lacking"
    r"|(?:stop|prevent|refus|deni|fail|ceas|halt)(?:s|es|ed|e|ped|ping|ing)?|deny(?:ing)?)\b|n['’]t\b",
    re.IGNORECASE,
)
# Capitalised words that are no names.
_NO_NAMES = frozenset(
    "a an the this that these those it its he she they we you i his her their our your my in on at of for from to with "
    "by as and but or so if when while after before since there here what who which where why how not no yes is are "
    "was were be been has have had do does did will would can could may might must should also all some any each many "
    "most more however although though because then thus according".split()
)


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _stem(word: str) -> str:
    """Without regard to case, possessive and plural: a name may be inflected, never swapped for another."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    return word.removesuffix("s") if len(word) > 4 else word


def _names(text: str) -> Counter[str]:
    return Counter(
        _stem(word) for word in _WORD.findall(text) if word[0].isupper() and word.casefold() not in _NO_NAMES
    )


def _quotes(text: str) -> Counter[str]:
    return Counter(character for character in text.translate(_QUOTES) if character == '"')


def _negation(text: str) -> Counter[str]:
    # Counted together: "not any" and "no" negate alike.
    return Counter(["negation"] * len(_NEGATION.findall(text)))


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))


def _addresses(text: str) -> Counter[str]:
    return Counter(_ADDRESS.findall(text))


KINDS: dict[str, Callable[[str], Counter[str]]] = {
    "numbers": _numbers,
    "names": _names,
    "quotes": _quotes,
    "negation": _negation,
    "placeholders": _placeholders,
    "addresses": _addresses,
}

# What an issue of a category may change, with the most that such a repair can be.
_ABOUT: dict[Category, dict[str, Applicability]] = {
    Category.MISTRANSLATION: {"negation": Applicability.UNSAFE},
    Category.OMISSION: {"negation": Applicability.UNSAFE},
    Category.ADDITION: dict.fromkeys(KINDS, Applicability.SAFE),
    Category.SPELLING: {"names": Applicability.UNSAFE},
    Category.PUNCTUATION: {"quotes": Applicability.SAFE},
    Category.INCONSISTENCY: dict.fromkeys(("names", "numbers"), Applicability.SAFE),
    # a page's furniture ("will not be published", "3 pm") goes as a whole
    Category.NON_TRANSLATION: dict.fromkeys(KINDS, Applicability.UNSAFE)
    | dict.fromkeys(("names", "placeholders", "quotes"), Applicability.SAFE),
}


def allows(segment: Segment, suggestion: Suggestion) -> Applicability:
    """The most a suggestion may be, by what of the sentence's content it changes."""
    about = _ABOUT.get(suggestion.issues[0].category, {})
    kinds = changed(segment.text, repaired(segment, suggestion))
    return min((about.get(kind, Applicability.DISPLAY) for kind in kinds), default=Applicability.SAFE)


def repaired(segment: Segment, suggestion: Suggestion) -> str:
    """The segment's text after the suggestion."""
    offset = -segment.span.start
    return apply_edits(segment.text, (Edit(edit.span.shift(offset), edit.replacement) for edit in suggestion.edits))


def changed(before: str, after: str) -> list[str]:
    """The kinds of content that differ between two versions of a sentence; what is repeated counts once."""
    before, after = _REPEATED.sub(r"\1", before), _REPEATED.sub(r"\1", after)
    kinds = [kind for kind, find in KINDS.items() if kind != "names" and find(before) != find(after)]
    return [*kinds, "names"] if _names_changed(before, after) else kinds


def _names_changed(before: str, after: str) -> bool:
    """A lost name is gone in any letter case; a new one stood nowhere before, in any letter case."""
    stems_before, stems_after = ({_stem(word) for word in _WORD.findall(text)} for text in (before, after))
    return bool(set(_names(before)) - stems_after or set(_names(after)) - stems_before)
