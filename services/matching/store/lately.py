"""What changes slowly, looked up now and then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from shared.db import Database

_T = TypeVar("_T")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(slots=True)
class Lately(Generic[_T]):
    """What `look` returns, as last looked up."""

    look: Callable[[Database, datetime], Awaitable[_T]]
    every: timedelta
    found: tuple[datetime, _T] | None = None

    async def of(self, db: Database, now: datetime) -> _T:
        """Return it, at most so old."""
        if self.found is None or not timedelta() <= now - self.found[0] < self.every:
            self.found = now, await self.look(db, now)
        return self.found[1]
