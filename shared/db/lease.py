"""Due work as columns of the domain's own rows: claim, fenced finish, dead after N.

A table that holds due work has `next_at timestamptz`, `lease_owner text`, `lease_until timestamptz`,
`attempts int NOT NULL DEFAULT 0`, `lost int NOT NULL DEFAULT 0`, `last_error text`, `dead_at timestamptz`. A
row is due when `next_at` has come, it is not dead, and nobody holds a lease that still runs. An owner that
lost its lease (it was slow, and another took over) is fenced: its finish changes nothing and returns False.
A lease that would run twice as long as any does was given by a clock that has been set back since, and holds
nobody up: who is alive renews it, or is fenced.

Whoever is killed at work notes no failure: the lease runs out. `lost` counts how many did one after another;
a row that `is_deadly` is given up, or rests (`claim_living`), for the work itself may be what kills (for want
of memory).
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.db.connection import Connection, Record, affected_rows
from shared.db.pool import Database
from shared.kernel.clock import Clock
from shared.obs import get_logger

log = get_logger(__name__)

MAX_ERROR_CHARS = 500
MOST_LOST = 3
"""Claims in a row that may run out before a row is given up."""
KILLED = "killed_at_work"
"""The `last_error` of what was given up so."""
_FIRST_REST, _LONGEST_REST = timedelta(hours=1), timedelta(days=1)
_NAME = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class LeaseTable:
    """Where due rows live. The three texts are written by us, never by a user; they become SQL."""

    table: str
    key: str
    where: str = "true"

    def __post_init__(self) -> None:
        """Refuse anything but plain names."""
        if not (_NAME.fullmatch(self.table) and _NAME.fullmatch(self.key)):
            raise ValueError("table and key are plain lower-case names")


async def claim(
    db: Database, table: LeaseTable, *, owner: str, now: datetime, limit: int, lease_s: int
) -> list[Record]:
    """Take up to `limit` due rows for `lease_s` seconds and return them whole, longest due first."""
    sql = f"""
    WITH due AS (
        SELECT {table.key} FROM {table.table}
        WHERE next_at <= $1 AND dead_at IS NULL AND ({table.where})
          AND (lease_until IS NULL OR lease_until <= $1 OR lease_until > $5)
        ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ), taken AS (
        UPDATE {table.table} AS t SET lease_owner = $3, lease_until = $4,
            lost = CASE WHEN t.lease_until IS NULL THEN 0 ELSE t.lost + 1 END
        FROM due WHERE t.{table.key} = due.{table.key} RETURNING t.*
    )
    SELECT * FROM taken ORDER BY next_at
    """  # noqa: S608 - names from LeaseTable
    lease = timedelta(seconds=lease_s)
    return await db.fetch(sql, now, limit, owner, now + lease, now + 2 * lease)


def is_deadly(row: Record) -> bool:
    """Tell of a claimed row whether so many claims before this one ran out that it is to be given up."""
    return bool(row["lost"] >= MOST_LOST)


async def claim_living(
    db: Database, table: LeaseTable, *, owner: str, now: datetime, limit: int, lease_s: int
) -> list[Record]:
    """Claim as `claim` does what must be done some day, and return it without what is deadly.

    That rests for an hour, twice as long each time, a day at most. Of several that were claimed together
    only one kills: each rests a lease longer than the one before, so that it is tried without the others.
    """
    rows = await claim(db, table, owner=owner, now=now, limit=limit, lease_s=lease_s)
    for place, row in enumerate(row for row in rows if is_deadly(row)):
        rest = min(_FIRST_REST * 2 ** min(row["attempts"], 5), _LONGEST_REST)
        log.error("work.deadly", table=table.table, attempts=row["attempts"] + 1)
        await fail(
            db, table, row[table.key], owner=owner, now=now, error=KILLED,
            retry_at=now + rest + timedelta(seconds=place * lease_s), max_attempts=None,
        )  # fmt: skip
    return [row for row in rows if not is_deadly(row)]


async def give_back(db: Database, table: LeaseTable, key: object, *, owner: str) -> None:
    """End a claim without having done anything: the row keeps its turn."""
    sql = f"""
    UPDATE {table.table} SET lease_owner = NULL, lease_until = NULL
    WHERE {table.key} = $1 AND lease_owner = $2
    """  # noqa: S608 - names from LeaseTable
    await db.execute(sql, key, owner)


@asynccontextmanager
async def given_back_if_cut_off(
    db: Database, table: LeaseTable, key: object, *, owner: str
) -> AsyncIterator[None]:
    """End the claim at once when the work within is cancelled, so that nobody waits until it runs out.

    Only for work that may be begun again: what is at most once must leave its claim.
    """
    try:
        yield
    except asyncio.CancelledError:
        await give_back(db, table, key, owner=owner)
        raise


@asynccontextmanager
async def given_back_if_broken(db: Database, table: LeaseTable, *, owner: str) -> AsyncIterator[None]:
    """End every claim of this owner when the work within, on several rows together, does not end well.

    So a service that is away for a while is no claim lost. `table.where` leaves alone what is at most once.
    """
    sql = f"""
    UPDATE {table.table} SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = $1 AND ({table.where})
    """  # noqa: S608 - names from LeaseTable
    try:
        yield
    except BaseException:
        await db.execute(sql, owner)
        raise


@asynccontextmanager
async def kept_while_at_work(
    db: Database, table: LeaseTable, key: object, *, owner: str, clock: Clock, lease_s: float
) -> AsyncIterator[None]:
    """Renew the claim while the work within lasts, and end it at once when that is cancelled.

    So `lease_s` is how long others wait after a kill, not how long work may take.
    """
    sql = f"UPDATE {table.table} SET lease_until = $3 WHERE {table.key} = $1 AND lease_owner = $2"  # noqa: S608

    async def renew() -> None:
        await db.execute(sql, key, owner, clock() + timedelta(seconds=lease_s))

    async with renewed(renew, lease_s), given_back_if_cut_off(db, table, key, owner=owner):
        yield


@asynccontextmanager
async def renewed(renew: Callable[[], Awaitable[object]], lease_s: float) -> AsyncIterator[None]:
    """Renew what is held for `lease_s` three times in each, while the work within lasts."""
    renewing = asyncio.create_task(_renew(renew, lease_s / 3))
    try:
        yield
    finally:
        renewing.cancel()


async def _renew(renew: Callable[[], Awaitable[object]], every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        # A database that is away for a moment is asked again; what is lost by then is another's.
        with suppress(Exception):
            await renew()


async def release(
    conn: Connection, table: LeaseTable, key: object, *, owner: str, next_at: datetime | None
) -> bool:
    """Finish well, in the caller's transaction, and be due again at `next_at` (None: never).

    False when the lease was lost: then roll the transaction back, for another worker has the row.
    """
    sql = f"""
    UPDATE {table.table}
    SET lease_owner = NULL, lease_until = NULL, next_at = $3, attempts = 0, last_error = NULL
    WHERE {table.key} = $1 AND lease_owner = $2
    """  # noqa: S608 - names from LeaseTable
    return affected_rows(await conn.execute(sql, key, owner, next_at)) > 0


async def fail(  # noqa: PLR0913 - every one is a fact about the failure
    db: Database,
    table: LeaseTable,
    key: object,
    *,
    owner: str,
    now: datetime,
    error: str,
    retry_at: datetime | None,
    max_attempts: int | None,
) -> bool:
    """Note a failed attempt; the row is dead after `max_attempts`, or at once when `retry_at` is None.

    Without `max_attempts` it is tried for ever.
    """
    sql = f"""
    UPDATE {table.table}
    SET lease_owner = NULL, lease_until = NULL, attempts = attempts + 1, last_error = $3,
        next_at = coalesce($4, next_at),
        dead_at = CASE WHEN $4::timestamptz IS NULL OR attempts + 1 >= $5::int THEN $6::timestamptz END
    WHERE {table.key} = $1 AND lease_owner = $2
    """  # noqa: S608 - names from LeaseTable
    tag = await db.execute(sql, key, owner, error[:MAX_ERROR_CHARS], retry_at, max_attempts, now)
    return affected_rows(tag) > 0
