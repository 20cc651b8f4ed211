"""Finishing erasures that another service was too ill for, and forgetting old sign-ins."""

from datetime import datetime, timedelta

from services.gateway.erase import Erasing, forget_elsewhere
from services.gateway.store import sign_ins
from services.gateway.store.erasures import ERASURES
from shared.db.lease import claim, fail
from shared.kernel.errors import AppError

LEASE_S = 60
MAX_ATTEMPTS = 1000
KEEP_SIGN_INS = timedelta(hours=24)


async def finish_erasures(parts: Erasing, owner: str) -> int:
    """Try each due erasure once; return how many were tried."""
    rows = await claim(parts.db, ERASURES, owner=owner, now=parts.clock(), limit=20, lease_s=LEASE_S)
    for row in rows:
        try:
            await forget_elsewhere(parts, row["person_id"])
        except AppError as error:
            await _later(parts, row["id"], owner, row["attempts"], error)
    return len(rows)


async def forget_sign_ins(parts: Erasing) -> int:
    """Delete sign-ins older than a day; limits look back one hour only."""
    await sign_ins.forget_before(parts.db, parts.clock() - KEEP_SIGN_INS)
    return 0


def retry_at(now: datetime, attempts: int) -> datetime:
    """Wait 30 s after the first failure, twice as long after each, one hour at most."""
    return now + timedelta(seconds=min(30 * 2 ** min(attempts, 10), 3600))


async def _later(parts: Erasing, key: str, owner: str, attempts: int, error: AppError) -> None:
    now = parts.clock()
    await fail(
        parts.db,
        ERASURES,
        key,
        owner=owner,
        now=now,
        error=error.code,
        retry_at=retry_at(now, attempts),
        max_attempts=MAX_ATTEMPTS,
    )
