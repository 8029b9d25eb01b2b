"""A model folder: model.json says what the weights are for and how to use them, and gives each file's SHA-256."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mtfix.errors import ModelError

VERSION = 1
_REMEDY = "install mtfix again, or fetch the model anew"
_PACKAGE = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """The folder of the shipped models: inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / "_models"
    return installed if installed.is_dir() else _PACKAGE.parent / "models"


def find(name: str, task: str) -> Path:
    """The folder of a model, given its name (a shipped one) or path; a folder may hold one model or one a task.

    Raises ModelError E020 if there is none.
    """
    for base in (Path(name), shipped() / name):
        for folder in (base, base / task):
            if (folder / "model.json").is_file():
                return folder
    known = ", ".join(sorted(path.name for path in shipped().glob("*") if path.is_dir())) or "none"
    raise ModelError(
        "E020",
        f"there is no {task} called {name!r}",
        hint=f"shipped models: {known}; or give a folder with a model.json",
    )


def is_transformers(name: str) -> bool:
    """True for a folder in Hugging Face's layout without a model.json, or for a hub id "owner/name" that is no path."""
    folder = Path(name)
    if folder.is_dir():
        return (folder / "config.json").is_file() and not (folder / "model.json").is_file()
    return re.fullmatch(r"[\w-][\w.-]*/[\w.-]+", name) is not None and not folder.parent.is_dir()


@dataclass(frozen=True)
class Card:
    """What model.json says, checked against the files beside it."""

    folder: Path
    data: dict[str, Any]
    sha256: str

    @classmethod
    def load(cls, name: str, task: str) -> "Card":
        """Find, read and verify a model.

        Raises ModelError E020 (missing), E021 (tampered or corrupt), E022 (of another task or version).
        """
        folder = find(name, task)
        path = folder / "model.json"
        try:
            text = path.read_bytes()
            data = json.loads(text)
            found, version = data["task"], data["version"]
            files = dict(data["files"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError("E021", f"model.json cannot be read: {error}", path=str(path)) from error
        if version != VERSION or found != task:
            problem = f"version {version} of a {found}, wanted version {VERSION} of a {task}"
            raise ModelError("E022", problem, path=str(path))
        card = cls(folder, data, hashlib.sha256(text).hexdigest())
        card.verify(files)
        return card

    def verify(self, files: dict[str, str]) -> None:
        """Compare every file with its SHA-256. Raises ModelError E021; so does a name that leads out of the folder."""
        for name, wanted in files.items():
            path = self.folder / name
            if Path(name).name != name or not path.is_file():
                raise ModelError("E021", "the file is missing", path=str(path), hint=_REMEDY)
            with path.open("rb") as stream:
                actual = hashlib.file_digest(stream, "sha256").hexdigest()
            if actual != wanted:
                problem = f"SHA-256 is {actual[:12]}…, wanted {wanted[:12]}…"
                hint = f"the file is not the one that model.json was written for; {_REMEDY}"
                raise ModelError("E021", problem, path=str(path), hint=hint)

    @cached_property
    def thresholds(self) -> dict[str, float]:
        """The model's own thresholds."""
        return dict(self.data["thresholds"])

    def calibrator(self, name: str) -> "Calibrator":
        """The calibration map of that name."""
        points = self.data["calibration"][name]
        return Calibrator(tuple(points["x"]), tuple(points["y"]))


@dataclass(frozen=True)
class Calibrator:
    """A monotone map from scores to probabilities, linear between its points.

    Isotonic regression, after Zadrozny & Elkan 2002, "Transforming Classifier Scores into Accurate Multiclass
    Probability Estimates".
    """

    x: tuple[float, ...]
    y: tuple[float, ...]

    def __call__(self, score: float) -> float:
        """The probability at a score; constant outside the points."""
        low, high = 0, len(self.x) - 1
        if score <= self.x[0]:
            return self.y[0]
        if score >= self.x[high]:
            return self.y[high]
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.x[middle] <= score else (low, middle)
        share = (score - self.x[low]) / (self.x[high] - self.x[low])
        return self.y[low] + share * (self.y[high] - self.y[low])


UNCALIBRATED = Calibrator((0.0, 1.0), (0.0, 1.0))
