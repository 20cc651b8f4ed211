"""What luck is drawn of: checksums of the ids of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.arrays import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Lots:
    """Checksums of ids; how long each id is in bytes, and which lengths there are."""

    sums: NDArray[np.uint32]
    lengths: Ints
    distinct: tuple[int, ...]


def lots_of(ids: Sequence[str]) -> Lots:
    """Return the lots of some ids."""
    written = [one.encode() for one in ids]
    sums, lengths = (list(map(of, written)) for of in (crc32, len))
    return Lots(np.array(sums, np.uint32), np.array(lengths, np.int64), tuple(set(lengths)))
