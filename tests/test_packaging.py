"""What a wheel carries."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel() -> set[str]:
    """The paths inside the wheel that hatchling would build."""
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling comes with mtfix[dev]").WheelBuilder
    return {entry.distribution_path for entry in builder(str(ROOT)).recurse_included_files()}


def test_the_wheel_carries_the_typed_package(wheel: set[str]) -> None:
    assert {"mtfix/text.py", "mtfix/py.typed", "mtfix/cli/__init__.py"} <= wheel


def test_the_wheel_carries_every_model_ready_to_run(wheel: set[str]) -> None:
    models = [path.parent.relative_to(ROOT / "models").as_posix() for path in ROOT.glob("models/**/model.json")]
    assert models
    for name in models:
        assert {f"mtfix/_models/{name}/model.json", f"mtfix/_models/{name}/card.md"} <= wheel
        assert any(path.startswith(f"mtfix/_models/{name}/") and path.endswith(".onnx") for path in wheel)


def test_the_wheel_carries_nothing_else(wheel: set[str]) -> None:
    assert {path.partition("/")[0] for path in wheel} == {"mtfix"}
    assert not [path for path in wheel if path.endswith((".safetensors", ".pt", "LOG.md", ".pyc"))]


def test_data_files_of_the_package_are_carried(wheel: set[str]) -> None:
    tracked = {path.relative_to(ROOT).as_posix() for path in (ROOT / "mtfix").rglob("*") if path.is_file()}
    assert {path for path in tracked if "__pycache__" not in path} <= wheel
