"""What it is worth that two people meet, in numbers that a matching of greatest weight can count with."""

from collections.abc import Iterable

import numpy as np

from services.matching.recommend.arrays import Block, Ints

STEPS = 1000
"""Worths are told apart in so many steps."""
Pair = tuple[int, int]
"""Two people by their places, the lesser first."""


def worths(chances: Block, apart: Iterable[Pair]) -> Ints:
    """Return for each two people an integer from 1 to `STEPS` + 1, and 0 where they must not meet.

    `chances` are square and symmetric, in [0, 1]; 0 is for two who cannot talk. Who keeps `apart` may be
    named in either order.
    """
    found: Ints = np.rint(np.maximum(chances, chances.T) * STEPS).astype(np.int64) + 1
    found[(chances <= 0) & (chances.T <= 0)] = 0
    np.fill_diagonal(found, 0)
    for one, other in apart:
        found[one, other] = found[other, one] = 0
    return found
