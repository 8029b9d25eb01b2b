"""Corruption recipes: each proposes one piece of damage to a clean sentence, of a kind that machine translation leaves.

A recipe sees a `Sentence` and returns a `Damage` (or None where it does not apply). Offsets are places in the clean text;
what stood there becomes the repair. Whole words only, with their neighbours where the damage is a gap.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mtfix.corpora import lexicon as lx
from mtfix.corpora.marked import words
from mtfix.taxonomy import Category, Severity


@dataclass(frozen=True)
class Damage:
    """Put `wrong` in the place of clean[start:end]. `weight` is how likely a reader sees it without the source."""

    start: int
    end: int
    wrong: str
    category: Category
    severity: Severity
    weight: float = 1.0


@dataclass(frozen=True)
class Sentence:
    """A clean sentence and its words. `before` is what stands left of it in its window."""

    text: str
    lexicon: lx.Lexicon
    before: str = ""

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Words and marks."""
        return words(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Their surfaces."""
        return [self.text[s:e] for s, e in self.spans]

    @cached_property
    def lower(self) -> list[str]:
        """Their surfaces in lower case."""
        return [word.lower() for word in self.words]

    def known(self, i: int) -> bool:
        """A lower-case English word, so not a name."""
        return self.words[i].islower() and self.words[i] in self.lexicon.frequency

    def pick(
        self, rng: random.Random, test: Callable[[int], bool], first: int = 0, last: int | None = None
    ) -> int | None:
        """A random word index that passes the test, or None."""
        fitting = [i for i in range(first, len(self.words) if last is None else max(last, 0)) if test(i)]
        return rng.choice(fitting) if fitting else None

    def damage(
        self, i: int, j: int, wrong: str, category: Category, severity: Severity = Severity.MAJOR, weight: float = 1.0
    ) -> Damage | None:
        """Damage of words i to j (exclusive); None if nothing would change."""
        start, end = self.spans[i][0], self.spans[j - 1][1]
        return Damage(start, end, wrong, category, severity, weight) if self.text[start:end] != wrong else None

    def between(self, i: int, j: int) -> str:
        """The text from word i to word j (exclusive)."""
        return self.text[self.spans[i][0] : self.spans[j - 1][1]] if i < j else ""


Recipe = Callable[[Sentence, random.Random], Damage | None]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def stray_capital(s: Sentence, rng: random.Random) -> Damage | None:
    """'visit Beijing Aimed at': a link text was translated alone, so its first word is a capital."""
    i = s.pick(rng, lambda i: s.known(i) and len(s.words[i]) > 1, 2)
    if i is None:
        return None
    if rng.random() < 0.3 and i + 1 < len(s.words) and s.known(i + 1):
        return s.damage(i, i + 2, f"{_capital(s.words[i])} {_capital(s.words[i + 1])}", Category.CAPITALIZATION)
    return s.damage(i, i + 1, _capital(s.words[i]), Category.CAPITALIZATION)


def lost_capital(s: Sentence, rng: random.Random) -> Damage | None:
    """A name without its capital."""
    i = s.pick(rng, lambda i: s.words[i].istitle() and len(s.words[i]) > 3 and s.lower[i] not in s.lexicon.frequency, 1)
    return None if i is None else s.damage(i, i + 1, s.lower[i], Category.CAPITALIZATION, Severity.MINOR)


def link_anchor(s: Sentence, rng: random.Random) -> Damage | None:
    """'the final day High stakes visit Beijing': the preposition before a link is lost, the link begins with a capital."""
    i = s.pick(
        rng, lambda i: s.lower[i] in lx.PREPOSITIONS and s.known(i) and i + 1 < len(s.words), 1, len(s.words) - 2
    )
    if i is None:
        return None
    j = i + 1
    if s.lower[j] in lx.ARTICLES and rng.random() < 0.7:
        j += 1
    if j >= len(s.words) - 1 or not s.words[j][0].isalnum() or not s.words[i - 1][0].isalnum():
        return None
    head = s.words[j].replace("-", " ") if rng.random() < 0.5 else s.words[j]
    wrong = f"{s.words[i - 1]} {_capital(head) if rng.random() < 0.75 else head}"
    return s.damage(i - 1, j + 1, wrong, Category.GRAMMAR)


def glued_links(s: Sentence, rng: random.Random) -> Damage | None:
    """Two links in a row: a connecting word is lost on both sides of a phrase and both phrases begin with capitals."""
    i = s.pick(rng, lambda i: s.lower[i] in lx.PREPOSITIONS and s.known(i), 1, len(s.words) - 5)
    if i is None:
        return None
    phrase = []
    for k in range(i + 1, min(i + 6, len(s.words) - 1)):
        if not s.words[k][0].isalnum():
            break
        if s.lower[k] in lx.PREPOSITIONS and len(phrase) >= 2:
            following = _capital(s.words[k + 1]) if s.words[k + 1][0].isalpha() else s.words[k + 1]
            wrong = f"{s.words[i - 1]} {_capital(' '.join(phrase))} {following}"
            return s.damage(i - 1, k + 2, wrong, Category.GRAMMAR, Severity.CRITICAL)
        if not (s.lower[k] in lx.ARTICLES and not phrase):
            phrase.append(s.words[k])
    return None


def broken_sentence(s: Sentence, rng: random.Random) -> Damage | None:
    """'ties with Moscow. US attempts': a full stop where a small word stood, and a capital after it."""
    i = s.pick(
        rng,
        lambda i: s.known(i) and (s.lower[i] in lx.PREPOSITIONS or s.lower[i] in {"and", "but", "that", "which", "as"}),
        3,
        len(s.words) - 2,
    )
    if i is None or not s.words[i - 1][0].isalnum() or not s.words[i + 1][0].isalnum():
        return None
    keep = rng.random() < 0.35
    after = f"{_capital(s.words[i])} {s.words[i + 1]}" if keep else _capital(s.words[i + 1])
    return s.damage(i - 1, i + 2, f"{s.words[i - 1]}. {after}", Category.GRAMMAR)


def cut_off_end(s: Sentence, rng: random.Random) -> Damage | None:
    """'told reporters. Sunday.': the sentence ends before its last words."""
    if len(s.words) < 7 or s.words[-1] not in ".!?":
        return None
    i = len(s.words) - rng.choice((2, 2, 2, 3, 4))
    if not s.words[i][0].isalnum() or not s.words[i - 1][0].isalnum():
        return None
    j = i + 1 if s.lower[i] in lx.PREPOSITIONS and rng.random() < 0.6 and i + 2 < len(s.words) else i
    return s.damage(i - 1, j + 1, f"{s.words[i - 1]}. {_capital(s.words[j])}", Category.GRAMMAR)


def comma_splice(s: Sentence, rng: random.Random) -> Damage | None:
    """'aimed at cementing ties, it erupted': a relative clause or a participle became a main clause."""
    i = s.pick(
        rng,
        lambda i: (
            s.words[i] == ","
            and i + 2 < len(s.words)
            and (s.lower[i + 1] in {"which", "who", "and", "but", "as", "while"} or s.lower[i + 1].endswith("ing"))
        ),
        2,
        len(s.words) - 3,
    )
    if i is None:
        return None
    subject = rng.choice(("it", "it", "they", "he", "this"))
    rest = "" if s.lower[i + 1] in {"which", "who", "and", "but", "as", "while"} else f" {s.words[i + 1]}"
    return s.damage(i, i + 2, f", {subject}{rest}", Category.GRAMMAR)


def dropped_word(s: Sentence, rng: random.Random) -> Damage | None:
    """'that Taiwan One of': a copula, auxiliary, article, 'to' or preposition is gone; often the next word begins as a link would."""
    kind = rng.choice(
        (
            lx.AUXILIARIES,
            lx.AUXILIARIES,
            lx.PREPOSITIONS,
            frozenset(lx.ARTICLES),
            frozenset({"to", "that", "and", "who", "which", "it", "he", "there"}),
        )
    )
    i = s.pick(rng, lambda i: s.lower[i] in kind and s.words[i].islower(), 1, len(s.words) - 1)
    if i is None or not (s.words[i - 1][0].isalnum() and s.words[i + 1][0].isalnum()):
        return None
    following = _capital(s.words[i + 1]) if rng.random() < 0.12 else s.words[i + 1]
    return s.damage(i - 1, i + 2, f"{s.words[i - 1]} {following}", Category.GRAMMAR)


def dropped_content(s: Sentence, rng: random.Random) -> Damage | None:
    """A noun, verb or adjective is missing."""
    i = s.pick(
        rng, lambda i: s.known(i) and len(s.words[i]) > 3 and s.lower[i] not in lx.PREPOSITIONS, 1, len(s.words) - 1
    )
    if i is None or not s.words[i - 1][0].isalnum():
        return None
    return s.damage(
        i - 1,
        i + 2,
        f"{s.words[i - 1]} {s.words[i + 1]}" if s.words[i + 1][0].isalnum() else f"{s.words[i - 1]}{s.words[i + 1]}",
        Category.OMISSION,
        Severity.MAJOR,
        0.7,
    )


def lost_negation(s: Sentence, rng: random.Random) -> Damage | None:
    """'demanded that the US "repress" China': the *stop* or the *not* is gone."""
    i = s.pick(rng, lambda i: s.lower[i] in lx.NEGATIONS and s.words[i].islower(), 1, len(s.words) - 1)
    if i is None:
        return None
    following, j = s.words[i + 1], i + 2
    if following == "to" and j < len(s.words):
        following, j = s.words[j], j + 1
    base = [
        w for w in s.lexicon.families.get(following, ()) if following.endswith("ing") and following.startswith(w[:-1])
    ]
    if s.lower[i] == "stop" and base and rng.random() < 0.6:
        following = min(base, key=len)
    return s.damage(
        i - 1,
        j,
        f"{s.words[i - 1]} {following}" if following[0].isalnum() else s.words[i - 1] + following,
        Category.OMISSION,
        Severity.CRITICAL,
        0.6,
    )


def collapsed_pair(s: Sentence, rng: random.Random) -> Damage | None:
    """'dialogue or conflict, cooperation or conflict': two words of a pair became the same word."""
    i = s.pick(
        rng,
        lambda i: (
            s.lower[i] in {"and", "or"}
            and s.known(i - 1)
            and s.known(i + 1)
            and min(len(s.words[i - 1]), len(s.words[i + 1])) > 3
        ),
        1,
        len(s.words) - 1,
    )
    if i is None:
        return None
    word = s.words[i - 1] if rng.random() < 0.5 else s.words[i + 1]
    return s.damage(i - 1, i + 2, f"{word} {s.words[i]} {word}", Category.MISTRANSLATION)


def wrong_sense(s: Sentence, rng: random.Random) -> Damage | None:
    """A word of another sense or the opposite one ('trial' as 'process')."""
    i = s.pick(rng, lambda i: s.words[i] in lx.ANTONYMS)
    if i is None:
        return None
    return s.damage(i, i + 1, lx.ANTONYMS[s.words[i]], Category.MISTRANSLATION, Severity.MAJOR, 0.7)


def wrong_form(s: Sentence, rng: random.Random) -> Damage | None:
    """Another word of the same stem: tense, number, part of speech ('raises concerns' for 'raising concerns')."""
    i = s.pick(rng, lambda i: s.words[i] in s.lexicon.families and s.words[i].islower())
    if i is None:
        return None
    family = s.lexicon.families[s.words[i]]
    weights = [s.lexicon.frequency.get(word, 1) ** 0.5 for word in family]
    return s.damage(i, i + 1, rng.choices(family, weights)[0], Category.GRAMMAR, Severity.MAJOR, 0.9)


def verb_phrase(s: Sentence, rng: random.Random) -> Damage | None:
    """'has deeply affected' for 'has been deeply affected', 'is cut' for 'cut', 'to meeting': a verb group of the wrong build."""
    i = s.pick(rng, lambda i: s.known(i) and s.words[i].endswith(("ed", "ing", "en")) and len(s.words[i]) > 4, 1)
    if i is None:
        return None
    before = s.lower[i - 1]
    if before in lx.AUXILIARIES:
        wrong = rng.choice(("has been", "be", "is being", "had", "was to", "it is", "have", "would"))
        return s.damage(i - 1, i + 1, f"{wrong} {s.words[i]}", Category.GRAMMAR)
    extra = rng.choice(("is", "was", "has", "to", "are", "it", "be", "of", "have been", "the"))
    return s.damage(i, i + 1, f"{extra} {s.words[i]}", Category.GRAMMAR)


def agreement(s: Sentence, rng: random.Random) -> Damage | None:
    """'This are bad'."""
    i = s.pick(rng, lambda i: s.words[i] in lx.AGREEMENT)
    return (
        None
        if i is None
        else s.damage(i, i + 1, rng.choice(lx.AGREEMENT[s.words[i]]), Category.GRAMMAR, Severity.MAJOR, 0.9)
    )


def wrong_pronoun(s: Sentence, rng: random.Random) -> Damage | None:
    """'she' for 'he', 'its' for 'their': the source language does not tell them apart."""
    i = s.pick(rng, lambda i: s.words[i] in lx.PRONOUNS)
    return (
        None
        if i is None
        else s.damage(i, i + 1, rng.choice(lx.PRONOUNS[s.words[i]]), Category.GRAMMAR, Severity.MAJOR, 0.6)
    )


def article(s: Sentence, rng: random.Random) -> Damage | None:
    """An article too many or the wrong one."""
    i = s.pick(rng, lambda i: s.known(i) and len(s.words[i]) > 2, 1)
    if i is None:
        return None
    if s.lower[i] in lx.ARTICLES:
        other = rng.choice([word for word in lx.ARTICLES if word != s.lower[i]])
        return s.damage(i, i + 1, other, Category.GRAMMAR, Severity.MINOR, 0.7)
    if s.lower[i - 1] in lx.ARTICLES or not s.words[i - 1][0].isalnum():
        return None
    return s.damage(
        i - 1,
        i + 1,
        f"{s.words[i - 1]} {rng.choice(('the', 'the', 'a'))} {s.words[i]}",
        Category.GRAMMAR,
        Severity.MINOR,
        0.7,
    )


def preposition(s: Sentence, rng: random.Random) -> Damage | None:
    """'depends of the weather'."""
    i = s.pick(rng, lambda i: s.words[i] in lx.PREPOSITIONS, 1)
    if i is None:
        return None
    other = rng.choice(("of", "in", "to", "on", "for", "with", "at", "by", "from", "about", "in the", "to the"))
    return s.damage(i, i + 1, other, Category.GRAMMAR, Severity.MINOR, 0.8)


def genitive(s: Sentence, rng: random.Random) -> Damage | None:
    """'the decision of the president' and 'China's policy' with the link between the nouns lost or turned round."""
    i = s.pick(rng, lambda i: s.words[i].endswith(("'s", "’s")) and len(s.words[i]) > 3, 0, len(s.words) - 1)
    if i is None or not s.words[i + 1][0].isalpha():
        return None
    owner = s.words[i][:-2]
    wrong = rng.choice(
        (
            f"{owner} {s.words[i + 1]}",
            f"{s.words[i + 1]} of the {owner}",
            f"{owner} of {s.words[i + 1]}",
            f"the {s.words[i + 1]} {owner}",
        )
    )
    return s.damage(i, i + 2, wrong, Category.GRAMMAR)


def word_order(s: Sentence, rng: random.Random) -> Damage | None:
    """'the house white', 'has since decades lived': two neighbouring words or a word and a pair change places."""
    i = s.pick(rng, lambda i: s.known(i) and (s.known(i + 1) or s.words[i + 1].isalpha()), 1, len(s.words) - 2)
    if i is None:
        return None
    if rng.random() < 0.35 and i + 2 < len(s.words) and s.known(i + 2):
        return s.damage(i, i + 3, f"{s.between(i + 1, i + 3)} {s.words[i]}", Category.GRAMMAR)
    return s.damage(i, i + 2, f"{s.words[i + 1]} {s.words[i]}", Category.GRAMMAR)


def repetition(s: Sentence, rng: random.Random) -> Damage | None:
    """A word or a run of two to four words said twice."""
    size = rng.choice((1, 1, 2, 3, 4))
    i = s.pick(rng, lambda i: all(w[0].isalnum() for w in s.words[i : i + size]), 0, len(s.words) - size)
    if i is None:
        return None
    return s.damage(i, i + size, f"{s.between(i, i + size)} {s.between(i, i + size)}", Category.ADDITION)


def added_word(s: Sentence, rng: random.Random) -> Damage | None:
    """A word that does not belong: what is left of a construction of the source language."""
    i = s.pick(rng, lambda i: s.words[i][0].isalnum() and s.words[i - 1][0].isalnum(), 1)
    if i is None:
        return None
    extra = rng.choice(
        (
            "it",
            "that",
            "of",
            "to",
            "the",
            "is",
            "also",
            "which",
            "what",
            "and",
            "him",
            "already",
            "so",
            "same",
            "for",
            "he",
            "as",
            "in",
        )
    )
    return s.damage(i - 1, i + 1, f"{s.words[i - 1]} {extra} {s.words[i]}", Category.ADDITION, Severity.MAJOR, 0.9)


def untranslated(s: Sentence, rng: random.Random) -> Damage | None:
    """A word left in the source language."""
    i = s.pick(rng, lambda i: s.known(i) and len(s.words[i]) > 3)
    return None if i is None else s.damage(i, i + 1, rng.choice(lx.FOREIGN), Category.NON_TRANSLATION)


def misspelling(s: Sentence, rng: random.Random) -> Damage | None:
    """One letter lost, doubled or swapped."""
    i = s.pick(rng, lambda i: s.words[i].isalpha() and len(s.words[i]) > 4 and s.lower[i] in s.lexicon.frequency)
    if i is None:
        return None
    word, k = s.words[i], rng.randrange(1, len(s.words[i]) - 1)
    wrong = rng.choice(
        (word[:k] + word[k + 1 :], word[:k] + word[k] + word[k:], word[:k] + word[k + 1] + word[k] + word[k + 2 :])
    )
    if wrong.lower() in s.lexicon.frequency:
        return None
    return s.damage(i, i + 1, wrong, Category.SPELLING, Severity.MINOR)


_TRANSLITERATION = (
    ("nk", "ng"), ("k", "c"), ("c", "k"), ("y", "i"), ("i", "y"), ("e", "i"), ("o", "u"), ("u", "o"), ("v", "w"), ("w", "v"), ("b", "v"),
    ("p", "b"), ("t", "d"), ("g", "k"), ("ph", "f"), ("f", "ph"), ("sh", "s"), ("ch", "tch"), ("z", "s"), ("s", "z"), ("j", "y"),
    ("ll", "l"), ("l", "ll"), ("n", "nn"), ("th", "t"), ("ei", "ie"), ("a", "e"), ("x", "ks"), ("r", "l"), ("oo", "u"), ("h", ""),
)  # fmt: skip


def transliterated(name: str, rng: random.Random) -> str:
    """The name as another script would give it back: one letter or pair changed, never the first."""
    for old, new in rng.sample(_TRANSLITERATION, len(_TRANSLITERATION)):
        at = name.find(old, 1)
        if at > 0:
            return name[:at] + new + name[at + len(old) :]
    return name


def name_variant(s: Sentence, rng: random.Random) -> Damage | None:
    """'Blingen' where the text before says Blinken."""
    i = s.pick(
        rng,
        lambda i: (
            s.words[i].istitle()
            and len(s.words[i]) > 4
            and s.words[i] in s.before
            and s.lower[i] not in s.lexicon.frequency
        ),
    )
    return None if i is None else s.damage(i, i + 1, transliterated(s.words[i], rng), Category.INCONSISTENCY)


def number_slip(s: Sentence, rng: random.Random) -> Damage | None:
    """'3 thousand millions', 'milliards': number words of other languages."""
    i = s.pick(rng, lambda i: s.lower[i] in {"billion", "million", "thousand", "percent", "hundred"})
    if i is None:
        return None
    wrong = {
        "billion": ("milliard", "milliards", "thousand millions", "billions of"),
        "million": ("millions", "millions of"),
        "thousand": ("thousands", "mil"),
        "percent": ("percents", "per cents", "percentage"),
        "hundred": ("hundreds", "cents"),
    }
    return s.damage(i, i + 1, rng.choice(wrong[s.lower[i]]), Category.MISTRANSLATION)


def punctuation(s: Sentence, rng: random.Random) -> Damage | None:
    """A comma too many or too few, a lost quotation mark, a space before a mark, a full-width mark."""
    i = s.pick(rng, lambda i: s.words[i] in {",", ".", ";", ":", '"', "“", "”"}, 1)
    kind = rng.random()
    if i is None or kind < 0.3:
        k = s.pick(rng, lambda k: s.known(k) and s.known(k - 1), 2)
        return (
            None
            if k is None
            else s.damage(k - 1, k + 1, f"{s.words[k - 1]}, {s.words[k]}", Category.PUNCTUATION, Severity.MINOR, 0.8)
        )
    mark, before = s.words[i], s.words[i - 1]
    if kind < 0.6 and mark == "," and i + 1 < len(s.words):
        return s.damage(i - 1, i + 2, f"{before} {s.words[i + 1]}", Category.PUNCTUATION, Severity.MINOR, 0.5)
    if mark in '"“”':
        return None
    wrong = rng.choice((f" {mark}", {",": "，", ".": "。", ";": "；", ":": "："}[mark], f"{mark}{mark}", f"{mark},"))
    return s.damage(i - 1, i + 1, before + wrong, Category.PUNCTUATION, Severity.MINOR)


RECIPES: dict[str, tuple[Recipe, float]] = {
    "stray-capital": (stray_capital, 2.0), "lost-capital": (lost_capital, 0.4), "link-anchor": (link_anchor, 3.0),
    "glued-links": (glued_links, 2.0), "broken-sentence": (broken_sentence, 1.8), "cut-off-end": (cut_off_end, 0.8),
    "comma-splice": (comma_splice, 0.8), "dropped-word": (dropped_word, 3.0), "dropped-content": (dropped_content, 0.8),
    "lost-negation": (lost_negation, 1.2), "collapsed-pair": (collapsed_pair, 0.7), "wrong-sense": (wrong_sense, 1.5),
    "wrong-form": (wrong_form, 3.0), "verb-phrase": (verb_phrase, 1.5), "agreement": (agreement, 1.5), "pronouns": (wrong_pronoun, 0.8),
    "articles": (article, 1.5), "prepositions": (preposition, 2.0), "genitive": (genitive, 1.2), "word-order": (word_order, 2.0),
    "repetition": (repetition, 0.8), "added-word": (added_word, 1.2), "untranslated": (untranslated, 0.5),
    "misspelling": (misspelling, 0.8), "names": (name_variant, 1.5), "numbers": (number_slip, 0.5), "punctuation": (punctuation, 1.0),
}  # fmt: skip
