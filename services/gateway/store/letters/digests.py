"""Digest issues on Postgres: frozen once a week, handed over at most once.

`ready` ▸ `handing` ▸ `sent` | `unknown` | `failed`, or `withheld` when the person opts out in between, or
when letters to them come back.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.digest.decide import NOTHING_TOLD, Decision, Subscriber, Told
from services.gateway.letters.message import Letter
from services.gateway.letters.unsubscribe import DIGEST_LIST, address_digest
from services.gateway.store.letters import subscribers, suppressions
from services.gateway.store.letters.returned import letters_rest
from services.gateway.store.searches.news import mark_told
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import LeaseTable, claim_living, fail
from shared.kernel.clock import Clock

READY = LeaseTable(table="digest_issue", key="message_id", where="state = 'ready'")
LEASE_S = 180
"""Longer than a mailer may take, so that a stranded hand-over is really dead."""
MAX_ATTEMPTS = 7

_FREEZE = """
insert into digest_issue (message_id, person_id, list, iso_week, state, to_address, sender, content,
                          content_sha256, created_at, next_at, lease_owner, lease_until, events, named)
values ($1, $2, $3, $4, 'ready', $5, $6, $7, $8, $9, $9, $10, $11, $12, $13) on conflict do nothing
"""
_REFUSED = """
update digest_issue set attempts = attempts + 1, last_error = $3, lease_owner = null, lease_until = null,
    state = case when $4 or attempts + 1 >= $5 then 'failed' else 'ready' end,
    next_at = case when $4 or attempts + 1 >= $5 then null
                   else $6::timestamptz + interval '1 minute' * power(2, attempts) end,
    dead_at = case when $4 or attempts + 1 >= $5 then $6 end,
    settled_at = case when $4 or attempts + 1 >= $5 then $6 end
where message_id = $1 and lease_owner = $2 and state = 'handing' returning state
"""
_SETTLE = """
update digest_issue set state = $2, receipt = $3, settled_at = $4, next_at = null, lease_owner = null,
    lease_until = null
