"""An invented world of known truth: what people like and how far down they look, to judge what is learnt."""

from dataclasses import dataclass, replace

import numpy as np

from services.matching.learn.learnt import mutual
from services.matching.learn.showings import Showings
from services.matching.recommend.arrays import Floats
from services.matching.recommend.parameters import ScoreNumbers


@dataclass(frozen=True, slots=True)
class World:
    """Each of `people` is shown `listed` of `pool` others in each of `weeks`, the best by `shown_by` first.

    They look at place k with the chance k^-`fade`, or that of `looks`, and like who they look at by the logit
    of `truth`.
    """

    truth: ScoreNumbers
    shown_by: ScoreNumbers
    fade: float
    people: int = 600
    weeks: int = 8
    pool: int = 40
    listed: int = 10
    shuffled: float = 0.05
    looks: tuple[float, ...] | None = None

    @property
    def seen(self) -> Floats:
        """The chance that each place is looked at."""
        fading: Floats = np.arange(1.0, self.listed + 1) ** -self.fade
        return np.array(self.looks) if self.looks else fading


def showings(world: World, seed: int) -> Showings:
    """Return the log of a world."""
    chance = np.random.default_rng(seed)
    lists = world.people * world.weeks
    there, back = _inputs(chance, lists * world.pool)
    rows = _log(there, back, np.zeros(lists * world.pool, dtype=np.int64), np.zeros(len(there), dtype=bool))
    rank = mutual(rows, world.shown_by).reshape(lists, world.pool)
    best = np.argsort(-rank, axis=1)[:, : world.listed]
    shuffled = chance.random(lists) < world.shuffled
    best[shuffled] = chance.permuted(best[shuffled], axis=1)
    chosen = (np.arange(lists)[:, None] * world.pool + best).ravel()
    places = np.tile(np.arange(1, world.listed + 1), lists)
    shown = _log(
        there[chosen],
        back[chosen],
        np.repeat(np.arange(lists), world.listed),
        np.repeat(shuffled, world.listed),
    )
    looks = chance.random(len(chosen)) < world.seen[places - 1]
    likes = chance.random(len(chosen)) < 1 / (1 + np.exp(-logit(shown.there, world.truth)))
    return replace(shown, people=shown.lists // world.weeks, places=places, liked=looks & likes)


def logit(inputs: Floats, numbers: ScoreNumbers) -> Floats:
    """Return the logit of each row."""
    weights = np.array(list(numbers.model_dump().values()))
    z: Floats = inputs @ weights
    return z


def _inputs(chance: np.random.Generator, rows: int) -> tuple[Floats, Floats]:
    """Return inputs with the ranges and the emptiness of real rosters."""
    interest, context = chance.beta(2, 3, rows), np.log(chance.choice([0.5, 0.8, 0.9, 1.0], rows))
    wants = chance.normal(0, 0.5, (2, rows)) * chance.choice([0, 1], (2, rows))
    value = chance.beta(3, 2, (2, rows)) * chance.choice([0, 0, 0, 1], (2, rows))
    quality = chance.choice(8, (2, rows)) / 8
    ones = np.ones(rows)
    return (
        np.array([ones, interest, wants[0], value[0], value[1], context, quality[0]]).T,
        np.array([ones, interest, wants[1], value[1], value[0], context, quality[1]]).T,
    )


def _log(there: Floats, back: Floats, lists: np.ndarray, shuffled: np.ndarray) -> Showings:
    none = np.zeros(len(there), dtype=np.int64)
    return Showings(none, lists, none + 1, there, back, none > 0, shuffled)
