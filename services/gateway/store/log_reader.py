"""How far each reader has read the change log of the events service; it moves with what was made of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from shared.contracts.catalogue.lists import ChangePage
from shared.db import Connection, Database
from shared.kernel.clock import Clock

_RENEWED_AFTER = timedelta(days=1)
"""A position is only good for ninety days: renewed now and then, also when nothing happens."""
_MOVE = """
insert into change_position (name, resume, at) values ($1, $2, $3)
on conflict (name) do update set resume = excluded.resume, at = excluded.at
"""


@dataclass(frozen=True, slots=True)
class LogReader:
    """Whoever reads the log under a name.

    The position moves in the transaction that keeps what was made of the entries before it: a process killed
    anywhere begins again where the last one ended, and nothing is kept twice.
    """

    name: ClassVar[str]
    db: Database
    clock: Clock

    async def position(self) -> str | None:
        """Return where the log was read to; None before the first time."""
        found: str | None = await self.db.fetchval(
            "select resume from change_position where name = $1", self.name
        )
        return found

    async def start_anew(self, resume: str) -> None:
        """Go on from another place: what lies between is not known any more."""
        await self.db.execute(_MOVE, self.name, resume, self.clock())

    @asynccontextmanager
    async def past(self, before: str | None, page: ChangePage) -> AsyncIterator[Connection | None]:
        """Go on behind a stretch with what is made of it, at once; None where another was faster."""
        async with self.db.transaction() as conn:
            held = await conn.fetchrow(
                "select resume, at from change_position where name = $1 for update", self.name
            )
            if (held["resume"] if held else None) != before:
                yield None
                return
            yield conn
            if page.items or held is None or self.clock() - held["at"] >= _RENEWED_AFTER:
                await conn.execute(_MOVE, self.name, page.resume, self.clock())
