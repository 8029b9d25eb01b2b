"""The pre-commit hooks, and every command and configuration of docs/ci.md, run or checked as far as can be here."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mtfix.cli import main
from mtfix.formats import SUFFIXES, TABLES

ROOT = Path(__file__).parents[2]
MISSING = "not installed: pip install 'mtfix[dev]'"
BAD, GOOD = "He read the the book.\n", "All is well.\n"
yaml = pytest.importorskip("yaml", reason=MISSING)


@pytest.fixture(scope="module")
def hooks():
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / "ci.md").read_text(), re.DOTALL)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A repository with documents, no models, and the programs of this environment on the path."""
    bin = tmp_path / "bin"
    bin.mkdir()
    for name, code in (("mtfix", 'exec "$PYTHON" -m mtfix "$@"'), ("reviewdog", '"$PYTHON" -m json.tool >/dev/null')):
        (bin / name).write_text(f"#!/bin/sh\n{code}\n")
        (bin / name).chmod(0o755)
    monkeypatch.setenv("PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PATH", f"{bin}{os.pathsep}{os.environ['PATH']}")
    top = tmp_path / "project"
    (top / "docs").mkdir(parents=True)
    (top / "docs" / "bad.md").write_text(BAD)
    (top / "docs" / "good.txt").write_text(GOOD)
    (top / "docs" / "code.py").write_text(BAD)
    (top / "mtfix.toml").write_text('detector = "none"\nrepairer = "none"\n')
    return top


def run(command, folder):
    shell = ["bash", "-c", f"set -o pipefail; {command}"]
    return subprocess.run(shell, cwd=folder, capture_output=True, text=True, check=False)


def test_the_hooks_take_every_format_that_a_folder_gives(hooks):
    for hook in hooks.values():
        taken = {suffix for suffix in SUFFIXES if re.search(hook["files"], f"docs/a b{suffix}")}
        assert taken == {suffix for suffix, name in SUFFIXES.items() if name not in TABLES}
        assert not re.search(hook["files"], "txt") and not re.search(hook["files"], "a.py")


def test_the_hooks_entries_do_what_they_say(hooks, project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    entry = {name: [*shlex.split(hook["entry"])[1:], "docs/bad.md", "docs/good.txt"] for name, hook in hooks.items()}
    assert all(hook["entry"].startswith("mtfix ") for hook in hooks.values())
    assert main(entry["mtfix"]) == 1
    out, err = capsys.readouterr()
    assert "docs/bad.md:1:9: MT201" in out and err == ""
    assert main(entry["mtfix-fix"]) == 0
    assert (project / "docs" / "bad.md").read_text() == "He read the book.\n"


def test_pre_commit_runs_the_hooks(hooks, project, tmp_path, monkeypatch):
    """As pre-commit runs them, but in this environment: it would install the package from the network."""
    clientlib = pytest.importorskip("pre_commit.clientlib", reason=MISSING)
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    pre_commit = f"'{sys.executable}' -m pre_commit"
    assert len(clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")) == len(hooks)
    local = [hook | {"language": "system"} for hook in hooks.values()]
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]}))
    assert run("git init -q . && git add .", project).returncode == 0
    done = run(f"{pre_commit} run --all-files --color never", project)
    assert done.returncode == 1, done.stderr
    assert "docs/bad.md:1:9: MT201" in done.stdout and "code.py" not in done.stdout
    assert "files were modified by this hook" in done.stdout
    assert run(f"git add . && {pre_commit} run mtfix --all-files", project).returncode == 0


def commands():
    """Every command line of docs/ci.md that runs mtfix, from shell blocks and workflows."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    github, gitlab, _ = map(yaml.safe_load, blocks("yaml"))
    lines += (step["run"] for step in github["jobs"]["mtfix"]["steps"] if "run" in step)
    lines += gitlab["mtfix"]["script"]
    return dict.fromkeys(line for line in lines if line.startswith("mtfix"))


def test_every_command_of_the_guide_works(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert len(commands()) == 9
    first = next(line for line in commands() if "--write-baseline" in line)
    for line in (first, *commands()):
        status = run(line, project).returncode if "|" in line else main(shlex.split(line)[1:])
        assert status == (0 if re.search("baseline|--exit-zero", line) else 1), line
        assert "error" not in capsys.readouterr().err
    assert json.loads((project / "mtfix.sarif").read_text())["version"] == "2.1.0"
    assert len(json.loads((project / "gl-code-quality-report.json").read_text())) == 1
    assert 'failures="0"' in (project / "mtfix.xml").read_text()
    (project / "docs" / "bad.md").write_text(BAD + BAD)
    assert main(["check", "docs", "--baseline", ".mtfix-baseline.json", "--output-format", "github"]) == 1


def test_the_guide_names_every_output_for_others():
    from mtfix.renderers import RENDERERS

    guide = (ROOT / "docs" / "ci.md").read_text()
    assert {name for name in RENDERERS if f"`{name}`" not in guide} == {"concise", "full", "statistics"}


def test_the_workflow_fits_githubs_schema_and_the_hooks_config_pre_commits(misfits):
    github, _, pre_commit = map(yaml.safe_load, blocks("yaml"))
    github["on"] = github.pop(True)  # what YAML 1.1 makes of the word
    assert misfits("github-workflow.json", github) == []
    assert misfits("pre-commit-config.json", pre_commit) == []
    assert misfits("github-workflow.json", github | {"jobs": []}) != []
