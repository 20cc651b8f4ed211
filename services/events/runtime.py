"""Everything that is open while events runs, its workers too; made in `composition`."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from redis.asyncio import Redis

from services.events.ingest.ports import Report
from services.events.opened import Opened
from services.events.sources.catalogue import parse_catalogue
from services.events.store.search.lexicon import Lexicographer
from services.events.store.search.meaning import Meanings
from services.events.store.sources.sources import upsert_source
from services.events.workers.claiming import Verifier
from services.events.workers.looking import PageLooker
from services.events.workers.organising import Organising
from services.events.workers.polling import Poller
from services.events.workers.redrafting import Redrafter
from services.events.workers.subscribing import Subscriber


@dataclass(frozen=True, kw_only=True)
class Runtime(Opened):
    """What routes ask for, and who works beside them."""

    redis: Redis
    redis_prefix: str
    poller: Poller
    verifier: Verifier
    redrafter: Redrafter
    page_looker: PageLooker
    organising: Organising
    subscriber: Subscriber
    warming: asyncio.Task[None]
    lexicographer: Lexicographer
    meanings: Meanings
    poll_idle_s: float
    """How long to rest when no source is due."""
    relay_idle_s: float
    """How long to rest when there is nothing to say or hear."""

    async def poll_now(self, source_ids: list[str] | None = None) -> list[Report]:
        """Poll the named sources, or all, now, and wait until each has been polled."""
        return await self.poller.poll_now(source_ids)

    async def load_catalogue(self, path: Path) -> list[str]:
        """Add or update the sources that a TOML file lists; return their ids in its order."""
        specs = parse_catalogue(await asyncio.to_thread(path.read_text, encoding="utf-8"))
        async with self.db.transaction() as conn:
            return [
                await upsert_source(conn, spec, new_id=self.ids("src"), now=self.clock()) for spec in specs
            ]
