"""A house to measure in: Postgres of its own, thrown away afterwards, and the pipeline over it."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from deploy.local.servers import postgres
from deploy.local.servers.stack import Stack
from services.events.app import MIGRATIONS
from services.events.composition import open_runtime
from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.model import ReadContext, Reading
from services.events.ingest.ports import Report, TakePart
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from services.events.sources.hosts.robots import Leave
from services.events.sources.model import SourceSpec
from services.events.store.ingest.store import PostgresStore
from services.events.store.sources.sources import upsert_source
from services.events.workers.courtesy import Manners
from services.events.workers.polling import Poller
from services.events.workers.reader import DocumentReader, leave
from shared.db.migrate import migrate
from shared.kernel.clock import Clock, system_clock
from shared.kernel.collector import spare_what_is_loaded
from shared.kernel.response import Response

LEASE_S = 600
_OWNER = "bench"


@dataclass
class House:
    """The pipeline over a database of its own. What it fetches is put in by hand: no network is measured.

    `reading_s` adds up what the reading process spent within documents, while others were at work as well.
    """

    runtime: Runtime
    reader: DocumentReader
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    reading_s: float = 0.0

    def __post_init__(self) -> None:
        """Take the service's poller, less the network."""
        given = self.runtime
        store = PostgresStore(given.db, _OWNER)
        ports = replace(given.ports, fetch=self._fetch, read=self._read, leave=_always, store=store)
        manners = Manners(concurrency=8, lease_s=LEASE_S, pause_s=0.0)
        self.poller = Poller(given.db, ports, self._fetch, given.clock, manners, _OWNER)

    async def add(self, url: str, media_type: str, body: bytes) -> str:
        """Publish a document at an address and watch it; return the id of the source."""
        self.pages[url] = (media_type, body)
        async with self.runtime.db.transaction() as conn:
            spec = SourceSpec(url=url, title=url)
            return await upsert_source(conn, spec, new_id=self.runtime.ids("src"), now=self.runtime.clock())

    async def poll(self, source_ids: list[str]) -> list[Report]:
        """Run the whole pipeline on these sources."""
        return await self.poller.poll_now(source_ids)

    async def _fetch(self, url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        del headers
        media_type, body = self.pages[url]
        return Response(200, {"content-type": media_type}, body, url, None)

    async def _read(self, body: bytes, context: ReadContext, take: TakePart = leave) -> Reading:
        answer = await self.reader.read_measured(body, context, take)
        self.reading_s += answer.seconds
        return answer.reading


async def _always(url: str) -> Leave:
    del url
    return Leave()


@contextmanager
def own_postgres() -> Iterator[Stack]:
    """Start a Postgres in a temporary folder, as `acquaint up` does; stop and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="acquaint-bench-"))
    folder.chmod(0o755)  # Postgres runs as a user of its own where we are root
    try:
        yield Stack(postgres.start(folder / "postgres"), "")
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def open_house(stack: Stack, name: str, clock: Clock = system_clock) -> AsyncIterator[House]:
    """Open the service over a new database, its reading process warm."""
    dsn = stack.database_url(name)
    await migrate(dsn, MIGRATIONS)
    now = clock()
    async with DocumentReader(timeout_s=120) as reader:
        await reader.read(b"[]", ReadContext("https://bench.example/", now, now))
        async with open_runtime(EventsSettings(database_url=dsn), clock=clock, read=reader.read) as runtime:
            spare_what_is_loaded()  # as every process that serves does
            yield House(runtime, reader)
