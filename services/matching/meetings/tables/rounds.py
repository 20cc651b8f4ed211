"""The rounds of a plan at tables: who sits together in each, and what people are owed still."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from services.matching.meetings.tables.owed import UNMET, Owed
from services.matching.meetings.tables.seating import Seating, Standby
from services.matching.meetings.tables.sitting import first_seats, sitting
from services.matching.meetings.terms import PAIR, Terms, tables_for
from services.matching.recommend.arrays import Ints

AGAIN = 100_000
"""What it costs that two meet once more: more than how much people like a table."""
APART = 100_000_000_000
"""What it costs that two sit together who must not: nothing outweighs it."""
_ROOMIER = 3
_KICKS, _WORK = 10, 1_000_000
"""Kicks a table in a round, and how many of all people there may be."""
Laid: TypeAlias = tuple[Ints, int]
"""The table of each in one round, and how many tables there are: the table of those who sit out."""


@dataclass(slots=True, eq=False)
class Rounds:
    """Rounds that are seated, one beside the others. `chance` makes the blind changes of places."""

    worth: Ints
    terms: Terms
    chance: np.random.Generator
    sat: Ints = field(init=False)
    """In how many rounds each sits."""
    together: Ints = field(init=False)
    """Of each two, in how many rounds they sit together."""
    laid: list[Laid] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sat = np.zeros(len(self.worth), dtype=np.int64)
        self.together = np.zeros(self.worth.shape, dtype=np.int64)

    @property
    def due(self) -> list[Ints]:
        """Return of each group how many of it each person is owed still."""
        met = self.together > 0
        return [
            np.where(one.members, 0, np.maximum(one.each_person - met[:, one.members].sum(axis=1), 0))
            for one in self.terms.groups
        ]

    @property
    def lacking(self) -> int:
        """Return how many of groups tables lack."""
        return sum(
            max(group.each_table - held, 0)
            for group in self.terms.groups
            for at, tables in self.laid
            for held in np.bincount(at[group.members], minlength=tables + 1)[:tables].tolist()
        )

    @property
    def shortfall(self) -> tuple[int, int, int]:
        """Return how many of groups tables lack, how many people are owed, and how many pairs meet again."""
        owed = sum(int(due.sum()) for due in self.due)
        return self.lacking, owed, int((self.together > 1).sum()) // 2

    def seat(self, number: int) -> None:
        """Seat one more round; where some must be kept apart from all others, at more tables."""
        able = (self.worth > 0).any(axis=1) & (self.sat < self.terms.most)
        here, left = int(able.sum()), self.terms.rounds - number
        fewest = tables_for(here, self.terms.size, self.terms.tables)
        most = fewest if self.terms.tables else min(fewest + _ROOMIER, here // PAIR)
        before, pairs = self.sat, self._pairs()
        for tables in range(fewest, most + 1) if fewest else ():
            sits = sitting(before, able, self.terms, self.due, tables, left)
            self.sat = before + sits
            at = self._settled(pairs, first_seats(pairs, sits, self.terms, tables), tables)
            if tables == most or not self._clashes(at, tables).any():
                self._lay(at, tables, number)
                break

    def seat_anew(self, number: int, *, kicked: bool = True) -> None:
        """Seat a round once more, beside all the others."""
        at, tables = self._taken_out(number)
        self._lay(self._settled(self._pairs(), at, tables, kicked=kicked), tables, number)

    def trade(self, number: int, one: int, other: int) -> None:
        """Have two who sit in a round change places, whatever that is worth."""
        at, tables = self._taken_out(number)
        at[[one, other]] = at[[other, one]]
        self._lay(at, tables, number)

    def kept(self) -> Callable[[], None]:
        """Return what takes back all that is changed from here on."""
        laid, sat, together = (
            [(at.copy(), tables) for at, tables in self.laid],
            self.sat,
            self.together.copy(),
        )
        self.sat = sat.copy()

        def take_back() -> None:
            self.laid, self.sat, self.together = laid, sat, together

        return take_back

    def _taken_out(self, number: int) -> Laid:
        at, tables = self.laid.pop(number)
        self.together -= _company(at, tables)
        return at, tables

    def _pairs(self) -> Ints:
        """Return what two are worth at one table; who was met of a group that is owed pays nothing off."""
        met = self.together > 0
        found: Ints = np.where(self.worth > 0, self.worth, -APART) - AGAIN * self.together
        for group, due in zip(self.terms.groups, self.due, strict=True):
            anew = met & group.members & (due > 0)[:, None]
            found -= UNMET * (anew | anew.T)
        np.fill_diagonal(found, 0)
        return found

    def _settled(self, pairs: Ints, at: Ints, tables: int, *, kicked: bool = True) -> Ints:
        """Have people change places until nothing is better; keep account of who sits how often."""
        people, empty = len(at), tables * self.terms.size - int((at < tables).sum())
        everybody = np.pad(pairs, (0, empty))
        everybody[people:, people:] = -AGAIN
        np.fill_diagonal(everybody, 0)
        room = self.terms.size - np.bincount(at, minlength=tables + 1)[:tables]
        seated = np.concatenate([at, np.repeat(np.arange(tables), room)])
        owed = tuple(
            Owed(np.pad(group.members, (0, empty)), group.each_table, np.pad(due, (0, empty)))
            for group, due in zip(self.terms.groups, self.due, strict=True)
        )
        always = self.terms.rounds + 1
        standby = Standby(
            np.pad(self.sat, (0, empty), constant_values=always),
            np.pad(self.terms.least, (0, empty)),
            np.pad(self.terms.most, (0, empty)),
        )
        seating = Seating(everybody, seated, tables, owed, standby)
        seating.settle(range(len(seated)))
        for _ in range(min(_KICKS * tables, _WORK // len(seated)) if kicked else 0):
            seating.kick(self.chance)
        self.sat = standby.sat[:people]
        return seating.at[:people]

    def _clashes(self, at: Ints, tables: int) -> Ints:
        """Return with how many of their table each must not sit."""
        return np.asarray(((self.worth == 0) & _company(at, tables)).sum(axis=1))

    def _lay(self, at: Ints, tables: int, number: int) -> None:
        """Have whoever must not sit with most of their table sit out, and who is alone; keep the round."""
        while (clashes := self._clashes(at, tables)).any():
            self._rest(at, [int(clashes.argmax())], tables)
        alone = np.bincount(at, minlength=tables + 1) == 1
        alone[tables] = False
        self._rest(at, np.flatnonzero(alone[at]).tolist(), tables)
        self.together += _company(at, tables)
        self.laid.insert(number, (at, tables))

    def _rest(self, at: Ints, people: list[int], tables: int) -> None:
        at[people] = tables
        self.sat[people] -= 1


def _company(at: Ints, tables: int) -> Ints:
    """Return 1 for each two who sit together."""
    same = (at[:, None] == at[None, :]) & (at < tables)[:, None]
    np.fill_diagonal(same, val=False)
    found: Ints = same.astype(np.int64)
    return found
