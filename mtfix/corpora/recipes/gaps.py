"""Words lost, doubled, added or moved."""

import random

from mtfix.corpora import lexicon as lx
from mtfix.corpora.recipes.base import Damage, Sentence, capital
from mtfix.taxonomy import Category, Severity


def dropped_word(s: Sentence, rng: random.Random) -> Damage | None:
    """'that Taiwan One of': a copula, auxiliary, article, 'to' or preposition is gone.

    At times the next word begins with a capital, as a link would.
    """
    small = frozenset({"to", "that", "and", "who", "which", "it", "he", "there"})
    kind = rng.choice((lx.AUXILIARIES, lx.AUXILIARIES, lx.PREPOSITIONS, frozenset(lx.ARTICLES), small))
    i = s.pick(rng, lambda i: s.lower[i] in kind and s.words[i].islower(), 1, len(s.words) - 1)
    if i is None or not (s.words[i - 1][0].isalnum() and s.words[i + 1][0].isalnum()):
        return None
    following = capital(s.words[i + 1]) if rng.random() < 0.12 else s.words[i + 1]
    return s.damage(i - 1, i + 2, f"{s.words[i - 1]} {following}", Category.GRAMMAR)


def dropped_content(s: Sentence, rng: random.Random) -> Damage | None:
    """A noun, verb or adjective is missing."""
    i = s.pick(
        rng, lambda i: s.known(i) and len(s.words[i]) > 3 and s.lower[i] not in lx.PREPOSITIONS, 1, len(s.words) - 1
    )
    if i is None or not s.words[i - 1][0].isalnum():
        return None
    wrong = _beside(s.words[i - 1], s.words[i + 1])
    return s.damage(i - 1, i + 2, wrong, Category.OMISSION, Severity.MAJOR, 0.7)


def lost_negation(s: Sentence, rng: random.Random) -> Damage | None:
    """'demanded that the US "repress" China': the *stop* or the *not* is gone, and the demand is turned round."""
    i = s.pick(rng, lambda i: s.lower[i] in lx.NEGATIONS and s.words[i].islower(), 1, len(s.words) - 1)
    if i is None:
        return None
    following, j = s.words[i + 1], i + 2
    if following in ("to", "from") and j < len(s.words):
        following, j = s.words[j], j + 1
    base, weight = _infinitive(following, s.lexicon), 0.6
    if s.lower[i] in lx.STOPS and base:
        weight = 0.9
        following = base if rng.random() < 0.7 else following
        following = f'"{following}"' if rng.random() < 0.2 else following
    return s.damage(i - 1, j, _beside(s.words[i - 1], following), Category.OMISSION, Severity.CRITICAL, weight)


def _infinitive(form: str, lexicon: lx.Lexicon) -> str | None:
    """'repress' for 'repressing', 'make' for 'making', 'run' for 'running'; None for what is no such form."""
    stem = form.removesuffix("ing")
    family = lexicon.families.get(form, ()) if stem != form else ()
    return next((word for word in (stem, f"{stem}e", stem[:-1]) if word in family), None)


def _beside(left: str, right: str) -> str:
    """Two words as neighbours; a mark stands close to the word before it."""
    return f"{left} {right}" if right[0].isalnum() or right[0] == '"' else left + right


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
    extra = rng.choice("it that of to the is also which what and him already so same for he as in".split())
    return s.damage(i - 1, i + 1, f"{s.words[i - 1]} {extra} {s.words[i]}", Category.ADDITION, Severity.MAJOR, 0.9)


def genitive(s: Sentence, rng: random.Random) -> Damage | None:
    """'the decision of the president' and 'China's policy' with the link between the nouns lost or turned round."""
    i = s.pick(rng, lambda i: s.words[i].endswith(("'s", "’s")) and len(s.words[i]) > 3, 0, len(s.words) - 1)
    if i is None or not s.words[i + 1][0].isalpha():
        return None
    owner, owned = s.words[i][:-2], s.words[i + 1]
    wrong = rng.choice((f"{owner} {owned}", f"{owned} of the {owner}", f"{owner} of {owned}", f"the {owned} {owner}"))
    return s.damage(i, i + 2, wrong, Category.GRAMMAR)


def word_order(s: Sentence, rng: random.Random) -> Damage | None:
    """'the house white', 'has since decades lived': two neighbouring words or a word and a pair change places."""
    i = s.pick(rng, lambda i: s.known(i) and (s.known(i + 1) or s.words[i + 1].isalpha()), 1, len(s.words) - 2)
    if i is None:
        return None
    if rng.random() < 0.35 and i + 2 < len(s.words) and s.known(i + 2):
        return s.damage(i, i + 3, f"{s.between(i + 1, i + 3)} {s.words[i]}", Category.GRAMMAR)
    return s.damage(i, i + 2, f"{s.words[i + 1]} {s.words[i]}", Category.GRAMMAR)
