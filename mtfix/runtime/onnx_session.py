"""ONNX Runtime on CPU. One text a run, several runs at once.

Int8 scales are taken over a run's whole input, so a text that shared its run with others would get other numbers. This
way an answer depends on its own text alone, nothing is padded, and two one-thread runs beat one run of two threads.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from mtfix.errors import ModelError

Array = npt.NDArray[Any]
In = TypeVar("In")
Out = TypeVar("Out")


class OnnxSession:
    """One graph with one output."""

    def __init__(self, path: Path) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own exceptions share no base class
            raise ModelError("E021", f"ONNX Runtime cannot load it: {error}", path=str(path)) from error

    def __call__(self, **inputs: Array) -> Array:
        """Run the graph."""
        return np.asarray(self._session.run(None, inputs)[0])


def load_tokenizer(path: Path) -> Tokenizer:
    """A tokenizer.json without padding or truncation. Raises ModelError E021."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError("E021", f"not a tokenizer: {error}", path=str(path)) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _cores() -> int:
    """The cores this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """A fixed number of threads (0: one a core) that run sessions; ONNX Runtime lets go of the GIL at work."""

    def __init__(self, threads: int) -> None:
        self.threads = threads or _cores()
        self._pool = ThreadPoolExecutor(self.threads, "mtfix") if self.threads > 1 else None

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """The answers, in order."""
        return self._pool.map(function, items) if self._pool else map(function, items)
