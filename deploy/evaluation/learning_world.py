"""An invented world of known truth: what people like and how far down they look, to judge what is learnt."""

from dataclasses import dataclass, replace

import numpy as np

from services.matching.learn.learnt import mutual
from services.matching.learn.showings import Showings
from services.matching.recommend.arms import Arm, windows
from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import ScoreNumbers


@dataclass(frozen=True, slots=True)
class World:
    """Who is shown how many lists, how they look at them, and what they really like."""

    truth: ScoreNumbers
    """By these weights people like whom they look at."""
    shown_by: ScoreNumbers
    """By these weights the best are shown first."""
    fade: float
    """People look at place k with the chance k^-`fade`."""
    people: int = 600
    weeks: int = 8
    """In each of them each person gets a list."""
    pool: int = 40
    """Others that a list is chosen from."""
    listed: int = 10
    """How many of the pool are on it."""
    shuffled: float = 0.025
    """The share of lists in random order."""
    grouped: float = 0.05
    """The share of lists in random order within `groups` alone."""
    groups: tuple[int, ...] = (5, 8, 10)
    """Stretches of places, each named by its last."""
    looks: tuple[float, ...] | None = None
    """The chance that each place is looked at, instead of `fade`'s."""

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
    rows = _log(there, back, *np.zeros((2, lists * world.pool), dtype=np.int64))
    rank = mutual(rows, world.shown_by).reshape(lists, world.pool)
    best = np.argsort(-rank, axis=1)[:, : world.listed]
    mixed = _mixed(best, chance, world)
    chosen = (np.arange(lists)[:, None] * world.pool + best).ravel()
    places = np.tile(np.arange(1, world.listed + 1), lists)
    shown = _log(
        there[chosen],
        back[chosen],
        np.repeat(np.arange(lists), world.listed),
        mixed.ravel(),
    )
    looks = chance.random(len(chosen)) < world.seen[places - 1]
    likes = chance.random(len(chosen)) < 1 / (1 + np.exp(-logit(shown.there, world.truth)))
    return replace(shown, people=shown.lists // world.weeks, places=places, liked=looks & likes)


def _mixed(lists: Ints, chance: np.random.Generator, world: World) -> Ints:
    """Put the places of some lists in random order; return which window of them each is in, from 1."""
    drawn, found = chance.random(len(lists)), np.zeros_like(lists)
    shuffled = drawn < world.shuffled
    grouped = ~shuffled & (drawn < world.shuffled + world.grouped)
    for arm, chosen in ((Arm.SHUFFLED, shuffled), (Arm.GROUPED, grouped)):
        for i, window in enumerate(windows(arm, world.groups), start=1):
            some = slice(window.start, window.stop)
            lists[chosen, some] = chance.permuted(lists[chosen, some], axis=1)
            found[chosen, some] = i
    return found


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


def _log(there: Floats, back: Floats, lists: Ints, windows: Ints) -> Showings:
    none = np.zeros(len(there), dtype=np.int64)
    return Showings(none, lists, none + 1, there, back, none > 0, windows)
