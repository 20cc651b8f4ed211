"""Dealing with due rows one after another: each is claimed, kept while at work, and put off where it fails.

The work itself finishes a row (`release`, or a transaction of its own that does the same).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.db.connection import Record
from shared.db.lease import LeaseTable, claim_living, fail, kept_while_at_work
from shared.db.pool import Database
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError
from shared.obs import get_logger

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """Work that must be done some day, however often it fails.

    `lease_s` is how long others wait after a kill, `at_most` how many rows a round has, and `again` tells how
    long a row waits that failed so many times before.
    """

    table: LeaseTable
    lease_s: int
    at_most: int
    again: Callable[[int], timedelta]


async def do_due(
    db: Database, duty: Duty, work: Callable[[Record], Awaitable[object]], *, owner: str, clock: Clock
) -> int:
    """Do one round; return how many rows were tried.

    They are claimed one by one, so that whoever is killed takes no other row along. An `AppError` puts its
    row off; what else is raised does so too, and ends the round.
    """
    for done in range(duty.at_most):
        rows = await claim_living(db, duty.table, owner=owner, now=clock(), limit=1, lease_s=duty.lease_s)
        if not rows:
            return done
        await _do(db, duty, work(rows[0]), rows[0], owner=owner, clock=clock)
    return duty.at_most


async def _do(
    db: Database, duty: Duty, at_work: Awaitable[object], row: Record, *, owner: str, clock: Clock
) -> None:
    async def put_off(reason: str, at_least_s: int) -> None:
        now, wait = clock(), max(duty.again(row["attempts"]), timedelta(seconds=at_least_s))
        log.warning("work.postponed", table=table.table, reason=reason, attempts=row["attempts"] + 1)
        await fail(db, table, key, owner=owner, now=now, error=reason, retry_at=now + wait, max_attempts=None)

    table, key = duty.table, row[duty.table.key]
    try:
        async with kept_while_at_work(db, table, key, owner=owner, clock=clock, lease_s=duty.lease_s):
            await at_work
    except AppError as error:
        await put_off(error.code, error.retry_after_s or 0)
    except Exception as error:
        await put_off(type(error).__name__, 0)
        raise
