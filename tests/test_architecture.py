"""The house rules as tests: budgets, layers, faces, imports, docstrings. The rules themselves: ARCHITECTURE.md."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mtfix"
FILES = sorted(PACKAGE.rglob("*.py"))
FILE_LINES, FUNCTION_LINES, ARCHITECTURE_LINES = 300, 60, 80
TYPICAL_FILE_LINES = 120
HEAVY = {"numpy", "torch", "onnxruntime", "tokenizers", "transformers", "rich", "sentencex", "markdown_it", "tqdm"}
WORKSHOP = ("training", "corpora", "evaluation", "runtime/torch_session.py")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(params=FILES, ids=relative)
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def test_file_and_function_budgets(file: Path) -> None:
    length = len(file.read_text(encoding="utf-8").splitlines())
    assert length <= FILE_LINES
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= FUNCTION_LINES, f"{node.name} has {lines} lines"


def test_a_typical_file_is_short() -> None:
    lengths = sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in FILES)
    assert lengths[len(lengths) // 2] <= TYPICAL_FILE_LINES


def public(module: ast.Module) -> Iterator[tuple[str, Definition]]:
    """Public functions and classes of a module and the public methods of those classes."""
    for node in module.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                methods = (item for item in node.body if isinstance(item, Definition))
                yield from ((f"{node.name}.{item.name}", item) for item in methods if not item.name.startswith("_"))


def test_every_public_thing_has_a_docstring(file: Path) -> None:
    module = parse(file)
    bare = [name for name, node in public(module) if not ast.get_docstring(node)]
    if module.body and not ast.get_docstring(module):
        bare.insert(0, "the module")
    assert bare == []


def names_in_all(module: ast.Module) -> list[str] | None:
    """The literal value of __all__, None if there is none."""
    for node in module.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            assert isinstance(node.value, ast.List | ast.Tuple), "__all__ is a literal"
            return [ast.literal_eval(item) for item in node.value.elts]
    return None


def test_a_face_is_sorted(file: Path) -> None:
    """CONSTANTS, Classes, functions: the order of ruff's RUF022."""
    names = names_in_all(parse(file)) or []
    assert names == sorted(set(names), key=lambda name: (not name.isupper(), name[0].islower(), name))


def test_the_face_of_the_package_is_exact() -> None:
    import mtfix

    names = names_in_all(parse(PACKAGE / "__init__.py"))
    assert names is not None
    assert {"Document", "Issue", "Report", "Suggestion", "check", "fix"} <= set(names)
    assert names == list(mtfix.__all__)
    for name in names:
        assert getattr(mtfix, name) is not None
    assert {name for name in dir(mtfix) if not name.startswith("_")} >= set(names) - {"__version__"}
    with pytest.raises(AttributeError):
        getattr(mtfix, "no_such_name")  # noqa: B009


@pytest.mark.parametrize("module", ["mtfix", "mtfix.cli", "mtfix.pipeline"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert loaded & HEAVY == set()


def imports_at_import_time(module: ast.Module) -> set[str]:
    """Top-level packages that importing the module imports; TYPE_CHECKING blocks and function bodies do not count."""
    found: set[str] = set()
    queue: list[ast.stmt] = list(module.body)
    while queue:
        node = queue.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            queue += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            queue += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
    return found


def test_torch_is_imported_in_the_workshop_only(file: Path) -> None:
    if not file.relative_to(PACKAGE).as_posix().startswith(WORKSHOP):
        assert imports_at_import_time(parse(file)) & {"torch", "transformers", "datasets"} == set()


def test_layers() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    if not lint_imports.exists():
        pytest.skip("import-linter is not installed: pip install 'mtfix[dev]'")
    command = [str(lint_imports), "--config", "pyproject.toml", "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout


def test_every_error_raised_is_in_the_tree(file: Path) -> None:
    """A code belongs to one class: the one whose line in errors.py draws it."""
    lines = (PACKAGE / "errors.py").read_text(encoding="utf-8").splitlines()
    for name, code in re.findall(r'\b(\w+Error)\(\s*"(E\d{3})"', file.read_text(encoding="utf-8")):
        assert any(name in line and code in line for line in lines), f"{name} {code}"


def test_the_one_door_has_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*?## ", makefile, re.MULTILINE))
    assert targets >= {
        "demo",
        "test",
        "lint",
        "types",
        "layers",
        "docs-check",
        "eval",
        "bench",
        "golden-accept",
        "train",
    }
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_table_of_contents_is_short_and_names_every_part() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= ARCHITECTURE_LINES
    parts = {path.name for path in PACKAGE.iterdir() if not path.name.startswith(("_", "."))} - {"py.typed"}
    assert {part for part in parts if part.removesuffix(".py") not in text} == set()


def test_the_two_commands_of_the_readme_stand_first() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.split("#")[0].strip() for line in readme.splitlines() if line.startswith("    ")]
    assert commands[:2] == ["make demo", "make test"]
