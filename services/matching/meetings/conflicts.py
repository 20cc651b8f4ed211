"""What can't be of what was asked of a plan, by counting alone, and what would make it possible."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from services.matching.meetings.pairs.matching import Flags
from services.matching.meetings.terms import Group, Terms, tables_for
from services.matching.recommend.arrays import Ints
from shared.kernel.errors import FieldError


def conflicts(terms: Terms) -> tuple[FieldError, ...]:
    """Return why no plan keeps to all terms; nothing where counting finds no reason.

    Whom people must not meet is not looked at: what comes short for that is told with the plan.
    """
    bounds = np.minimum(terms.most, terms.rounds)
    tables = tables_for(int((bounds > 0).sum()), terms.size, terms.tables)
    found = [*_owed_rounds(terms, bounds, tables), *_owed_seats(terms)]
    for place, group in enumerate(terms.groups):
        here = group.members & (bounds > 0)
        found += _each_table(terms, group, here, bounds, tables, f"/groups/{place}/at_each_table")
        found += _each_person(terms, group, here, bounds, tables, f"/groups/{place}/met_by_each")
    return tuple(found)


def _owed_rounds(terms: Terms, bounds: Ints, tables: int) -> Iterator[FieldError]:
    owed, here = int(terms.least.sum()), int((bounds > 0).sum())
    seats = terms.rounds * min(tables * terms.size, here)
    if owed > seats:
        yield FieldError(
            "/quotas",
            f"Attendees are to take part in {owed:,} rounds at least, taken together, and there are "
            f"{seats:,} seats in all rounds: ask for less, or for more rounds or tables.",
        )


def _owed_seats(terms: Terms) -> Iterator[FieldError]:
    for some in _apart(terms.groups):
        needed = sum(one.each_table for one in some)
        if needed > terms.size:
            names = " and ".join(one.name for one in some)
            yield FieldError(
                "/table_size",
                f"Each table is to have {needed} of {names}, and {terms.size} seats: ask for fewer of them, "
                "or for larger tables.",
            )


def _apart(groups: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    """Yield groups that nobody is in two of, as many as there are; of larger numbers none within them."""
    asked = [one for one in groups if one.each_table]
    for many in range(len(asked), 1, -1):
        for some in combinations(asked, many):
            if not (np.sum([one.members for one in some], axis=0) > 1).any():
                yield some
                return


def _each_table(
    terms: Terms, group: Group, here: Flags, bounds: Ints, tables: int, pointer: str
) -> Iterator[FieldError]:
    many, needed = int(here.sum()), group.each_table * tables
    sits = int(bounds[here].sum())
    if needed > many:
        fewer = f"have at most {many // group.each_table} tables, " if many >= group.each_table else ""
        yield FieldError(
            pointer,
            f"{tables} tables at a time need {needed} of {group.name}, and {many} take part: ask for fewer "
            f"at each table, {fewer}or name {needed - many} more.",
        )
    elif needed * terms.rounds > sits:
        yield FieldError(
            pointer,
            f"{group.name} are needed in {needed * terms.rounds} seats over all rounds, and may take part in "
            f"{sits}: let them take part more often, or ask for fewer rounds or tables.",
        )


def _each_person(
    terms: Terms, group: Group, here: Flags, bounds: Ints, tables: int, pointer: str
) -> Iterator[FieldError]:
    owed, many = group.each_person, int(here.sum())
    others = bounds[~group.members & (bounds > 0)]
    if owed > many and len(others):
        yield FieldError(
            pointer,
            f"Nobody can meet {owed} of {group.name}, of whom {many} take part: ask for fewer, or name more.",
        )
        return
    seldom = int((others * (terms.size - 1) < owed).sum())
    if seldom:
        yield FieldError(
            pointer,
            f"{seldom} attendees take part too seldom to meet {owed} of {group.name} at tables of "
            f"{terms.size}: have more rounds, raise their `most`, or ask for fewer.",
        )
        return
    wanted, room = owed * len(others), _room(terms, owed, int(bounds[here].sum()), many, tables)
    if wanted > room:
        yield FieldError(
            pointer,
            f"{len(others)} others are owed {wanted} meetings with {group.name}, and there is room for "
            f"{room}: ask for fewer, name more of them, or have more rounds or tables.",
        )


def _room(terms: Terms, owed: int, sits: int, many: int, tables: int) -> int:
    """Return how often others can sit with one of a group they are owed, if it is spread over all tables.

    More of it at a table than each is owed take seats from others, and give nobody more.
    """
    each, more = divmod(min(many, tables * min(terms.size // 2, owed)), max(tables, 1))
    round_ = (tables - more) * each * (terms.size - each) + more * (each + 1) * (terms.size - each - 1)
    return min(terms.rounds * round_, sits * (terms.size - 1))
