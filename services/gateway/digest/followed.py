"""News of a person's searches, as part of their week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Followed:
    """What a letter shows of each search, and what is told by that: for the ledger to forget, unread here."""

    sections: Sequence[Mapping[str, Any]] = ()
    told: Sequence[Any] = ()

    @property
    def count(self) -> int:
        """Return how many events are told of."""
        return sum(len(section["told"]) + section["more"] for section in self.sections)


NOTHING = Followed()
