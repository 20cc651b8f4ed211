"""Letters to those who go to an event, and how far the change log was read; see `alerts.goers.Desk`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.gateway.digest.notice import Notice
from services.gateway.digest.unsubscribe import GOING_LIST
from services.gateway.store import change_position
from services.gateway.store.letters.notices import queue_notices
from shared.contracts.catalogue.lists import ChangePage
from shared.db import Database
from shared.kernel.clock import Clock

_READER = "going"
_RENEWED_AFTER = timedelta(days=1)
"""A position is only good for ninety days: renewed now and then, also when nothing happens."""


@dataclass(frozen=True, slots=True)
class PostgresDesk:
    """Implements `services.gateway.alerts.goers.Desk`; `key` is that of stopped addresses."""

    db: Database
    clock: Clock
    key: bytes

    async def position(self) -> str | None:
        """Return where the log was read to."""
        return await change_position.position(self.db, _READER)

    async def start_anew(self, resume: str) -> None:
        """Go on from another place: what lies between is not known any more."""
        await change_position.move(self.db, _READER, resume, self.clock())

    async def keep(self, notices: Mapping[str, Notice]) -> None:
        """Keep letters to those whose account is their own."""
        sql = "select person_id from account where person_id = any($1) and brought_by is null"
        async with self.db.transaction() as conn:
            own = await conn.fetch(sql, list(notices))
            mine = {row["person_id"]: notices[row["person_id"]] for row in own}
            await queue_notices(conn, self.key, GOING_LIST, mine)

    async def move(self, before: str | None, page: ChangePage) -> None:
        """Go on after a stretch, unless another reader did."""
        now = self.clock()
        async with self.db.transaction() as conn:
            held = await change_position.locked(conn, _READER)
            is_fresh = held is not None and not page.items and now - held["at"] < _RENEWED_AFTER
            if (held["resume"] if held else None) == before and not is_fresh:
                await change_position.move(conn, _READER, page.resume, now)
