"""The weights of the score, fitted to a log: logistic, corrected for places, held to what they were."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from services.matching.learn.position import looked_at
from services.matching.learn.showings import Showings
from services.matching.recommend.parameters import LearnNumbers, ScoreNumbers
from services.matching.recommend.topic_index import Floats

NAMES = tuple(ScoreNumbers.model_fields)
"""The order of weights: that of the inputs of a logit, `bias` first."""


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Showings ready to be fitted: `gain` is liked over looked at, `weight` how much a row counts."""

    inputs: Floats
    gain: Floats
    weight: Floats
    people: np.ndarray


def ready(showings: Showings, eta: float, numbers: LearnNumbers) -> Log:
    """Correct a log for places, and for people who were shown very much: each counts so many rows at most."""
    rows = np.bincount(showings.people, minlength=int(showings.people.max(initial=-1)) + 1)
    weight = np.minimum(1.0, numbers.most_rows / np.maximum(rows, 1))[showings.people]
    gain = showings.liked / looked_at(showings, eta, numbers)
    return Log(showings.there, gain, weight, showings.people)


def losses(weights: Floats, log: Log) -> Floats:
    """Return the loss of each row: log(1 + e^z) - gain * z.

    Where a row is looked at by chance t, gain is liked / t, and the mean of this is the log loss of a world in
    which all is looked at (unbiased by inverse propensity; Saito and others 2020).
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
    return _least(log, prior, hold, [(None, None), *[(0.0, None)] * (len(prior) - 1)])


def calibrated(log: Log, weights: Floats) -> Floats:
    """Return the weights with the bias that suits the log best."""
    fixed = [(None, None), *((value, value) for value in weights[1:])]
    return _least(log, weights, np.zeros(len(weights)), fixed)


def _least(log: Log, start: Floats, hold: Floats, bounds: list[tuple[float | None, float | None]]) -> Floats:
    def loss(weights: Floats) -> tuple[float, Floats]:
        z = log.inputs @ weights
        off = weights - start
        value = np.sum(log.weight * (np.logaddexp(0.0, z) - log.gain * z)) + 0.5 * np.sum(hold * off**2)
        slope = log.inputs.T @ (log.weight * (_chance(z) - log.gain)) + hold * off
        return float(value), slope

    found: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def _chance(z: Floats) -> Floats:
    chance: Floats = 0.5 * (1 + np.tanh(z / 2))
    return chance
