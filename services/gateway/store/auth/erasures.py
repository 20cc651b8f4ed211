"""Erasures: the account goes at once, the rest of the house follows from this ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.db import Database
from shared.db.lease import LeaseTable

ERASURES = LeaseTable(table="erasure", key="id")
ONCE_MORE_AFTER = timedelta(minutes=2)
"""Longer than any request that had begun with the session may take."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure; `finished_at` is None while another service still holds data."""

    id: str
    person_id: str
    requested_at: datetime
    finished_at: datetime | None


async def begin(db: Database, erasure_id: str, person_id: str, now: datetime) -> None:
    """Delete the account with sessions, sign-ins and mails, and note what is left to delete elsewhere."""
    async with db.transaction() as conn:
        email = await conn.fetchval("DELETE FROM account WHERE person_id = $1 RETURNING email", person_id)
        await conn.execute("DELETE FROM abuse_report WHERE subject_id = $1", person_id)
        await conn.execute("DELETE FROM sign_in WHERE email = $1", email)
        await conn.execute("DELETE FROM mail_message WHERE to_address = $1", email)
        await conn.execute(
            """INSERT INTO erasure (id, person_id, requested_at, next_at) VALUES ($1, $2, $3, $3)
               ON CONFLICT (person_id) DO NOTHING""",
            erasure_id,
            person_id,
            now,
        )


async def finish(db: Database, person_id: str, now: datetime) -> None:
    """Note that every other service has forgotten the person, and have it done once more.

    A request that was under way when the session ended may have written after the others had forgotten.
    """
    sql = """UPDATE erasure SET finished_at = coalesce(finished_at, $2), lease_owner = NULL,
                 lease_until = NULL, next_at = CASE WHEN finished_at IS NULL THEN $3::timestamptz END
             WHERE person_id = $1"""
    await db.execute(sql, person_id, now, now + ONCE_MORE_AFTER)


async def find(db: Database, person_id: str) -> Erasure | None:
    """Return the erasure of a person, done or not; None where none was asked for."""
    sql = "SELECT id, person_id, requested_at, finished_at FROM erasure WHERE person_id = $1"
    row = await db.fetchrow(sql, person_id)
    return None if row is None else Erasure(**dict(row))
