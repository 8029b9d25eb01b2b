"""Every recipe: its damage can be undone, keeps apart from other damage, and comes out the same from the same seed."""

import random
import re
from collections import Counter
from importlib import resources

import pytest

from mtfix.corpora.corruption import boilerplate, corrupt, marked
from mtfix.corpora.lexicon import Lexicon
from mtfix.corpora.marked import ErrorSpan, MarkedText, words
from mtfix.corpora.recipes import RECIPES, phrases
from mtfix.corpora.recipes.base import Damage, Sentence, capital
from mtfix.corpora.recipes.surface import transliterated
from mtfix.taxonomy import Category, Severity
from mtfix.text import Span, splice

SENTENCES = (
    "Blinken said the two countries must not stop working with each other, which would harm trade and peace.",
    "The company’s director told reporters on Sunday that sales in Asia had risen by 3 billion in the first quarter.",
    "She was deeply moved by the letters from the children of the village, and many are on the wall of her house.",
    'He said: "We have to decide between reports and letters; it is our choice."',
)
LEFT = {
    "stray-capital": r" (Said|Must|Working|With|Which|Would|Harm|Trade|Reporters|Sales|Risen|First|Letters|Children) ",
    "lost-capital": r"\b(blinken|asia|sunday)\b",
    "link-anchor": r"reporters Sunday|sales Asia|children Village|wall House|wall Her house",
    "broken-sentence": r"\w\. [A-Z]\w+ \w",
    "cut-off-end": r"\w\. (Quarter|Peace|House|Her|First|Trade|And)",
    "comma-splice": r", (it|they|he|this) (would|many)",
    "lost-negation": r"must (stop|not) |must working",
    "collapsed-pair": r"\b(\w+) and \1\b",
    "genitive": r"company director|director of the company|company of director|the director company",
    "verb-phrase": r"(is|was|has|to|are|it|be|of|have been|the) (moved|risen|children)",
    "repetition": r"\b(\w+) \1\b|\b(\w+ \w+) \2\b|\b(\w+ \w+ \w+) \3\b",
    "names": r"^B(?!linken)\w+ said",
    "numbers": r"milliards?|thousand millions|billions of",
    "punctuation": r" [,.;:]|[，。；：]|,,|\.\.|[.;:],",
}


def repaired(text: MarkedText) -> str:
    """Every repair put in place."""
    return splice(text.text, [(Span(span.start, span.end), span.repair or "") for span in text.spans])


def test_every_recipe_is_drawn() -> None:
    assert all(weight > 0 for _, weight in RECIPES.values())
    assert len({recipe for recipe, _ in RECIPES.values()}) == len(RECIPES)


@pytest.mark.parametrize("name", RECIPES)
def test_repairs_give_the_clean_sentence_again(name: str, lexicon: Lexicon) -> None:
    rng = random.Random(name)
    for clean in SENTENCES * 20:
        damaged = corrupt(clean, lexicon, rng, count=2, before=clean, recipes=[name])
        assert repaired(damaged) == clean
        for span in damaged.spans:
            wrong = damaged.text[span.start : span.end]
            assert wrong != span.repair
            assert span.category and span.severity and 0 < span.weight <= 1


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_applies_to_clean_text(name: str, lexicon: Lexicon, clean_sentences: list[str]) -> None:
    rng = random.Random(name)
    recipe, _ = RECIPES[name]
    found = [recipe(Sentence(clean, lexicon, before=clean), rng) for clean in clean_sentences if len(words(clean)) > 3]
    damages = [damage for damage in found if damage]
    assert len(damages) >= 3
    assert len({damage.category for damage in damages}) == 1 or name == "distorted-phrase"  # its tables say


@pytest.mark.parametrize("name", RECIPES)
def test_damage_is_whole_words(name: str, lexicon: Lexicon, clean_sentences: list[str]) -> None:
    rng = random.Random(name)
    for clean in clean_sentences[::3]:
        damage = RECIPES[name][0](Sentence(clean, lexicon, before=clean), rng) if len(words(clean)) > 3 else None
        if damage:
            assert damage.start in {start for start, _ in words(clean)}
            assert damage.end in {end for _, end in words(clean)}
            assert damage.wrong == damage.wrong.strip() != ""


@pytest.mark.parametrize("name", LEFT)
def test_what_a_recipe_leaves(name: str, lexicon: Lexicon) -> None:
    rng = random.Random(name)
    made = [corrupt(clean, lexicon, rng, count=1, before=clean, recipes=[name]) for clean in SENTENCES * 10]
    texts = [damaged.text for damaged in made if damaged.spans]
    assert any(re.search(LEFT[name], text) for text in texts), texts[:5]


