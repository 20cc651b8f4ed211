"""Weeks of polling in simulated time, on real sockets and the real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp.test_utils import TestServer

from deploy.local.bench.politeness.publishers import Publishers
from services.events.composition import open_runtime
from services.events.ingest.ports import Read
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from services.events.sources.model import SourceSpec
from services.events.store.ingest.store import PostgresStore
from services.events.store.sources.sources import upsert_source
from services.events.workers.asking_leave import ask_leave
from services.events.workers.courtesy import Manners
from services.events.workers.fetching import fetch_with
from services.events.workers.polling import Poller
from shared.http.guarded import GuardedClient

DAYS = 10
PAUSE_S = 2.0
BEGUN = datetime(2026, 11, 23, 9, tzinfo=UTC)
FEEDS = (
    "usual", "dated", "bare", "quirk", "squeezed", "maxage", "expires", "refresh", "ttl", "period",
    "soon", "busy", "dated-busy", "moved", "moved-too", "away", "away-too", "loop", "across", "gone", "lost",
    "ill",
)  # fmt: skip
CROWD = tuple(f"{name}.crowd.example" for name in ("a", "b"))
"""Hosts of one domain, two feeds each."""
_OWNER = "bench"


class SimulatedClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        """Return the instant, aware and in UTC."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self._now += by


@dataclass(frozen=True, slots=True)
class Weeks:
    """What the publishers noted, and what the last polls of each source came to, by its address."""

    publishers: Publishers
    outcomes: dict[str, list[str]]
    port: int

    def outcomes_of(self, name: str) -> list[str]:
        """Return what the last polls of a publisher's feed came to."""
        return self.outcomes[f"http://{name}.example:{self.port}/feed.ics"]


async def live(database_url: str, read: Read | None = None) -> Weeks:
    """Poll all publishers for `DAYS` days. The database is a migrated and empty one."""
    clock = SimulatedClock(BEGUN)
    publishers = Publishers(clock, BEGUN)
    app = web.Application()
    app.router.add_get("/{path:.*}", publishers.answer)
    settings = EventsSettings(database_url=database_url)
    async with (
        TestServer(app, host="127.0.0.1") as server,
        open_runtime(settings, clock=clock, read=read) as runtime,
    ):
        port = server.port or 0
        async with _poller(runtime, clock, port) as poller:
            await _watch(runtime, port)
            while clock() < BEGUN + timedelta(days=DAYS):
                polled = await poller.run_once()
                clock.advance(timedelta(seconds=PAUSE_S) if polled else await _until_due(runtime, clock))
        return Weeks(publishers, await _outcomes(runtime), port)


@asynccontextmanager
async def _poller(runtime: Runtime, clock: SimulatedClock, port: int) -> AsyncIterator[Poller]:
    """Yield the service's poller, which takes the loopback for the open internet: nothing is spared."""
    hosts = [f"{name}.example" for name in (*FEEDS, "landed", "page")]
    allowed = frozenset(f"{host}:{port}" for host in (*hosts, *CROWD))
    agent = EventsSettings().agent()
    async with GuardedClient.open(user_agent=agent, allow=allowed, resolve=_loopback) as client:
        fetch = fetch_with(client)
        ports = replace(
            runtime.ports,
            fetch=fetch,
            further=fetch,
            store=PostgresStore(runtime.db, _OWNER),
            leave=ask_leave(client, runtime.db, clock),
        )
        yield Poller(runtime.db, ports, fetch, clock, Manners(4, 60, PAUSE_S), _OWNER)


async def _loopback(host: str, port: int) -> list[str]:
    del host, port
    return ["127.0.0.1"]


async def _watch(runtime: Runtime, port: int) -> None:
    urls = [f"http://{name}.example:{port}/feed.ics" for name in FEEDS]
    urls += [f"http://{name}.example:{port}/other.ics" for name in ("busy", "dated-busy")]
    urls += [f"http://page.example:{port}/{name}" for name in ("talks", "clubs")]
    urls += [f"http://{host}:{port}/{name}.ics" for host in CROWD for name in ("one", "two")]
    async with runtime.db.transaction() as conn:
        for url in urls:
            spec = SourceSpec(url=url, title=url)
            await upsert_source(conn, spec, new_id=runtime.ids("src"), now=runtime.clock())


async def _outcomes(runtime: Runtime) -> dict[str, list[str]]:
    sql = """
    select url, array_agg(outcome) as outcomes from source_fetch join source on id = source_id group by url
    """
    return {row["url"]: row["outcomes"] for row in await runtime.db.fetch(sql)}


async def _until_due(runtime: Runtime, clock: SimulatedClock) -> timedelta:
    """Return how long nothing is due: at least a pause, for a host that is busy frees itself by then."""
    due = await runtime.db.fetchval("select min(next_at) from source where dead_at is null")
    return max(
        timedelta(seconds=PAUSE_S), min(due - clock(), timedelta(days=1)) if due else timedelta(days=1)
    )
