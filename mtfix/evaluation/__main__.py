"""`python -m mtfix.evaluation`, which `make eval` calls: the table of measures and the signature line."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from mtfix.errors import MtfixError
from mtfix.evaluation import corpus_measures, repair_measures, seed_measures, tagger_measures
from mtfix.evaluation.baselines import offer_languagetool
from mtfix.evaluation.context import Context, Measure
from mtfix.evaluation.table import Row, render
from mtfix.evaluation.under_test import UnderTest
from mtfix.settings import Settings

# In the order of the table; the names are what --set takes.
MEASURES: dict[str, Measure] = {
    "mqm": tagger_measures.mqm,
    "mlqe": tagger_measures.mlqe,
    "round-trips": tagger_measures.round_trips,
    "gold": corpus_measures.gold,
    "alarms": corpus_measures.alarms,
    "calibration": corpus_measures.calibration,
    "repair-gold": repair_measures.gold,
    "repair-round-trips": repair_measures.round_trips,
    "repair-calibration": repair_measures.calibration,
    "postedits": repair_measures.postedits,
    "seed": seed_measures.seed,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 if every bar is met, 1 if one is missed or could not be measured, 2 on a wrong call."""
    options = _parser().parse_args(arguments)
    settings = Settings(detector=options.detector, repairer=options.repairer)
    offer_languagetool(options.data)
    context = Context(
        UnderTest(settings), options.data, options.corpus, options.split, options.limit, not options.no_peers
    )
    try:
        rows = [row for name in options.set or MEASURES for row in measured(name, context)]
        signature = context.under_test.signature
    except MtfixError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        context.close()
    signature += f"|split:{options.split}|limit:{options.limit or 'none'}"
    print(render(rows))
    print("\n".join(["", *context.notes, signature]))
    if options.json:
        payload = {"rows": [row.to_json() for row in rows], "notes": context.notes, "signature": signature}
        options.json.write_text(json.dumps(payload, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(any(row.verdict == "miss" or (row.must and row.value is None) for row in rows))


def measured(name: str, context: Context) -> Iterator[Row]:
    """The rows of one set; if its data or its model is not on this machine, one row that says so."""
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    try:
        yield from MEASURES[name](context)
    except MtfixError as error:
        yield Row(name, None, note=str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mtfix.evaluation", description=__doc__)
    parser.add_argument("--set", action="append", choices=sorted(MEASURES), help="measure this only (may be repeated)")
    parser.add_argument("--limit", type=int, help="take so many records of each set, for a quick look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON too")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="sets laid out as ../shared/data")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="the folder with gold/ and clean/")
    parser.add_argument("--split", choices=("dev", "test"), default="dev", help="which held-out documents")
    parser.add_argument("--detector", default=Settings.detector, help="a tagger's folder, or 'none'")
    parser.add_argument("--repairer", default=Settings.repairer, help="a repairer's folder, or 'none'")
    parser.add_argument("--no-peers", action="store_true", help="do not measure Harper and LanguageTool beside it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
