"""Whose turn it is to be told of news, and what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.alerts.due import BUNDLED
from services.gateway.alerts.edition import Waiting
from services.gateway.alerts.tell import News, Turn, slot_of
from services.gateway.letters.lists import House
from services.gateway.letters.message import Letter
from services.gateway.letters.unsubscribe import ALERTS_LIST, address_digest
from services.gateway.store.letters.digests import freeze
from services.gateway.store.letters.suppressions import is_suppressed
from services.gateway.store.searches.news import mark_told, waiting_of
from shared.db import Connection, Database
from shared.db.lease import LeaseTable, claim_living, fail
from shared.kernel.clock import Clock

TURNS = LeaseTable(table="alert_turn", key="id")
LEASE_S = 300
_ANY_LEFT = """
select exists (select from saved_search_event e join saved_search s on s.id = e.search_id
               where person_id = $1 and alerts = $2 and news is not null)
"""


class _LostError(Exception):
    """The turn is another process's by now: nothing of ours is kept."""


@dataclass(frozen=True, slots=True)
class PostgresBook:
    """Keeps turns, and what each tells; each method is one transaction."""

    db: Database
    clock: Clock
    owner: str
    house: House

    async def claim(self, limit: int) -> Sequence[Turn]:
        """Lease turns that have come."""
        now = self.clock()
        rows = await claim_living(self.db, TURNS, owner=self.owner, now=now, limit=limit, lease_s=LEASE_S)
        async with self.db.connection() as conn:
            return [
                Turn(
                    row["id"],
                    row["person_id"],
                    email := await conn.fetchval(
                        "select email from account where person_id = $1", row["person_id"]
                    ),
                    row["rhythm"],
                    not await is_suppressed(conn, address_digest(self.house.key, email or ""), ALERTS_LIST),
                )
                for row in rows
            ]

    async def news(self, turn: Turn) -> News:
        """Return what waits for a person."""
        return await waiting_of(self.db, self.house, turn.person_id, turn.rhythm)

    async def settle(self, turn: Turn, told: Sequence[Waiting], letter: Letter | None) -> bool:
        """Keep the letter, forget what it tells, and end the turn; False when the turn was lost.

        Rows before the turn, as the keeper of changes does: so neither waits for the other in a ring.
        """
        try:
            async with self.db.transaction() as conn:
                await mark_told(conn, told)
                await self._close(conn, turn, letter, self.clock())
        except _LostError:
            return False
        return True

    async def _close(self, conn: Connection, turn: Turn, letter: Letter | None, now: datetime) -> None:
        mine = "select true from alert_turn where id = $1 and lease_owner = $2 for update"
        if not await conn.fetchval(mine, turn.id, self.owner):
            raise _LostError
        slot = (turn.person_id, ALERTS_LIST, slot_of(turn, now))
        if letter is not None and not await freeze(conn, letter, slot, now):
            raise _LostError
        left = await conn.fetchval(_ANY_LEFT, turn.person_id, turn.rhythm)
        await conn.execute(
            """update alert_turn set next_at = $3, lease_owner = null, lease_until = null, attempts = 0,
                   last_error = null, last_at = case when $4 then $2 else last_at end where id = $1""",
            turn.id, now, now + BUNDLED if left else None, letter is not None,
        )  # fmt: skip

    async def stumbled(self, turn: Turn, error: str) -> None:
        """Try a turn again in an hour."""
        now = self.clock()
        await fail(
            self.db, TURNS, turn.id, owner=self.owner, now=now, error=error,
            retry_at=now + timedelta(hours=1), max_attempts=None,
        )  # fmt: skip
