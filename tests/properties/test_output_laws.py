"""Laws of the reports for other tools, on texts made of what breaks them: what they say leads back to the file."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix import files, formats, pipeline, renderers
from mtfix.apply import applied
from mtfix.engine import Engine
from mtfix.settings import Settings
from mtfix.taxonomy import Category, Rule, Severity

RULE = Rule(
    "MT901", "fake-spelling", Category.SPELLING, Severity.MINOR, "100% <b>wrong</b>: this, and\nthat.", safe=True
)
WORDS = {"teh": ("the", ""), "wich": ("w,h:i%ch\n<script>",), "京": ("😀",)}
PIECES = [
    *("teh", "wich", "京", "word", "a", ".", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\f", "\u2028", "\u00a0"),
    *("é", "😀", "\ufeff", "%", "%0A", "::error::", "##[error]", ",", ":", "<b>", "</b>", "<v>", "</v>", "</script>"),
    *(
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        "&",
        "'",
        '"',
        "*",
        "_",
        "[teh](u)",
        "`teh`",
        "# ",
        "- ",
        "\x01",
        "\x7f",
        "\ufffe",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
paths = st.sampled_from(["a.txt", "b, c:1%.md", "d/é😀 <i>&'\".txt", "./e.md", "/abs/f.txt"])


@pytest.fixture(scope="session")
def engine(fake_detector):
    return Engine(Settings(), (fake_detector(WORDS, name="fake-spelling", rules=(RULE,)),))


@pytest.fixture(scope="session")
def shown(engine):
    """shown("sarif", text, path) -> the report and what the renderer makes of it."""

    def render(name, text, path):
        report = pipeline.check(files.parse_text(text, path), engine)
        out = io.StringIO()
        renderers.load(name, renderers.Look(rules={RULE.code: RULE})).render([report, report], out)
        return report, out.getvalue()

    return render


def offset(raw, position, encoding):
    """Where a line and a column, counted in an encoding's units, stand in a text."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", raw))]
    start = starts[position["line"] - 1]
    if encoding is None:
        return start + position["column"] - 1 + (position["line"] == 1 and raw.startswith("\ufeff"))
    return start + len(raw[start:].encode(encoding)[: position["column"] - 1].decode(encoding))


def assert_made(report, issue, made, start, end, text):
    """A repair, made from the outside, gives the file that mtfix itself writes."""
    document = report.document
    parse = formats.load(document.format).parse
    raw = document.text.raw
    repaired, edits = applied(document, [made], parse)
    assert not edits or raw[:start] + text + raw[end:] == repaired.text.raw


@given(texts, paths)
def test_rdjson_counts_bytes_and_its_suggestions_are_ours(shown, text, path):
    report, out = shown("rdjson", text, path)
    diagnostics = json.loads(out)["diagnostics"]
    assert len(diagnostics) == 2 * len(report.issues)
    raw = report.document.text.raw
    for issue, item in zip(report.issues, diagnostics, strict=False):
        start, end = (offset(raw, item["location"]["range"][end], "utf-8") for end in ("start", "end"))
        assert (start, end) == report.document.raw_span(issue.span)
        for made, told in zip(report.suggestions.get(issue, ()), item["suggestions"], strict=False):
            if len(item["suggestions"]) == len(report.suggestions[issue]):
                ends = (offset(raw, told["range"][end], "utf-8") for end in ("start", "end"))
                assert_made(report, issue, made, *ends, told["text"])


@given(texts, paths)
def test_sarif_counts_code_points_and_its_fixes_are_ours(shown, text, path):
    report, out = shown("sarif", text, path)
    (run,) = json.loads(out)["runs"]
    raw = report.document.text.raw
    assert run["columnKind"] == "unicodeCodePoints" and len(run["results"]) == 2 * len(report.issues)
    for issue, result in zip(report.issues, run["results"], strict=False):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == issue.code
        where = result["locations"][0]["physicalLocation"]
        assert unquote(where["artifactLocation"]["uri"].removeprefix("file://")) == path.removeprefix("./")
        assert region(raw, where["region"]) == report.document.raw_span(issue.span)
        fixes = result.get("fixes", [])
        for made, fix in zip(report.suggestions.get(issue, ()), fixes, strict=False):
            (change,) = fix["artifactChanges"][0]["replacements"]
            if len(fixes) == len(report.suggestions[issue]):
                assert_made(
                    report, issue, made, *region(raw, change["deletedRegion"]), change["insertedContent"]["text"]
                )


