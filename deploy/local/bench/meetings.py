"""Meeting plans of invented people, beside what greed and chance make of the same worths."""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from deploy.local.bench.crowd import roster_of
from services.matching.meetings.plan import meetings_each, plan, seats_of
from services.matching.meetings.prices import Prices, prices
from services.matching.meetings.worth import STEPS, Pair, worths
from services.matching.recommend.arrays import Ints
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.score.best import known_chances

ROUNDS = 5
_SEED = 20261126


@dataclass(frozen=True, slots=True)
class Made:
    """One way to plan: seconds at the median, the least and the most; `worth` is the mean of a meeting."""

    name: str
    seconds: tuple[float, float, float]
    meetings: int
    worth: float
    of_bound: float
    least: int
    most: int


def measure(people: int, tables: int | None, times: int) -> list[Made]:
    """Plan rounds for so many people by each way, so many times."""
    roster, parameters = roster_of(people), load_parameters()
    worth = worths(known_chances(np.arange(people), roster, parameters), ())
    bound = _priced(worth, tables).bound
    ways: dict[str, Callable[[], Sequence[Pair]]] = {
        "ours": lambda: _ours(worth, tables),
        "greedy": lambda: list(_greedy(worth, tables)),
        "random": lambda: list(_random(worth, tables)),
    }
    return [_timed(name, way, worth, bound, times) for name, way in ways.items()]


def _timed(name: str, way: Callable[[], Sequence[Pair]], worth: Ints, bound: float, times: int) -> Made:
    took, found = [], way()
    for _ in range(times):
        started = time.perf_counter()
        found = way()
        took.append(time.perf_counter() - started)
    total = sum(int(worth[two]) - 1 for two in found)
    counts = Counter(one for two in found for one in two)
    each = [counts[one] for one in range(len(worth))]
    return Made(
        name, (statistics.median(took), min(took), max(took)), len(found), total / len(found) / STEPS,
        total / bound, min(each), max(each),
    )  # fmt: skip


def _ours(worth: Ints, tables: int | None) -> list[Pair]:
    found = plan(worth, ROUNDS, tables, _priced(worth, tables).people, np.full(len(worth), ROUNDS))
    return [(it.one, it.other) for it in found]


def _priced(worth: Ints, tables: int | None) -> Prices:
    each = meetings_each(np.full(len(worth), ROUNDS), ROUNDS, tables)
    return prices(worth, each, ROUNDS * seats_of(len(worth), tables))


def _greedy(worth: Ints, tables: int | None) -> Iterator[Pair]:
    """Take in each round the best pair that is left, until the tables are full."""
    one, other = np.triu_indices(len(worth), 1)
    order = np.argsort(-worth[one, other], kind="stable")
    ranked = list(zip(one[order].tolist(), other[order].tolist(), strict=True))
    yield from _rounds(worth, tables, lambda: ranked)


def _random(worth: Ints, tables: int | None) -> Iterator[Pair]:
    """Pair people up in the order of a lot that is drawn for each round."""
    chance = np.random.default_rng(_SEED)

    def drawn() -> list[Pair]:
        lot = chance.permutation(len(worth)).tolist()
        return [(min(two), max(two)) for two in zip(lot[::2], lot[1::2], strict=False)]

    yield from _rounds(worth, tables, drawn)


def _rounds(worth: Ints, tables: int | None, ranked: Callable[[], Sequence[Pair]]) -> Iterator[Pair]:
    met, seats = set[Pair](), seats_of(len(worth), tables)
    for _ in range(ROUNDS):
        busy, taken = set[int](), 0
        for two in ranked():
            if taken == seats:
                break
            if two not in met and busy.isdisjoint(two) and worth[two]:
                busy.update(two)
                met.add(two)
                taken += 1
                yield two
