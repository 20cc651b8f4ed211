"""From ranks to an order: likeness yields to variety, and two places are kept for finding out."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import ListNumbers

Place = Literal["ranked", "bridge", "explored"]
"""Why somebody has their place in a list: by rank, as a bridge to other people, or to find out."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The best candidates, the best first: `ranks`; how each fills a gap, and is unlike whom, by `gaps`.

    `ties` in [0, 1] are weak ties to each; `doubt` in [0, 1] how little is known of them, `luck` in [0, 1)
    a draw that is the same for a reader, a candidate and a week.
    """

    ranks: Floats
    filled: Floats
    codes: Ints
    ties: Floats
    doubt: Floats
    luck: Floats


def diversify(pool: Pool, novelty: float, limit: int, numbers: ListNumbers) -> list[tuple[int, Place]]:
    """Return positions in the pool, the best first, each with why it stands there.

    Novelty 0 keeps the order of ranks exactly; 1 gives `most_novelty` of the weight to people unlike one's
    own. Else one place of the first `places` goes to a bridge, and one to somebody of whom little is known.
    """
    share = numbers.most_novelty * novelty
    order = list(range(len(pool.ranks))) if share == 0 else gap_weighted(pool, share, limit, numbers.pool)
    if share == 0 or limit < numbers.places or len(order) <= numbers.places:
        return [(i, "ranked") for i in order[:limit]]
    first, rest = order[: numbers.places - 2], order[numbers.places - 2 :]
    even = pool.ranks / pool.ranks[0]
    bridging = even * (pool.filled.mean(axis=1) + pool.ties)
    bridge = rest.pop(int(np.argmax(bridging[rest])))
    promising = even * (1 + numbers.curiosity * pool.doubt * pool.luck)
    explored = rest.pop(int(np.argmax(promising[rest])))
    places: list[tuple[int, Place]] = [(i, "ranked") for i in first]
    places += [(bridge, "bridge"), (explored, "explored")]
    return places + [(i, "ranked") for i in rest[: limit - numbers.places]]


def gap_weighted(pool: Pool, share: float, limit: int, full: int) -> list[int]:
    """Return an order by xQuAD (Santos, Macdonald and Ounis 2010) over facets, weighed by one's own gaps.

    next = argmax (1 - share) * worth + share * mean of the gaps that it fills and no one before it did.
    Worth falls evenly with the place, from 1 to 0 in a `full` pool: by ranks themselves, those whom one is
    allotted would stand so far apart from the others that a share could do little, and then everything.
    """
    worth = (1 - share) * (1 - np.arange(len(pool.ranks)) / full)
    each = np.full(pool.filled.shape[1], share / pool.filled.shape[1])
    open_gaps, order = pool.filled.copy(), []
    for _ in range(min(limit, len(worth))):
        latest = int((worth + open_gaps @ each).argmax())
        order.append(latest)
        worth[latest] = -np.inf
        open_gaps *= pool.codes != pool.codes[latest]
    return order + np.flatnonzero(worth > -np.inf).tolist()
