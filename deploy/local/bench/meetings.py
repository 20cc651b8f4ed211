"""Meeting plans of invented people, beside what greed and chance make of the same worths."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from deploy.local.bench.crowd import roster_of
from services.matching.meetings.arrange import arranged, bound_of
from services.matching.meetings.figures import company, sittings
from services.matching.meetings.pairs.matching import Flags
from services.matching.meetings.pairs.plan import Meeting
from services.matching.meetings.terms import PAIR, Terms, tables_for
from services.matching.meetings.worth import STEPS, worths
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


def measure(people: int, size: int, tables: int | None, times: int) -> list[Made]:
    """Plan rounds for so many people by each way, so many times."""
    roster, parameters = roster_of(people), load_parameters()
    worth = worths(known_chances(np.arange(people), roster, parameters), ())
    usual = np.full(people, ROUNDS, dtype=np.int64)
    terms = Terms(ROUNDS, size, tables, usual, np.zeros(people, dtype=np.int64))
    ways: dict[str, Callable[[], Sequence[Meeting]]] = {
        "ours": lambda: arranged(worth, terms, np.random.default_rng(_SEED))[0],
        "greedy": lambda: list(_greedy(worth, terms)),
        "random": lambda: list(_random(worth, terms)),
    }
    bound = bound_of(worth, (), terms)
    return [_timed(name, way, worth, bound, times) for name, way in ways.items()]


def _timed(name: str, way: Callable[[], Sequence[Meeting]], worth: Ints, bound: float, times: int) -> Made:
    took, found = [], way()
    for _ in range(times):
        started = time.perf_counter()
        found = way()
        took.append(time.perf_counter() - started)
    met, sat = np.triu(company(found, len(worth)) > 0), sittings(found, len(worth))
    total = float((worth - 1)[met].sum())
    return Made(
        name, (statistics.median(took), min(took), max(took)), len(found), total / int(met.sum()) / STEPS,
        total / bound, int(sat.min()), int(sat.max()),
    )  # fmt: skip


def _greedy(worth: Ints, terms: Terms) -> Iterator[Meeting]:
    """Take in each round the best pair that is left, fill their table with the best for it, and so on."""
    one, other = np.triu_indices(len(worth), 1)
    order = np.argsort(-worth[one, other], kind="stable")
    ranked = list(zip(one[order].tolist(), other[order].tolist(), strict=True))
    left = worth.copy()
    for number in range(terms.rounds):
        free, table = np.ones(len(worth), dtype=bool), 0
        for two in ranked:
            if table == _tables(terms):
                break
            if free[two[0]] and free[two[1]] and left[two]:
                some = _filled(left, free, two, terms.size)
                left[np.ix_(some, some)] = 0
                yield Meeting(number, table, tuple(sorted(some)))
                table += 1


def _filled(left: Ints, free: Flags, two: tuple[int, int], size: int) -> list[int]:
    some = list(two)
    free[some] = False
    while len(some) < size and free.any():
        some.append(int(np.where(free, left[some].sum(axis=0), -1).argmax()))
        free[some] = False
    return some


def _random(worth: Ints, terms: Terms) -> Iterator[Meeting]:
    """Seat people in the order of a lot that is drawn for each round; of pairs none that met before."""
    chance, met = np.random.default_rng(_SEED), np.zeros(worth.shape, dtype=bool)
    for number in range(terms.rounds):
        lot, table = chance.permutation(len(worth)).tolist(), 0
        for some in (tuple(lot[at : at + terms.size]) for at in range(0, len(lot), terms.size)):
            if table < _tables(terms) and len(some) > 1 and not (terms.size == PAIR and met[some]):
                met[np.ix_(some, some)] = True
                yield Meeting(number, table, tuple(sorted(some)))
                table += 1


def _tables(terms: Terms) -> int:
    return tables_for(terms.people, terms.size, terms.tables)
