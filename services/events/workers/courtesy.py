"""Visiting a host because somebody asked for it: one visit at a time, and a pause after each."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from services.events.store.sources.hosts import free_from, free_hosts, take_hosts
from shared.db import Database
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind

_HOLD_S = 60.0


@asynccontextmanager
async def visiting(db: Database, keys: Sequence[str], clock: Clock, pause_s: float) -> AsyncIterator[None]:
    """Hold the host meanwhile.

    Raises:
        AppError: `host_resting` (429) while the host is not to be asked.
    """
    now = clock()
    if not await take_hosts(db, keys, now=now, hold_s=_HOLD_S):
        wait_s = (await free_from(db, keys, now) - now).total_seconds()
        detail = "This host is not to be asked again just now; try again a little later."
        raise AppError("host_resting", Kind.LIMITED, detail, retry_after_s=max(1, round(wait_s)))
    try:
        yield
    finally:
        await free_hosts(db, keys, free_at=clock() + timedelta(seconds=pause_s))
