"""Who sits in a round where there is no seat for all, and at which table each begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from services.matching.meetings.pairs.matching import Flags
from services.matching.meetings.terms import Terms
from services.matching.recommend.arrays import Ints


def sitting(sat: Ints, able: Flags, terms: Terms, due: Sequence[Ints], tables: int, left: int) -> Flags:
    """Return who sits: of groups those who are needed, then who is owed most rounds, then who sat least.

    Args:
        sat: In how many rounds each sat.
        able: Who may sit.
        terms: What was asked.
        due: Of each group, how many of it each person is owed still.
        tables: Of this round.
        left: Rounds that are left, this one included.
    """
    seats, sits = min(int(able.sum()), tables * terms.size), np.zeros(len(sat), dtype=bool)
    for group, theirs in zip(terms.groups, due, strict=True):
        meetings = -(-int(theirs.sum()) // left)
        wanted = max(group.each_table * tables, -(-meetings // (terms.size - 1)))
        chosen = _in_turn(np.flatnonzero(group.members & able & ~sits), sat, terms.least)
        lacking = max(wanted - int((group.members & sits).sum()), 0)
        sits[chosen[: min(lacking, seats - int(sits.sum()))]] = True
    rest = _in_turn(np.flatnonzero(able & ~sits), sat, terms.least)
    sits[rest[: seats - int(sits.sum())]] = True
    return sits


def first_seats(pairs: Ints, sits: Flags, terms: Terms, tables: int) -> Ints:
    """Return a table for each who sits, `tables` for others: groups are spread, the rest is taken greedily.

    A table with nobody begins with the best pair that is left; each takes whoever is best for those there.
    """
    at: Ints = np.full(len(sits), tables, dtype=np.int64)
    here = int(sits.sum())
    room = here // tables + (np.arange(tables) < here % tables)
    for group in terms.groups:
        for one in np.flatnonzero(group.members & sits & (at == tables)).tolist():
            held = np.bincount(at[group.members], minlength=tables + 1)[:tables]
            at[one] = int(np.where(room > 0, held - room / len(sits), np.inf).argmin())
            room[at[one]] -= 1
    left = _Left(pairs, sits & (at == tables))
    for table in range(tables):
        some = np.flatnonzero(at == table).tolist()
        for _ in range(room[table]):
            some.append(left.best_for(some) if some else left.best())
            left.free[some[-1]] = False
        at[some] = table
    return at


@dataclass(slots=True, eq=False)
class _Left:
    """Who is free still. `most`: no less than what anybody who is free is worth to each."""

    pairs: Ints
    free: Flags
    most: Ints = field(init=False)

    def __post_init__(self) -> None:
        others = ~np.eye(len(self.pairs), dtype=bool) & self.free
        self.most = self.pairs.max(axis=1, where=others, initial=_ALONE)

    def best_for(self, some: list[int]) -> int:
        """Return who is worth most to some people, taken together."""
        return int(np.where(self.free, self.pairs[some].sum(axis=0), -np.inf).argmax())

    def best(self) -> int:
        """Return one of the pair that is worth most."""
        while True:
            one = int(np.where(self.free, self.most, _ALONE - 1).argmax())
            others = self.free.copy()
            others[one] = False
            now = self.pairs[one].max(where=others, initial=_ALONE)
            if now >= self.most[one]:
                return one
            self.most[one] = now


_ALONE = -(10**12)
"""Less than what anybody is worth to anybody."""


def _in_turn(people: Ints, sat: Ints, least: Ints) -> Ints:
    owed = np.maximum(least[people] - sat[people], 0)
    return people[np.lexsort((people, sat[people], -owed))]
