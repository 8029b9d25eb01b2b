"""Countable nouns that are seldom the first part of a compound, as the grammar checks need them."""

_REGULAR = """
country problem person reason question thing student teacher citizen politician soldier journalist minister worker
year month week day hour minute book city village house building document mistake idea example politician
child man woman opinion suggestion decision attempt incident difficulty advantage disadvantage
neighbour neighbor colleague friend leader expert scientist driver refugee passenger tourist visitor resident
language island mountain river bridge street photograph picture letter article novel sentence
""".split()
_IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women"}


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


PLURAL_OF = {noun: _plural(noun) for noun in _REGULAR}
SINGULAR_OF = {plural: noun for noun, plural in PLURAL_OF.items()}
NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred".split()
