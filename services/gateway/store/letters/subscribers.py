"""Who gets the weekly e-mail, when, and what became of their last turn."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from services.gateway.digest.decide import Decision, Subscriber
from services.gateway.digest.due import Schedule
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import LeaseTable, claim_living

SUBSCRIBERS = LeaseTable(table="digest_subscriber", key="person_id")
LEASE_S = 300

_CLAIM_THESE = """
update digest_subscriber set lease_owner = $2, lease_until = $3
where person_id = any($1) and dead_at is null and (lease_until is null or lease_until <= $4)
returning *
"""
_IN_HAND = """
select exists (select from digest_subscriber
               where person_id = any($1) and dead_at is null and lease_owner <> $2 and lease_until > $3)
"""
_LOOKS, _LOOK_AGAIN_S = 40, 0.25


async def enrol_missing(db: Database) -> None:
    """Give every account whose owner has come the usual settings; its first turn finds its zone."""
    await db.execute(
        """insert into digest_subscriber (person_id)
           select person_id from account a
           where brought_by is null
             and not exists (select from digest_subscriber s where s.person_id = a.person_id)
           on conflict do nothing"""
    )


async def claim_due(db: Database, *, owner: str, now: datetime, limit: int) -> tuple[Subscriber, ...]:
    """Lease subscribers whose turn has come."""
    rows = await claim_living(db, SUBSCRIBERS, owner=owner, now=now, limit=limit, lease_s=LEASE_S)
    return await _with_accounts(db, rows)


async def claim_these(
    db: Database, person_ids: Sequence[str], *, owner: str, now: datetime
) -> tuple[Subscriber, ...]:
    """Lease these subscribers, due or not. Whom a worker has in hand is waited for: that takes moments.

    Those that it still has after ten seconds are left out.
    """
    until, rows = now + timedelta(seconds=LEASE_S), []
    for _ in range(_LOOKS):
        rows += await db.fetch(_CLAIM_THESE, list(person_ids), owner, until, now)
        if not await db.fetchval(_IN_HAND, list(person_ids), owner, now):
            break
        await asyncio.sleep(_LOOK_AGAIN_S)
    return await _with_accounts(db, rows)


async def everyone(db: Database, email: str | None) -> tuple[str, ...]:
    """Return the ids of all subscribers, or of the one with this address."""
    sql = """select person_id from digest_subscriber join account using (person_id)
             where $1::text is null or email = $1 order by person_id"""
    return tuple(row["person_id"] for row in await db.fetch(sql, email))


async def find(db: Database, person_id: str) -> Subscriber | None:
    """Return a subscriber; settings that were never touched are the usual ones. None: no such account."""
    sql = """select a.person_id, a.email, coalesce(s.weekday, 1) as weekday, coalesce(s.hour, 8) as hour,
                    coalesce(s.frequency, 'weekly') as frequency, s.paused_until, s.timezone, s.since,
                    a.created_at
             from account a left join digest_subscriber s using (person_id) where a.person_id = $1"""
    row = await db.fetchrow(sql, person_id)
    return None if row is None else _subscriber(row, row)


async def save(conn: Connection, person_id: str, schedule: Schedule, now: datetime) -> None:
    """Keep a person's wish; they are due at once, only to find the next turn in their zone."""
    await conn.execute(
        """insert into digest_subscriber (person_id, weekday, hour, frequency, paused_until, next_at, since)
           values ($1, $2, $3, $4, $5, $6, $6)
           on conflict (person_id) do update set weekday = $2, hour = $3, frequency = $4, paused_until = $5,
               next_at = $6, since = $6, lease_owner = null, lease_until = null, dead_at = null,
               attempts = 0""",
        person_id, schedule.weekday, schedule.hour, schedule.frequency, schedule.paused_until, now,
    )  # fmt: skip


async def save_frequency(conn: Connection, person_id: str, frequency: str, now: datetime) -> None:
    """Change the frequency alone, and end a pause."""
    await conn.execute(
        """insert into digest_subscriber (person_id, frequency, next_at, since) values ($1, $2, $3, $3)
           on conflict (person_id) do update set frequency = $2, next_at = $3, since = $3,
               paused_until = null, lease_owner = null, lease_until = null, dead_at = null, attempts = 0""",
        person_id, frequency, now,
    )  # fmt: skip


async def close_turn(conn: Connection, decision: Decision, *, owner: str, now: datetime) -> bool:
    """Note a decision and the next turn; False when the lease was lost, for instance to a changed wish."""
    tag = await conn.execute(
        """update digest_subscriber set next_at = $3, timezone = $4, lease_owner = null, lease_until = null,
               attempts = 0, last_error = null,
               last_decision = case when $5::text is null then last_decision else $6 end,
               last_decided_at = case when $5::text is null then last_decided_at else $7 end
           where person_id = $1 and lease_owner = $2""",
        decision.subscriber.person_id, owner, decision.next_at, decision.subscriber.timezone,
        decision.week, decision.note, now,
    )  # fmt: skip
    return affected_rows(tag) > 0


async def _with_accounts(db: Database, rows: Sequence[Record]) -> tuple[Subscriber, ...]:
    ids = [row["person_id"] for row in rows]
    found = await db.fetch("select person_id, email, created_at from account where person_id = any($1)", ids)
    accounts = {row["person_id"]: row for row in found}
    return tuple(_subscriber(row, accounts[row["person_id"]]) for row in rows if row["person_id"] in accounts)


def _subscriber(row: Record, account: Record) -> Subscriber:
    schedule = Schedule(row["weekday"], row["hour"], row["frequency"], row["paused_until"])
    since = max(account["created_at"], row["since"] or account["created_at"])
    return Subscriber(row["person_id"], account["email"], schedule, row["timezone"], since)
