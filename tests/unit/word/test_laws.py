"""Laws of docx and odt: nothing changes unasked, an edit its span alone, and a review reads as the repaired text."""

import random
import re
import zipfile
from io import BytesIO

import pytest

from mtfix import files
from mtfix.apply import raw_edits
from mtfix.document import Document
from mtfix.formats import of
from mtfix.protocols import PackageFormat, Remark, Review
from mtfix.suggestion import Edit
from mtfix.text import Kind, Span, splice
from tests.unit.word.builders import members, random_docx, random_odt

SEEDS = range(200)
MAKERS = {"docx": random_docx, "odt": random_odt}
TEXT_PARTS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/header.xml",
    "word/footer.xml",
    "content.xml",
    "styles.xml",
)
NEW_WORDS = ["the", "Farnhold", "R&D", "a < b", "“so”", "two words", "naïve", "]]>", "", "x"]


def read(name: str, seed: int) -> Document:
    return files.parse_bytes(MAKERS[name](seed), f"{seed}.{name}")


def written(document: Document, raw: str) -> Document:
    return files.parse_bytes(files.written(document, raw), document.path)


def random_edits(document: Document, seed: int) -> list[Edit]:
    """Up to five edits of words that may be edited, also over the seams of runs; they keep clear of one another.

    Left out, as mtfix leaves them out: edits that read otherwise, where ODF shows white space that was not shown.
    """
    chance = random.Random(seed)
    words = [Span(*match.span()) for match in re.finditer(r"\S+(?: \S+)?", document.plain)]
    edits: list[Edit] = []
    for span in sorted(chance.sample(words, min(5, len(words)))):
        edit = Edit.minimal(document.plain, span, chance.choice(NEW_WORDS))
        if edit and document.text.editable(edit.span) and (not edits or edits[-1].span.end + 1 < edit.span.start):
            alone = of(document).parse(splice(document.text.raw, raw_edits_of(document, [edit])))
            if alone.plain == meant(document, [edit]):
                edits.append(edit)
            else:
                assert document.format == "odt"
    return edits


def raw_edits_of(document: Document, edits: list[Edit]) -> list[tuple[Span, str]]:
    return sorted(made for edit in edits for made in raw_edits(document.text, edit))


def meant(document: Document, edits: list[Edit]) -> str:
    return splice(document.plain, [(edit.span, edit.replacement) for edit in edits])


def one_space(text: str) -> str:
    """ODF shows a run of white space as one space, and none where a paragraph begins."""
    return re.sub(r"(?:^|(?<=\n)) ", "", re.sub(r" +", " ", text))


@pytest.mark.parametrize("name", MAKERS)
def test_200_generated_documents_are_written_back_to_the_byte(name):
    edited = 0
    for seed in SEEDS:
        document = read(name, seed)
        assert "".join(part.raw for part in document.text.parts) == document.text.raw
        assert all(part.plain == part.raw for part in document.text.parts if part.kind is Kind.TEXT)
        assert files.written(document, document.text.raw) == document.package
        edited += bool(document.plain.strip())
    assert edited > 150


@pytest.mark.parametrize("name", MAKERS)
def test_edits_change_their_spans_and_every_other_member_keeps_its_bytes(name):
    count = over_seams = 0
    for seed in SEEDS:
        document = read(name, seed)
        edits = random_edits(document, seed)
        made = raw_edits_of(document, edits)
        count += len(edits)
        over_seams += sum(len(document.text.pieces(edit.span)) > 1 for edit in edits)
        after = written(document, splice(document.text.raw, made))
        assert after.plain == meant(document, edits)
        before, now = members(document.package or b""), members(after.package or b"")
        assert list(before) == list(now)
        changed = {part for part in before if before[part] != now[part]}
        assert changed <= set(TEXT_PARTS) and bool(changed) == (document.plain != after.plain)
        for part in changed:
            assert [before[part][1][i] for i in (0, 1, 3)] == [now[part][1][i] for i in (0, 1, 3)]
    assert count > 300 and over_seams > 10


@pytest.mark.parametrize("name", MAKERS)
def test_a_review_reads_as_the_repaired_text_and_rejected_as_the_old_one(name):
    for seed in SEEDS[::3]:
        document = read(name, seed)
        made = raw_edits_of(document, random_edits(document, seed))
        words = [Span(*match.span()) for match in re.finditer(r"\S+(?: \S+)?", document.plain)]
        chosen = random.Random(seed).sample(words, min(3, len(words)))
        remarks = tuple(Remark(document.raw_span(span), ("MT999: a & b <c>", "second")) for span in chosen)
        review = Review(tuple(made), remarks, 'Ann "A&B"', "2026-11-25T10:00:00Z")
        maker = of(document)
        assert isinstance(maker, PackageFormat)
        data, notes = maker.track(document, review)
        after = files.parse_bytes(data, document.path)
        plain = written(document, splice(document.text.raw, made)).plain
        assert after.plain == plain
        left_out = int(notes[0].split()[0]) if notes else 0
        xml = "".join(xml_of(data, part) for part in TEXT_PARTS if part in members(data))
        mark = r"<w:commentReference " if name == "docx" else r"<office:annotation-end office:name=\"mtfix"
        assert len(re.findall(mark, xml)) == len(remarks) - left_out
        assert one_space(rejected(after).plain) == one_space(document.plain)


def xml_of(data: bytes, part: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(part).decode()


def rejected(document: Document) -> Document:
    """The document with our changes undone, by plain text replacement."""
    raw = document.text.raw
    if document.format == "docx":
        raw = re.sub(r"<w:ins [^>]*Ann &quot;A&amp;B[^>]*>.*?</w:ins>", "", raw)
        raw = re.sub(r"<w:del [^>]*Ann &quot;A&amp;B[^>]*>(.*?)</w:del>", r"\1", raw).replace("w:delText", "w:t")
        raw = re.sub(r'<w:del w:id="\d+" w:author="Ann".*?</w:del>', "", raw)
    else:
        regions = re.findall(r'text:id="(mtfix\d+)"><text:(deletion|insertion)>(.*?)</text:\2>', raw)
        raw = re.sub(r"<text:tracked-changes.*?</text:tracked-changes>", "", raw)
        for number, kind, content in regions:
            if kind == "insertion":
                raw = re.sub(
                    f'<text:change-start text:change-id="{number}"/>.*?<text:change-end[^>]*"{number}"/>', "", raw
                )
            else:
                text = re.sub(
                    r"<office:change-info>.*?</office:change-info>|</?text:(?:p|h|span|a)\b[^>]*>", "", content
                )
                raw = raw.replace(f'<text:change text:change-id="{number}"/>', text)
    return Document(document.path, of(document).parse(raw), document.format, package=document.package)
