"""A pass over findings: any keys in any order; going back undoes exactly, and what is taken up again is the same."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix.document import Document
from mtfix.formats.markdown import Markdown
from mtfix.report import Report, SegmentScore, Signature
from mtfix.review import summary, training
from mtfix.review.anchors import Kept, placed
from mtfix.review.decisions import clash
from mtfix.review.findings import findings_of
from mtfix.review.session import Session, session_path
from mtfix.review.state import Pass, Refused
from mtfix.segmenters import segment
from mtfix.suggestion import Applicability, Suggestion, apply_edits
from mtfix.text import AnnotatedText, Span, splice
from tests.conftest import make_issue

# wrong word -> its proposals, best first; "京" has none, as a finding without a repair
PROPOSALS = {"teh": ("the", "a"), "bad": ("",), "go on": ("goes on",), "京": (), "Lumera": ("Lumen", "")}
SAFE = {"teh", "bad"}
WORDS = st.sampled_from([*PROPOSALS, "fine", "words", "here.", "Then", "\n\n", "\n"])
OWN = st.text("ab é.", max_size=8)
KEYS = st.sampled_from("123srwadb") | st.tuples(st.sampled_from("eE"), OWN)


def report_on(document):
    """A report with an issue on each wrong word, each of its own code."""
    issues, suggestions, position = [], {}, 0
    plain = document.plain
    segments = segment(plain)
    for number, wrong in enumerate(PROPOSALS):
        position = 0
        while (position := plain.find(wrong, position)) >= 0:
            span = Span(position, position + len(wrong))
            issue = replace(make_issue(wrong, wrong), span=span, code=f"MT90{number}", candidates=PROPOSALS[wrong])
            issues.append(issue)
            home = next((item for item in segments if item.span.contains(span)), None)
            around = home.around(span) if home else ("", "")
            level = Applicability.SAFE if wrong in SAFE else Applicability.UNSAFE
            made = (Suggestion.replacing(issue, text, 0.9, "fake", level, around) for text in PROPOSALS[wrong])
            suggestions[issue] = tuple(item for item in made if item)
            position = span.end
    scores = tuple(SegmentScore(item, None) for item in segments)
    return Report(document, scores, tuple(sorted(issues)), suggestions, Signature((("mtfix", "0"),), (), "0" * 8))


def plain_document(words):
    return Document("fake.txt", AnnotatedText.from_plain(" ".join(words)))


documents = st.lists(WORDS, max_size=14).map(plain_document)


def step_of(review, key):
    """The step that a key stands for. Raises Refused."""
    if isinstance(key, tuple):
        return review.edit(key[1]) if key[0] == "e" else review.rewrite(key[1])
    if key.isdecimal():
        return review.accept(int(key))
    actions = {"s": "reject", "r": "ignore_rule", "w": "ignore_word", "a": "accept_all", "d": "delete"}
    return getattr(review, actions[key])()


def press(review, key):
    """The pass after a key; the same one if the key is refused."""
    try:
        return review.back() if key == "b" else review.take(step_of(review, key))
    except Refused:
        return review


def passed(document, keys):
    review = Pass.begin(report_on(document))
    for key in keys:
        review = press(review, key)
    return review


@given(documents, st.lists(KEYS, max_size=12), KEYS)
def test_back_undoes_exactly(document, keys, key):
    before = passed(document, keys)
    after = press(before, key)
    if key != "b" and after is not before:
        undone = after.back()
        assert undone == before
        assert (undone.open, undone.edits, undone.words) == (before.open, before.edits, before.words)
        assert summary.table(undone) == summary.table(before)


@given(documents, st.lists(KEYS, max_size=12))
def test_every_key_decides_something_and_the_pass_ends(document, keys):
    review = Pass.begin(report_on(document))
    for key in keys:
        after = press(review, key)
        if key != "b" and after is not review:
            assert set(after.open) < set(review.open)
        review = after
    while review.current:
        review = review.take(review.reject())
    assert sum(summary.table(review)[code]["open"] for code in summary.table(review)) == 0


@given(documents, st.lists(KEYS, max_size=12))
def test_edits_never_clash_and_open_findings_are_clear_of_them_and_marked_where_they_stand(document, keys):
    review = passed(document, keys)
    for one, other in zip(review.edits, review.edits[1:], strict=False):
        assert not clash(one.span, other.span) and one < other
    for finding in review.open:
        assert not any(edit.span.overlaps(finding.issue.span) for edit in review.edits)
        text, span = review.shown(finding)
        assert text[span.start : span.end] == finding.issue.text
        assert text in apply_edits(document.plain, review.edits)


def wanted(finding, key):
    """What a key puts in the place of the marked words."""
    if isinstance(key, tuple):
        return key[1]
    return "" if key == "d" else finding.suggestions[0 if key == "a" else int(key) - 1].replacement


@given(documents, st.lists(KEYS.filter(lambda key: key[0] != "E"), max_size=12))
def test_the_final_text_is_the_first_with_what_was_accepted_in_its_place(document, keys):
    review = Pass.begin(report_on(document))
    findings = {finding.key: finding for finding in review.findings}
    taken = []
    for key in keys:
        after = press(review, key)
        if len(after.steps) < len(review.steps):
            taken.pop()
        elif after is not review:
            repairs = [item.issue for item in after.steps[-1] if item.act.repairs]
            taken.append([(issue.span, wanted(findings[issue.span, issue.code], key)) for issue in repairs])
        review = after
    made = [edit for step in taken for edit in step]
    final, raw_edits = review.result()
    assert final.text.raw == splice(document.text.raw, raw_edits)
    if all(new for _, new in made):
        assert final.plain == splice(document.plain, made)
    else:  # what is deleted takes a blank along
        assert "".join(final.plain.split()) == "".join(splice(document.plain, made).split())


@given(documents, st.lists(KEYS, max_size=12))
def test_training_records_turn_into_the_final_text_and_the_rejected_are_clean(document, keys):
    review = passed(document, keys)
    final = apply_edits(document.plain, review.edits)
    records = list(training.records(review, [item.segment.span for item in report_on(document).segments]))
    assert [record["decision"] for record in records] == [decision.act.value for decision in review.decisions]
    for record, decision in zip(records, review.decisions, strict=True):
        spans = [Span(item["start"], item["end"]) for item in record["spans"]]
        assert bool(spans) == decision.act.repairs
        assert decision.issue.text in record["text"] or not decision.act.repairs
        repaired = splice(record["text"], zip(spans, (item["repair"] for item in record["spans"]), strict=True))
        if set(decision.edits) <= set(review.edits):
            assert repaired in final


MARKS = st.lists(WORDS | st.sampled_from(["*", "_a_", "`teh`", "[bad](x)", "&amp;", "# ", "- ", "<b>"]), max_size=12)
TYPED = st.text("*_`<a>&#[]() \\|~", max_size=6)
MARKUP_KEYS = st.sampled_from("12srwadb") | st.tuples(st.sampled_from("eE"), TYPED)


@given(MARKS.map(" ".join), st.lists(MARKUP_KEYS, max_size=8))
def test_what_is_written_reads_as_it_was_decided_though_markup_was_typed(raw, keys):
    document = Document("fake.md", Markdown().parse(raw), "markdown")
    review = passed(document, keys)
    assert review.sound
    assert Markdown().parse(review.result()[0].text.raw).plain == apply_edits(document.plain, review.edits)


@settings(max_examples=30)
@given(
    documents,
    st.lists(KEYS, max_size=6) | st.lists(st.sampled_from("1sab"), min_size=2, max_size=8),
    st.binary(max_size=5).filter(lambda data: b"\n" not in data),
)
def test_taken_up_after_any_key_a_pass_is_the_same(document, keys, torn):
    # what a disk does is tested elsewhere; waiting for it makes this slow
    with TemporaryDirectory() as folder, patch("os.fsync"):
        document = replace(document, path=str(Path(folder, "fake.txt")))
        report = report_on(document)
        review = Pass.begin(report)
        for key in keys:
            session = Session.open(report, review)
            assert replace(review, steps=session.steps) == review and session.notes == []
            try:
                if key == "b":
                    before = review.back()
                    session.record_back()
                    review = before
                else:
                    step = step_of(review, key)
                    session.record(step)
                    review = review.take(step)
            except Refused:
                pass
            session.close(keep=True)
            with open(session_path(document.path), "ab") as stream:
                stream.write(torn)  # what a crash in the middle of the next line leaves
        session = Session.open(report, review)
        assert session.steps == review.steps
        session.close(keep=False)
        assert list(Path(folder).iterdir()) == []


@given(documents, st.lists(KEYS, max_size=8), st.lists(WORDS, min_size=1, max_size=5))
def test_decisions_find_their_place_below_new_text_or_are_told(document, keys, added):
    review = passed(document, keys)
    kept = [Kept.of(decision, document.plain) for decision in review.decisions]
    assert [Kept.from_json(item.to_json()) for item in kept] == kept
    new = plain_document([*added, "\n\n", document.plain])
    found = placed(kept, new.plain, findings_of(report_on(new)))
    assert len(found) == len(kept)
    for decision in filter(None, found):
        span = decision.issue.span
        assert new.plain[span.start : span.end] == decision.issue.text
    offset = len(new.plain) - len(document.plain)
    for item, decision in zip(kept, found, strict=True):
        if decision and len(item.before) + len(item.after) > 40 and new.plain.count(item.before + item.held) == 1:
            assert decision.issue.span == item.decision.issue.span.shift(offset)


def test_deletions_side_by_side_do_not_take_the_same_blank():
    document = plain_document(["bad", "bad", "bad", "words"])
    assert passed(document, "111").result()[0].plain == "words"
    assert passed(document, "a").result()[0].plain == "words"
    assert passed(document, "s11").result()[0].plain == "bad words"
