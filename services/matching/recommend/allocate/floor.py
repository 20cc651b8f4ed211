"""Everyone who is in too few lists is put into those where it costs least."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from services.matching.recommend.allocate.near import Near
from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.parameters import AttentionNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Whom lists hold, with the chances that are their worth, to be changed in place.

    Places before `first` are settled, and so is the `bridge`, which would be none with another there.
    """

    lists: Ints
    worth: Block
    first: int
    bridge: int


def least_lists(asking: int, places: int, many: int, numbers: AttentionNumbers) -> int:
    """Return among the first places of how many lists each of so many people is to be at the least.

    Where few ask `least_lists` would be nearly as many as all are in, and so all would be in as many: then
    it is one.
    """
    return min(numbers.least_lists, max(1, int(numbers.least_share * asking * places / many)))


def put_in(near: Near, given: Given, least: int, numbers: AttentionNumbers) -> None:
    """Put everyone into at least so many of the lists, where it can be, in the place of one who is in more.

    Lists that gave up the fewest places come first, so that none fills with people who suit nobody.
    """
    askers, places = given.lists.shape
    counts = np.bincount(given.lists[given.lists >= 0], minlength=near.many)
    needy = np.flatnonzero(counts < least)
    given_up = np.zeros(askers, dtype=np.int64)
    open_ = [i for i in reversed(range(given.first, places)) if i != given.bridge]
    for person, suited in zip(needy.tolist(), _suited(near, needy), strict=True):
        for _ in range(least - int(counts[person])):
            found = (
                (int(given_up[one]), given.worth[one, spare] / chance, one, spare, chance)
                for one, chance in suited
                if person not in given.lists[one]
                and (spare := _spare(given.lists[one], open_, counts, least)) is not None
            )
            costs = list(islice(found, numbers.tried))
            if costs:
                _, _, one, spare, chance = min(costs)
                given_up[one] += 1
                counts[given.lists[one, spare]] -= 1
                given.lists[one, spare], given.worth[one, spare] = person, chance
                counts[person] += 1


def _spare(held: Ints, open_: list[int], counts: Ints, least: int) -> int | None:
    """Return the place of the last of a list who is in enough other lists."""
    return next((i for i in open_ if held[i] >= 0 and counts[held[i]] > least), None)


def _suited(near: Near, needy: Ints) -> Iterator[list[tuple[int, float]]]:
    """Yield, for each needy person, who asks and whom they suit, with the chances, the best first."""
    rows, columns = np.nonzero(np.isin(near.people, needy) & (near.chance > 0))
    askers = np.concatenate([rows, near.wanted_by[:, needy].ravel()])
    people = np.concatenate([near.people[rows, columns], np.tile(needy, len(near.wanted))])
    chance = np.concatenate([near.chance[rows, columns], near.wanted[:, needy].ravel()])
    order = np.lexsort((-chance, people))
    starts, ends = (np.searchsorted(people[order], needy, side) for side in ("left", "right"))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        own = order[start:end]
        own = own[chance[own] > 0]
        yield list(zip(askers[own].tolist(), chance[own].tolist(), strict=True))
