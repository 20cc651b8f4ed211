"""Visiting a host: one visit at a time, however long it lasts, and a pause after each."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from services.events.sources.address import host_of
from services.events.sources.model import SourceSpec
from services.events.store.sources.hosts import free_from, free_hosts, keep_hosts, take_hosts
from shared.db import Database
from shared.db.lease import renewed
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind

_HOLD_S = 60.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How hard to poll: sources at once, length of a claim, pause per host, and origins that are our own."""

    concurrency: int
    lease_s: int
    pause_s: float
    own_origins: frozenset[str] = frozenset()

    def is_own(self, spec: SourceSpec) -> bool:
        """Whoever suggests an address of ours, or leads to one, must not have us read it."""
        return spec.origin == "catalogue" and host_of(spec.url) in self.own_origins


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
    async with kept_from_others(db, keys, clock, pause_s=pause_s, hold_s=_HOLD_S):
        yield


@asynccontextmanager
async def kept_from_others(
    db: Database, keys: Sequence[str], clock: Clock, *, pause_s: float, hold_s: float
) -> AsyncIterator[None]:
    """Keep keys that were taken for `hold_s` while the work within lasts, and have them rest afterwards."""
    try:
        async with renewed(lambda: keep_hosts(db, keys, now=clock(), hold_s=hold_s), hold_s):
            yield
    finally:
        await free_hosts(db, keys, free_at=clock() + timedelta(seconds=pause_s))
