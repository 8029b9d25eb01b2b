"""MT101 and MT104: a rare spelling close to a name that the document uses again and again ("Blingen" among "Blinken").

Two people are never merged on purpose: left alone are known words and names, a form seen in one sentence with the
other, a form with a first name of its own, and differences that make other names (Hansen and Hanson, Anna and Anne).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mtfix.detectors import name_forms, word_lists
from mtfix.issue import Issue
from mtfix.segment import Segment
from mtfix.taxonomy import Category, Example, Rule, Severity
from mtfix.text import Span

# how far around a rare form its neighbours count: a file may hold many articles
REACH = 20_000
RARE, ATTESTED, RATIO = 2, 3, 3
SURE_LENGTH, SURE_COUNT = 6, 4
_ECHO_REACH, _FEW_FORMS = 4_000, 20_000
_BUCKET = 40  # forms compared under one key; keeps the work linear whatever the text

_GOOD = (
    Example("Li Wei met Li Wen. Li Wei spoke. Li Wei left. Li Wei slept."),
    Example("Hansen voted. Hansen spoke. Hansen left. Hansen sat. Hanson, a builder, did not."),
    Example("Austria won. Austria led. Austria scored. Austria played. Australia lost."),
    Example("Peter Kovarik spoke. Kovarik left. Kovarik ate. Kovarik slept. Maria Kovarek came."),
    Example("Zhang Xiuying wrote. Xiuying spoke. Xiuying left. Xiuying sat. Zhang Xiuyun did not."),
)
SURE = Rule(
    code="MT101",
    name="name-variant",
    category=Category.INCONSISTENCY,
    severity=Severity.MAJOR,
    summary="This spelling is close to a name used again and again in the document.",
    explanation=(
        "Machine translation transliterates a name anew in each sentence. One unknown form that differs by "
        "one letter from a longer name attested four times or more, and stands where that name may stand, is "
        "taken for it."
    ),
    confidence=0.95,
    safe=True,
    bad=(
        Example(
            "Blinken met Wang. Blinken spoke. Later Blinken left. Blinken will return. No one but "
            "[[Blingen]] knows it.",
            "Blinken",
        ),
        Example(
            "Xi Jinping spoke. Xi Jinping left. Xi Jinping sat. Xi Jinping ate. The visit of Xi [[Jinpin]] is over.",
            "Jinping",
        ),
    ),
    good=_GOOD,
)
POSSIBLE = Rule(
    code="MT104",
    name="possible-name-variant",
    category=Category.INCONSISTENCY,
    severity=Severity.MINOR,
    summary="This may be another spelling of a name used in the document.",
    explanation="As name-variant, with weaker evidence: a short name, fewer uses, or a difference of sound only.",
    confidence=0.75,
    bad=(
        Example(
            "Shakhnazar spoke. Then Shakhnazar left. Shakhnazar came. It was said that [[Shaknazar]] lied.",
            "Shakhnazar",
        ),
        Example("Merkov spoke. Then Merkov left. Merkov came. It was said that [[Merkof]] lied.", "Merkov"),
    ),
    good=_GOOD,
)


@dataclass
class _Form:
    """One spelling: its places in order, the segments it stands in, and the capitalised words beside it."""

    places: list[int] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)

    def around(self, place: int) -> int:
        """How often it occurs within reach of a place."""
        return bisect_right(self.places, place + REACH) - bisect_left(self.places, place - REACH)


class NameVariants:
    """A document detector; its work is linear in the length of the document."""

    name = "name-variant"
    scope = "document"
    rules: tuple[Rule, ...] = (SURE, POSSIBLE)

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """For each segment its rare forms of names attested in the document."""
        forms = _collect(segments)
        found: dict[int, list[Issue]] = defaultdict(list)
        for rare, attested, sure in _pairs(forms):
            for place, index in zip(forms[rare].places, forms[rare].segments, strict=True):
                found[index].append(_issue(rare, attested, place, SURE if sure else POSSIBLE))
        return [tuple(sorted(found.get(index, ()))) for index in range(len(segments))]


def _collect(segments: Sequence[Segment]) -> dict[str, _Form]:
    forms: dict[str, _Form] = defaultdict(_Form)
    for index, segment in enumerate(segments):
        for mention in name_forms.mentions(segment.text):
            form = forms[mention.text]
            form.places.append(segment.span.start + mention.start)
            form.segments.append(index)
            form.before.add(mention.before)
            form.after.add(mention.after)
    return forms


def _pairs(forms: dict[str, _Form]) -> Iterator[tuple[str, str, bool]]:
    """Rare form, attested form, and whether the evidence is strong."""
    least = 1 if len(forms) <= _FEW_FORMS else ATTESTED
    index = _index(text for text, form in forms.items() if len(form.places) >= least)
    for rare, form in forms.items():
        if len(form.places) > RARE:
            continue
        candidates = {other for key in name_forms.keys(rare) for other in index.get(key, ())} - {rare}
        # the list of known words is loaded only where two names are near each other
        if not candidates or name_forms.is_known(rare, known := word_lists.load("known_words.txt.gz")):
            continue
        judged = ((other, _evidence(rare, form, other, forms[other], known)) for other in sorted(candidates))
        evident = [(sure, forms[other].around(form.places[0]), other) for other, sure in judged if sure is not None]
        if evident:
            sure, _, other = max(evident)
            yield rare, other, sure


def _index(attested: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for text in attested:
        for key in name_forms.keys(text):
            if len(index[key]) < _BUCKET:
                index[key].append(text)
    return index


def _evidence(rare: str, form: _Form, other: str, attested: _Form, known: frozenset[str]) -> bool | None:
    """True: strong; False: weak; None: another name."""
    count = attested.around(form.places[0])
    if not set(form.segments).isdisjoint(attested.segments):
        return None
    attested_well = count >= max(ATTESTED, RATIO * len(form.places))
    if not attested_well and not _is_echo(form, attested, name_forms.is_known(other, known)):
        return None
    if not (_may_stand(form.before, attested.before) and _may_stand(form.after, attested.after)):
        return None
    if name_forms.is_pinyin(rare) and name_forms.is_pinyin(other) and other.casefold() not in known:
        return None
    distance = name_forms.difference(rare, other)
    if distance is None:
        return None
    long = min(len(rare), len(other)) >= SURE_LENGTH
    if not attested_well:
        return False if long else None
    return distance == 1 and long and count >= SURE_COUNT * len(form.places) and rare[0] == other[0]


def _is_echo(form: _Form, attested: _Form, known: bool) -> bool:
    """A form used once, soon after another unknown one: few people in one short text have almost the same rare name."""
    before = bisect_left(attested.places, form.places[0])
    return not known and len(form.places) == 1 and before > 0 and form.places[0] - attested.places[0] <= _ECHO_REACH


def _may_stand(rare: set[str], attested: set[str]) -> bool:
    """The capitalised neighbours of the rare form are those of the attested one, titles or none."""
    return all(word in attested or word in name_forms.TITLES for word in rare if word)


def _issue(rare: str, attested: str, place: int, rule: Rule) -> Issue:
    return Issue(
        span=Span(place, place + len(rare)),
        code=rule.code,
        category=rule.category,
        severity=rule.severity,
        message=f"{rule.summary[:-1]}: {attested}.",
        text=rare,
        confidence=rule.confidence,
        detector=NameVariants.name,
        candidates=(attested,),
    )
