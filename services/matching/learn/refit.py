"""The weights of the score, fitted to a log: logistic, corrected for places, held to what they were."""

from dataclasses import dataclass

import numpy as np

from services.matching.learn.position import Looks
from services.matching.learn.showings import Flags, Showings
from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import LearnNumbers, ScoreNumbers

_ROUNDS, _ENOUGH = 100, 1e-7
_STEADY = 1e-9
"""What keeps a log solvable that tells nothing of a weight."""

NAMES = tuple(ScoreNumbers.model_fields)
"""The order of weights: that of the inputs of a logit, `bias` first."""


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Showings ready to be fitted: `gain` is liked over looked at, `weight` how much a row counts."""

    inputs: Floats
    gain: Floats
    weight: Floats
    people: Ints


def ready(showings: Showings, looks: Looks, numbers: LearnNumbers) -> Log:
    """Correct a log for places; one answer counts so many times at most, and each person so many rows."""
    seen = showings.only(looks.known(showings.places))
    rows = np.bincount(seen.people, minlength=int(seen.people.max(initial=-1)) + 1)
    weight = np.minimum(1.0, numbers.most_rows / np.maximum(rows, 1))[seen.people]
    chance = np.maximum(looks.chance(seen.places), 1 / numbers.most_correction)
    return Log(seen.there, seen.liked / chance, weight, seen.people)


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

    def loss(at: Floats) -> float:
        return float(losses(at, log).sum() + 0.5 * np.sum(hold * (at - prior) ** 2))

    for _ in range(_ROUNDS):
        chance = 0.5 * (1 + np.tanh(log.inputs @ weights / 2))
        slope = inputs.T @ (log.weight * (chance - log.gain)) + (hold * (weights - prior))[free]
        bend = (inputs * (log.weight * chance * (1 - chance))[:, None]).T @ inputs
        step = np.zeros(len(weights))
        step[free] = np.linalg.solve(bend + np.diag(hold[free] + _STEADY), slope)
        before = loss(weights)
        while loss(weights - step) > before and np.abs(step).max() >= _ENOUGH:
            step /= 2
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights
