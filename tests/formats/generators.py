"""Documents of every text-based format, made from a seed, and what another library reads in them.

A sample knows the texts that a reader sees, in order. `read` is the oracle: it takes a file and gives the same texts by
way of a parser that mtfix does not use, or does not use in that way.
"""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from random import Random
from xml.etree import ElementTree

import polib

OBJECT = "{}"
WORDS = "The the river rises in spring and a ferry crosses it twice cold water Anna said nothing more".split()
MARKS = ("&", "<", "é", "😀", "’", '"', "\\", "AT&T", "5%")


@dataclass(frozen=True)
class Sample:
    raw: str
    texts: tuple[str, ...]
    columns: tuple[str, ...] = ()


def words(rng: Random, marks: Iterable[str] = MARKS) -> list[str]:
    pool = [*WORDS, *WORDS, *marks]
    return [rng.choice(pool) for _ in range(rng.randint(1, 9))]


def one_of(rng: Random, *choices: str) -> str:
    return rng.choice(choices)


def html_sample(rng: Random) -> Sample:
    pieces, texts = [one_of(rng, "<!DOCTYPE html>\n", "\ufeff", "")], []
    for _ in range(rng.randint(1, 5)):
        block = one_of(rng, "p", "div", "li", "h2", "td")
        attribute = words(rng, "é&")
        titled = rng.random() < 0.3
        title = f' title="{html.escape(" ".join(attribute))}"' if titled else ""
        if titled:
            texts.append(" ".join(attribute))
        body = []
        shown = words(rng)
        for word in shown:
            written = html.escape(word, quote=rng.random() < 0.5)
            tag = one_of(rng, "b", "i", "span", "a")
            body.append(f"<{tag} class='x y'>{written}</{tag}>" if rng.random() < 0.2 else written)
        texts.append(" ".join(shown))
        space = one_of(rng, " ", " ", "\n   ", "  ", "\t")
        noise = one_of(rng, "", "<!-- a note -->", "<script>if (a<b) x('teh')</script>", "<pre>a  b</pre>", "<hr/>")
        pieces.append(
            f"<{block}{title}>{space.join(body)}</{block}>{noise}{one_of(rng, '', chr(10), chr(13) + chr(10))}"
        )
    return Sample("".join(pieces), tuple(texts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts, self.hidden = [""], False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "div", "li", "h2", "td", "pre"):
            self.texts += [value or "" for name, value in attrs if name == "title"] + [""]
        self.hidden = self.hidden or tag in ("script", "pre")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag not in ("script", "pre")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += "" if self.hidden else data


def html_read(sample: Sample) -> list[str]:
    reader = _Reader()
    reader.feed(sample.raw.removeprefix("\ufeff"))
    reader.close()
    return [text for text in (" ".join(text.split()) for text in reader.texts) if text]


def xml_segment(rng: Random, shown: list[str], code: Callable[[int], str]) -> tuple[str, str]:
    """A segment's content and how it reads."""
    written, read = [], []
    for number, word in enumerate(shown):
        escaped = word.replace("&", one_of(rng, "&amp;", "&#38;")).replace("<", "&lt;")
        if rng.random() < 0.15:
            escaped = f'<g id="{number}">{escaped}</g>'
        if rng.random() < 0.1 and not word.isalnum():
            escaped = f"<![CDATA[{word}]]>"
        written.append(escaped)
        read.append(word)
        if rng.random() < 0.1 and number < len(shown) - 1:
            written.append(code(number))
            read.append(OBJECT)
    return one_of(rng, " ", " ", "\n").join(written), " ".join(read)


def xliff_sample(rng: Random, version: str) -> Sample:
    new = version.startswith("2")
    code = '<ph id="{}"/>' if new else '<x id="{}"/>'
    units, texts = [], []
    for number in range(rng.randint(1, 5)):
        content, read = xml_segment(rng, words(rng, ("&", "<", "é", "😀")), code.format)
        source = f"<source>Fluss {number}</source>"
        state = one_of(rng, "", ' state="final"', " state='translated'")
        if new:
            units.append(f'<unit id="u{number}"><segment{state}>{source}\n<target>{content}</target></segment></unit>')
        else:
            other = one_of(rng, "", "<alt-trans><target>teh other</target></alt-trans>", "<note>teh note</note>")
            units.append(f'<trans-unit id="{number}">{source}<target{state}>{content}</target>{other}</trans-unit>')
        texts.append(read)
    space = f"urn:oasis:names:tc:xliff:document:{version}"
    body = f"<file id='f'>{''.join(units)}</file>" if new else f"<file><body>{''.join(units)}</body></file>"
    declaration = one_of(rng, "", '<?xml version="1.0" encoding="UTF-8"?>\n')
    return Sample(f'{declaration}<xliff version="{version}" xmlns="{space}">{body}</xliff>\n', tuple(texts))


def xml_text(element: ElementTree.Element) -> str:
    """What a segment shows: an empty element stands for an object."""
    text = element.text or ""
    for child in element:
        empty = not len(child) and not child.text
        text += (OBJECT if empty or child.tag == "ph" else xml_text(child)) + (child.tail or "")
    return text


def xliff_read(sample: Sample) -> list[str]:
    root = ElementTree.fromstring(sample.raw)
    holders = [item for item in root.iter() if item.tag.endswith(("}trans-unit", "}segment"))]
    return [xml_text(target) for item in holders for target in item if target.tag.endswith("}target")]


def tmx_sample(rng: Random) -> Sample:
    units, texts = [], []
    for _ in range(rng.randint(1, 5)):
        content, read = xml_segment(rng, words(rng, ("&", "<", "é")), '<ph x="{}">{{0}}</ph>'.format)
        content = re.sub(r"<(/?)g\b[^>]*>", r"<\1hi>", content)
        english = f"<tuv xml:lang='{one_of(rng, 'en', 'en-GB', 'EN_us')}'><seg>{content}</seg></tuv>"
        other = '<tuv xml:lang="de"><seg>Fluss teh</seg></tuv>'
        units.append(f"<tu><prop>teh</prop>{one_of(rng, english + other, other + english)}</tu>\n")
        texts.append(read)
    kind = one_of(rng, "", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    head = '<header srclang="de" datatype="plaintext"/>'
    raw = f'<?xml version="1.0"?>\n{kind}<tmx version="1.4">{head}<body>{"".join(units)}</body></tmx>'
    return Sample(raw, tuple(texts))


def tmx_read(sample: Sample) -> list[str]:
    root = ElementTree.fromstring(sample.raw)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    return [xml_text(tuv.find("seg")) for tuv in root.iter("tuv") if tuv.get(language, "").lower().startswith("en")]


def po_string(rng: Random, text: str) -> str:
    """A string over one line or several, cut at spaces."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if rng.random() < 0.5:
        return f'"{escaped}"'
    return '""\n' + "\n".join(f'"{piece}"' for piece in re.findall(r"[^ ]+ ?(?:[^ ]+ ?)?", escaped))


def po_sample(rng: Random) -> Sample:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries, texts = [one_of(rng, "", "# teh head\n" + head, head)], []
    for number in range(rng.randint(1, 5)):
        comments = one_of(rng, "", "#. teh note\n", "#, c-format\n", '#: a.c:1\n#, fuzzy\n#| msgid "teh"\n')
        shown = words(rng)
        if rng.random() < 0.3:
            shown.insert(rng.randint(0, len(shown)), "%s")
        text = " ".join(shown)
        texts.append(text.replace("%s", OBJECT))
        entry = f'{comments}msgid "Fluss {number} %s"\n'
        if rng.random() < 0.3:
            more = " ".join(words(rng, ()))
            texts.append(more)
            entry += (
                f'msgid_plural "Flüsse {number}"\nmsgstr[0] {po_string(rng, text)}\nmsgstr[1] {po_string(rng, more)}\n'
            )
        else:
            entry += f"msgstr {po_string(rng, text)}\n"
        entries.append(entry + one_of(rng, "\n", '\n#~ msgid "teh"\n#~ msgstr "old"\n\n'))
    raw = "".join(entries)
    return Sample(raw.replace("\n", one_of(rng, "\n", "\r\n")), tuple(texts))


def po_read(sample: Sample) -> list[str]:
    entries = [entry for entry in polib.pofile(sample.raw) if not entry.obsolete and entry.msgid]
    strings = [text for entry in entries for text in (entry.msgstr_plural.values() or [entry.msgstr])]
    return [text.replace("%s", OBJECT) for text in strings]


def cue_sample(rng: Random, kind: str) -> Sample:
    """Cues of two paragraphs, which a pause sets apart; each has its texts cut into cues and lines."""
    point = "," if kind == "srt" else "."
    blocks = [one_of(rng, "WEBVTT\n", "WEBVTT teh head\n\nNOTE\nteh note\n")] if kind == "vtt" else []
    second, number, texts = 0, 0, []
    for _ in range(2):
        paragraph = []
        for _ in range(rng.randint(1, 3)):
            number += 1
            lines = [" ".join(words(rng, "é😀’")) for _ in range(rng.randint(1, 2))]
            paragraph += lines
            written = [f"<i>{line}</i>" if rng.random() < 0.3 else line for line in lines]
            timing = f"00:00:{second:02}{point}000 --> 00:00:{second + 1:02}{point}500"
            label = f"{number}\n" if kind == "srt" else one_of(rng, "", "intro\n")
            blocks.append(f"{label}{timing}\n" + "\n".join(written) + "\n")
            second += 2
        second += 10
        texts.append(" ".join(paragraph))
    return Sample("\n".join(blocks).replace("\n", one_of(rng, "\n", "\r\n")), tuple(texts))


def cue_read(sample: Sample) -> list[str]:
    texts, paragraph, last = [], [], 0
    shown = html.unescape if sample.raw.startswith("WEBVTT") else str
    for block in re.split(r"\n\s*\n", sample.raw.replace("\r\n", "\n").strip()):
        if found := re.search(r"(?m)^00:00:(\d\d).*-->.*$", block):
            if int(found[1]) >= 10 and not texts and int(found[1]) - last > 5:
                texts, paragraph = [" ".join(paragraph)], []
            last = int(found[1])
            paragraph.append(shown(re.sub("</?i>", "", block[found.end() :]).replace("\n", " ").strip()))
    return [*texts, " ".join(paragraph)]


def table_sample(rng: Random, delimiter: str) -> Sample:
    rows = [["id", "text", "note"]]
    texts = []
    for number in range(rng.randint(1, 6)):
        text = " ".join(words(rng, ("&", "é", '"', "😀", ", and", ";")))
        rows.append([str(number), text, "teh note"])
        texts.append(text)
    out = io.StringIO()
    quoting = rng.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=one_of(rng, "\n", "\r\n")).writerows(rows)
    return Sample(one_of(rng, "", "\ufeff") + out.getvalue(), tuple(texts), ("text",))


def table_read(delimiter: str) -> Callable[[Sample], list[str]]:
    def read(sample: Sample) -> list[str]:
        rows = csv.DictReader(io.StringIO(sample.raw.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        assert (listed := list(rows)) and all(row["note"] == "teh note" and len(row) == 3 for row in listed)
        return [row["text"] for row in listed]

    return read


def jsonl_sample(rng: Random) -> Sample:
    lines, texts = [], []
    for number in range(rng.randint(1, 5)):
        text = " ".join(words(rng))
        value = {"id": number, "teh": ["teh", {"text": "teh"}], "meta": {"n": 1.5, "text": text, "x": None}}
        lines.append(
            json.dumps(value, ensure_ascii=rng.random() < 0.5, indent=None, separators=rng.choice([None, (",", ":")]))
        )
        texts.append(text)
    return Sample(one_of(rng, "\n", "\r\n", "\n\n").join(lines) + one_of(rng, "", "\n"), tuple(texts), ("meta.text",))


def jsonl_read(sample: Sample) -> list[str]:
    return [json.loads(line)["meta"]["text"] for line in re.split(r"[\r\n]+", sample.raw) if line]


Maker = Callable[[Random], Sample]
KINDS: dict[str, tuple[str, Maker, Callable[[Sample], list[str]]]] = {
    "html": ("html", html_sample, html_read),
    "xliff 1.2": ("xliff", lambda rng: xliff_sample(rng, "1.2"), xliff_read),
    "xliff 2.0": ("xliff", lambda rng: xliff_sample(rng, "2.0"), xliff_read),
    "tmx": ("tmx", tmx_sample, tmx_read),
    "po": ("po", po_sample, po_read),
    "srt": ("srt", lambda rng: cue_sample(rng, "srt"), cue_read),
    "vtt": ("vtt", lambda rng: cue_sample(rng, "vtt"), cue_read),
    "csv": ("csv", lambda rng: table_sample(rng, ","), table_read(",")),
    "csv with semicolons": ("csv", lambda rng: table_sample(rng, ";"), table_read(";")),
    "tsv": ("tsv", lambda rng: table_sample(rng, "\t"), table_read("\t")),
    "jsonl": ("jsonl", jsonl_sample, jsonl_read),
}