where message_id = $1 and state = any($5)
"""


@dataclass(frozen=True, slots=True)
class PostgresLedger:
    """Who has a turn, and every issue with its state; each method is one transaction.

    `only` narrows it to some people, due or not.
    """

    db: Database
    clock: Clock
    owner: str
    key: bytes
    only: Sequence[str] | None = None

    async def claim_due(self, limit: int) -> tuple[Subscriber, ...]:
        """Lease subscribers whose turn has come, or those asked for."""
        now = self.clock()
        if self.only is None:
            return await subscribers.claim_due(self.db, owner=self.owner, now=now, limit=limit)
        return await subscribers.claim_these(self.db, self.only, owner=self.owner, now=now)

    async def settle(self, decision: Decision) -> bool:
        """Keep the frozen letter, once per week, and the next turn, in one transaction."""
        now = self.clock()
        async with self.db.transaction() as conn:
            if not await subscribers.close_turn(conn, decision, owner=self.owner, now=now):
                return False
            return decision.letter is not None and await self._freeze(conn, decision, decision.letter, now)

    async def stumbled(self, person_id: str, error: str) -> None:
        """Try a turn again in an hour, until it is mended or the next week's turn has come."""
        now = self.clock()
        await fail(
            self.db, subscribers.SUBSCRIBERS, person_id, owner=self.owner, now=now, error=error,
            retry_at=now + timedelta(hours=1), max_attempts=None,
        )  # fmt: skip

    async def claim_ready(self, limit: int) -> tuple[Letter, ...]:
        """Lease frozen letters that wait, longest first."""
        if self.only is not None:
            return await self._claim_ready_of_some()
        rows = await claim_living(
            self.db, READY, owner=self.owner, now=self.clock(), limit=limit, lease_s=LEASE_S
        )
        return tuple(_letter(row) for row in rows)

    async def begin(self, message_id: str, via: str) -> str:
        """Commit the intention before the deed; look once more whether the person still wants the letter."""
        now = self.clock()
        sql = """select email, list, person_id from digest_issue join account using (person_id)
                 where message_id = $1 and lease_owner = $2 and lease_until > $3 and state = 'ready'
                 for update of digest_issue"""
        async with self.db.transaction() as conn:
            row = await conn.fetchrow(sql, message_id, self.owner, now)
            if row is None:
                return "lost"
            if why := await self._why_not(conn, row, now):
                await conn.execute(_SETTLE, message_id, "withheld", why, now, ["ready"])
                return "withheld"
            await conn.execute(
                """update digest_issue set state = 'handing', via = $2, handed_at = $3, lease_until = $4
                   where message_id = $1""",
                message_id, via, now, now + timedelta(seconds=LEASE_S),
            )  # fmt: skip
            return "handing"

    async def _why_not(self, conn: Connection, row: Record, now: datetime) -> str | None:
        address = address_digest(self.key, row["email"])
        if await suppressions.is_suppressed(conn, address, row["list"]):
            return "unsubscribed"
        return (
            "letters to this address come back" if await letters_rest(conn, row["person_id"], now) else None
        )

    async def sent(self, message_id: str, receipt: str) -> None:
        """Mark as accepted, even when someone gave it up for unknown meanwhile: the receipt is the truth."""
        await self.db.execute(_SETTLE, message_id, "sent", receipt, self.clock(), ["handing", "unknown"])

    async def refused(self, message_id: str, detail: str, *, permanent: bool) -> str:
        """Try again after 1, 2, 4 … minutes, unless it cannot help or has been enough."""
        state = await self.db.fetchval(
            _REFUSED, message_id, self.owner, detail[:500], permanent, MAX_ATTEMPTS, self.clock()
        )
        return "lost" if state is None else str(state)

    async def unknown(self, message_id: str, detail: str) -> None:
        """Give a letter up: listed, never sent again."""
        await self.db.execute(_SETTLE, message_id, "unknown", detail[:500], self.clock(), ["handing"])

    async def stranded(self, limit: int) -> tuple[tuple[str, str], ...]:
        """Find hand-overs whose lease ran out."""
        sql = """select message_id, via from digest_issue
                 where state = 'handing' and lease_until <= $1 order by lease_until limit $2"""
        rows = await self.db.fetch(sql, self.clock(), limit)
        return tuple((row["message_id"], row["via"]) for row in rows)

    async def return_unsent(self, message_id: str) -> None:
        """Make a stranded letter ready again."""
        await self.db.execute(
            """update digest_issue set state = 'ready', next_at = $2, lease_owner = null, lease_until = null
               where message_id = $1 and state = 'handing' and lease_until <= $2""",
            message_id, self.clock(),
        )  # fmt: skip

    async def _freeze(self, conn: Connection, decision: Decision, letter: Letter, now: datetime) -> bool:
        # an operator's run hands over what it wrote itself, so no worker beside it may take it first
        lease = (None, None) if self.only is None else (self.owner, now + timedelta(seconds=LEASE_S))
        slot = (decision.subscriber.person_id, DIGEST_LIST, str(decision.week))
        is_new = await freeze(conn, letter, slot, now, lease, decision.told)
        if is_new:
            await mark_told(conn, decision.followed.told)
        return is_new

    async def _claim_ready_of_some(self) -> tuple[Letter, ...]:
        now = self.clock()
        rows = await self.db.fetch(
            """update digest_issue set lease_owner = $2, lease_until = $3
               where person_id = any($1) and state = 'ready' and dead_at is null and next_at <= $4
                 and list = $5
                 and (lease_until is null or lease_until <= $4 or lease_owner = $2) returning *""",
            list(self.only or ()), self.owner, now + timedelta(seconds=LEASE_S), now, DIGEST_LIST,
        )  # fmt: skip
        return tuple(_letter(row) for row in rows)


Slot = tuple[str, str, str]
"""Person, list and turn: the ISO week of the weekly e-mail, the day or minute of an alert."""


async def freeze(
    conn: Connection,
    letter: Letter,
    slot: Slot,
    now: datetime,
    lease: tuple[str | None, datetime | None] = (None, None),
    told: Told = NOTHING_TOLD,
) -> bool:
    """Keep a letter to be handed over; False when there is one of this turn already."""
    tag = await conn.execute(
        _FREEZE, letter.message_id, *slot, letter.to, letter.sender, letter.content,
        hashlib.sha256(letter.content).hexdigest(), now, *lease, told.events, told.named,
    )  # fmt: skip
    return affected_rows(tag) > 0


async def forget_contents(db: Database, before: datetime) -> int:
    """Drop the words of letters settled before an instant; that they existed, and their hash, stays."""
    sql = "update digest_issue set content = '' where settled_at < $1 and content <> ''"
    return affected_rows(await db.execute(sql, before))


def _letter(row: Record) -> Letter:
    return Letter(row["message_id"], row["sender"], row["to_address"], bytes(row["content"]))
