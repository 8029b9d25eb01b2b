"""Baselines: what is known is not reported, wherever it moves to; a second one alike is new."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix.baseline import Baseline, Record
from mtfix.errors import ConfigError, InputError

lines = st.lists(st.sampled_from(["all is well", "teh end", "so teh end", "teh teh", "", "  teh end"]), max_size=8)


@pytest.fixture(scope="session")
def report(fake_detector, fake_repairer, report_of):
    detector, repairer = fake_detector({"teh": ()}), fake_repairer({"teh": ["the"]})

    def made(text, path):
        found = report_of(text, detector, repairer)
        return replace(found, document=replace(found.document, path=str(path)))

    return made


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("baseline")


def recorded(path, *reports):
    record = Record(path)
    for item in reports:
        record.add(item)
    return record.write()


@settings(max_examples=40)  # each writes a file for good
@given(before=lines, above=lines, below=lines, end=st.sampled_from(["\n", "\r\n"]))
def test_edits_to_other_lines_make_nothing_new(report, folder, before, above, below, end):
    path, file = folder / "known.json", folder / "a.txt"
    path.unlink(missing_ok=True)
    known = report(end.join(before), file)
    assert recorded(path, known) == len(known.issues)
    around = report(end.join([*above, *before, *below]), file)
    new = Baseline.read(path).new(around)
    assert len(new.issues) == len(around.issues) - len(known.issues)
    assert set(new.issues) <= set(around.issues) and set(new.suggestions) <= set(new.issues)


def test_the_second_of_two_alike_is_new(report, tmp_path):
    recorded(tmp_path / "known.json", report("teh end\n", tmp_path / "a.txt"))
    baseline = Baseline.read(tmp_path / "known.json")
    twice = report("teh end\nteh end\n", tmp_path / "a.txt")
    new = baseline.new(twice)
    assert new.issues == twice.issues[1:] and list(new.suggestions) == list(new.issues)
    assert baseline.new(report("teh end\n", tmp_path / "b.txt")).issues, "another file's finding is another one"
    assert "1 known finding of " in baseline.told()


def test_the_signature_names_the_baseline(report, tmp_path):
    found = report("teh end\n", tmp_path / "a.txt")
    recorded(tmp_path / "known.json", found)
    assert "|baseline:" in str(Baseline.read(tmp_path / "known.json").new(found).signature)


def test_paths_are_relative_to_the_file_wherever_it_is_used(report, tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    recorded(tmp_path / "known.json", report("teh end\n", "docs/a.txt"))
    assert json.loads((tmp_path / "known.json").read_text())["findings"][0]["path"] == "docs/a.txt"
    monkeypatch.chdir(tmp_path / "docs")
    assert not Baseline.read(tmp_path / "known.json").new(report("teh end\n", "a.txt")).issues


def test_what_is_gone_is_told_and_files_not_checked_stay(report, tmp_path):
    path, first, second = tmp_path / "known.json", tmp_path / "a.txt", tmp_path / "b.txt"
    first.touch(), second.touch()
    assert recorded(path, report("teh a\nteh b\n", first), report("teh end\n", second)) == 3
    baseline = Baseline.read(path)
    baseline.new(report("teh b\n", first))
    assert baseline.told().endswith("not reported, 1 not found any more")
    assert recorded(path, report("teh b\n", first)) == 2
    second.unlink()
    assert recorded(path, report("teh b\n", first)) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 2, "findings": []}',
        '{"version": 1}',
        '{"version": 1, "findings": [1]}',
        "[" * 9999,
    ]
    + ['{"version": 1, "findings": [{"path": "a", "code": "b", "text": "c", "fingerprint": "d", "count": "e"}]}'],
)
def test_what_is_no_baseline_is_refused_and_not_overwritten(report, tmp_path, content):
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match="E013"):
        Baseline.read(path)
    with pytest.raises(ConfigError, match="E013"):
        recorded(path, report("teh\n", "a.txt"))
    assert path.read_text() == content


def test_a_missing_one_says_how_to_write_it(tmp_path):
    with pytest.raises(InputError, match=r"E001 .*--write-baseline"):
        Baseline.read(tmp_path / "none.json")
