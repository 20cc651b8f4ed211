"""What the places of lists are given by: of each who asks, and of all who could be in their list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from zlib import crc32

import numpy as np

from services.matching.recommend.arrays import EVERYONE, Block, Ints, Others
from services.matching.recommend.candidates.lots import Lots
from services.matching.recommend.diversify.diversify import Pools, halves, share_of
from services.matching.recommend.parameters import ListNumbers
from services.matching.recommend.population.facets import gaps


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Who asks: the codes of their facets and of the people they know, and where their dial stands."""

    id: str
    facets: Ints
    known: Ints
    novelty: float


@dataclass(frozen=True, slots=True)
class Draw:
    """What luck is drawn by: it changes each ISO week (`2026-W48`)."""

    key: bytes
    week: str

    @classmethod
    def at(cls, now: datetime, key: bytes) -> "Draw":
        """Return the draw of the ISO week of a moment, in UTC."""
        year, week, _ = now.isocalendar()
        return cls(key, f"{year}-W{week:02d}")

    def of(self, reader: str, lots: Lots, places: Others = EVERYONE) -> Block:
        """Return a number in [0, 1] for the lots at some places: one reader's own, and always the same.

        It is the CRC-32 of the id from a start of the reader's own. Of equally long words the checksum from a
        start and the one from 0 differ by the same bits, whatever the words: those of as many zeros.
        """
        whose = f"{reader}/{self.week}".encode()
        start = int.from_bytes(blake2b(whose, key=self.key, digest_size=4).digest())
        apart = np.zeros(max(lots.distinct, default=0) + 1, dtype=np.uint32)
        for length in lots.distinct:
            apart[length] = crc32(bytes(length), start) ^ crc32(bytes(length))
        return ((lots.sums[places] ^ apart[lots.lengths[places]]) / 2**32).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The candidates of some readers, a row a reader, the best first: as in `Pools`, but as they were found.

    The dimensions of `codes` are the last axis here; `quality` in [0, 1] is how much is known of each.
    """

    ranks: Block
    codes: Ints
    quality: Block
    ties: Block
    luck: Block


def pools_of(readers: Sequence[Reader], told: Candidates, numbers: ListNumbers) -> Pools:
    """Return the pools of some readers."""
    pairs = zip(readers, told.codes, strict=True)
    filled = np.array([gaps(one.facets, one.known, row) for one, row in pairs], dtype=np.float32)
    return Pools(
        ranks=np.asarray(told.ranks, dtype=np.float32),
        filled=np.ascontiguousarray(filled.reshape(told.codes.shape).transpose(2, 0, 1)),
        codes=np.ascontiguousarray(halves(told.codes).transpose(2, 0, 1)),
        ties=told.ties, doubt=1 - told.quality, luck=told.luck,
        share=np.array([share_of(one.novelty, numbers) for one in readers], dtype=np.float32),
    )  # fmt: skip
