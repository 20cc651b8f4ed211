"""How good a plan is: what it is worth beside the most that any plan could be, and how even it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.meetings.plan import Meeting
from services.matching.meetings.worth import STEPS
from services.matching.recommend.arrays import Ints


@dataclass(frozen=True, slots=True)
class Figures:
    """`worth` and `bound` are sums of chances that both are glad; `least` and `most` meetings of a person."""

    meetings: int
    worth: float
    bound: float
    least: int
    most: int


def figures(worth: Ints, found: Sequence[Meeting], bound: float) -> Figures:
    """Return the figures of a plan out of the worths it was made of, and the most any could be worth."""
    counts = np.bincount([one for it in found for one in (it.one, it.other)], minlength=len(worth))
    total = sum(int(worth[it.one, it.other]) - 1 for it in found)
    return Figures(
        meetings=len(found),
        worth=total / STEPS,
        bound=bound / STEPS,
        least=int(counts.min()) if len(counts) else 0,
        most=int(counts.max(initial=0)),
    )
