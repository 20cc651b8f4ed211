"""How evenly the people of a gathering are shown to one another; told so that it speaks of nobody."""

from collections.abc import Sequence

import numpy as np

LEAST = 10
"""People; a count of fewer could tell of single ones."""


def gini(counts: Sequence[int]) -> float:
    """Return the Gini index in [0, 1): 0 where all are shown as often, near 1 where one is alone."""
    total = sum(counts)
    if total == 0:
        return 0.0
    ranked, people = np.sort(np.array(counts, dtype=float)), len(counts)
    return float(2 * (np.arange(1, people + 1) * ranked).sum() / (people * total) - (people + 1) / people)


def told(people: int) -> int | None:
    """Return a number of people, None from one to nine; that there are none tells of nobody."""
    return people if people == 0 or people >= LEAST else None
