"""Beam search against looking at every continuation of a small random table."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix.runtime.beam import log_softmax, search
from mtfix.runtime.onnx_session import Array

Hypothesis = tuple[float, list[int]]
END, LONGEST, ROWS = 0, 4, 42


def table(seed: int, tokens: int) -> Array:
    """Log-probabilities of the next token given the last one; only the first few tokens are at all likely."""
    logs = log_softmax(np.random.default_rng(seed).normal(size=(ROWS, 40)) * 2)
    logs[:, tokens:] = -50.0
    return logs


def every(logs: Array, first: int, tokens: int) -> list[Hypothesis]:
    """All finished continuations with their log-probability, best first."""
    found = []
    for length in range(LONGEST):
        for continuation in itertools.product(range(1, tokens), repeat=length):
            score = sum(float(logs[a, b]) for a, b in itertools.pairwise([first, *continuation, END]))
            found.append((score, list(continuation)))
    return sorted(found, key=lambda item: (-item[0], item[1]))


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_a_beam_that_loses_nothing_is_exact(seed: int) -> None:
    """Two tokens and the end: at most eight prefixes are open at once."""
    logs = table(seed, 3)
    for first, found in zip(
        (40, 41), search([[40], [41]], lambda ids: logs[ids[:, -1]], END, 16, LONGEST), strict=True
    ):
        expected = every(logs, first, 3)
        assert len(expected) == 15
        assert [tokens for _, tokens in found[:15]] == [tokens for _, tokens in expected]
        assert [score for score, _ in found[:15]] == pytest.approx([score for score, _ in expected])


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_a_narrow_beam_gives_true_scores(seed: int, beams: int) -> None:
    logs = table(seed, 5)
    exact = {tuple(tokens): score for score, tokens in every(logs, 40, 5)}
    (found,) = search([[40]], lambda ids: logs[ids[:, -1]], END, beams, LONGEST)
    assert len(found) <= beams
    assert [score for score, _ in found] == sorted((score for score, _ in found), reverse=True)
    assert len({tuple(tokens) for _, tokens in found}) == len(found)
    for score, tokens in found:
        assert score == pytest.approx(exact[tuple(tokens)])


def test_each_prefix_is_searched_as_if_alone() -> None:
    logs = table(11, 7)

    def step(ids: Array) -> Array:
        return np.asarray(logs[ids[:, -1]])

    together = search([[1, 5], [2, 6], [3, 4]], step, END, 3, LONGEST)
    assert together == [search([prefix], step, END, 3, LONGEST)[0] for prefix in ([1, 5], [2, 6], [3, 4])]


def test_nothing_ends_in_time() -> None:
    logs = np.full((ROWS, 5), -1.0)
    logs[:, END] = -np.inf
    assert [item for item in search([[5]], lambda ids: logs[ids[:, -1]], END, 2, 3)[0] if item[0] > -np.inf] == []


def test_log_softmax() -> None:
    logs = log_softmax(np.array([[1000.0, 1000.0], [0.0, -1e9]], np.float32))
    assert np.exp(logs).sum(axis=-1) == pytest.approx([1.0, 1.0])
    assert logs[0] == pytest.approx(np.log([0.5, 0.5]))
