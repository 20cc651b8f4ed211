"""Logistic regression over sparse named features, by Newton's method with a ridge penalty."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

_ROUNDS = 50
_ENOUGH = 1e-8


def fit(rows: Sequence[Mapping[str, float]], labels: Sequence[bool], ridge: float) -> dict[str, float]:
    """Return the weight of each feature that occurs; the penalty is half of `ridge` times their squares."""
    names = sorted({name for row in rows for name in row})
    inputs = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    weights = _newton(inputs, np.array(labels, dtype=float), ridge)
    return dict(zip(names, weights.tolist(), strict=True))


def predicted(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    """Return the probability that the weights give to a row."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in row.items()))))


def _newton(
    inputs: npt.NDArray[np.float64], labels: npt.NDArray[np.float64], ridge: float
) -> npt.NDArray[np.float64]:
    weights = np.zeros(inputs.shape[1])
    penalty = ridge * np.eye(inputs.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (likely - labels) + ridge * weights
        curvature = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights
