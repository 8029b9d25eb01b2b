"""Corruption recipes by name, each with the weight at which it is drawn."""

from mtfix.corpora.recipes import forms, gaps, links, phrases, surface
from mtfix.corpora.recipes.base import Recipe

RECIPES: dict[str, tuple[Recipe, float]] = {
    "stray-capital": (links.stray_capital, 2.0),
    "lost-capital": (links.lost_capital, 0.4),
    "link-anchor": (links.link_anchor, 3.0),
    "glued-links": (links.glued_links, 2.0),
    "broken-sentence": (links.broken_sentence, 1.8),
    "cut-off-end": (links.cut_off_end, 0.8),
    "comma-splice": (links.comma_splice, 0.8),
    "dropped-word": (gaps.dropped_word, 3.0),
    "dropped-content": (gaps.dropped_content, 0.8),
    "lost-negation": (gaps.lost_negation, 1.2),
    "collapsed-pair": (gaps.collapsed_pair, 0.7),
    "wrong-sense": (forms.wrong_sense, 1.0),
    "distorted-phrase": (phrases.distorted_phrase, 9.0),
    "wrong-form": (forms.wrong_form, 3.0),
    "verb-phrase": (forms.verb_phrase, 1.5),
    "agreement": (forms.agreement, 1.5),
    "pronouns": (forms.wrong_pronoun, 0.8),
    "articles": (forms.article, 1.5),
    "prepositions": (forms.preposition, 2.0),
    "genitive": (gaps.genitive, 1.2),
    "word-order": (gaps.word_order, 2.0),
    "repetition": (gaps.repetition, 0.8),
    "added-word": (gaps.added_word, 1.2),
    "untranslated": (surface.untranslated, 0.5),
    "misspelling": (surface.misspelling, 0.8),
    "names": (surface.name_variant, 1.5),
    "numbers": (surface.number_slip, 0.5),
    "punctuation": (surface.punctuation, 1.0),
}
