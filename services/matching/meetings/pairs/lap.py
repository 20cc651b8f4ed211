"""One lap: everybody who can meets one person whom they have not met, the worth of all as great as can be."""

from dataclasses import dataclass

import numpy as np

from services.matching.meetings.pairs.matching import Flags, Weights, heaviest
from services.matching.meetings.worth import STEPS, Pair
from services.matching.recommend.arrays import Floats, Ints

_LEVELS = 4
_DODGED = -2 * STEPS


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where a plan stands: what each two who have not met are worth to one another, and who missed how much.

    `missed` are the laps in which each had no partner. `busy` are those who meet somebody else at the time
    when the lap begins. `price`: see `prices`.
    """

    worth: Ints
    missed: Ints
    busy: frozenset[int]
    price: Floats

    @property
    def level(self) -> list[int]:
        """Return how much more than others each missed."""
        least = min(self.missed.tolist(), default=0)
        return [min(one - least, _LEVELS) for one in self.missed.tolist()]


def lap(stand: Standing) -> list[Pair]:
    """Return disjoint pairs, of as many people as can be; whoever missed most is in before others are.

    Those who are busy rather meet one another: then all others are free at once, whoever missed most above
    all.
    """
    base = 8 * (STEPS + 2) * (len(stand.worth) + 1)
    dear = [base**one if one else 0 for one in stand.level]
    busy, behind = _busy(stand), np.array(stand.level) > 0
    handy = np.where(busy[:, None] & busy[None, :], STEPS, 0)
    handy[(busy[:, None] & behind[None, :]) | (behind[:, None] & busy[None, :])] = _DODGED
    weighed = np.where(stand.worth != 0, stand.worth + handy, 0)
    found = heaviest(Weights(weighed, dear, stand.price), everybody=True)
    return sorted(found, key=lambda two: (-int(stand.missed[list(two)].sum()), -int(stand.worth[two]), two))


def part_of_lap(stand: Standing, many: int) -> list[Pair]:
    """Return `many` pairs at most: first all who missed most, in as few pairs as can be, then the best.

    Nobody who is busy is taken while others can be.
    """
    behind = _behind(stand) if any(stand.level) else []
    left = stand.worth.copy()
    gone = [one for two in behind for one in two]
    left[gone] = left[:, gone] = 0
    busy = _busy(stand)
    dodged = np.where((left != 0) & (busy[:, None] | busy[None, :]), _DODGED, 0)
    found = heaviest(Weights(left + dodged, [0] * len(left), stand.price), everybody=True)
    rest = sorted(found, key=lambda two: (-int(left[two] + dodged[two]), two))
    return [*sorted(behind, key=lambda two: -int(stand.missed[list(two)].sum())), *rest][:many]


def _behind(stand: Standing) -> list[Pair]:
    """Return pairs that bring in whoever is behind, no more than are needed, and rather of who is free."""
    base = 8 * (STEPS + 2) * (len(stand.worth) + 1)
    busy = _busy(stand)
    cost = np.where(busy[:, None] | busy[None, :], 3 * base // 8, base // 4)
    weighed = np.where(stand.worth != 0, stand.worth - cost, 0)
    return heaviest(Weights(weighed, [base * one for one in stand.level], stand.price), everybody=False)


def _busy(stand: Standing) -> Flags:
    return np.isin(np.arange(len(stand.worth)), list(stand.busy))
