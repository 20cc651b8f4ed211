"""One person's list, and the lists of everyone, beside a matrix times a vector over the roster."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from deploy.local.bench.crowd import NOW, roster_of
from deploy.local.bench.peers import peers
from services.matching.composition import load_language
from services.matching.people.person import WIDTH
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.pipeline import Kit, decide
from services.matching.recommend.score.best import Standing, candidates, known_chances

CLEAN = History(frozenset(), (), {})
_SEED = 20261125


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds a round."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Timed:
    """What one roster costs; `floor` is the product of a (people, 256) matrix and a vector, in float32.

    `beside` names others with what they take, or why they are not measured.
    """

    people: int
    build_s: float
    floor: Spread
    interest: Spread
    scored: Spread
    listed: Spread
    beside: Sequence[tuple[str, Spread | str]]


def measure(people: int, rounds: int) -> Timed:
    """Time one list of a roster, stage by stage, over different people."""
    started = time.perf_counter()
    roster, parameters = roster_of(people), load_parameters()
    built = time.perf_counter() - started
    matrix = np.random.default_rng(_SEED).standard_normal((people, WIDTH)).astype(np.float32)
    kit = Kit(parameters, load_language().words.labels, b"bench")
    turns = [i * 7919 % people for i in range(rounds)]

    def listed(i: int) -> object:
        person = roster.people[i]
        ask = ListRequest(person.id, 20, parameters.list.novelty, NOW, NOW + timedelta(days=400))
        return decide([Asked(ask, person, CLEAN, [roster])], kit)

    return Timed(
        people, built,
        floor=_spread(lambda i: matrix @ matrix[i], turns),
        interest=_spread(lambda i: roster.interest.of(np.array([i])), turns),
        scored=_spread(lambda i: known_chances(np.array([i]), roster, parameters), turns),
        listed=_spread(listed, turns),
        beside=[
            (peer.name, _spread(peer.find, turns) if peer.find else peer.why_not)
            for peer in peers(roster, matrix)
        ],
    )  # fmt: skip


def everyone(people: int) -> Iterator[float]:
    """Choose the list of each person of a roster in turn; yield the seconds since the first began."""
    roster, parameters = roster_of(people), load_parameters()
    asking = {person.id: Standing(frozenset()) for person in roster.people}
    started = time.perf_counter()
    with ThreadPoolExecutor() as cores:
        for _ in candidates(asking, roster, parameters.list.limit, parameters, cores.map):
            yield time.perf_counter() - started


def _spread(work: Callable[[int], object], turns: Iterable[int]) -> Spread:
    work(0)
    seconds = sorted(_once(work, i) for i in turns)
    return Spread(statistics.median(seconds), seconds[0], seconds[-1])


def _once(work: Callable[[int], object], i: int) -> float:
    started = time.perf_counter()
    work(i)
    return time.perf_counter() - started
