"""Who sits in a round where there is no seat for all, and at which table each begins."""

from collections.abc import Sequence

import numpy as np

from services.matching.meetings.matching import Flags
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
    """Return a table for each who sits, `tables` for others: groups are spread, then tables take their best.

    Whoever is liked by all is worth less to one table: what they bring on average is taken off.
    """
    at: Ints = np.full(len(sits), tables, dtype=np.int64)
    here = int(sits.sum())
    room = here // tables + (np.arange(tables) < here % tables)
    for group in terms.groups:
        for one in np.flatnonzero(group.members & sits & (at == tables)).tolist():
            held = np.bincount(at[group.members], minlength=tables + 1)[:tables]
            at[one] = int(np.where(room > 0, held - room / len(sits), np.inf).argmin())
            room[at[one]] -= 1
    price = np.maximum(pairs, 0).mean(axis=1)
    free = sits & (at == tables)
    for table in range(tables):
        brings = pairs[at == table].sum(axis=0) - price
        for _ in range(room[table]):
            one = int(np.where(free, brings, -np.inf).argmax())
            at[one], free[one] = table, False
            brings += pairs[one]
    return at


def _in_turn(people: Ints, sat: Ints, least: Ints) -> Ints:
    owed = np.maximum(least[people] - sat[people], 0)
    return people[np.lexsort((people, sat[people], -owed))]
