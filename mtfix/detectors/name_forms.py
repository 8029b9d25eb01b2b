"""Spellings of names: where they stand, under which keys near ones meet, and which differences make another name."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

SHORTEST = 5
_WORD = re.compile(r"(?<![\w’'])[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f][^\W\d_]+")
_BEFORE = re.compile(r"([A-Z\u00c0-\u00de][\w’'.-]*) \Z")
_AFTER = re.compile(r" ([A-Z\u00c0-\u00de][\w’'-]*)")
TITLES = frozenset(
    """
    Mr Mrs Ms Miss Dr Sir Lord Lady Dame Prof Mr. Mrs. Ms. Dr. Prof. President Minister Secretary Senator Sen.
    Rep. Gov. Governor Chancellor Premier King Queen Prince Princess General Gen. Colonel Col. Captain Capt.
    Major Sergeant Judge Justice Mayor Ambassador Pope Bishop Chairman Director Professor Coach Detective
    Officer Councillor Chief Foreign Prime The But And When While If In As After Before For On At With That
    Then Yet So Now Today Later However Meanwhile What Did Does Is Was Had Has Will Would Since Because
    Although Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()
)
# an ending that makes a plural, a demonym, a feminine or another grammatical form
_ENDINGS = frozenset(
    """
    s es n an ian ean i ese ish er r a o e y ic ism ist d ed in us ne na ov ova ina ite t ing um is as os l le
    """.split()
)
_SISTER_ENDINGS = re.compile(
    r"(?:s[eo]n|(?:m|rm|lm)a?nn?|b[eou]rgh?|st[ei]{2}n|is[mt]|[eao]r|[eo]v|[eo]ff|vic|vich|[aei]n|[aei]l"
    r"|l[aei]y|e?y)\Z"
)
_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    r"(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue"
    r"|a|o|e|i|u)"
)
_PINYIN = re.compile(rf"(?:{_INITIAL}{_FINAL}){{1,3}}\Z")
_SOUNDS = (
    ("sch", "S"),
    ("tch", "C"),
    ("tz", "s"),
    ("ts", "s"),
    ("sh", "S"),
    ("ch", "C"),
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "k"),
    ("gh", "g"),
)
_LETTERS = str.maketrans("cqzywj", "kksivi")


_OPENING, _CLOSING = frozenset('"“‘'), frozenset('"”’')


class Mention(NamedTuple):
    """A capitalised word of five letters or more, and the capitalised words right before and after it, if any."""

    text: str
    start: int
    before: str
    after: str


def mentions(text: str) -> Iterator[Mention]:
    """The words of a segment that may be names; words in capitals throughout are not read."""
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        # a word in quotes is spoken of: "also written “Townagh”"
        quoted = text[start - 1 : start] in _OPENING and text[match.end() : match.end() + 1] in _CLOSING
        if len(word) >= SHORTEST and not word[1:].isupper() and not quoted:
            before = _BEFORE.search(text, max(0, start - 40), start)
            after = _AFTER.match(text, match.end())
            yield Mention(
                word,
                start,
                before[1] if before else "",
                after[1].removesuffix("'s").removesuffix("’s") if after else "",
            )


def is_known(word: str, known: frozenset[str]) -> bool:
    """A word or name of the list, or a regular form of one."""
    folded = word.casefold()
    if folded in known or plain(folded) in known:
        return True
    stems = (
        folded.removesuffix(ending)
        for ending in ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "n", "an", "ian", "ness", "like")
    )
    return any(stem in known or stem + "e" in known for stem in stems if stem != folded)


def plain(word: str) -> str:
    """Without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def keys(word: str) -> set[str]:
    """Two words within one edit, or that sound alike, share a key: the word, itself less a letter, its sound."""
    folded = word.casefold()
    return {folded, "~" + sound(folded)} | {folded[:i] + folded[i + 1 :] for i in range(len(folded))}


def sound(word: str) -> str:
    """A rough key: the consonants, spelt one way, after the first letter."""
    text = plain(word.casefold())
    for letters, one in _SOUNDS:
        text = text.replace(letters, one)
    text = text.translate(_LETTERS)
    consonants = re.sub(r"[aeiouh]", "", text[1:])
    return re.sub(r"(.)\1+", r"\1", text[:1] + consonants)


def is_pinyin(word: str) -> bool:
    """True if the word could be a Chinese name in pinyin, where one letter makes another name."""
    return _PINYIN.match(word.casefold()) is not None


def difference(rare: str, attested: str) -> int | None:
    """1: one edit; 2: two edits, or one that sounds the same; None: not near, or a difference of another name."""
    one, other = rare.casefold(), attested.casefold()
    if plain(one) == plain(other):
        return None if one == other else 2
    if one.startswith(other) or other.startswith(one) and other[len(one) :] in _ENDINGS:
        return None
    distance = edits(one, other)
    if distance > 2 or distance == 2 and (sound(one) != sound(other) or min(len(one), len(other)) < 7):
        return None
    if _same_stem(one, other) or _SISTER_ENDINGS.sub("", one) == _SISTER_ENDINGS.sub("", other):
        return None
    if one[0] != other[0]:
        return None
    swapped = len(one) == len(other) and sorted(one) == sorted(other)
    return distance if swapped or sound(one) != sound(other) else 2


def _same_stem(one: str, other: str) -> bool:
    """Only the last letter differs, and it is a vowel or s: Maria and Mario, Anna and Anne."""
    return one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("aeiouysn")


def edits(one: str, other: str) -> int:
    """Damerau-Levenshtein distance with adjacent transpositions; 3 where the lengths alone say so."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
