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

    @property
    def event_ids(self) -> frozenset[str]:
        """Return which events are told of by name."""
        return frozenset(told["event_id"] for section in self.sections for told in section["told"])


NOTHING = Followed()
