"""Whom each of those who ask could be shown: the best of a roster, as blocks of pairs go by."""

from dataclasses import dataclass, field

import numpy as np

from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.parameters import AttentionNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Those near each who asks, a row each, by falling `rank`: `people` of a roster of so `many`.

    `chance` in [0, 1] is 0 where there are no more in a row. `wanted_by` and `wanted` are, of each block of
    those who ask (a row), whom each person suits most, and with what chance.
    """

    many: int
    people: Ints
    chance: Block
    rank: Block
    wanted_by: Ints
    wanted: Block


@dataclass(slots=True)
class Nearest:
    """Gathers those near, block by block."""

    many: int
    numbers: AttentionNumbers
    people: list[Ints] = field(default_factory=list)
    chance: list[Block] = field(default_factory=list)
    wanted_by: list[Ints] = field(default_factory=list)
    wanted: list[Block] = field(default_factory=list)

    def add(self, first: int, block: Block) -> None:
        """Take the best of each row of a block of chances, and the best of its columns.

        Equals fall to chance: else all would ask for the same people, and few get them.
        """
        noise = np.random.default_rng(first).random(block.shape, dtype=np.float32)
        block = block * (1 + _EVEN * noise)
        most = min(max(self.numbers.considered, self.numbers.pairs // self.many), self.many - 1)
        best = np.argpartition(block, -most, axis=1)[:, -most:]
        chance = np.take_along_axis(block, best, axis=1)
        order = np.argsort(-chance, axis=1)
        self.people.append(np.take_along_axis(best, order, axis=1))
        self.chance.append(np.take_along_axis(chance, order, axis=1))
        self.wanted_by.append(first + np.argmax(block, axis=0))
        self.wanted.append(block.max(axis=0))

    def found(self) -> Near:
        """Return all that were found."""
        people, chance = np.vstack(self.people), np.vstack(self.chance)
        return Near(self.many, people, chance, chance, np.vstack(self.wanted_by), np.vstack(self.wanted))


_EVEN = np.float32(1e-5)


def near_in(chances: Block, numbers: AttentionNumbers) -> Near:
    """Return whom each could be shown, out of a square of chances that is held whole."""
    found = Nearest(len(chances), numbers)
    found.add(0, chances)
    return found.found()
