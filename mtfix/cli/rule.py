"""`mtfix rule`: explain a check with its examples, or list all of them."""

import argparse
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtfix.taxonomy import Example, Rule


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser("rule", help="explain a check", description=__doc__)
    parser.add_argument("codes", metavar="CODE", nargs="*", help="codes, starts of codes or names; none: list all")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the papers of the codes. All of LanguageTool's rules share one: only it knows what they are."""
    from mtfix.detectors.catalogue import all_rules
    from mtfix.detectors.languagetool_rules import RULE
    from mtfix.detectors.suppress import matching

    rules = (*all_rules(), RULE)
    if not options.codes:
        print(*(f"{rule.code:5}  {rule.name:28} {rule.category.value:26} {rule.summary}" for rule in rules), sep="\n")
        return 0
    wanted = frozenset[str]().union(*(matching(code, rules) for code in options.codes))
    if any(code.startswith(RULE.code) for code in wanted):
        wanted |= {RULE.code}
    print("\n\n".join("\n".join(paper(rule)) for rule in rules if rule.code in wanted))
    return 0


def paper(rule: "Rule") -> Iterator[str]:
    """What there is to know of a check, as lines."""
    yield f"{rule.code} {rule.name} ({rule.category.value}, {rule.severity.label})"
    yield ""
    yield from textwrap.wrap(" ".join((rule.summary, rule.explanation)), 100)
    if rule.guess:
        yield "Its repairs are guesses: shown, and never applied by themselves."
    if rule.safe:
        yield "Its first repair is safe: `mtfix fix` applies it, if the guard agrees."
    if rule.bad:
        yield "\nFlagged:"
        yield from map(_bad, rule.bad)
    if rule.good:
        yield "\nNot flagged:"
        yield from (f"  {example.marked}" for example in rule.good)


def _bad(example: "Example") -> str:
    if example.repair is None:
        return f"  {example.marked}"
    return f"  {example.marked}  ->  {example.repair!r}" if example.repair else f"  {example.marked}  ->  delete it"
