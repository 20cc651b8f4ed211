"""The weights of the score, fitted to a log: logistic, corrected for places, held to what they were."""

from dataclasses import dataclass

import numpy as np

from services.matching.learn.position import looked_at
from services.matching.learn.showings import Flags, Showings
from services.matching.recommend.parameters import LearnNumbers, ScoreNumbers
from services.matching.recommend.topic_index import Floats, Ints

_ROUNDS, _ENOUGH = 100, 1e-7
_STRIDE, _STEADY = 2.0, 1e-9
"""The farthest one step goes, and what keeps a log that tells nothing of a weight solvable."""

NAMES = tuple(ScoreNumbers.model_fields)
"""The order of weights: that of the inputs of a logit, `bias` first."""


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Showings ready to be fitted: `gain` is liked over looked at, `weight` how much a row counts."""

    inputs: Floats
    gain: Floats
    weight: Floats
    people: Ints


def ready(showings: Showings, eta: float, numbers: LearnNumbers) -> Log:
    """Correct a log for places; each person counts so many rows at most.

    Places where too few look are left out: one answer there would count for too much.
    """
    seen = showings.only(looked_at(showings, eta) >= 1 / numbers.most_correction)
    rows = np.bincount(seen.people, minlength=int(seen.people.max(initial=-1)) + 1)
    weight = np.minimum(1.0, numbers.most_rows / np.maximum(rows, 1))[seen.people]
    return Log(seen.there, seen.liked / looked_at(seen, eta), weight, seen.people)


def losses(weights: Floats, log: Log) -> Floats:
    """Return the loss of each row: log(1 + e^z) - gain * z.

    Where a row is looked at by chance t, gain is liked / t, and the mean of this is the log loss of a world
    in which all is looked at (unbiased by inverse propensity; Saito and others 2020).
    """
    z = log.inputs @ weights
    loss: Floats = log.weight * (np.logaddexp(0.0, z) - log.gain * z)
    return loss


def refit(log: Log, prior: Floats, numbers: LearnNumbers) -> Floats:
    """Return the weights of least loss, by ridge held to the prior; none but the bias is below 0.

    A weight below 0 would make a shared rare topic, or an offer that meets a need, speak against two people.
    """
    hold = np.full(len(prior), numbers.ridge)
    hold[0] = 0.0
    start, free = prior.copy(), np.ones(len(prior), dtype=bool)
    while True:
        found = _least(log, start, prior, hold, free)
        below = free & (found < 0)
        below[0] = False
        if not below.any():
            return found
        start, free = np.where(below, 0.0, found), free & ~below


def calibrated(log: Log, weights: Floats) -> Floats:
    """Return the weights with the bias that suits the log best."""
    only_bias = np.arange(len(weights)) == 0
    return _least(log, weights, weights, np.zeros(len(weights)), only_bias)


def _least(log: Log, start: Floats, prior: Floats, hold: Floats, free: Flags) -> Floats:
    """Return the weights of least loss by Newton's method; those not free stay where they start."""
    weights, inputs = start.copy(), log.inputs[:, free]
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-log.inputs @ weights))
        slope = inputs.T @ (log.weight * (chance - log.gain)) + (hold * (weights - prior))[free]
        bend = (inputs * (log.weight * chance * (1 - chance))[:, None]).T @ inputs
        step = np.linalg.solve(bend + np.diag(hold[free] + _STEADY), slope)
        weights[free] -= np.clip(step, -_STRIDE, _STRIDE)
        if np.abs(step).max() < _ENOUGH:
            break
    return weights
