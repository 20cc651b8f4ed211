"""The further fetches of one turn: one after the other, a pause between, and other hosts taken first."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.sources.address import host_of
from services.events.sources.answer import Answer
from services.events.sources.hosts.domain import host_keys
from services.events.store.sources.hosts import free_hosts, take_hosts
from services.events.store.sources.sources import find_by_url
from shared.db import Database
from shared.http.guarded import Limits
from shared.kernel.clock import Clock


@dataclass
class Errand:
    """Fetches on behalf of a turn that holds the keys `held` already; our own origins need neither."""

    db: Database
    base: Fetch
    clock: Clock
    pause_s: float
    own_origins: frozenset[str]
    held: frozenset[str]
    until: datetime
    asked: set[str]
    """Keys of hosts that were asked in this turn: the next fetch from them waits for the pause."""
    _taken: set[str] = field(default_factory=set)

    @classmethod
    @asynccontextmanager
    async def open(  # noqa: PLR0913 - all keywords, what a turn knows
        cls,
        db: Database,
        base: Fetch,
        clock: Clock,
        *,
        held: Sequence[str],
        pause_s: float,
        own_origins: frozenset[str],
        lasts_s: float,
        is_first: bool,
    ) -> AsyncIterator[Self]:
        """Yield the errand of one turn; afterwards the hosts that it took rest like any other.

        `is_first` tells that nothing was asked in this turn before.
        """
        until = clock() + timedelta(seconds=lasts_s)
        asked = set() if is_first else set(held)
        errand = cls(db, base, clock, pause_s, own_origins, frozenset(held), until, asked)
        try:
            yield errand
        finally:
            if errand._taken:
                free_at = clock() + timedelta(seconds=pause_s)
                await free_hosts(db, sorted(errand._taken), free_at=free_at)

    async def fetch(self, url: str, headers: Mapping[str, str]) -> Answer | NoAnswer:
        """Fetch one more address; `out_of_time` and `host_resting` where it is not asked now."""
        known = await find_by_url(self.db, url)
        if known is not None and known.state.stopped:
            return NoAnswer("stopped_by_publisher")
        if host_of(url) in self.own_origins:
            return await self.base(url, headers)
        if self.clock() >= self.until:
            return NoAnswer("out_of_time")
        keys = set(host_keys(url))
        missing = keys - self.held - self._taken
        if missing and not await self._take(missing):
            return NoAnswer("host_resting")
        if keys & self.asked:
            await asyncio.sleep(self.pause_s)
        self.asked |= keys
        return await self.base(url, headers)

    async def _take(self, keys: set[str]) -> bool:
        now = self.clock()
        hold_s = (self.until - now).total_seconds() + self.pause_s + Limits().total_s
        if not await take_hosts(self.db, sorted(keys), now=now, hold_s=hold_s):
            return False
        self._taken |= keys
        return True
