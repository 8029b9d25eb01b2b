"""A wrong form of a regular verb, or of an irregular one that is no noun, after a helper verb, to or a pronoun."""

import re

from mtfix.detectors.slips import END, SlipCheck, either, pairs, slip
from mtfix.taxonomy import Category, Example, Rule, Severity

# verbs whose base is no noun; the irregular ones with past and participle
_REGULAR = """accept achieve acquire add adopt allow announce appear apply arrive ask assume avoid belong carry collect
    compare comprise conclude confirm consider consist constitute construct contain continue contribute convince create
    decide declare defend define deliver demonstrate deny depend describe destroy determine develop discover discuss
    disappear distribute elect eliminate emerge emphasize enable encourage enjoy ensure enter establish evaluate exist
    expand explain explore extend generate happen identify imply improve include indicate inform insist inspire install
    introduce involve join kill learn maintain manage obey observe obtain occupy occur oppose organize participate
    perform persuade possess prepare preserve prevent proceed promote propose prove provide publish receive recognize
    recommend reduce refer reject relate remain remember remove replace represent require respond seem serve solve
    strengthen submit succeed suffer suggest survive tend threaten transfer transform translate utilize""".split()
_IRREGULAR = """become became become|begin began begun|bring brought brought|choose chose chosen|know knew known
lose lost lost|seek sought sought|sell sold sold|send sent sent|speak spoke spoken|spend spent spent
teach taught taught|tell told told|understand understood understood|write wrote written|give gave given"""
_INTRANSITIVE = """appear arrive become begin belong consist continue depend disappear emerge exist happen insist occur
    participate proceed remain respond seem succeed suffer tend""".split()
_DOUBLING = {"submit", "occur", "refer", "transfer"}


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("sh", "ch", "ss")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else verb[-1] + "ed" if verb in _DOUBLING else "ed")


