"""Polling due sources, politely: one fetch in flight per host and per domain, and a pause after each."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from services.events.ingest.fetch.outcome import RetryLater
from services.events.ingest.pipeline import fail, poll
from services.events.ingest.ports import Fetch, Ports, Report, Turn
from services.events.sources.address import host_of
from services.events.sources.hosts.domain import host_keys
from services.events.sources.model import BROUGHT, Source
from services.events.store.sources.hosts import hold_host, take_hosts
from services.events.store.sources.sources import SOURCES, make_due, source_of, unfinished
from services.events.workers.courtesy import Manners, kept_from_others
from services.events.workers.errand import Errand
from services.events.workers.fetching import needless, read_brought
from services.events.workers.keyring import Keyring
from services.events.workers.turns import OnReport, Turns, unheard
from shared.db import Database
from shared.db.lease import KILLED, claim, give_back, is_deadly, kept_while_at_work
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

log = get_logger(__name__)

_LOOK_AGAIN_S = 0.05


@dataclass(frozen=True, slots=True)
class Poller:
    """Claims due sources and runs the pipeline on each. `owner` names this process in claims.

    `fetch_own` may reach our own origins; it is used for what the catalogue names there and nothing else.
    """

    db: Database
    ports: Ports
    fetch_own: Fetch
    clock: Clock
    manners: Manners
    owner: str
    keyring: Keyring | None = None

    async def run_once(self) -> int:
        """Poll what is due; return how many sources were polled."""
        return len(await self.poll_due())

    async def poll_due(self, on_report: OnReport = unheard) -> list[Report]:
        """Poll what is due, the concurrency at a time, and report on each; of very many, on the first."""
        turns = Turns(self._claimed, self._given_back, self._turn, self.manners.concurrency)
        reports = await turns.taken(on_report)
        if any(report.written.created or report.written.updated for report in reports):
            await self.ports.store.settle()
        return reports

    async def _claimed(self, limit: int) -> list[Source]:
        rows = await claim(
            self.db, SOURCES, owner=self.owner, now=self.clock(), limit=limit,
            lease_s=self.manners.lease_s,
        )  # fmt: skip
        for row in filter(is_deadly, rows):
            await self._rested(source_of(row))
        return [source_of(row) for row in rows if not is_deadly(row)]

    async def _rested(self, source: Source) -> None:
        """What ends our process whenever it is read waits as long as any source that fails."""
        log.error("ingest.deadly", source_id=source.id)
        await fail(Turn(source, self.ports, self.clock()), RetryLater(KILLED))

    async def _given_back(self, source: Source) -> None:
        await give_back(self.db, SOURCES, source.id, owner=self.owner)

    async def poll_now(
        self, source_ids: list[str] | None = None, on_report: OnReport = unheard
    ) -> list[Report]:
        """Poll the named sources, or all, out of turn; return when each has been polled."""
        asked_at = self.clock()
        ids = await make_due(self.db, source_ids, asked_at)
        reports: list[Report] = []
        while await unfinished(self.db, ids, asked_at):
            news = await self.poll_due(on_report)
            reports += news
            if not news:
                await asyncio.sleep(_LOOK_AGAIN_S)
        return reports

    async def _turn(self, source: Source) -> Report | None:
        async with kept_while_at_work(
            self.db, SOURCES, source.id, owner=self.owner, clock=self.clock, lease_s=self.manners.lease_s
        ):
            return await self._poll_politely(source)

    async def _poll_politely(self, source: Source) -> Report | None:
        if source.spec.origin == BROUGHT:
            return await self._poll(source)
        host, keys = host_of(source.spec.url), host_keys(source.spec.url)
        if host in self.manners.own_origins:
            return await self._heed(await self._poll(source), host)
        hold_s, pause_s = self.manners.lease_s, self.manners.pause_s
        if not await take_hosts(self.db, keys, now=self.clock(), hold_s=hold_s):
            await give_back(self.db, SOURCES, source.id, owner=self.owner)
            return None
        async with kept_from_others(self.db, keys, self.clock, pause_s=pause_s, hold_s=hold_s):
            report = await self._poll(source)
        return await self._heed(report, host)

    async def _heed(self, report: Report | None, host: str) -> Report | None:
        """Leave the whole host alone for as long as it asked."""
        if report is not None and report.rest_s:
            await hold_host(self.db, host, until=self.clock() + timedelta(seconds=report.rest_s))
        return report

    async def _poll(self, source: Source) -> Report | None:
        try:
            report = await self._run(source)
        except AppError as error:
            if error.code != "lease_lost":
                raise
            log.warning("ingest.lease_lost", source_id=source.id)
            return None
        log.info(
            "ingest.finished", source_id=source.id, outcome=report.outcome, listings=report.listings,
            rejected=report.rejected, created=report.written.created, updated=report.written.updated,
            merged=report.written.merged,
        )  # fmt: skip
        return report

    async def _run(self, source: Source) -> Report:
        ports = self.ports
        if self.manners.is_own(source.spec):
            ports = replace(ports, fetch=self.fetch_own, leave=needless)
        if source.spec.origin == BROUGHT:
            fetch = partial(read_brought, self.db, source.id, self.clock())
            ports = replace(ports, fetch=fetch, leave=needless)
        if self.keyring and (keyed := self.keyring.fetch_for(source.spec)):
            ports = replace(ports, fetch=keyed)
        try:
            async with self._errand(source, ports.fetch) as errand:
                return await poll(Turn(source, replace(ports, further=errand.fetch), self.clock()))
        except Exception as error:
            if isinstance(error, AppError) and (error.kind is Kind.UNAVAILABLE or error.code == "lease_lost"):
                raise
            # A fault of ours with one source must not stop the others; the source backs off and says so.
            # Where the claim is lost, `fail` says that instead: it broke over what another turn has written.
            report = await fail(Turn(source, ports, self.clock()), RetryLater("internal_error"))
            log.exception("ingest.broke", source_id=source.id, exc_info=error)
            return report

    def _errand(self, source: Source, fetch: Fetch) -> Errand:
        """Half of the claim may pass with further fetches; the rest is for reading and writing."""
        api = self.keyring.api_of(source.spec.url) if self.keyring else None
        pause_s = max(self.manners.pause_s, api.pause_s if api else 0.0)
        keys = frozenset(host_keys(source.spec.url))
        manners = replace(self.manners, pause_s=pause_s)
        return Errand(self.db, fetch, self.clock, manners, self.manners.lease_s / 2, held=keys, asked=keys)
