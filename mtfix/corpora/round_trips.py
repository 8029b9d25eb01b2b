"""Real machine translation at no cost: English through Apertium and back, with all or some of its edits kept."""

import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace

from mtfix.corpora.alignment import edits
from mtfix.corpora.corruption import marked
from mtfix.corpora.marked import MarkedText
from mtfix.corpora.recipes.base import Damage
from mtfix.errors import ExtraMissing
from mtfix.taxonomy import Category, Severity

# Apertium's modes, one after the other. The longer ways go through a third language and wear a text down more.
PIVOTS = {
    "spa": ("eng-spa", "spa-eng"),
    "cat": ("eng-cat", "cat-eng"),
    "gl": ("en-gl", "gl-en"),
    "eo": ("en-eo", "eo-en"),
    "ita": ("eng-spa", "spa-ita", "ita-spa", "spa-eng"),
    "por": ("eng-spa", "es-pt", "pt-es", "spa-eng"),
    "oci": ("eng-spa", "es-oc", "oc-es", "spa-eng"),
    "fra": ("eng-cat", "cat-fra", "fra-cat", "cat-eng"),
    "hbs": ("eng-hbs", "hbs-eng"),  # for testing only
}
# The short ways stand twice: each gives a fair share of the paragraphs.
TRAINING_PIVOTS = ("spa", "cat", "gl", "eo", "ita", "spa", "por", "eo", "fra", "gl", "oci", "cat")
_CHUNK = 200
_MARKS = re.compile(r"[#@*]")  # Apertium's own, on words it could not generate or did not know


def translate(mode: str, lines: Sequence[str]) -> list[str] | None:
    """One Apertium pass; None if it lost or added a line. Raises ExtraMissing if Apertium is not installed."""
    if shutil.which("apertium") is None:
        raise ExtraMissing("apertium (Debian package, with its language pairs)", "train")
    done = subprocess.run(
        ["apertium", "-u", mode], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True
    )
    result = done.stdout.splitlines()
    return result if len(result) == len(lines) else None


def round_trip(pivot: str, sentences: Sequence[str]) -> list[str | None]:
    """Each sentence through the pivot and back; None for a sentence on which Apertium loses its line count."""
    result: list[str | None] = []
    for start in range(0, len(sentences), _CHUNK):
        result += _trip(PIVOTS[pivot], sentences[start : start + _CHUNK])
    return result


def _trip(modes: Sequence[str], lines: Sequence[str]) -> list[str | None]:
    back: list[str] | None = list(lines)
    for mode in modes:
        back = translate(mode, back) if back is not None else None
    if back is not None:
        return [" ".join(_MARKS.sub("", line).split()) for line in back]
    if len(lines) == 1:
        return [None]
    half = len(lines) // 2
    return _trip(modes, lines[:half]) + _trip(modes, lines[half:])


def partial_application(clean: str, translated: str, rng: random.Random, *, low: int = 1, high: int = 5) -> MarkedText:
    """Keep `low` to `high` of the edits that turn `clean` into its round trip; the rest stays as it was."""
    candidates = [_damage(clean, *edit) for edit in edits(clean, translated)]
    kept: list[Damage] = []
    for damage in rng.sample(candidates, min(len(candidates), rng.randint(low, high))):
        if all(damage.end <= other.start or other.end <= damage.start for other in kept):
            kept.append(damage)
    return marked(clean, [_categorised(clean, damage) for damage in kept])


def _damage(clean: str, start: int, end: int, wrong: str) -> Damage:
    """An edit as damage; a lost word is damage to the words around the gap, since a gap cannot be marked."""
    if not wrong:
        left = clean.rfind(" ", 0, max(start - 1, 0)) + 1
        right = clean.find(" ", end + 1)
        right = len(clean) if right < 0 else right
        wrong, start, end = clean[left:start] + clean[end:right], left, right
    return Damage(start, end, wrong, Category.MISTRANSLATION, Severity.MAJOR)


def _categorised(clean: str, damage: Damage) -> Damage:
    """A guess at the category from the words that changed: small words and endings are grammar, the rest is sense."""
    old, new = clean[damage.start : damage.end].lower().split(), damage.wrong.lower().split()
    if not new:
        category = Category.OMISSION
    elif [w.strip(".,") for w in old] == [w.strip(".,") for w in new]:
        same = damage.wrong.lower() == clean[damage.start : damage.end].lower()
        category = Category.CAPITALIZATION if same else Category.PUNCTUATION
    elif sorted(old) == sorted(new) or len(old) != len(new) or all(map(_alike, old, new)):
        category = Category.GRAMMAR
    else:
        category = Category.MISTRANSLATION
    return replace(damage, category=category)


def _alike(old: str, new: str) -> bool:
    """Two forms of one word, or two small words."""
    return old[:4] == new[:4] or min(len(old), len(new)) < 4
