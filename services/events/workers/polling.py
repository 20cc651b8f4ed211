"""Polling due sources, politely: one fetch in flight per host and per domain, and a pause after each."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from services.events.ingest.fetch.outcome import RetryLater
from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.pipeline import fail, poll
from services.events.ingest.ports import Fetch, Ports, Report
from services.events.sources.address import host_of
from services.events.sources.answer import Answer
from services.events.sources.hosts.domain import host_keys
from services.events.sources.hosts.robots import Leave
from services.events.sources.model import BROUGHT, Source
from services.events.store.sources.brought import document_of
from services.events.store.sources.hosts import hold_host, take_hosts
from services.events.store.sources.sources import SOURCES, make_due, source_of, unfinished
from services.events.workers.courtesy import kept_from_others
from services.events.workers.errand import Errand
from services.events.workers.keyring import Keyring
from services.events.workers.turns import OnReport, Turns, unheard
from shared.db import Database
from shared.db.lease import KILLED, claim, give_back, is_deadly, kept_while_at_work
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits, Response
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

log = get_logger(__name__)

_LOOK_AGAIN_S = 0.05


@dataclass(frozen=True, slots=True)
class Manners:
    """How hard to poll: sources at once, length of a claim, pause per host, and origins that are our own."""

    concurrency: int
    lease_s: int
    pause_s: float
    own_origins: frozenset[str] = frozenset()


class Poller:
    """Claims due sources and runs the pipeline on each. `owner` names this process in claims.

    `fetch_own` may reach our own origins; it is used for what the catalogue names there and nothing else.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all that polling needs
        self,
        db: Database,
        ports: Ports,
        fetch_own: Fetch,
        clock: Clock,
        manners: Manners,
        owner: str,
        keyring: Keyring | None = None,
    ) -> None:
        self._db = db
        self._ports = ports
        self._fetch_own = fetch_own
        self._clock = clock
        self._manners = manners
        self._owner = owner
        self._keyring = keyring

    async def run_once(self) -> int:
        """Poll what is due; return how many sources were polled."""
        return len(await self.poll_due())

    async def poll_due(self, on_report: OnReport = unheard) -> list[Report]:
        """Poll what is due, the concurrency at a time, and report on each; of very many, on the first."""
        turns = Turns(self._claimed, self._given_back, self._turn, self._manners.concurrency)
        reports = await turns.taken(on_report)
        if any(report.written.created or report.written.updated for report in reports):
            await self._ports.store.settle()
        return reports

    async def _claimed(self, limit: int) -> list[Source]:
        rows = await claim(
            self._db, SOURCES, owner=self._owner, now=self._clock(), limit=limit,
            lease_s=self._manners.lease_s,
        )  # fmt: skip
        for row in filter(is_deadly, rows):
            await self._rested(source_of(row))
        return [source_of(row) for row in rows if not is_deadly(row)]

    async def _rested(self, source: Source) -> None:
        """What ends our process whenever it is read waits as long as any source that fails."""
        log.error("ingest.deadly", source_id=source.id)
        await fail(source, RetryLater(KILLED), self._ports, self._clock())

    async def _given_back(self, source: Source) -> None:
        await give_back(self._db, SOURCES, source.id, owner=self._owner)

    async def poll_now(
        self, source_ids: list[str] | None = None, on_report: OnReport = unheard
    ) -> list[Report]:
        """Poll the named sources, or all, out of turn; return when each has been polled."""
        asked_at = self._clock()
        ids = await make_due(self._db, source_ids, asked_at)
        reports: list[Report] = []
        while await unfinished(self._db, ids, asked_at):
            news = await self.poll_due(on_report)
            reports += news
            if not news:
                await asyncio.sleep(_LOOK_AGAIN_S)
        return reports

    async def _turn(self, source: Source) -> Report | None:
        async with kept_while_at_work(
            self._db, SOURCES, source.id, owner=self._owner, clock=self._clock, lease_s=self._manners.lease_s
        ):
            return await self._poll_politely(source)

    async def _poll_politely(self, source: Source) -> Report | None:
        if source.spec.origin == BROUGHT:
            return await self._poll(source)
        host, keys = host_of(source.spec.url), host_keys(source.spec.url)
        if host in self._manners.own_origins:
            return await self._heed(await self._poll(source), host)
        hold_s, pause_s = self._manners.lease_s, self._manners.pause_s
        if not await take_hosts(self._db, keys, now=self._clock(), hold_s=hold_s):
            await give_back(self._db, SOURCES, source.id, owner=self._owner)
            return None
        async with kept_from_others(self._db, keys, self._clock, pause_s=pause_s, hold_s=hold_s):
            report = await self._poll(source)
        return await self._heed(report, host)

    async def _heed(self, report: Report | None, host: str) -> Report | None:
        """Leave the whole host alone for as long as it asked."""
        if report is not None and report.rest_s:
            await hold_host(self._db, host, until=self._clock() + timedelta(seconds=report.rest_s))
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
        ports = self._ports
        if self._is_own(source):
            ports = replace(ports, fetch=self._fetch_own, leave=needless)
        if source.spec.origin == BROUGHT:
            fetch = partial(read_brought, self._db, source.id, self._clock())
            ports = replace(ports, fetch=fetch, leave=needless)
        if self._keyring and (keyed := self._keyring.fetch_for(source.spec)):
            ports = replace(ports, fetch=keyed)
        try:
            async with self._errand(source, ports.fetch) as errand:
                return await poll(source, replace(ports, further=errand.fetch), self._clock())
        except Exception as error:
            if isinstance(error, AppError) and (error.kind is Kind.UNAVAILABLE or error.code == "lease_lost"):
                raise
            # A fault of ours with one source must not stop the others; the source backs off and says so.
            # Where the claim is lost, `fail` says that instead: it broke over what another turn has written.
            report = await fail(source, RetryLater("internal_error"), ports, self._clock())
            log.exception("ingest.broke", source_id=source.id, exc_info=error)
            return report

    def _errand(self, source: Source, fetch: Fetch) -> AbstractAsyncContextManager[Errand]:
        """Half of the claim may pass with further fetches; the rest is for reading and writing."""
        manners = self._manners
        api = self._keyring.api_of(source.spec.url) if self._keyring else None
        pause_s = max(manners.pause_s, api.pause_s if api else 0.0)
        return Errand.open(
            self._db, fetch, self._clock, held=host_keys(source.spec.url), pause_s=pause_s,
            own_origins=manners.own_origins, lasts_s=manners.lease_s / 2, is_first=False,
        )  # fmt: skip

    def _is_own(self, source: Source) -> bool:
        """Whoever suggests an address of ours, or leads to one, must not have us read it."""
        return source.spec.origin == "catalogue" and host_of(source.spec.url) in self._manners.own_origins


async def needless(url: str) -> Leave:
    """We need not ask ourselves."""
    del url
    return Leave()


async def read_brought(
    db: Database, source_id: str, now: datetime, url: str, headers: Mapping[str, str]
) -> Answer:
    """Answer with what a partner brought: nobody need be asked for it."""
    del headers
    body = await document_of(db, source_id, now)
    return Response(200, {"content-type": "application/json"}, body, url, None)


def fetch_with(client: GuardedClient, limits: Limits | None = None) -> Fetch:
    """Return the pipeline's fetch over the guarded client."""
    bounds = limits or Limits()

    async def fetch(url: str, headers: Mapping[str, str]) -> Answer | NoAnswer:
        try:
            return await client.get(url, headers, limits=bounds)
        except (FetchRefused, FetchFailed) as refusal:
            return NoAnswer(refusal.reason)

    return fetch
