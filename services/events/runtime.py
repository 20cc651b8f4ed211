"""Everything that is open while events runs, its workers too; made in `composition`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from redis.asyncio import Redis

from services.events.ingest.judgement import judge
from services.events.ingest.ports import Judgement, Ports, Report, Written
from services.events.publish.feed_cache import FeedCache
from services.events.search.vocabulary import Vocabulary
from services.events.sources.catalogue import parse_catalogue
from services.events.sources.publisher.claim import Claim
from services.events.store.search.find import Finder
from services.events.store.search.lexicon import Lexicographer
from services.events.store.search.meaning import Meanings
from services.events.store.sources.sources import upsert_source
from services.events.workers.claiming import Verifier
from services.events.workers.doctoring import Doctor
from services.events.workers.looking import PageLooker
from services.events.workers.organising import Organising
from services.events.workers.polling import Poller
from services.events.workers.redrafting import Redrafter
from services.events.workers.subscribing import Subscriber
from shared.contracts.sources.doctor import SourcePreview
from shared.db import Database
from shared.http.guarded import FetchRefused, GuardedClient
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.geo import Point
from shared.kernel.ids import Ids
from shared.places.gazetteer import Gazetteer
from shared.places.written import town_written
from shared.topics import TopicTree


@dataclass(frozen=True)
class Runtime:
    """Everything open, and the use cases that need all of it."""

    db: Database
    redis: Redis
    redis_prefix: str
    ports: Ports
    poller: Poller
    doctor: Doctor
    verifier: Verifier
    redrafter: Redrafter
    page_looker: PageLooker
    organising: Organising
    subscriber: Subscriber
    outward: GuardedClient
    clock: Clock
    ids: Ids
    topics: TopicTree
    vocabulary: Vocabulary
    finder: Finder
    warming: asyncio.Task[None]
    lexicographer: Lexicographer
    meanings: Meanings
    public_url: str
    gazetteer: Callable[[], Gazetteer]
    poll_idle_s: float
    relay_idle_s: float
    feeds: FeedCache = field(default_factory=FeedCache)

    def locate(self, place: str) -> Point | None:
        """Return where a place lies: a town alone, or with its country or state behind a comma."""
        town = town_written(place, self.gazetteer())
        return Point(town.lat, town.lon) if town else None

    def zone(self, city: str, country: str | None) -> str | None:
        """Return the zone of a city; of one that is not known, the only zone of its country (ISO 3166-1)."""
        return self.gazetteer().zone(city, country)

    async def poll_now(self, source_ids: list[str] | None = None) -> list[Report]:
        """Poll the named sources, or all, now, and wait until each has been polled."""
        return await self.poller.poll_now(source_ids)

    async def judge(self, judgement: Judgement) -> Written:
        """Keep and follow what a person says of two listings."""
        return await judge(judgement, self.ports, self.clock())

    async def preview(self, url: str) -> SourcePreview:
        """Look at an address as the feed doctor does."""
        return await self.doctor.preview(url)

    async def check_address(self, url: str) -> None:
        """Raise `source_refused` for an address that would not be fetched, such as one inside a network."""
        try:
            await self.outward.check(url)
        except FetchRefused as refusal:
            detail = f"{refusal} Give an address that everybody on the internet can reach."
            errors = (FieldError("/url", str(refusal)),)
            raise AppError("source_refused", Kind.INVALID, detail, errors=errors) from refusal

    async def verify_claim(self, claim: Claim) -> Claim:
        """Look for the proof of a claim now."""
        return await self.verifier.verify(claim)

    async def write_claim_letter(self, claim: Claim) -> tuple[Claim, str]:
        """Note that the letter of a claim goes out; return the claim, and whom to write to."""
        return await self.verifier.write(claim)

    async def confirm_claim(self, claim: Claim) -> Claim:
        """Keep that whoever reads its letter confirmed a claim."""
        return await self.verifier.confirm(claim)

    async def load_catalogue(self, path: Path) -> list[str]:
        """Add or update the sources that a TOML file lists; return their ids in its order."""
        specs = parse_catalogue(await asyncio.to_thread(path.read_text, encoding="utf-8"))
        async with self.db.transaction() as conn:
            return [
                await upsert_source(conn, spec, new_id=self.ids("src"), now=self.clock()) for spec in specs
            ]
