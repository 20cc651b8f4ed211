"""What an organiser asks of a plan: rounds, tables, how often each takes part, and whom all are to meet."""

from dataclasses import dataclass

import numpy as np

from services.matching.meetings.pairs.matching import Flags
from services.matching.recommend.arrays import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Some of those who take part, as the organiser calls them, and how many of them others are owed.

    `each_table`: at least so many at every table. `each_person`: so many are met by everybody else, at least.
    """

    name: str
    members: Flags
    each_table: int = 0
    each_person: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """`size`: people at a table. `most` and `least` bound in how many rounds each person takes part."""

    rounds: int
    size: int
    tables: int | None
    most: Ints
    least: Ints
    groups: tuple[Group, ...] = ()

    @property
    def by_laps(self) -> bool:
        """Tell whether it is a matter of pairs alone, where nobody is owed anything: see `plan`."""
        return self.size == PAIR and not self.groups and not self.least.any()

    @property
    def people(self) -> int:
        """Return how many take part."""
        return len(self.most)


PAIR = 2


def tables_for(people: int, size: int, tables: int | None) -> int:
    """Return how many tables there are at a time: as few as have a seat for all, or as there are.

    Nobody sits alone: of an odd number of people at tables of two, one has to wait.
    """
    enough = people // PAIR if size == PAIR else -(-people // size)
    return min(tables or enough, enough) if people >= PAIR else 0


def shares_of(most: Ints, rounds: int, seats: int) -> Ints:
    """Return in how many rounds each takes part at most, where all do about as often, up to what bounds them.

    What the bounds of some leave of the `seats` of a round goes to the others.
    """
    shares = (share for share in range(1, rounds) if int(np.minimum(most, share).sum()) >= seats * rounds)
    return np.minimum(most, next(shares, rounds))
