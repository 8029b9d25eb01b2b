"""Plurals, and a, many or numbers, of nouns that English does not count."""

from mtfix.detectors.slips import END, NO_NOUN, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_PLURALS = """informations advices equipments furnitures luggages baggages homeworks knowledges softwares hardwares
    feedbacks slangs jewelleries garbages musics traffics""".split()
_UNCOUNTABLE = """information advice equipment furniture luggage baggage homework knowledge software hardware feedback
    traffic evidence progress""".split()
# old and legal English counts these
_AFTER_A = [noun for noun in _UNCOUNTABLE if noun not in {"knowledge", "progress", "traffic", "evidence"}]
_PRAISE = either("good bad new important useful interesting valuable old modern necessary additional detailed free")


class UncountablePlural(SlipCheck):
    """ "informations", "an advice for", "many information on"."""

    rule = Rule(
        code="MT219",
        name="uncountable-plural",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="A noun that English does not count is counted.",
        explanation="Information, advice, equipment and the like have no plural and take neither a nor many.",
        confidence=0.93,
        bad=(
            Example("He gave me some [[informations]].", "information"),
            Example("We need [[many information]] about it.", "much information"),
            Example("She gave me [[an advice]].", "advice"),
            Example("It was [[a good news]] for all.", "good news"),
        ),
        good=(
            Example("An information desk, a software company, an equipment list, an advice column."),
            Example("Many software firms and few hardware makers; a good news story."),
            Example("A knowledge of law; a piece of information; he evidences it."),
        ),
    )
    slips = (
        slip(_PLURALS, rf"(?P<x>(?-i:\b(?P<word>{'|'.join(noun[:-1] for noun in _PLURALS)})s)){END}", r"\g<word>"),
        slip(
            pairs("many", _UNCOUNTABLE),
            rf"\bmany (?P<word>{either(_UNCOUNTABLE)}){NO_NOUN}",
            r"much \g<word>",
        ),
        slip(
            pairs("a an", _AFTER_A),
            rf"(?-i:\ban?) (?P<word>{either(_AFTER_A)}){NO_NOUN}(?! (?:and|or)\b)",
            r"\g<word>",
        ),
        slip(
            _AFTER_A,
            rf"(?-i:\ban?) (?P<word>{_PRAISE} {either(_AFTER_A)}){NO_NOUN}(?! (?:and|or)\b)",
            r"\g<word>",
        ),
        slip(
            pairs("good great bad sad", "news"),
            rf"(?-i:\ba) (?P<word>(?:very )?(?:good|great|bad|sad) news){NO_NOUN}(?! (?:and|or)\b)",
            r"\g<word>",
        ),
        slip(
            pairs("these those", "information advice equipment furniture luggage knowledge news"),
            rf"(?P<x>\bthese (?P<word>(?:information|advice|equipment|furniture|luggage|knowledge))){NO_NOUN}",
            r"this \g<word>",
        ),
    )
