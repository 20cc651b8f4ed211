"""The arrays that scoring is done in."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Block: TypeAlias = NDArray[np.float32]
"""One row for each of those who ask, one column for each person of the roster."""

Others: TypeAlias = "Ints | slice"
"""Of whom of a roster, with those who ask, something is computed: by position."""

EVERYONE = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """A quantity from those who ask to everyone of the roster, and back; each of shape (asking, people)."""

    there: Block
    back: Block


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What was computed of all pairs of a roster, each of shape (people, people): see `Features`.

    `value[u, v]` is what v can do for u; `chances` are how likely both are glad to have met.
    """

    chances: Block
    interest: Block
    value: Block
    context: Block
