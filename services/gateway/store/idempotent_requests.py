"""Requests that bear an `Idempotency-Key`: claimed once, with their answer for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.db import Database

KEPT = timedelta(hours=24)
RUNS_AT_MOST = timedelta(minutes=2)
"""After this long without an answer the process is taken to have died, and the same key may run again."""
MOST_KEYS = 1000
"""Of one caller within a day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, under which key, and what; each as a hash. `run` is this very try."""

    caller: bytes
    key_hash: bytes
    fingerprint: bytes
    run: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What stands under a key already. `answer` is sealed; None while it runs, or where it was too long."""

    fingerprint: bytes
    done: bool
    answer: bytes | None


async def claim(db: Database, asked: Asked, now: datetime) -> bool:
    """Take a key for this try; False where it is another's, or the caller has too many."""
    sql = """
insert into idempotent_request as held (caller, key_hash, fingerprint, run, running_until, expires_at)
select $1, $2, $3, $4, $5, $6
where (select count(*) from idempotent_request where caller = $1 and expires_at > $7) < $8
on conflict (caller, key_hash) do update
    set fingerprint = excluded.fingerprint, run = excluded.run, running_until = excluded.running_until,
        expires_at = excluded.expires_at, done = false, answer = null
    where held.expires_at <= $7 or (not held.done and held.running_until <= $7)
        -- begun by a clock that has been set back since
        or (not held.done and held.running_until > $9)
returning true"""
    until, kept = now + RUNS_AT_MOST, now + KEPT
    said = (asked.caller, asked.key_hash, asked.fingerprint, asked.run)
    return bool(await db.fetchval(sql, *said, until, kept, now, MOST_KEYS, now + 2 * RUNS_AT_MOST))


async def find(db: Database, asked: Asked) -> Known | None:
    """Return what stands under the key."""
    sql = """select fingerprint, done, answer from idempotent_request
             where caller = $1 and key_hash = $2"""
    row = await db.fetchrow(sql, asked.caller, asked.key_hash)
    return None if row is None else Known(**dict(row))


async def finish(db: Database, asked: Asked, answer: bytes | None) -> None:
    """Keep the answer of this try."""
    sql = """update idempotent_request set done = true, answer = $4
             where caller = $1 and key_hash = $2 and run = $3"""
    await db.execute(sql, asked.caller, asked.key_hash, asked.run, answer)


async def release(db: Database, asked: Asked) -> None:
    """Free the key of a try that made nothing."""
    sql = "delete from idempotent_request where caller = $1 and key_hash = $2 and run = $3"
    await db.execute(sql, asked.caller, asked.key_hash, asked.run)
