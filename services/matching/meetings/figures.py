"""How good a plan is: its worth beside the most that any plan could be, how even it is, what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.meetings.pairs.plan import Meeting
from services.matching.meetings.terms import Terms
from services.matching.meetings.worth import STEPS
from services.matching.recommend.arrays import Ints


@dataclass(frozen=True, slots=True)
class Missing:
    """What of a group is owed still: to so many tables, and to so many people. No name: rounds are owed."""

    name: str | None
    tables: int
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`worth` and `bound` are sums of chances that both are glad; `least` and `most` meetings of a person.

    `fewest_met` and `most_met` are other people whom somebody meets; `twice` are pairs who meet again.
    """

    meetings: int
    worth: float
    bound: float
    least: int
    most: int
    fewest_met: int
    most_met: int
    twice: int
    missing: tuple[Missing, ...]


def figures(worth: Ints, found: Sequence[Meeting], bound: float, terms: Terms) -> Figures:
    """Return the figures of a plan out of the worths it was made of, and the most any could be worth."""
    together, sat = company(found, len(worth)), sittings(found, len(worth))
    met = together > 0
    total = int((worth - 1)[np.triu(met)].sum())
    each = met.sum(axis=1)
    return Figures(
        meetings=len(found),
        worth=total / STEPS,
        bound=bound / STEPS,
        least=int(sat.min()) if len(sat) else 0,
        most=int(sat.max(initial=0)),
        fewest_met=int(each.min()) if len(each) else 0,
        most_met=int(each.max(initial=0)),
        twice=int((together > 1).sum()) // 2,
        missing=tuple(_missing(found, together, sat, terms)),
    )


def company(found: Sequence[Meeting], people: int) -> Ints:
    """Return of each two at how many tables they sit together."""
    together = np.zeros((people, people), dtype=np.int64)
    for it in found:
        together[np.ix_(it.people, it.people)] += 1
    np.fill_diagonal(together, 0)
    return together


def sittings(found: Sequence[Meeting], people: int) -> Ints:
    """Return of each person at how many tables they sit."""
    return np.bincount([one for it in found for one in it.people], minlength=people)


def _missing(found: Sequence[Meeting], together: Ints, sat: Ints, terms: Terms) -> Iterator[Missing]:
    for group in terms.groups:
        held = [int(group.members[list(it.people)].sum()) for it in found]
        met = (together[:, group.members] > 0).sum(axis=1)
        short = ~group.members & (terms.most > 0) & (met < group.each_person)
        told = Missing(group.name, sum(one < group.each_table for one in held), int(short.sum()))
        if told.tables or told.people:
            yield told
    seldom = int((sat < terms.least).sum())
    if seldom:
        yield Missing(None, 0, seldom)
