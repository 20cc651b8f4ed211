"""What a rule of recurrence knows: its days, its usual gap, how surely it is known, and how to say itself."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol


class Rule(Protocol):
    """A rule of recurrence over local calendar days."""

    @property
    def gap_days(self) -> float:
        """The usual number of days between two editions."""

    @property
    def least_days(self) -> int:
        """The least number of days between two editions."""

    @property
    def freedom(self) -> int:
        """How many choices it was fitted by: of two that explain the same, the plainer is believed."""

    @property
    def slack_days(self) -> int:
        """By how many days an edition may miss its day and still be on it."""

    @property
    def miss_weight(self) -> float:
        """How much an edition that is lacking speaks against it: little where we may just not know of it."""

    def days(self, first: date, last: date) -> Iterator[date]:
        """Return its days from `first` to `last`, both included, in order."""

    def words(self) -> str:
        """Say the rule in plain words, to be shown: `every second Monday`."""
