"""Small docx and odt files made by hand or by chance."""

import random
import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
WHEN = (2026, 3, 4, 5, 6, 8)
PICTURE = bytes(range(256)) * 9


def docx(body: str, **parts: str) -> bytes:
    """A docx with this body; `parts` are the contents of footnotes, header and footer, without their root element."""
    spaces = (
        f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="x:wps"'
    )
    roots = {"document": "document", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
    xmls = {"document": f"<w:body>{body}</w:body>", **parts}
    kinds = {"document": "document.main"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kinds.get(name, name)}+xml"/>' for name in xmls
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r1" Target="word/document.xml" Type='
        f'"{_DOCUMENT_RELATIONSHIPS}/officeDocument"/></Relationships>',
        "word/media/image1.png": PICTURE,
    }
    for name, xml in xmls.items():
        root = roots[name]
        members[f"word/{name}.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>\r\n<w:{root} {spaces}>{xml}</w:{root}>'
    members["docProps/core.xml"] = "<core/>"
    return archive(members, stored=("word/media/image1.png",))


def odt(body: str, header: str = "", *, before: str = "") -> bytes:
    """An odt with this text; `before` comes before it in office:text, the header into styles.xml."""
    names = {"text": "text", "office": "office", "style": "style", "draw": "drawing", "table": "table"}
    spaces = " ".join(f'xmlns:{prefix}="{_ODF}:{name}:1.0"' for prefix, name in names.items())
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="x:svg"'
    content = f"<office:body><office:text>{before}{body}</office:text></office:body>"
    master = f"<style:master-page><style:header>{header}</style:header></style:master-page>"
    styles = (
        f"<office:styles><text:p>no text</text:p></office:styles><office:master-styles>{master}</office:master-styles>"
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    kinds = {"/": "application/vnd.oasis.opendocument.text", "content.xml": "text/xml", "styles.xml": "text/xml"}
    entries = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>' for path, kind in kinds.items())
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "Thumbnails/thumbnail.png": PICTURE,
        "styles.xml": f"{head}<office:document-styles {spaces}>{styles}</office:document-styles>",
        "content.xml": f"{head}<office:document-content {spaces}>{content}</office:document-content>",
        "META-INF/manifest.xml": f'{head}<m:manifest xmlns:m="{_ODF}:manifest:1.0">{entries}</m:manifest>',
    }
    return archive(members, stored=("mimetype",))


def archive(members: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive with a comment, and extra fields as some programs write them."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.comment = b"made for a test"
        for name, content in members.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.extra = b"\x55\x54\x05\x00\x01\0\0\0\0"
            out.writestr(info, content)
    return made.getvalue()


def members(data: bytes) -> dict[str, tuple[bytes, object]]:
    """Every member's packed bytes with what the directory says of it but for its place."""
    found = {}
    with zipfile.ZipFile(BytesIO(data)) as opened:
        assert opened.testzip() is None
        for info in opened.infolist():
            start = info.header_offset + 30 + len(info.orig_filename.encode()) + len(info.extra)
            about = (info.date_time, info.compress_type, info.CRC, info.extra, info.flag_bits, info.external_attr)
            found[info.filename] = (data[start : start + info.compress_size], about)
    return found


WORDS = (
    "The the council of Farnhold met again, and “nobody” spoke . Größe naïve AT&amp;T 5 &lt; 7 – 日本 😀 is is".split()
)


def random_docx(seed: int) -> bytes:
    """A docx of random paragraphs in which everything occurs that a run may stand in."""
    chance = random.Random(seed)
    body = "".join(_word_block(chance) for _ in range(chance.randint(1, 6)))
    notes = f'<w:footnote w:id="1">{_word_paragraph(chance)}</w:footnote>'
    return docx(body + "<w:sectPr/>", footnotes=notes, header=_word_paragraph(chance), footer="<w:p/>")


def _word_block(chance: random.Random) -> str:
    if chance.random() < 0.2:
        cells = "".join(f"<w:tc><w:tcPr/>{_word_paragraph(chance)}</w:tc>" for _ in range(2))
        return f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>"
    if chance.random() < 0.1:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{_word_paragraph(chance)}</w:sdtContent></w:sdt>"
    return _word_paragraph(chance)


def _word_paragraph(chance: random.Random) -> str:
    style = chance.choice(["", '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:rPr><w:b/></w:rPr></w:pPr>'])
    return f"<w:p>{style}{''.join(_word_inline(chance) for _ in range(chance.randint(0, 6)))}</w:p>"


def _word_inline(chance: random.Random) -> str:
    run, number = _word_run(chance), chance.randint(1, 99)
    who = f'w:id="{number}" w:author="Ann" w:date="2026-01-01T00:00:00Z"'
    box = f"<w:txbxContent>{'<w:p>' + _word_run(chance) + '</w:p>'}</w:txbxContent>"
    return chance.choice(
        [
            *[run] * 8,
            f'<w:hyperlink w:anchor="x">{run}</w:hyperlink>',
            f"<w:ins {who}>{run}</w:ins>",
            f"<w:del {who}><w:r><w:delText>gone</w:delText></w:r></w:del>",
            f'<w:bookmarkStart w:id="{number}" w:name="b"/>{run}<w:bookmarkEnd w:id="{number}"/>',
            f'<w:fldSimple w:instr="PAGE">{run}</w:fldSimple>',
            f'<w:r><w:footnoteReference w:id="1"/></w:r>{run}<w:proofErr w:type="spellStart"/>',
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{run}</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        ]
    )


def _word_run(chance: random.Random) -> str:
    properties = chance.choice(["", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:sz w:val="28"/></w:rPr>'])
    extra = chance.choice(["", "", "", "<w:tab/>", "<w:br/>", "<w:t>!</w:t>", "<w:noBreakHyphen/>"])
    text = chance.choice(["", " "]) + " ".join(chance.choices(WORDS, k=chance.randint(1, 6))) + chance.choice(["", " "])
    return f'<w:r w:rsidR="00A1">{properties}<w:t xml:space="preserve">{text}</w:t>{extra}</w:r>'


def random_odt(seed: int) -> bytes:
    """An odt of random paragraphs in which everything occurs that text may stand in."""
    chance = random.Random(seed)
    body = "".join(_odf_block(chance) for _ in range(chance.randint(1, 6)))
    declarations = "<text:sequence-decls><text:sequence-decl/></text:sequence-decls>"
    return odt(body, _odf_paragraph(chance), before=chance.choice(["", "<office:forms/>", declarations]))


def _odf_block(chance: random.Random) -> str:
    if chance.random() < 0.2:
        cell = f"<table:table-cell>{_odf_paragraph(chance)}</table:table-cell>"
        return f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    if chance.random() < 0.2:
        return f"<text:list>\n  <text:list-item>{_odf_paragraph(chance)}</text:list-item>\n</text:list>"
    return _odf_paragraph(chance)


def _odf_paragraph(chance: random.Random) -> str:
    name = chance.choice(["p", "p", "h"])
    content = "".join(_odf_inline(chance) for _ in range(chance.randint(0, 6)))
    return f'<text:{name} text:style-name="P1" xml:id="i{chance.random()}">{content}</text:{name}>'


def _odf_inline(chance: random.Random) -> str:
    text = (
        chance.choice(["", " "])
        + " ".join(chance.choices(WORDS, k=chance.randint(1, 6)))
        + chance.choice(["", " ", "\n  "])
    )
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
    return chance.choice(
        [
            *[text] * 4,
            *[f'<text:span text:style-name="T1">{text}</text:span>'] * 4,
            f"<text:a>{text}</text:a>",
            f"<text:span><text:note>{note}</text:note>{text}</text:span>",
            "<text:tab/>",
            '<text:s text:c="2"/>',
            "<text:line-break/>",
            '<text:date text:fixed="true">3 May</text:date>',
            f"<office:annotation><dc:creator>Ann</dc:creator><text:p>{text}</text:p></office:annotation>",
            f"<draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box><svg:desc>art</svg:desc></draw:frame>",
        ]
    )
