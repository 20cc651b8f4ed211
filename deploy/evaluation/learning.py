"""`acquaint evaluate learning`: what is learnt in invented worlds whose truth is known, and what is not.

People like by other weights than those that ship; how rarely, how many people there are and how far down they
look differs. Beside the fit stands a plain one that takes every place as looked at.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from rich.table import Table

from deploy.evaluation.learning_world import World, logit, showings
from services.matching.learn.contest import contest
from services.matching.learn.flow import Fitted, fitted_to
from services.matching.learn.learnt import weights_of
from services.matching.learn.position import Looks, looks
from services.matching.learn.refit import ready, refit
from services.matching.recommend.parameters import Parameters, ScoreNumbers, load_parameters

_OTHERWISE = {
    "interest": 3.5,
    "preference": 1.0,
    "their_value": 1.2,
    "my_value": 1.6,
    "context": 1.5,
    "quality": 0.1,
}
_OFTEN, _RARELY = -2.5, -5.0
"""Biases by which about one showing in six, and one in forty, is liked."""
_ALL_SEEN = Looks(np.zeros(10), np.zeros((10, 10)))
_HALF_SEEN = (1.0, 1.0, 1.0, *(0.2,) * 7)
_SEED, _RUNS = 20261125, 200


def evaluate() -> Iterator[Table]:
    """Yield the tables: worlds with something to learn, and worlds without."""
    numbers = load_parameters()
    often, rarely = (
        numbers.score.model_copy(update={"bias": bias, **_OTHERWISE}) for bias in (_OFTEN, _RARELY)
    )
    world = World(often, numbers.score, fade=1.0)
    yield _learnt(
        {
            "300 people": replace(world, people=300),
            "1,000 people": replace(world, people=1000),
            "5,000 people": replace(world, people=5000),
            "1,000 who like rarely": replace(world, people=1000, truth=rarely),
            "5,000 who like rarely": replace(world, people=5000, truth=rarely),
            "1,000 who look at three places": replace(world, people=1000, looks=_HALF_SEEN),
        },
        numbers,
    )
    yield _switches(world, numbers)


def _learnt(worlds: dict[str, World], numbers: Parameters) -> Table:
    table = Table(
        "world", "liked", "2nd, 5th, 10th place", "off: plain fit", "off: this fit", "off: shipped",
        "calibration error", "takes over", "likes a list: shipped / learnt / true weights",
    )  # fmt: skip
    for name, world in worlds.items():
        log = showings(world, _SEED)
        found = fitted_to(log, numbers, numbers, "learnt")
        plain = refit(ready(log, _ALL_SEEN, numbers.learn), weights_of(numbers.score), numbers.learn)
        if found is None:
            table.add_row(name, str(int(log.liked.sum())), "too few to learn from")
            continue
        fits = plain, weights_of(found.learnt.score), weights_of(numbers.score)
        table.add_row(
            name, str(found.report.liked), " ".join(f"{found.report.looks[i]:.2f}" for i in (1, 4, 9)),
            *(f"{_off(fit, world.truth):.2f}" for fit in fits), f"{found.report.calibration_error:.4f}",
            "yes" if found.report.won else "no", _worth(world, numbers.score, found),
        )  # fmt: skip
    return table


def _off(weights: np.ndarray, truth: ScoreNumbers) -> float:
    """Return the root mean square of how far weights are from the truth, the bias left out."""
    return float(np.sqrt(np.mean((weights - weights_of(truth))[1:] ** 2)))


def _worth(world: World, shipped: ScoreNumbers, found: Fitted) -> str:
    told = []
    for weights in (shipped, found.learnt.score, world.truth):
        shown = showings(replace(world, shown_by=weights, shuffled=0.0, grouped=0.0), _SEED + 1)
        chance = 1 / (1 + np.exp(-logit(shown.there, world.truth)))
        told.append(float((chance * world.seen[shown.places - 1]).sum() / (world.people * world.weeks)))
    return " / ".join(f"{one:.3f}" for one in told)


def _switches(world: World, numbers: Parameters) -> Table:
    table = Table("nothing to learn", "runs", "liked a run", "takes over")
    prior = weights_of(numbers.score)
    for people, bias in ((150, -3.0), (300, -4.0), (300, -5.0)):
        still = replace(world, people=people, pool=20, truth=numbers.score.model_copy(update={"bias": bias}))
        won, liked = 0, 0
        for seed in range(_RUNS):
            log = showings(still, seed)
            seen = looks(log, numbers.attention.listed[-1], numbers.learn)
            judged = contest(log, seen, prior, prior, numbers.learn)
            won += judged.sure(numbers.learn) > 0
            liked += int(log.liked.sum())
        table.add_row(f"{people} people", str(_RUNS), str(liked // _RUNS), str(won))
    return table
