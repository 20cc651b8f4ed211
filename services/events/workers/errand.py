"""The further fetches of one turn: one after the other, a pause between, and other hosts taken first."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.sources.address import host_of
from services.events.sources.hosts.domain import host_keys
from services.events.store.sources.hosts import free_hosts, take_hosts
from services.events.store.sources.sources import find_by_url
from services.events.workers.courtesy import Manners
from shared.db import Database
from shared.http.guarded import Limits
from shared.kernel.clock import Clock
from shared.kernel.response import Response


@dataclass
class Errand:
    """Fetches on behalf of a turn that holds the keys `held` already; our own origins need none.

    Afterwards the hosts that it took rest like any other.
    """

    db: Database
    base: Fetch
    clock: Clock
    manners: Manners
    lasts_s: float
    held: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    """Keys of hosts that were asked in this turn: the next fetch from them waits for the pause."""
    _taken: frozenset[str] = frozenset()
    _until: datetime = field(init=False)

    async def __aenter__(self) -> Self:
        self._until = self.clock() + timedelta(seconds=self.lasts_s)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._taken:
            free_at = self.clock() + timedelta(seconds=self.manners.pause_s)
            await free_hosts(self.db, sorted(self._taken), free_at=free_at)

    async def fetch(self, url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        """Fetch one more address; `out_of_time` and `host_resting` where it is not asked now."""
        known = await find_by_url(self.db, url)
        if known is not None and known.state.stopped:
            return NoAnswer("stopped_by_publisher")
        if host_of(url) in self.manners.own_origins:
            return await self.base(url, headers)
        if self.clock() >= self._until:
            return NoAnswer("out_of_time")
        keys = frozenset(host_keys(url))
        missing = keys - self.held - self._taken
        if missing and not await self._take(missing):
            return NoAnswer("host_resting")
        if keys & self.asked:
            await asyncio.sleep(self.manners.pause_s)
        self.asked |= keys
        return await self.base(url, headers)

    async def _take(self, keys: frozenset[str]) -> bool:
        now = self.clock()
        hold_s = (self._until - now).total_seconds() + self.manners.pause_s + Limits().total_s
        is_taken = await take_hosts(self.db, sorted(keys), now=now, hold_s=hold_s)
        if is_taken:
            self._taken |= keys
        return is_taken
