"""Beam search over a decoder that gives next-token scores. Pure numpy; knows neither models nor words."""

from collections.abc import Callable, Sequence

import numpy as np

from mtfix.runtime.onnx_session import Array

# For prefixes (rows, length) the log-probabilities of the next token (rows, vocabulary).
NextTokens = Callable[[Array], Array]


def log_softmax(logits: Array) -> Array:
    """Log-probabilities along the last axis, in float32."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def search(
    prefixes: Sequence[Sequence[int]], step: NextTokens, end: int, beams: int, longest: int
) -> list[list[tuple[float, list[int]]]]:
    """For each prefix its finished continuations as (log-probability, tokens without prefix and end), best first.

    Scores are plain sums: a continuation's score is the model's log-probability of exactly it. At most `beams` each.
    """
    start = len(prefixes[0])
    live: list[list[tuple[float, list[int]]]] = [[(0.0, list(prefix))] for prefix in prefixes]
    done: list[list[tuple[float, list[int]]]] = [[] for _ in prefixes]
    for _ in range(longest):
        rows = [(group, score, tokens) for group, hypotheses in enumerate(live) for score, tokens in hypotheses]
        if not rows:
            break
        scores = step(np.array([tokens for _, _, tokens in rows], np.int64))
        best = np.argpartition(-scores, beams, axis=-1)[:, :beams]
        grown: list[list[tuple[float, list[int]]]] = [[] for _ in prefixes]
        for row, (group, score, tokens) in enumerate(rows):
            for token in best[row]:
                grown[group].append((score + float(scores[row, token]), [*tokens, int(token)]))
        for group, hypotheses in enumerate(grown):
            hypotheses.sort(key=lambda item: (-item[0], item[1]))
            done[group] += [(score, tokens[start:-1]) for score, tokens in hypotheses[: 2 * beams] if tokens[-1] == end]
            done[group] = sorted(done[group], key=lambda item: (-item[0], item[1]))[:beams]
            open_ones = [item for item in hypotheses if item[1][-1] != end][:beams]
            # sums only fall, so what is live must beat the worst of a full list
            worst = done[group][-1][0] if len(done[group]) == beams else -np.inf
            live[group] = [item for item in open_ones if item[0] > worst]
    return done
