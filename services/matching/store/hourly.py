"""What changes slowly, looked up once an hour."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from shared.db import Database

_T = TypeVar("_T")
_LOOK_AGAIN = timedelta(hours=1)


@dataclass(slots=True)
class Hourly(Generic[_T]):
    """What `look` returns, as last looked up."""

    look: Callable[[Database, datetime], Awaitable[_T]]
    found: tuple[datetime, _T] | None = None

    async def of(self, db: Database, now: datetime) -> _T:
        """Return it, at most an hour old."""
        if self.found is None or not timedelta() <= now - self.found[0] < _LOOK_AGAIN:
            self.found = now, await self.look(db, now)
        return self.found[1]
