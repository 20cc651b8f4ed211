"""Judging vectors: macro-F1 and a linear head."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]

_ROUNDS = 400
_RATE = 2.0
_DECAY = 1e-4


def macro_f1(truth: Sequence[frozenset[str]], guesses: Sequence[str]) -> float:
    """Return the mean over labels of F1; a guess among an item's labels is right and counts for that one.

    A wrong guess counts against the guessed label and against the item's first label.
    """
    aims = [guess if guess in labels else min(labels) for labels, guess in zip(truth, guesses, strict=True)]
    scores = [_f1(label, aims, guesses) for label in sorted(set(aims))]
    return sum(scores) / len(scores)


def _f1(label: str, aims: Sequence[str], guesses: Sequence[str]) -> float:
    hits = sum(aim == guess == label for aim, guess in zip(aims, guesses, strict=True))
    wrong = sum(guess == label for guess in guesses) + sum(aim == label for aim in aims)
    return 2 * hits / wrong if wrong else 0.0


def train_head(rows: Rows, labels: Sequence[str]) -> tuple[list[str], Rows]:
    """Return the labels and the weights, shape (d + 1, labels), of softmax regression (gradient descent)."""
    names = sorted(set(labels))
    target = np.eye(len(names), dtype=np.float32)[[names.index(label) for label in labels]]
    inputs = _with_one(rows)
    weights = np.zeros((inputs.shape[1], len(names)), dtype=np.float32)
    speed = np.zeros_like(weights)
    for _ in range(_ROUNDS):
        scores = inputs @ weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        speed = 0.9 * speed - _RATE * (inputs.T @ (likely - target) / len(labels) + _DECAY * weights)
        weights += speed
    return names, weights


def apply_head(head: tuple[list[str], Rows], rows: Rows) -> list[str]:
    """Return the likeliest label of each row."""
    names, weights = head
    return [names[i] for i in (_with_one(rows) @ weights).argmax(axis=1)]


def _with_one(rows: Rows) -> Rows:
    return np.hstack([rows * 4, np.ones((len(rows), 1), dtype=np.float32)])
