"""the before a name that has none."""

from mtfix.detectors.slips import SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

_COUNTRIES = """Spain France Germany Italy Russia China Japan India Turkey Greece Poland Portugal Brazil Mexico Egypt
    Iran Iraq Israel Syria Ukraine Austria Australia Belgium Switzerland Sweden Norway Finland Denmark Hungary Romania
    Bulgaria Serbia Croatia Slovakia Slovenia Canada Argentina Chile Colombia Peru Venezuela Cuba Morocco Algeria
    Tunisia Libya Nigeria Kenya Ethiopia Pakistan Afghanistan Vietnam Thailand Indonesia Malaysia Kazakhstan Uzbekistan
    Azerbaijan Armenia Belarus Moldova Albania Europe Africa Asia""".split()
# "the Spain of Franco", "the Germany that he knew", "the Germany-France match" are good
_VERB = (
    r"(?=[.;:!?)](?![\w])| (?:is|are|was|has|had|will|would|can|could|must|should|and the|also|does|did|wants|says"
    r"|announced|said|decided|signed|became|remains)\b)"
)
_PREPOSITION = r"(?:in|from|to|with|against|between|by)"


class ArticleBeforeName(SlipCheck):
    """ "in the Spain." (en la France, in der Türkei)."""

    rule = Rule(
        code="MT224",
        name="article-before-name",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The name of a country takes no article.",
        explanation=("Reported where the name ends its phrase: “the China policy” and “the Spain of today” are good."),
        confidence=0.9,
        bad=(
            Example("He lives in [[the Spain]].", "Spain"),
            Example("[[The Russia]] is a large country.", "Russia"),
            Example("They came with [[the France]] and left.", "France"),
        ),
        good=(
            Example("The China policy of the Spain of Franco changed the Germany that he knew."),
            Example("He lives in the Ukraine region; between the Russia and China desks."),
            Example("The Turkey was roasted. The turkey is in the China Sea."),
        ),
    )
    slips = (
        slip(
            pairs("the", [name.lower() for name in _COUNTRIES]),
            rf"\b{_PREPOSITION} (?P<x>(?-i:the (?P<name>(?!Ukraine){either(_COUNTRIES)})))"
            r"(?=[.;:!?)]\B| (?:is|was|has|and (?:the|is|was|has|left|returned|went)|on|after)\b)",
            r"\g<name>",
        ),
        slip(
            pairs("the", [name.lower() for name in _COUNTRIES]),
            rf"(?:^|(?<=[.!?] ))(?P<x>(?-i:The (?P<name>(?!Ukraine|Turkey|China){either(_COUNTRIES)}))){_VERB}",
            r"\g<name>",
        ),
    )