def region(raw, told):
    start = {"line": told["startLine"], "column": told["startColumn"]}
    return tuple(offset(raw, p, None) for p in (start, {"line": told["endLine"], "column": told["endColumn"]}))


@given(texts, paths)
def test_fingerprints_of_one_run_are_all_different(shown, text, path):
    _, out = shown("gitlab", text, path)
    prints = [item["fingerprint"] for item in json.loads(out)]
    assert len(set(prints)) == len(prints)
    _, again = shown("gitlab", text, path)
    assert again == out


@given(texts, paths)
def test_a_workflow_command_is_one_line_that_reads_back(shown, text, path):
    report, out = shown("github", text, path)
    *commands, _, signature = out.splitlines()
    assert signature == str(report.signature) and len(commands) == 2 * len(report.issues)
    for line in commands:
        head, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        told = dict(item.split("=", 1) for item in properties.split(","))
        assert head == "warning" and unquote(told["file"]) == path.removeprefix("./")
        assert "100%25 <b>wrong</b>: this, and that." in message
        assert ("col" in told) == ("endColumn" in told) == (told["line"] == told["endLine"])


@given(texts, paths)
def test_junit_is_xml_with_a_failure_an_issue(shown, text, path):
    report, out = shown("junit", text, path)
    suites = ElementTree.fromstring(out).findall("testsuite")
    assert [suite.get("name") for suite in suites] == [path.removeprefix("./")] * 2
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == len(report.issues)


@given(texts, paths)
def test_mqm_rows_without_marks_are_the_segments(shown, text, path):
    report, out = shown("mqm_tsv", text, path)
    head, *rows = csv.reader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE)
    segments = [item.segment.text for item in report.segments]
    assert {len(row) for row in rows} <= {len(head)} and len(head) == 10
    assert [int(row[3]) for row in rows] == sorted(int(row[3]) for row in rows)
    marked = 0
    for row in (dict(zip(head, row, strict=True)) for row in rows):
        target = re.sub(r"</?v>", "", row["target"]).replace("< v>", "<v>").replace("< /v>", "</v>")
        plain = segments[int(row["docSegId"]) - 1]
        assert target == renderers.look.printable(plain) or row["category"] != "no-error"
        assert (row["category"] == "no-error") == ("<v>" not in row["target"])
        marked += row["category"] != "no-error"
        assert json.loads(row["metadata"])["evaluation"]["signature"] == str(report.signature)
    assert marked == 2 * len(report.issues)


class Page(HTMLParser):
    """The visible text of a page's documents, the tags that it has, and what is in its cards."""

    def __init__(self):
        super().__init__()
        self.text, self.cards, self.tags, self._open = [], [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag not in ("meta", "input", "br"):
            self._open.append((tag, dict(attributes).get("class", "")))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        kinds = [kind for _, kind in self._open]
        if any(kind.startswith("card") for kind in kinds):
            self.cards.append(data)
        elif "text" in kinds:
            self.text.append(data)


@given(texts, paths)
def test_a_page_shows_the_text_and_no_tag_of_it(shown, text, path):
    report, out = shown("html", text, path)
    page = Page()
    page.feed(out)
    pictures = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}
    assert "".join(page.text) == 2 * report.document.text.raw.removeprefix("\ufeff").translate(pictures)
    assert page.tags <= set("html head meta title style body header h1 h2 p span form fieldset legend".split()) | set(
        "label input main section bdi small div b q br footer script".split()
    )
    assert out.count('class="issue ') == 2 * len(report.issues) and out.count("<script") == 1
