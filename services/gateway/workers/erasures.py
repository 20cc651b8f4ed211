"""Finishing erasures that another service was too ill for, and forgetting old sign-ins."""

from datetime import datetime, timedelta

from services.gateway.erase import forget_elsewhere
from services.gateway.runtime import Runtime
from services.gateway.store import sign_ins
from services.gateway.store.erasures import ERASURES
from shared.db.lease import claim, fail
from shared.kernel.errors import AppError

LEASE_S = 60
MAX_ATTEMPTS = 1000
KEEP_SIGN_INS = timedelta(hours=24)


async def finish_erasures(runtime: Runtime, owner: str) -> int:
    """Try each due erasure once; return how many were tried."""
    rows = await claim(runtime.db, ERASURES, owner=owner, now=runtime.clock(), limit=20, lease_s=LEASE_S)
    for row in rows:
        try:
            await forget_elsewhere(runtime, row["person_id"])
        except AppError as error:
            await _later(runtime, row["id"], owner, row["attempts"], error)
    return len(rows)


async def forget_sign_ins(runtime: Runtime) -> int:
    """Delete sign-ins older than a day; limits look back one hour only."""
    await sign_ins.forget_before(runtime.db, runtime.clock() - KEEP_SIGN_INS)
    return 0


def retry_at(now: datetime, attempts: int) -> datetime:
    """Wait 30 s after the first failure, twice as long after each, one hour at most."""
    return now + timedelta(seconds=min(30 * 2 ** min(attempts, 10), 3600))


async def _later(runtime: Runtime, key: str, owner: str, attempts: int, error: AppError) -> None:
    now = runtime.clock()
    await fail(
        runtime.db,
        ERASURES,
        key,
        owner=owner,
        now=now,
        error=error.code,
        retry_at=retry_at(now, attempts),
        max_attempts=MAX_ATTEMPTS,
    )
