"""How often one network or person may ask for what costs others work: a few times an hour, kept in memory."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.kernel.errors import AppError, Kind

WINDOW = timedelta(hours=1)
MOST_ASKERS = 10_000
"""Remembered at once; the one that asked longest ago is forgotten first."""


@dataclass(slots=True)
class Allowance:
    """Counts askings of each asker within the past hour; each process counts for itself."""

    per_hour: int
    code: str = "too_many_previews"
    _asked: OrderedDict[str, list[datetime]] = field(default_factory=OrderedDict)

    def take(self, asker: str, now: datetime) -> None:
        """Count one asking.

        Raises:
            AppError: `code` (429) with the wait, when the hour's share is used up.
        """
        recent = [at for at in self._asked.get(asker, ()) if now - at < WINDOW]
        if len(recent) >= self.per_hour:
            wait_s = int((recent[0] + WINDOW - now).total_seconds()) + 1
            detail = (
                f"At most {self.per_hour} addresses are looked at for you within an hour; try again later."
            )
            raise AppError(self.code, Kind.LIMITED, detail, retry_after_s=wait_s)
        self._asked[asker] = [*recent, now]
        self._asked.move_to_end(asker)
        while len(self._asked) > MOST_ASKERS:
            self._asked.popitem(last=False)

    def give_back(self, asker: str) -> None:
        """Take the newest asking back, as of one that cost nobody anything."""
        if asker in self._asked:
            self._asked[asker] = self._asked[asker][:-1]
