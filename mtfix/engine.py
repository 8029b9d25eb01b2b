"""What runs: the checks, the tagger and the repairer that the settings name, each loaded when it is first needed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module, metadata
from typing import Any, cast

from mtfix.detectors.catalogue import load_document_checks
from mtfix.detectors.checks import load_checks
from mtfix.detectors.memory import RememberingTagger
from mtfix.detectors.suppress import Suppressor
from mtfix.detectors.tagger_rules import TAGGER_RULES
from mtfix.errors import ModelError
from mtfix.protocols import FOREIGN, Detector, Repairer, ScoringDetector
from mtfix.repairers.memory import RememberingRepairer
from mtfix.report import Signature
from mtfix.settings import NONE, OFF, Settings
from mtfix.taxonomy import Rule

TAGGER = "mtfix.detectors.tagger:Tagger"
REPAIRER = "mtfix.repairers.seq2seq:Seq2SeqRepairer"
LANGUAGETOOL = "mtfix.detectors.languagetool:LanguageTool"


@dataclass
class Engine:
    """The makers of one run. Models are given as functions, so that an unneeded one is never loaded."""

    settings: Settings
    checks: tuple[Detector, ...]
    load_tagger: Callable[[], ScoringDetector] | None = None
    load_repairer: Callable[[], Repairer] | None = None
    load_languagetool: Callable[[], Detector] | None = None

    def __post_init__(self) -> None:
        self.rules: tuple[Rule, ...] = (*TAGGER_RULES, *(rule for check in self.checks for rule in check.rules))
        self.rules_by_code = {rule.code: rule for rule in self.rules}
        self.suppressor = Suppressor.build(self.settings, self.rules)
        self._used: dict[str, str] = {}

    @classmethod
    def from_settings(cls, settings: Settings) -> "Engine":
        """The shipped checks, and the models that the settings name; raises ConfigError on an unknown code."""
        minimum, threads = settings.min_confidence, settings.threads
        return cls(
            settings,
            all_checks(),
            None if settings.detector == NONE else lambda: _tagger(settings.detector, threads, minimum),
            None if settings.repairer == NONE else lambda: _repairer(settings.repairer, threads),
            None if settings.languagetool == OFF else lambda: _languagetool(settings.languagetool, minimum),
        )

    def remembering(self) -> "Engine":
        """The same engine for several checks of one document that changes little between them."""
        tagger, repairer = self.tagger, self.repairer
        return Engine(
            self.settings,
            self.checks,
            (lambda: RememberingTagger(tagger)) if tagger else None,
            (lambda: RememberingRepairer(repairer())) if repairer else None,
            self.load_languagetool,
        )

    @cached_property
    def wanted_checks(self) -> tuple[Detector, ...]:
        """The checks with a selected code; the others need not run."""
        return tuple(check for check in self.checks if self._selects(check.rules))

    @cached_property
    def tagger(self) -> ScoringDetector | None:
        """The tagger, unless it is switched off or none of its codes is selected."""
        if self.load_tagger is None or not self._selects(TAGGER_RULES):
            return None
        tagger = self.load_tagger()
        self._used[tagger.name] = tagger.model_sha256
        return tagger

    @cached_property
    def languagetool(self) -> Detector | None:
        """LanguageTool, if it is asked for and a code of its rules is selected."""
        wanted = any(code.startswith(FOREIGN) for code in self.suppressor.codes)
        return self.load_languagetool() if self.load_languagetool and wanted else None

    @cached_property
    def repairer(self) -> Callable[[], Repairer] | None:
        """Gives the repairer when it is called, unless it is switched off."""
        return None if self.load_repairer is None or not self.settings.suggestions else self._loaded_repairer

    @property
    def safe_thresholds(self) -> dict[str, float]:
        """For each repairer in use the confidence from which its suggestions may be SAFE."""
        repairer = self.__dict__.get("_repairer")  # looked up, not asked for: that would load it
        threshold = getattr(repairer, "safe_threshold", None)
        return {} if repairer is None or threshold is None else {repairer.name: threshold}

    @property
    def signature(self) -> Signature:
        """The versions, models and settings behind what was found so far."""
        versions = [("mtfix", version())]
        if asked := getattr(self.__dict__.get("languagetool"), "version", ""):
            versions.append(("LanguageTool", asked))
        return Signature(tuple(versions), tuple(sorted(self._used.items())), self.settings.digest)

    def _selects(self, rules: tuple[Rule, ...]) -> bool:
        return any(rule.code in self.suppressor.codes for rule in rules)

    def _loaded_repairer(self) -> Repairer:
        return self._repairer

    @cached_property
    def _repairer(self) -> Repairer:
        assert self.load_repairer
        repairer = self.load_repairer()
        if sha256 := getattr(repairer, "model_sha256", None):
            self._used[repairer.name] = sha256
        return repairer


def all_checks() -> tuple[Detector, ...]:
    """Every pattern and document check, in the order of their codes."""
    return tuple(sorted((*load_document_checks(), *load_checks()), key=lambda check: check.rules[0].code))


@lru_cache(maxsize=1)
def version() -> str:
    """The version of the installed package."""
    try:
        return metadata.version("mtfix")
    except metadata.PackageNotFoundError:
        return "0+unknown"


def resolve(target: str) -> Any:
    """The object behind "module:Class"; importing it is the first time its module is touched."""
    module, _, name = target.partition(":")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        hint = f"{NONE!r} as detector and repairer runs without models"
        raise ModelError("E020", f"the module {error.name!r} is not installed", hint=hint) from error


@lru_cache(maxsize=2)
def _tagger(model: str, threads: int, min_confidence: float | None) -> ScoringDetector:
    return cast(ScoringDetector, resolve(TAGGER).load(model, threads=threads, min_confidence=min_confidence))


@lru_cache(maxsize=2)
def _repairer(model: str, threads: int) -> Repairer:
    return cast(Repairer, resolve(REPAIRER).load(model, threads=threads))


@lru_cache(maxsize=2)
def _languagetool(where: str, min_confidence: float | None) -> Detector:
    """One for all engines of a process: its server takes long to start."""
    return cast(Detector, resolve(LANGUAGETOOL).load(where, min_confidence=min_confidence))
