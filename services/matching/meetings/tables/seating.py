"""One round at tables: people change places, two by two, for as long as that makes it worth more."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from services.matching.meetings.pairs.matching import Flags
from services.matching.meetings.tables.owed import Owed
from services.matching.recommend.arrays import Ints

_KICKED = 3
"""Changes of places made blindly, to find better ones behind them."""


@dataclass(frozen=True, slots=True, eq=False)
class Standby:
    """Who may give up a seat to whom: in how many rounds each sits, and the bounds of that."""

    sat: Ints
    least: Ints
    most: Ints


@dataclass(slots=True, eq=False)
class Seating:
    """Who sits where: `at` has the table of each, and `tables` of those who sit out.

    `pairs` has what two are worth at one table, square and symmetric. An empty seat is somebody worth nothing
    to anybody, so that all tables are full.
    """

    pairs: Ints
    at: Ints
    tables: int
    owed: tuple[Owed, ...]
    standby: Standby
    sums: Ints = field(init=False)
    """Of each table, what it is worth to each to sit there; of those who sit out nothing."""
    own: Ints = field(init=False)
    """What the seat of each is worth to them."""
    full: bool = field(init=False)
    """Whether nobody sits out."""
    value: int = 0
    """What changes of places brought."""

    def __post_init__(self) -> None:
        self.sums = np.zeros((self.tables + 1, len(self.at)), dtype=np.int64)
        for table in range(self.tables):
            self.sums[table] = self.pairs[self.at == table].sum(axis=0)
        self.full = not (self.at == self.tables).any()
        self._count()

    def settle(self, who: Iterable[int]) -> list[tuple[int, int]]:
        """Have those who gain most by it change places, until nobody does; return who did, in turn."""
        waiting, made = deque(who), list[tuple[int, int]]()
        queued = set(waiting)
        while waiting:
            one = waiting.popleft()
            queued.discard(one)
            gains = self._gains(one)
            other = int(gains.argmax())
            if gains[other] > 0:
                self._change(one, other, int(gains[other]))
                made.append((one, other))
                touched = np.flatnonzero((self.at == self.at[one]) | (self.at == self.at[other])).tolist()
                waiting.extend(it for it in touched if it not in queued)
                queued.update(touched)
        return made

    def kick(self, chance: np.random.Generator) -> None:
        """Have a few change places blindly and settle again; take it back unless it is worth more."""
        before, made = self.value, list[tuple[int, int]]()
        for one in chance.choice(len(self.at), size=_KICKED).tolist():
            gains, able = self._gains(one), self._able(one)
            if able.any():
                other = int(chance.choice(np.flatnonzero(able)))
                self._change(one, other, int(gains[other]))
                made.append((one, other))
        tables = {int(self.at[it]) for two in made for it in two} - {self.tables}
        made += self.settle(np.flatnonzero(np.isin(self.at, list(tables))).tolist())
        if self.value < before:
            for one, other in reversed(made):
                self._change(one, other, 0)
            self.value = before

    def _gains(self, one: int) -> Ints:
        """Return what it brings that somebody changes places with each; nothing where they may not."""
        table, there = self.at[one], self.sums[self.at, one]
        gains: Ints = self.sums[table] + there - self.own - self.own[one] - 2 * self.pairs[one]
        if not self.full:
            gains[self.at == self.tables] += self.pairs[one][self.at == self.tables]
            gains += self.pairs[one] if table == self.tables else 0
        for group in self.owed:
            gains += group.gains(one, self.at)
        gains[~self._able(one)] = 0
        return gains

    def _able(self, one: int) -> Flags:
        """Return with whom somebody may change places: out for in only if that is as fair to both."""
        out, by = self.tables, self.standby
        able: Flags = self.at != self.at[one]
        if self.full:
            return able
        if self.at[one] == out:
            able &= (by.sat > by.sat[one]) & (by.sat > by.least) & (by.sat[one] < by.most[one])
        else:
            may = (by.sat < by.sat[one]) & (by.sat < by.most) & (by.sat[one] > by.least[one])
            able &= may | (self.at != out)
        return able

    def _change(self, one: int, other: int, gain: int) -> None:
        a, b = self.at[one], self.at[other]
        moved = self.pairs[other] - self.pairs[one]
        self.sums[a] += moved
        self.sums[b] -= moved
        self.sums[self.tables] = 0
        self.at[one], self.at[other] = b, a
        if self.tables in (a, b):
            sits, rests = (one, other) if a == self.tables else (other, one)
            self.standby.sat[sits] += 1
            self.standby.sat[rests] -= 1
        self._count()
        self.value += gain

    def _count(self) -> None:
        self.own = self.sums[self.at, np.arange(len(self.at))]
        for group in self.owed:
            group.count(self.at, self.tables)