def _ing(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") else verb + verb[-1] if verb in _DOUBLING else verb) + "ing"


_ROWS = [(verb, _past(verb), _past(verb)) for verb in _REGULAR]
_ROWS += [(row.split()[0], row.split()[1], row.split()[2]) for row in re.split(r"[|\n]", _IRREGULAR)]
_PARTICIPLE_OF = {base: participle for base, _, participle in _ROWS}
_BASE_OF = (
    {past: base for base, past, _ in _ROWS}
    | {_third(base): base for base, _, _ in _ROWS}
    | {_ing(base): base for base, _, _ in _ROWS}
    | {"being": "be", "having": "have"}
)
_THIRD_OF = {base: _third(base) for base, _, _ in _ROWS}
_THIRDS = sorted(set(_THIRD_OF.values()) - {"remains"})  # "There were remains"
_PASSIVE = sorted(_PARTICIPLE_OF.keys() - set(_INTRANSITIVE))
_PERFECT = sorted(base for base, participle in _PARTICIPLE_OF.items() if base not in {participle, "know"})
# an adjective may follow to: "agreed to increased aid", and a noun: "back to being", "to sold-out halls"
_PASTS = sorted({past for _, past, _ in _ROWS})
_INGS = sorted({_ing(base) for base, _, _ in _ROWS} | {"being", "having", "going", "doing", "making", "taking"})
_FULL = _BASE_OF | {"going": "go", "doing": "do", "making": "make", "taking": "take"}
_WANT = either(
    """want wants wanted able try tries tried need needs needed decide decides decided began begins managed failed
    possible necessary ready allowed forced hope hopes hoped impossible difficult"""
)
_MODAL_WORDS = "could would should cannot will can may might must shall not t"
_MODAL = (
    r"(?:\b(?:could|would|should|cannot|(?:ca|wo|could|would|should)n['’]t|(?:can|will|may|must|shall) not)"
    r"|\b(?:I|s?he|it|they|we|you|who|which|that|there) (?:will|can|may|might|must|shall))"
)
_AFTER = r"(?= (?:by|in|on|at|for|as|from|with|to|the|a|an|his|her|its|their|and|when|during|into)\b|[.,;])"

_CLEFT = re.compile(r"\b(?:what|all|thing|things|best|least|most|only|did|do|does)\b", re.IGNORECASE)


def _base(match: re.Match[str]) -> str:
    return match["head"] + _FULL[match["verb"].lower()]


def _participle(match: re.Match[str]) -> str:
    return match["head"] + _PARTICIPLE_OF[match["verb"].lower()]


def _passive(match: re.Match[str]) -> str:
    # "The one thing she could not do for him was build a road" is good
    return "" if _CLEFT.search(match.string, max(0, match.start() - 100), match.start()) else _participle(match)


class RegularVerbForm(SlipCheck):
    """ "was create in 1990", "will started", "would announcing", "has participate", "to provides", "it contain"."""

    rule = Rule(
        code="MT228",
        name="regular-verb-form",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        summary="The verb lacks an ending, or has one too many, after the word before it.",
        explanation=(
            "Languages without endings, and decoders that drop them, leave was create or will started. Only verbs "
            "whose forms are no nouns count."
        ),
        confidence=0.95,
        bad=(
            Example("The town [[was establish]] in 1880.", "was established"),
            Example("He [[has participate]] in the war.", "has participated"),
            Example("It [[would provided]] more jobs.", "would provide"),
            Example("They [[did not including]] the costs.", "did not include"),
            Example("A plan [[to provides]] water was made.", "to provide"),
            Example("They want [[to creating]] a bank.", "to create"),
            Example("[[It contain]] no sugar.", "It contains"),
            Example("The law [[is contains]] two parts.", "contains"),
        ),
        good=(
            Example("What they do is create jobs. All it did was provide water."),
            Example("We asked that he explain it and that it continue. There were remains of a wall."),
            Example("They are used to being asked; it led to increased trade; he came close to winning."),
            Example("The will provided for her, and the might required was great."),
        ),
    )
    slips = (
        slip(
            pairs("was were been being", _PASSIVE),
            r"(?<!\bdo )(?<!\bdid )(?<!\bdoes )(?<!\bdone )"
            rf"(?P<x>(?P<head>\b(?:was|were|been|being) )(?P<verb>{either(_PASSIVE)})){_AFTER}",
            _passive,
        ),
        slip(
            pairs("has have had", _PERFECT),
            rf"(?P<x>(?P<head>\b(?:has|have|had) )(?P<verb>{either(_PERFECT)})){END}",
            _participle,
        ),
        slip(
            pairs(_MODAL_WORDS, [*_PASTS, *_THIRDS, *_INGS]),
            rf"(?P<x>(?P<head>{_MODAL} )(?P<verb>{either([*_PASTS, *_THIRDS, *_INGS])})){END}",
            _base,
        ),
        slip(
            pairs("not t", [*_PASTS, *_THIRDS, *_INGS]),
            rf"(?P<x>(?P<head>\b(?:do|does|did)(?: not|n['’]t) )(?P<verb>{either([*_PASTS, *_THIRDS, *_INGS])})){END}",
            _base,
        ),
        slip(pairs("to", _THIRDS), rf"(?P<x>(?P<head>\bto )(?P<verb>{either(_THIRDS)})){END}", _base),
        slip(
            pairs("to", [*_PASTS, *_INGS]),
            rf"{_WANT} (?P<x>(?P<head>to )(?P<verb>{either([*_PASTS, *_INGS])})){END}",
            _base,
        ),
        slip(
            pairs("was were is are be been", [*_THIRDS, "became", "began"]),
            rf"(?P<x>\b(?:was|were|is|are|be|been) (?P<verb>{either([*_THIRDS, 'became', 'began'])})){END}",
            r"\g<verb>",
        ),
        slip(
            pairs("he she it", _THIRD_OF),
            rf"(?:^|(?<=[.!?;] ))(?P<x>(?P<head>(?:s?he|it) )(?P<verb>{either(_THIRD_OF)})){END}",
            lambda match: match["head"] + _THIRD_OF[match["verb"].lower()],
        ),
    )
