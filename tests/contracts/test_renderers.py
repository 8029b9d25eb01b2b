"""What every renderer promises, and what the specifications of the formats of others say."""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from mtfix import renderers
from mtfix.cli.check import OUTPUT_FORMATS
from mtfix.taxonomy import Category, Rule, Severity

FOREIGN = Rule("LT:EN_A_VS_AN", "EN_A_VS_AN", Category.GRAMMAR, Severity.NEUTRAL, "Use “an”.")
OURS = Rule("MT901", "fake-spelling", Category.SPELLING, Severity.CRITICAL, "This is misspelt.", "Nobody reads it.")
TEXT = "A old hand\nwrote teh\u00a0book;\n\nteh end.\n"


@pytest.fixture
def reports(fake_detector, fake_repairer, report_of):
    repairer = fake_repairer({"teh": ["the", ""], "A": ["An"]})
    ours, foreign = (
        report_of(TEXT, fake_detector({word: ()}, rules=(rule,)), repairer)
        for word, rule in (("teh", OURS), ("A", FOREIGN))
    )
    return [ours, foreign, report_of("All is well.\n", fake_detector(), None)]


def rendered(name, reports):
    out = io.StringIO()
    renderers.load(name, renderers.Look(rules={OURS.code: OURS})).render(iter(reports), out)
    return out.getvalue()


def test_the_command_line_offers_every_renderer():
    assert set(OUTPUT_FORMATS) == set(renderers.RENDERERS)
    assert all(renderers.load(name).name == name for name in renderers.RENDERERS)


@pytest.mark.parametrize("name", renderers.RENDERERS)
def test_a_report_is_whole_repeatable_and_signed(name, reports):
    out = rendered(name, reports)
    assert out == rendered(name, reports) and out.endswith("\n")
    signature = reports[0].signature
    assert str(signature) in out or json.dumps(signature.to_json()) in out
    for few in ([], reports[2:]):
        assert rendered(name, few).endswith("\n")


@pytest.mark.parametrize("name", ["concise", "full", "github", "html", "json", "jsonl", "statistics"])
def test_a_note_of_what_went_wrong_is_shown(name, reports):
    noted = [replace(reports[0], notes=("LanguageTool does not answer",)), *reports[1:]]
    assert "LanguageTool does not answer" in rendered(name, noted)
    assert "LanguageTool does not answer" not in rendered(name, reports)


@pytest.mark.parametrize("name", ["gitlab", "json", "rdjson", "sarif"])
def test_json_is_json_however_few_reports_there_are(name, reports):
    assert [json.loads(rendered(name, reports[start:])) is not None for start in range(4)] == [True] * 4


def test_sarif_fits_the_schema_of_the_standard(reports, misfits):
    for few in (reports, reports[2:], []):
        assert misfits("sarif-2.1.0.json", json.loads(rendered("sarif", few))) == []
    (run,) = json.loads(rendered("sarif", reports))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["MT901", "LT:EN_A_VS_AN"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "note"]
    assert run["results"][1]["partialFingerprints"] != run["results"][0]["partialFingerprints"]
    broken = json.loads(rendered("sarif", reports).replace('"ruleId"', '"rule"'))
    assert misfits("sarif-2.1.0.json", broken) != []


POSITION = {"type": "object", "properties": {"line": {"minimum": 1}, "column": {"minimum": 1}}}
RANGE = {
    "type": "object",
    "properties": {"start": POSITION, "end": POSITION},
    "required": ["start"],
    "additionalProperties": False,
}
# What reviewdog.proto allows: its reader refuses fields that it does not know.
RDFORMAT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "properties": {"name": {"type": "string"}}, "additionalProperties": False},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string"},
                    "location": {
                        "properties": {"path": {"type": "string"}, "range": RANGE},
                        "additionalProperties": False,
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"properties": {"value": {"type": "string"}}, "additionalProperties": False},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                            "required": ["range", "text"],
                            "additionalProperties": False,
                        },
                    },
                    "original_output": {"type": "string"},
                },
            },
        },
    },
}


def test_rdjson_has_only_what_reviewdog_reads(reports):
    jsonschema = pytest.importorskip("jsonschema", reason="not installed: pip install 'mtfix[dev]'")
    told = json.loads(rendered("rdjson", reports))
    jsonschema.validate(told, RDFORMAT)
    first = told["diagnostics"][0]
    assert first["location"]["range"] == {"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 10}}
    assert [item["text"] for item in first["suggestions"]] == ["he", ""]


def test_gitlab_has_what_its_widget_needs(reports):
    findings = json.loads(rendered("gitlab", reports))
    for finding in findings:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(finding)
        assert finding["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert finding["location"]["lines"]["begin"] >= 1 and not finding["location"]["path"].startswith("./")


def test_statistics_count_the_most_frequent_first(reports):
    lines = rendered("statistics", reports).splitlines()
    assert lines[:2] == ["2  MT901          fake-spelling (fluency/spelling)", "1  LT:EN_A_VS_AN"]
    assert lines[2].startswith("3 issues in 3 documents")


def test_a_page_loads_nothing_and_runs_only_its_own_script(reports):
    page = rendered("html", reports)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(?:src|href|url)\s*[=(]", page)
    assert re.search(r"\son\w+=", page) is None and " style=" not in page


def test_every_span_of_a_page_has_a_card_that_the_keyboard_reaches(reports):
    page = rendered("html", reports)
    spans = re.findall(
        r'<span class="issue \w+" id="([^"]+)" tabindex="0" role="button" aria-describedby="([^"]+)"', page
    )
    assert len(spans) == 3 and len({name for name, _ in spans}) == 3
    assert all(f'id="{card}" role="tooltip"' in page for _, card in spans)
    assert 'value="critical" checked' in page and 'value="fluency/grammar" checked' in page
    assert "<bdi>An</bdi>" in page and "delete it" in page and "fake-spelling" in page


def test_a_browser_runs_the_page(reports, tmp_path):
    """Its policy lets its own script run, and no script of a text; the filters appear when it has."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no chromium here: apt-get install -y chromium")
    evil = "</span><script>document.title = 'evil'</script>"
    page = tmp_path / "page.html"
    page.write_text(rendered("html", reports).replace("All is well.", f"All is well.{evil}"))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    done = subprocess.run([chromium, *flags, page.as_uri()], capture_output=True, text=True, timeout=120, check=False)
    assert '<html lang="en" class="scripted">' in done.stdout
    assert "<title>mtfix: 3 issues" in done.stdout and evil.removeprefix("</span>") in done.stdout
