"""CHECKS.md from the rules, on stdout: python -m mtfix.detectors.docs; `make docs-check` compares."""

from collections.abc import Sequence

from mtfix.detectors.catalogue import all_rules
from mtfix.taxonomy import Example, Rule

_HEAD = """# Checks

Made from the rules by `make docs`; do not edit. `mtfix rule CODE` prints one of them.
A marked span stands in [[…]]; → is the repair. The first repair of a safe rule may be applied unasked, that of a
guess never.

| code | name | category | severity | confidence | safe |
|---|---|---|---|---|---|
"""


def render(rules: Sequence[Rule]) -> str:
    """The whole page."""
    rows = "".join(
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {rule.category.value} | {rule.severity.label} "
        f"| {rule.confidence:.2f} | {'yes' if rule.safe else 'guess' if rule.guess else 'no'} |\n"
        for rule in rules
    )
    return _HEAD + rows + "".join(_section(rule) for rule in rules)


def _section(rule: Rule) -> str:
    lines = ["", f'## <a id="{rule.code.lower()}"></a>{rule.code} {rule.name}', "", rule.summary, rule.explanation]
    if rule.bad:
        lines += ["", "Reported:", *(f"- {_code(_shown(example))}" for example in rule.bad)]
    if rule.good:
        lines += ["", "Left alone:", *(f"- {_code(_shown(example))}" for example in rule.good)]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _shown(example: Example) -> str:
    """The example on one line; what cannot be seen is named."""
    repair = "" if example.repair is None else f" → {example.repair or '(deleted)'}"
    text = example.marked + (" → (deleted)" if example.repair == "" else repair)
    return text.replace("\n", " ⏎ ").replace("\u00a0", "␣").replace("\u3000", "⬚").replace("\ufffd", "�")


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


if __name__ == "__main__":
    print(render(all_rules()), end="")
