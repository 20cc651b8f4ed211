"""Polling due sources, politely: one fetch in flight per host, and a pause after each."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.events.ingest.fetch.outcome import RetryLater
from services.events.ingest.pipeline import fail, poll
from services.events.ingest.ports import Fetch, Ports, Report
from services.events.ingest.verdict import Answer, NoAnswer
from services.events.sources.address import host_of
from services.events.sources.model import Source
from services.events.store.sources import SOURCES, free_host, make_due, source_of, take_host, unfinished
from shared.db import Database
from shared.db.lease import claim, release
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError
from shared.obs import get_logger

log = get_logger(__name__)

_LOOK_AGAIN_S = 0.05


@dataclass(frozen=True, slots=True)
class Manners:
    """How hard to poll: sources at once, length of a claim, pause per host, hosts that need none."""

    concurrency: int
    lease_s: int
    pause_s: float
    unhurried: frozenset[str] = frozenset()


class Poller:
    """Claims due sources and runs the pipeline on each. `owner` names this process in claims."""

    def __init__(self, db: Database, ports: Ports, clock: Clock, manners: Manners, owner: str) -> None:
        self._db = db
        self._ports = ports
        self._clock = clock
        self._manners = manners
        self._owner = owner

    async def run_once(self) -> int:
        """Poll what is due, up to the concurrency; return how many sources were polled."""
        return len(await self.poll_due())

    async def poll_due(self) -> list[Report]:
        """Poll what is due, up to the concurrency, and report on each."""
        limits, now = self._manners, self._clock()
        rows = await claim(
            self._db, SOURCES, owner=self._owner, now=now, limit=limits.concurrency, lease_s=limits.lease_s
        )
        reports = await asyncio.gather(*(self._poll_politely(source_of(row)) for row in rows))
        return [report for report in reports if report is not None]

    async def poll_now(
        self, source_ids: list[str] | None = None, on_report: Callable[[Report], None] | None = None
    ) -> list[Report]:
        """Poll the named sources, or all, out of turn; return when each has been polled."""
        asked_at = self._clock()
        ids = await make_due(self._db, source_ids, asked_at)
        reports: list[Report] = []
        while await unfinished(self._db, ids, asked_at):
            news = await self.poll_due()
            for report in news:
                if on_report is not None:
                    on_report(report)
            reports += news
            if not news:
                await asyncio.sleep(_LOOK_AGAIN_S)
        return reports

    async def _poll_politely(self, source: Source) -> Report | None:
        host = host_of(source.spec.url)
        if host in self._manners.unhurried:
            return await self._poll(source)
        if not await take_host(self._db, host, now=self._clock(), hold_s=self._manners.lease_s):
            await self._give_back(source)
            return None
        try:
            return await self._poll(source)
        finally:
            pause = timedelta(seconds=self._manners.pause_s)
            await free_host(self._db, host, free_at=self._clock() + pause)

    async def _poll(self, source: Source) -> Report | None:
        try:
            report = await poll(source, self._ports, self._clock())
        except AppError as error:
            if error.code != "lease_lost":
                raise
            log.warning("ingest.lease_lost", source_id=source.id)
            return None
        except Exception:
            # A fault of ours with one source must not stop the others; the source backs off and says so.
            log.exception("ingest.broke", source_id=source.id)
            report = await fail(source, RetryLater("internal_error"), self._ports, self._clock())
        log.info(
            "ingest.finished", source_id=source.id, outcome=report.outcome, listings=report.listings,
            rejected=report.rejected, created=report.written.created, updated=report.written.updated,
            merged=report.written.merged,
        )  # fmt: skip
        return report

    async def _give_back(self, source: Source) -> None:
        """Its host is busy: the source keeps its turn."""
        async with self._db.transaction() as conn:
            await release(conn, SOURCES, source.id, owner=self._owner, next_at=source.state.next_at)


def fetch_with(client: GuardedClient) -> Fetch:
    """Return the pipeline's fetch over the guarded client."""

    async def fetch(url: str, headers: Mapping[str, str]) -> Answer | NoAnswer:
        try:
            return await client.get(url, headers)
        except (FetchRefused, FetchFailed) as refusal:
            return NoAnswer(refusal.reason)

    return fetch
