"""One optimisation loop for both models: AdamW, warm-up and linear decay, bf16 where the device has it, resumable."""

import json
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

Batch = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast. `steps` counts optimiser steps of one batch each."""

    steps: int
    learning_rate: float
    warmup: int = 100
    weight_decay: float = 0.01
    clip: float = 1.0
    save_every: int = 200
    log_every: int = 25

    def factor(self, step: int) -> float:
        """The share of the peak learning rate at a step."""
        if step < self.warmup:
            return (step + 1) / self.warmup
        return max(0.0, (self.steps - step) / max(1, self.steps - self.warmup))


def device() -> torch.device:
    """A GPU if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def bf16_pays(target: torch.device) -> bool:
    """True on GPUs and on CPUs that multiply bf16 in hardware; elsewhere fp32 is faster (models/LOG.md)."""
    return target.type == "cuda" or bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def train(
    model: torch.nn.Module,
    batches: Callable[[int], Iterator[Batch]],
    loss_of: Callable[[torch.nn.Module, Batch], torch.Tensor],
    schedule: Schedule,
    folder: Path,
    evaluate: Callable[[], dict[str, float]] | None = None,
) -> None:
    """Train in place. `batches(step)` gives the stream from a step on, so that a resumed run does not repeat itself.

    `folder` gets state.pt (model, optimiser, step; written whole) and log.jsonl. A run that finds a state resumes it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = device()
    model.to(target).train()
    half = bf16_pays(target)
    decayed = [p for n, p in model.named_parameters() if p.requires_grad and p.dim() > 1]
    plain = [p for n, p in model.named_parameters() if p.requires_grad and p.dim() <= 1]
    groups = [{"params": decayed, "weight_decay": schedule.weight_decay}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=schedule.learning_rate, betas=(0.9, 0.98), fused=True)
    state = folder / "state.pt"
    first = _resume(model, optimiser, state)
    stream, started, tokens, total = batches(first), time.monotonic(), 0, 0.0
    for step in range(first, schedule.steps):
        for group in optimiser.param_groups:
            group["lr"] = schedule.learning_rate * schedule.factor(step)
        batch = {key: value.to(target, non_blocking=True) for key, value in next(stream).items()}
        with torch.autocast(target.type, dtype=torch.bfloat16, enabled=half):
            loss = loss_of(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), schedule.clip)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        total += loss.item()
        tokens += batch["input_ids"].numel()
        if not math.isfinite(total):
            raise FloatingPointError(f"the loss is {loss.item()} at step {step}")
        if (step + 1) % schedule.log_every == 0:
            line = {
                "step": step + 1,
                "loss": total / schedule.log_every,
                "tokens_s": tokens / (time.monotonic() - started),
            }
            _log(folder, line)
            total = 0.0
        if (step + 1) % schedule.save_every == 0 or step + 1 == schedule.steps:
            _save(model, optimiser, step + 1, state)
            if evaluate is not None:
                model.eval()
                _log(folder, {"step": step + 1, **evaluate()})
                model.train()


def _resume(model: torch.nn.Module, optimiser: torch.optim.Optimizer, state: Path) -> int:
    if not state.exists():
        return 0
    saved = torch.load(state, map_location="cpu", weights_only=True)
    model.load_state_dict(saved["model"])
    optimiser.load_state_dict(saved["optimiser"])
    return int(saved["step"])


def _save(model: torch.nn.Module, optimiser: torch.optim.Optimizer, step: int, state: Path) -> None:
    partial = state.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, partial)
    os.replace(partial, state)


def _log(folder: Path, line: dict[str, Any]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)
