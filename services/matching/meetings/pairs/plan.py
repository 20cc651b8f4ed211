"""A meeting plan, on one screen: laps in which everybody meets one person, poured into rounds, then tables.

A lap is over before the next one begins, so that nobody has met two people more than another, whom there is
somebody for; and each lap is the best there is for those who have not met yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from services.matching.meetings.pairs.lap import Standing, lap, part_of_lap
from services.matching.meetings.worth import Pair
from services.matching.recommend.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Meeting:
    """People at a table, by their places in the list of those who take part; rounds and tables from 0."""

    round: int
    table: int
    people: tuple[int, ...]


@dataclass(slots=True, eq=False)
class _Queue:
    """Pairs of laps that wait for a round, the older first."""

    worth: Ints
    missed: Ints
    price: Floats
    left: Ints
    """Of each person, how many more they may meet."""
    pairs: list[Pair] = field(default_factory=list)

    def take(self, tables: int, left: int) -> list[Pair]:
        """Return the pairs of one round; `left` meetings are still to be laid, these included."""
        round_: list[Pair] = []
        while self._move(round_, tables) and len(round_) < tables:
            if not self._next(left - len(round_), frozenset(one for two in round_ for one in two)):
                break
        return round_

    def _move(self, round_: list[Pair], tables: int) -> bool:
        """Move what fits into a round; tell whether all that waited does."""
        busy = {one for two in round_ for one in two}
        waiting, self.pairs = self.pairs, []
        for two in waiting:
            if len(round_) < tables and busy.isdisjoint(two):
                round_.append(two)
                busy.update(two)
            else:
                self.pairs.append(two)
        return not self.pairs

    def _next(self, left: int, busy: frozenset[int]) -> bool:
        """Begin another lap; False where nobody has anybody left to meet."""
        stand = Standing(self.worth, self.missed, busy, self.price)
        able = int((self.worth > 0).any(axis=1).sum())
        self.pairs = lap(stand) if 2 * left >= able - 1 else part_of_lap(stand, left)
        self.missed += 1
        for one, other in self.pairs:
            self.missed[[one, other]] -= 1
            self.left[[one, other]] -= 1
            self.worth[one, other] = self.worth[other, one] = 0
        self.end_full()
        return bool(self.pairs)

    def end_full(self) -> None:
        """Let nobody meet more people than their quota."""
        full = self.left <= 0
        self.worth[full] = self.worth[:, full] = 0


def seats_of(people: int, tables: int | None) -> int:
    """Return how many meetings there can be at a time."""
    return max(1, min(tables or people, people // 2))


def plan(worth: Ints, rounds: int, tables: int | None, price: Floats, quotas: Ints) -> tuple[Meeting, ...]:
    """Return who meets whom: in a round nobody at two tables, nobody the same person twice.

    Args:
        worth: Of each two people, see `worths`.
        rounds: How many there are at most; fewer where nobody has anybody left to meet.
        tables: Meetings that can be held at a time; None: as many as there are people for.
        price: Of each person's time, see `prices`.
        quotas: Of each person, how many they may meet.
    """
    seats = seats_of(len(worth), tables)
    queue = _Queue(worth.copy(), np.zeros(len(worth), dtype=np.int64), price, quotas.copy())
    queue.end_full()
    laid = [queue.take(seats, (rounds - number) * seats) for number in range(rounds)]
    return tuple(_at_tables(laid, tables or seats))


def _at_tables(laid: list[list[Pair]], tables: int) -> Iterator[Meeting]:
    """Seat each pair where one of the two sat last, if it is free: the other walks."""
    sat: dict[int, int] = {}
    for number, pairs in enumerate(laid):
        free, seated = set(range(max(tables, len(pairs)))), dict[Pair, int]()
        for two in pairs:
            kept = next((sat[one] for one in two if sat.get(one) in free), None)
            if kept is not None:
                seated[two] = kept
                free.discard(kept)
        for two in pairs:
            if two not in seated:
                seated[two] = min(free)
                free.discard(seated[two])
        for (one, other), table in sorted(seated.items(), key=lambda it: it[1]):
            sat[one] = sat[other] = table
            yield Meeting(number, table, (one, other))
