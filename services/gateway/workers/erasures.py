"""Finishing erasures that another service was too ill for."""

from datetime import timedelta

from services.gateway.erase import forget_elsewhere
from services.gateway.runtime import Runtime
from services.gateway.store.auth.erasures import ERASURES
from shared.db.due import Duty, do_due


def again(failures: int) -> timedelta:
    """Wait 30 s after the first failure, twice as long after each, one hour at most."""
    return timedelta(seconds=min(30 * 2 ** min(failures, 10), 3600))


FORGETTING = Duty(ERASURES, lease_s=60, at_most=20, again=again)


async def finish_erasures(runtime: Runtime) -> int:
    """Try each due erasure once; return how many were tried."""
    return await do_due(
        runtime.db, FORGETTING, lambda row: forget_elsewhere(runtime, row["person_id"]), owner=runtime.owner,
        clock=runtime.clock,
    )  # fmt: skip
