"""`acquaint evaluate congestion`: what sharing attention out yields in a made-up world of popular people.

Everyone is shown five people, asks each by their liking (less further down), and answers the two requests
they like best, yes by their own liking. Likings are a base, the popularity of the one liked and a taste of
one's own. The serving allocations stand beside rankings by one's own liking and by the mutual chance.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from services.matching.recommend.allocate.attention import allot
from services.matching.recommend.allocate.market import RANKED
from services.matching.recommend.allocate.near import near_in
from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.diversify.diversify import by_rank
from services.matching.recommend.parameters import load_parameters

SLOTS, ANSWERED = 5, 2
SEEN = 1 / np.log2(np.arange(2, SLOTS + 2))
"""How much of a place of a list is looked at, by rank."""
WORLDS = ((300, 0.02), (2000, 0.05), (2000, 0.10))
_BASE, _TASTE, _SEED, _EVENINGS = 0.03, 0.08, 20261125, 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """Mutual yeses per person, and how evenly people were shown."""

    yes: float
    gini: float
    never: float
    most: int


def likings(people: int, skew: float) -> Floats:
    """Return p(u→v) of everyone for everyone, 0 for oneself."""
    chance = np.random.default_rng(_SEED)
    popular, taste = chance.normal(size=people), chance.normal(size=(people, people))
    likes = np.clip(_BASE + skew * popular + _TASTE * taste, 0.001, 0.95)
    np.fill_diagonal(likes, 0.0)
    return np.asarray(likes)


def lists_of(likes: Floats) -> Mapping[str, Ints]:
    """Return the lists of each method; shape (people, slots), the best first."""
    both = 2 * likes * likes.T / np.maximum(likes + likes.T, 1e-12)
    methods: Mapping[str, Callable[[], Ints]] = {
        "own liking": lambda: _top(likes),
        "mutual chance": lambda: _top(both),
        "capped (served)": lambda: _shared(both, "capped"),
        "transferable": lambda: _shared(both, "transferable"),
    }
    return {name: _in_order(method(), likes) for name, method in methods.items()}


def _shared(both: Floats, method: str) -> Ints:
    parameters = load_parameters()
    numbers = parameters.attention.model_copy(update={"listed": (SLOTS,)})
    near = RANKED[method](near_in(both.astype(np.float32), numbers), numbers)
    facets = np.zeros((len(both), 1), dtype=np.int64)
    return allot(near, by_rank(near.rank), facets, numbers, parameters.list).lists


def _top(worth: Floats) -> Ints:
    return np.argsort(-worth, axis=1, kind="stable")[:, :SLOTS]


def _in_order(lists: Ints, likes: Floats) -> Ints:
    """Order each list by the reader's own liking: what was decided is who is in it."""
    order = np.argsort(-np.take_along_axis(likes, lists, axis=1), axis=1, kind="stable")
    return np.take_along_axis(lists, order, axis=1)


def live(lists: Ints, likes: Floats) -> Outcome:
    """Return what comes of lists, on average over some evenings."""
    people = len(likes)
    chance = np.random.default_rng(_SEED + 1)
    yes = sum(_evening(lists, likes, chance) for _ in range(_EVENINGS)) / _EVENINGS / people
    shown = np.sort(np.bincount(lists[lists >= 0], minlength=people))
    ranks = np.arange(1, people + 1)
    gini = 2 * float((ranks * shown).sum()) / (people * shown.sum()) - (people + 1) / people
    return Outcome(yes, gini, float((shown == 0).mean()), int(shown[-1]))


def _evening(lists: Ints, likes: Floats, chance: np.random.Generator) -> float:
    readers = np.arange(len(likes))[:, None]
    asks = (chance.random(lists.shape) < likes[readers, lists] * SEEN) & (lists >= 0)
    asker, asked = np.nonzero(asks)[0], lists[asks]
    back = likes[asked, asker]
    order = np.lexsort((-back, asked))
    first = np.searchsorted(asked[order], asked[order])
    answered = np.arange(len(order)) - first < ANSWERED
    return float((chance.random(len(order)) < back[order])[answered].sum())


def evaluate() -> Table:
    """Live through each world with each method."""
    table = Table(
        "people, skew", "method", "yes each", "of the best", "Gini", "never shown", "most × average"
    )
    for people, skew in WORLDS:
        likes = likings(people, skew)
        outcomes = {name: live(lists, likes) for name, lists in lists_of(likes).items()}
        best = max(outcome.yes for outcome in outcomes.values())
        for name, one in outcomes.items():
            table.add_row(
                f"{people:,}, {skew}", name, f"{one.yes:.3f}", f"{one.yes / best:.1%}", f"{one.gini:.2f}",
                f"{one.never:.1%}", f"{one.most / SLOTS:.1f}",
            )  # fmt: skip
    return table
