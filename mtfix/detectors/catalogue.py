"""Every rule there is: the tagger's, the document checks' and the pattern checks'."""

from importlib import import_module

from mtfix.detectors.checks import load_checks
from mtfix.detectors.tagger_rules import TAGGER_RULES
from mtfix.protocols import Detector
from mtfix.taxonomy import Rule

DOCUMENT_CHECKS: dict[str, str] = {
    "name-variant": "mtfix.detectors.names:NameVariants",
    "date-order-conflict": "mtfix.detectors.date_order:DateOrder",
    "repeated-block": "mtfix.detectors.repeated_block:RepeatedBlocks",
}


def load_document_checks() -> tuple[Detector, ...]:
    """One instance of every document check."""
    checks: list[Detector] = []
    for target in DOCUMENT_CHECKS.values():
        module, _, name = target.partition(":")
        checks.append(getattr(import_module(module), name)())
    return tuple(checks)


def all_rules() -> tuple[Rule, ...]:
    """All rules in the order of their codes."""
    detectors: tuple[Detector, ...] = (*load_document_checks(), *load_checks())
    rules = (*TAGGER_RULES, *(rule for detector in detectors for rule in detector.rules))
    return tuple(sorted(rules, key=lambda rule: rule.code))
