"""Who is owed somebody still is sat beside them, and the rounds are settled around that.

What is lacking can pass from one to the next in this way, through all rounds, until somebody gains who loses
nothing by it: no change of places within one round finds that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from services.matching.meetings.pairs.matching import Flags
from services.matching.meetings.tables.rounds import Rounds
from services.matching.recommend.arrays import Ints

_TRIES, _WORK = 60, 20_000_000
"""How often it is tried, and the most pairs of people that all tries together may settle."""


def mend(made: Rounds, chance: np.random.Generator) -> None:
    """Change rounds for as long as that may give people whom they are owed; it never lacks more after it."""
    tries = _WORK // max(len(made.laid) * len(made.worth) ** 2, 1)
    lacked = made.shortfall[:2]
    for _ in range(min(_TRIES, tries)):
        if not any(due.any() for due in made.due):
            break
        _try(made, chance)
    if made.shortfall[:2] < lacked:
        for number in range(len(made.laid)):
            _unless_more_lacks(made, partial(made.seat_anew, number))


def _unless_more_lacks(made: Rounds, change: Callable[[], None]) -> None:
    before, take_back = made.shortfall[:2], made.kept()
    change()
    if made.shortfall[:2] > before:
        take_back()


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Somebody who is owed a meeting, whom they could meet in a round, and who would give up the seat."""

    round: int
    one: int
    seat: int


def _try(made: Rounds, chance: np.random.Generator) -> None:
    """Give somebody a meeting, settle the other rounds around it, then its own."""
    found = _drawn(made, chance)
    if found is None:
        return

    def change() -> None:
        made.trade(found.round, found.one, found.seat)
        others = [number for number in chance.permutation(len(made.laid)).tolist() if number != found.round]
        for number in (*others, found.round):
            made.seat_anew(number, kicked=False)

    _unless_more_lacks(made, change)


def _drawn(made: Rounds, chance: np.random.Generator) -> _Meeting | None:
    """Draw by lot who is owed somebody, a round with one of those at another table, and a seat there."""
    owed = [(group, one) for group, due in enumerate(made.due) for one in np.flatnonzero(due).tolist()]
    group, one = owed[int(chance.integers(len(owed)))]
    members = made.terms.groups[group].members
    unmet = np.flatnonzero(members & (made.together[one] == 0) & (made.worth[one] > 0))
    there = [
        (number, other)
        for number, (at, tables) in enumerate(made.laid)
        for other in unmet[(at[unmet] != at[one]) & (at[unmet] < tables) & (at[one] < tables)].tolist()
    ]
    if not there:
        return None
    number, other = there[int(chance.integers(len(there)))]
    seats = _seats(made.laid[number][0], other, members)
    return _Meeting(number, one, int(chance.choice(seats))) if len(seats) else None


def _seats(at: Ints, other: int, members: Flags) -> Ints:
    """Return who sits with somebody and is none of their group."""
    return np.flatnonzero((at == at[other]) & ~members)
