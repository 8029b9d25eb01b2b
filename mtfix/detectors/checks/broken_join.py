"""A sentence broken in two, or a fragment left behind, where a link or a clause was cut out."""

import re
from collections.abc import Iterable, Iterator

from mtfix.detectors.checks.base import Match, PatternCheck
from mtfix.taxonomy import Category, Example, Rule, Severity

_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TIME = (
    rf"(?:(?:on |last |this |next |late |early )?{_DAY}(?: (?:morning|afternoon|evening|night))?|(?:on "
    rf"|in )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
    rf"|(?:on )?\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|(?:last|this|next) (?:week|month|year))"
)
_TIME_FRAGMENT = re.compile(rf"(?P<end>(?<![\w.])[A-Za-z][a-z]{{2,}}\.) (?:{_TIME})\.(?=[\s”\"]|$)")
_LOWER_START = re.compile(r"(?P<end>(?<![\w.@/:\-&])[A-Za-z][a-z]{2,}\.) (?P<next>[a-z]{2,})(?=[ ,])")
_RANGE = re.compile(r"\brang(?:ing|es?|ed) from (?P<rest>[^.!?;]{3,200}?(?P<end>[A-Za-z][\w’'-]+\.)) (?P<next>[A-Z])")
# names of bodies that are cited: "Chinese State Broadcasting CCTV."
_SOURCE = re.compile(
    r"(?<=[a-z”\"][.”\"] )(?P<all>(?:[A-Z][A-Za-z’'-]+ ){1,4}(?:[A-Z][A-Za-z’'-]*(?:TV|BC|NN)\b|(?:News|Times"
    r"|Post|Agency|Press|Reuters|Daily|Herald|Journal)))\.(?=\s|$)"
)
_JOINS = frozenset(
    """
    and or but which who whose whom that to of in with for from by because while although as than on at
    """.split()
)
_STATES = frozenset(
    """
    Conn Mass Calif Fla Ill Ind Kan Mich Minn Miss Neb Nev Okla Ore Penn Tenn Tex Wash Wis Wyo Ariz Ala Colo
    Del Jap
    """.split()
)
_ABBREVIATIONS = frozenset(
    """
    etc vs approx eds vol vols inc ltd corp dept est fig figs sec jr sr ave blvd max min var spp ssp syn lit
    orig trans rev incl excl tbsp tsp gal pkg hrs mins secs yrs lbs jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun mrs messrs gen col capt cmdr sgt maj gov sen rep hon
    rev prof atty assn bros cos mfg mgr natl intl univ pres supt ref cap chap art para viz resp ibid obs esp
    usu abbr adj adv alt avg bldg cert cont ext freq misc mph temp tel treas vet qtd aves rds sts ths phd ing
    ten pop nos nrs str cit loc viii vii iii xii xiii sup supp ser pts pron
    """.split()
)


class BrokenJoin(PatternCheck):
    """ "told reporters. Sunday.": a full stop too many, or too little after it."""

    rule = Rule(
        code="MT205",
        name="broken-join",
        category=Category.GRAMMAR,
        severity=Severity.MAJOR,
        summary="The sentence is broken here.",
        explanation=(
            "Only shapes that are hardly ever meant: a date alone as a sentence, a sentence that begins in lower "
            "case, a range without its second end, the bare name of a source."
        ),
        confidence=0.8,
        bad=(
            Example("The official briefed a group of [[reporters.]] Sunday.", "reporters"),
            Example("They spoke about the [[treaty.]] which was signed in May.", "treaty"),
            Example("The plan was dropped. [[several]] ministers resigned.", "Several"),
            Example("Issues ranging from ties with [[Moscow.]] US attempts to limit sales.", "Moscow to"),
            Example(
                "China called the demand absurd. [[Chinese State Broadcasting CCTV]].",
                "according to Chinese State Broadcasting CCTV",
            ),
        ),
        good=(
            Example("He sells apples, pears, etc. and the rest vs. nothing."),
            Example("“When?” “Sunday.” He left on Sunday. Monday came."),
            Example("Topics ranging from art to music. See you."),
            Example("I use an iPhone. eBay is a shop. See example.org. de Gaulle spoke."),
        ),
    )
    trigger = re.compile(
        r"[a-z’”\"][.”\"] [a-z]|\. (?:on |in |last |this |next |late |early )?[A-Z\d][^.]{2,40}\."
        r"|\brang(?:ing|es?|ed) from "
    )
    reads_context = True

    def find(self, text: str) -> Iterable[Match]:
        """The four shapes, in order."""
        yield from sorted(
            (*_times(text), *_lower_starts(text), *_ranges(text), *_sources(text)), key=lambda match: match.start
        )


def _times(text: str) -> Iterator[Match]:
    for match in _TIME_FRAGMENT.finditer(text):
        sentence = re.split(r"[.!?”\"] ", text[max(0, match.start() - 200) : match.end("end")])[-1]
        if len(sentence.split()) >= 5:
            yield Match(*match.span("end"), (match["end"][:-1],))


def _lower_starts(text: str) -> Iterator[Match]:
    for match in _LOWER_START.finditer(text):
        word, following = match["end"][:-1].lower(), match["next"]
        if (
            word in _ABBREVIATIONS
            or match["end"][:-1] in _STATES
            or following in {"de", "von", "van", "der", "la", "le", "du", "al", "el", "bin", "ibn", "da"}
        ):
            continue
        if following in _JOINS:
            yield Match(*match.span("end"), (match["end"][:-1], match["end"][:-1] + ","))
        else:
            yield Match(*match.span("next"), (following.capitalize(),))


def _ranges(text: str) -> Iterator[Match]:
    for match in _RANGE.finditer(text):
        if not re.search(r"\b(?:to|through|up|and|down|until|till)\b|[–-]", match["rest"]):
            yield Match(*match.span("end"), (match["end"][:-1] + " to",))


def _sources(text: str) -> Iterator[Match]:
    for match in _SOURCE.finditer(text):
        yield Match(*match.span("all"), ("according to " + match["all"],), confidence=0.7)