def test_damages_keep_a_word_apart(lexicon: Lexicon, clean_sentences: list[str]) -> None:
    rng, sizes = random.Random(3), Counter[int]()
    for clean in clean_sentences:
        damaged = corrupt(clean, lexicon, rng, count=3, before=clean)
        assert repaired(damaged) == clean
        assert list(damaged.spans) == sorted(damaged.spans)
        for left, right in zip(damaged.spans, damaged.spans[1:], strict=False):
            assert left.end + 2 < right.start
        sizes[len(damaged.spans)] += 1
    assert max(sizes) == 3
    assert sizes[3] > len(clean_sentences) / 5


def test_the_same_seed_gives_the_same_damage(lexicon: Lexicon, clean_sentences: list[str]) -> None:
    first, second, other = (
        [corrupt(clean, lexicon, rng, count=2) for clean in clean_sentences[:80]]
        for rng in (random.Random(7), random.Random(7), random.Random(8))
    )
    assert first == second != other


def test_a_short_sentence_stays_whole(lexicon: Lexicon) -> None:
    for clean in ("", "Yes.", "Not now!"):
        assert corrupt(clean, lexicon, random.Random(1), count=3) == MarkedText(clean)


def test_marked_sorts_its_damages() -> None:
    late = Damage(4, 7, "d", Category.SPELLING, Severity.MINOR)
    early = Damage(0, 3, "aaaa", Category.GRAMMAR, Severity.MAJOR, 0.5)
    text = marked("one two.", [late, early])
    assert text.text == "aaaa d."
    assert text.spans == (
        ErrorSpan(0, 4, Category.GRAMMAR, Severity.MAJOR, "one", 0.5),
        ErrorSpan(5, 6, Category.SPELLING, Severity.MINOR, "two", 1.0),
    )


def test_boilerplate_is_wholly_marked() -> None:
    for seed in range(60):
        line = boilerplate("A Title", random.Random(seed))
        (span,) = line.spans
        assert (span.start, span.end, span.repair) == (0, len(line.text), "")
        assert not re.search(r"[{}]", line.text)


def test_a_name_changes_behind_its_first_letter() -> None:
    made = {transliterated("Blinken", random.Random(seed)) for seed in range(40)}
    assert len(made) > 5
    assert all(name.startswith("B") and name != "Blinken" for name in made)
    assert transliterated("Qqq", random.Random(1)) == "Qqq"


def test_name_variants_need_the_name_before(lexicon: Lexicon) -> None:
    clean = SENTENCES[0]
    alone = corrupt(clean, lexicon, random.Random(2), count=1, recipes=["names"])
    assert alone.spans == ()
    (span,) = corrupt(clean, lexicon, random.Random(2), count=1, before="Blinken left.", recipes=["names"]).spans
    assert (span.start, span.repair, span.category) == (0, "Blinken", Category.INCONSISTENCY)


def test_capital_changes_one_letter() -> None:
    assert [capital(text) for text in ("", "a", "iPhone case", "ünlü")] == ["", "A", "IPhone case", "Ünlü"]


def test_phrase_tables_hold_what_the_recipe_needs() -> None:
    rows = [
        (table, line.split("\t"))
        for table in phrases.TABLES
        for line in (resources.files("mtfix.corpora") / "data" / f"{table}.tsv").read_text("utf-8").splitlines()
    ]
    assert len(rows) > 3000
    for table, row in rows:
        assert len(row) == 3, (table, row)
        right, wrong, category = row
        assert right.strip() == right != wrong == wrong.strip() != "", (table, row)
        assert category in phrases.CATEGORIES, (table, row)
    assert len({(table, right, wrong) for table, (right, wrong, _) in rows}) == len(rows)


def test_phrases_stand_as_whole_words_outside_names(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"one": {"one in three": (("one on three", Category.GRAMMAR),)}}
    monkeypatch.setattr(phrases, "phrases", lambda: table)

    def distorted(text: str) -> str | None:
        damage = phrases.distorted_phrase(Sentence(text, lexicon), random.Random(1))
        return damage and marked(text, [damage]).text

    assert distorted("He lost one in three games.") == "He lost one on three games."
    assert distorted("One in three games was lost.") == "One on three games was lost."
    for untouched in ("He lost one in threefold.", "He lost a one in three-game run.", "It is One In Three again."):
        assert distorted(untouched) is None


def test_rare_phrases_are_drawn_more_often_than_their_share(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {w: {w: ((f"{w}x", Category.AWKWARD),)} for w in ("the", "syndicate")}
    monkeypatch.setattr(phrases, "phrases", lambda: table)
    sentence = Sentence("the the the syndicate", Lexicon({"the": 10_000, "syndicate": 3}, {}))
    rng = random.Random(2)
    found = Counter(damage.wrong for _ in range(300) if (damage := phrases.distorted_phrase(sentence, rng)))
    assert found["syndicatex"] > 5 * found["thex"] > 0
