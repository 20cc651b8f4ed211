"""A plan of tables, on one screen: round after round is seated as well as can be beside the others.

Who sits is settled by how often each did, who sits with whom by changes of places.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from services.matching.meetings.owed import Owed
from services.matching.meetings.plan import Meeting
from services.matching.meetings.seating import Seating, Standby
from services.matching.meetings.sitting import first_seats, sitting
from services.matching.meetings.terms import PAIR, Terms, tables_for
from services.matching.recommend.arrays import Ints

AGAIN = 100_000
"""What it costs that two meet once more: more than what one of a group is worth to who is owed them."""
APART = 100_000_000
"""What it costs that two sit together who must not: nothing outweighs it."""
_ROOMIER = 3
_KICKS, _WORK = 10, 1_000_000
"""Kicks a table in a round, and how many of all people there may be."""


def at_tables(worth: Ints, terms: Terms, chance: np.random.Generator) -> tuple[Meeting, ...]:
    """Return who sits together in which round; nobody twice with the same person, where that can be.

    Two whose `worth` is 0 (see `worths`) never sit together: one of them rather sits out. The same `chance`
    makes the same plan.
    """
    made = _Tables(worth, terms, chance)
    for number in range(terms.rounds):
        made.seat(number)
    short, before = made.shortfall, None
    while short and short != before:
        before = short
        for number in range(len(made.rounds)):
            made.seat_anew(number)
        short = min(made.shortfall, before)
    return tuple(made.meetings())


@dataclass(slots=True, eq=False)
class _Tables:
    worth: Ints
    terms: Terms
    chance: np.random.Generator
    sat: Ints = field(init=False)
    together: Ints = field(init=False)
    """Of each two, in how many rounds they sit together."""
    rounds: list[tuple[Ints, int]] = field(default_factory=list)
    """Of each round the table of each, and how many tables there are: the table of those who sit out."""

    def __post_init__(self) -> None:
        self.sat = np.zeros(len(self.worth), dtype=np.int64)
        self.together = np.zeros(self.worth.shape, dtype=np.int64)

    @property
    def shortfall(self) -> int:
        """Return how many of groups people are owed still, and how many pairs meet again."""
        return int((self.together > 1).sum()) // 2 + sum(int(due.sum()) for due in self._due())

    def seat(self, number: int) -> None:
        """Seat one more round; where some must be kept apart from all others, at more tables."""
        able = (self.worth > 0).any(axis=1) & (self.sat < self.terms.most)
        here, left = int(able.sum()), self.terms.rounds - number
        fewest = tables_for(here, self.terms.size, self.terms.tables)
        most = fewest if self.terms.tables else min(fewest + _ROOMIER, here // PAIR)
        before, pairs = self.sat, self._pairs()
        for tables in range(fewest, most + 1) if fewest else ():
            sits = sitting(before, able, self.terms, self._due(), tables, left)
            self.sat = before + sits
            at = self._settled(pairs, first_seats(pairs, sits, self.terms, tables), tables)
            if tables == most or not self._clashes(at, tables).any():
                self._lay(at, tables)
                break

    def seat_anew(self, number: int) -> None:
        """Seat a round once more, beside all the others."""
        at, tables = self.rounds.pop(number)
        self.together -= _company(at, tables)
        self._lay(self._settled(self._pairs(), at, tables), tables, number)

    def meetings(self) -> Iterator[Meeting]:
        """Yield the tables, each where most of its people sat last."""
        last, most = np.full(len(self.worth), -1), max((tables for _, tables in self.rounds), default=0)
        for number, (at, tables) in enumerate(self.rounds):
            seated = [np.flatnonzero(at == table) for table in range(tables)]
            kept = [people for people in seated if len(people) >= PAIR]
            for table, people in sorted(_placed(kept, last, self.terms.tables or most).items()):
                last[people] = table
                yield Meeting(number, table, tuple(people.tolist()))

    def _due(self) -> list[Ints]:
        met = self.together > 0
        return [
            np.where(one.members, 0, np.maximum(one.each_person - met[:, one.members].sum(axis=1), 0))
            for one in self.terms.groups
        ]

    def _pairs(self) -> Ints:
        found: Ints = np.where(self.worth > 0, self.worth, -APART) - AGAIN * self.together
        np.fill_diagonal(found, 0)
        return found

    def _settled(self, pairs: Ints, at: Ints, tables: int) -> Ints:
        """Have people change places until nothing is better; keep account of who sits how often."""
        people, empty = len(at), tables * self.terms.size - int((at < tables).sum())
        everybody = np.pad(pairs, (0, empty))
        everybody[people:, people:] = -AGAIN
        np.fill_diagonal(everybody, 0)
        room = self.terms.size - np.bincount(at, minlength=tables + 1)[:tables]
        seated = np.concatenate([at, np.repeat(np.arange(tables), room)])
        owed = tuple(
            Owed(np.pad(group.members, (0, empty)), group.each_table, np.pad(due, (0, empty)))
            for group, due in zip(self.terms.groups, self._due(), strict=True)
        )
        always = self.terms.rounds + 1
        standby = Standby(
            np.pad(self.sat, (0, empty), constant_values=always),
            np.pad(self.terms.least, (0, empty)),
            np.pad(self.terms.most, (0, empty)),
        )
        seating = Seating(everybody, seated, tables, owed, standby)
        seating.settle(range(len(seated)))
        for _ in range(min(_KICKS * tables, _WORK // len(seated))):
            seating.kick(self.chance)
        self.sat = standby.sat[:people]
        return seating.at[:people]

    def _clashes(self, at: Ints, tables: int) -> Ints:
        """Return with how many of their table each must not sit."""
        return np.asarray(((self.worth == 0) & _company(at, tables)).sum(axis=1))

    def _lay(self, at: Ints, tables: int, number: int | None = None) -> None:
        """Have whoever must not sit with most of their table sit out, and who is alone; keep the round."""
        while (clashes := self._clashes(at, tables)).any():
            self._rest(at, [int(clashes.argmax())], tables)
        alone = np.bincount(at, minlength=tables + 1) == 1
        alone[tables] = False
        self._rest(at, np.flatnonzero(alone[at]).tolist(), tables)
        self.together += _company(at, tables)
        self.rounds.insert(len(self.rounds) if number is None else number, (at, tables))

    def _rest(self, at: Ints, people: list[int], tables: int) -> None:
        at[people] = tables
        self.sat[people] -= 1


def _company(at: Ints, tables: int) -> Ints:
    """Return 1 for each two who sit together."""
    same = (at[:, None] == at[None, :]) & (at < tables)[:, None]
    np.fill_diagonal(same, val=False)
    found: Ints = same.astype(np.int64)
    return found


def _placed(seated: list[Ints], last: Ints, tables: int) -> dict[int, Ints]:
    """Return who sits at which table, so that as many as can be stay where they sat last."""
    stay = np.zeros((len(seated), tables), dtype=np.int64)
    for row, people in enumerate(seated):
        np.add.at(stay[row], last[people][last[people] >= 0], 1)
    rows, columns = linear_sum_assignment(stay, maximize=True)
    return {int(table): seated[row] for row, table in zip(rows, columns, strict=True)}
