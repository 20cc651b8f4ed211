"""A plan of tables, on one screen: round after round is seated as well as can be beside the others.

Who sits is settled by how often each did, who sits with whom by changes of places.
"""

from collections.abc import Iterator

import numpy as np

from services.matching.meetings.pairs.plan import Meeting
from services.matching.meetings.tables.mending import mend
from services.matching.meetings.tables.rounds import Rounds
from services.matching.meetings.terms import PAIR, Terms
from services.matching.recommend.arrays import Ints


def at_tables(worth: Ints, terms: Terms, chance: np.random.Generator) -> tuple[Meeting, ...]:
    """Return who sits together in which round; nobody twice with the same person, where that can be.

    Two whose `worth` is 0 (see `worths`) never sit together: one of them rather sits out. The same `chance`
    makes the same plan.
    """
    made = Rounds(worth, terms, chance)
    for number in range(terms.rounds):
        made.seat(number)
    short, before = sum(made.shortfall), None
    while short and short != before:
        before = short
        for number in range(len(made.laid)):
            made.seat_anew(number)
        short = min(sum(made.shortfall), before)
    mend(made, chance)
    return tuple(_meetings(made))


def _meetings(made: Rounds) -> Iterator[Meeting]:
    """Yield the tables, each where most of its people sat last."""
    last, most = np.full(len(made.worth), -1), max((tables for _, tables in made.laid), default=0)
    for number, (at, tables) in enumerate(made.laid):
        seated = [np.flatnonzero(at == table) for table in range(tables)]
        kept = [people for people in seated if len(people) >= PAIR]
        for table, people in sorted(_placed(kept, last, made.terms.tables or most).items()):
            last[people] = table
            yield Meeting(number, table, tuple(people.tolist()))


def _placed(seated: list[Ints], last: Ints, tables: int) -> dict[int, Ints]:
    """Return who sits at which table, so that as many as can be stay where they sat last."""
    # a tenth of what a process takes to start, for what few of them ever do
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    stay = np.zeros((len(seated), tables), dtype=np.int64)
    for row, people in enumerate(seated):
        np.add.at(stay[row], last[people][last[people] >= 0], 1)
    rows, columns = linear_sum_assignment(stay, maximize=True)
    return {int(table): seated[row] for row, table in zip(rows, columns, strict=True)}
