"""The one place that picks implementations and opens them."""

import asyncio
import os
import random
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from redis.asyncio import Redis

from services.events.api import (
    changes,
    clashes,
    events,
    judging,
    matching,
    publishers,
    series,
    sources,
    subscriptions,
    topics,
    websub,
)
from services.events.ingest.gazetteer import Gazetteer
from services.events.ingest.judgement import judge
from services.events.ingest.ports import Judgement, Ports, Push, Read, Report, Written
from services.events.ingest.resolve.draft import Label
from services.events.publish.feed_cache import FeedCache
from services.events.search.same_words import load_same_words
from services.events.search.vocabulary import Vocabulary
from services.events.settings import EventsSettings
from services.events.sources.catalogue import parse_catalogue
from services.events.sources.claim import Claim
from services.events.store.estimate import statistics_reader
from services.events.store.find import SEARCH_SETTINGS, Finder
from services.events.store.gazetteer_data import load_gazetteer
from services.events.store.ingest import PostgresStore
from services.events.store.lexicon import Lexicographer, lexicon_reader
from services.events.store.meaning import Meanings
from services.events.store.sources import upsert_source
from services.events.workers.asking_leave import ask_leave
from services.events.workers.claiming import Verifier
from services.events.workers.doctoring import Doctor
from services.events.workers.keyring import Keyring
from services.events.workers.looking import PageLooker
from services.events.workers.organising import Organising
from services.events.workers.polling import Manners, Poller, fetch_with
from services.events.workers.reader import DocumentReader
from services.events.workers.redrafting import Redrafter
from services.events.workers.subscribing import Subscriber
from shared.contracts.doctor import SourcePreview
from shared.contracts.hubs import LONGEST_PUSH
from shared.db import Database
from shared.db.migrate import is_current
from shared.dns import TxtResolver
from shared.http.guarded import GuardedClient, Limits
from shared.kernel.clock import Clock, system_clock
from shared.kernel.geo import Point
from shared.kernel.ids import Ids, id_factory
from shared.text import Vectors, load_embedder
from shared.topics import TopicTree, load_topics
from shared.topics.head import load as load_head
from shared.web import base_app

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = "1"
_QUICK = Limits(total_s=12)
"""For whoever waits for the feed doctor."""
_WARM_AGAIN_S = 1.0


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
        """Return where a place lies: `City`, or `City, Country` by name or code."""
        name, _, country = place.partition(",")
        places = self.gazetteer()
        code = places.country(country.strip()) if country.strip() else None
        city = places.city(name.strip(), code) if name.strip() else None
        return Point(city.lat, city.lon) if city else None

    async def poll_now(self, source_ids: list[str] | None = None) -> list[Report]:
        """Poll the named sources, or all, now, and wait until each has been polled."""
        return await self.poller.poll_now(source_ids)

    async def judge(self, judgement: Judgement) -> Written:
        """Keep and follow what a person says of two listings."""
        return await judge(judgement, self.ports, self.clock())

    async def preview(self, url: str) -> SourcePreview:
        """Look at an address as the feed doctor does."""
        return await self.doctor.preview(url)

    async def verify_claim(self, claim: Claim) -> Claim:
        """Look for the proof of a claim now."""
        return await self.verifier.verify(claim)

    async def load_catalogue(self, path: Path) -> list[str]:
        """Add or update the sources that a TOML file lists; return their ids in its order."""
        specs = parse_catalogue(await asyncio.to_thread(path.read_text, encoding="utf-8"))
        async with self.db.transaction() as conn:
            return [
                await upsert_source(conn, spec, new_id=self.ids("src"), now=self.clock()) for spec in specs
            ]


@asynccontextmanager
async def open_runtime(
    settings: EventsSettings, *, clock: Clock = system_clock, ids: Ids | None = None, read: Read | None = None
) -> AsyncIterator[Runtime]:
    """Open database, Redis, the guarded client and the reading process; close them in reverse."""
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(
            Database.open(settings.database_url, max_size=settings.pool_size + settings.poll_concurrency)
        )
        searched = await stack.enter_async_context(
            Database.open(settings.database_url, max_size=settings.pool_size, settings=SEARCH_SETTINGS)
        )
        redis = Redis.from_url(settings.redis_url)
        stack.push_async_callback(redis.aclose)
        # Two pools: a connection to an origin of our own must never serve a request that may not reach it.
        public = await stack.enter_async_context(GuardedClient.open(user_agent=settings.user_agent))
        own = await stack.enter_async_context(
            GuardedClient.open(user_agent=settings.user_agent, allow=settings.trusted_origins)
        )
        if read is None:
            if settings.topic_head is not None:
                load_head(settings.topic_head, load_topics())  # a wrong file is told at the start
            opened = DocumentReader.open(timeout_s=settings.reader_timeout_s, head=settings.topic_head)
            read = (await stack.enter_async_context(opened)).read
        mint = ids or id_factory(clock)
        tree = load_topics()
        vocabulary = Vocabulary(tree, load_same_words(), load_gazetteer)
        finder = Finder(
            searched, lexicon_reader(db), statistics_reader(db), vocabulary, vocabulary.english, embed
        )
        warming = asyncio.create_task(_warm(finder, clock))  # slow, so the start does not wait for it
        stack.callback(warming.cancel)
        owner = f"{socket.gethostname()}:{os.getpid()}:{mint('own')}"
        ports = Ports(
            fetch=fetch_with(public),
            further=fetch_with(public),
            read=read,
            store=PostgresStore(db, owner),
            ids=mint,
            label=_labels(tree),
            spread=random.random,
            leave=ask_leave(public, db, clock),
            push=Push(partial(secrets.token_urlsafe, 32), settings.trusted_origins)
            if settings.is_push_on
            else None,
        )
        manners = _manners(settings)
        keyring = Keyring(
            db, public, settings.operator_keys(), clock, for_suggested=settings.keys_for_suggested
        )
        poller = Poller(db, ports, fetch_with(own), clock, manners, owner, keyring)
        yield Runtime(
            db=db,
            redis=redis,
            redis_prefix=settings.redis_prefix,
            ports=ports,
            poller=poller,
            verifier=Verifier(
                db, public, own, TxtResolver(settings.dns_servers), clock, manners, settings.public_url, owner
            ),
            page_looker=PageLooker(db, ports, fetch_with(own), clock, manners),
            organising=Organising(db, ports, clock, manners, owner),
            redrafter=Redrafter(db, ports, clock, owner),
            subscriber=Subscriber(db, public, own, clock, manners, settings.public_url.rstrip("/"), owner),
            doctor=Doctor(db, ports, fetch_with(public, _QUICK), fetch_with(own, _QUICK), clock, manners),
            clock=clock,
            ids=mint,
            topics=tree,
            vocabulary=vocabulary,
            finder=finder,
            warming=warming,
            lexicographer=Lexicographer(db, clock),
            meanings=Meanings(db, embed),
            public_url=settings.public_url.rstrip("/"),
            gazetteer=load_gazetteer,
            poll_idle_s=settings.poll_idle_s,
            relay_idle_s=settings.relay_idle_s,
        )


def create_app(settings: EventsSettings, *, runtime: Runtime | None = None) -> FastAPI:
    """Build the service's HTTP app; it opens a runtime of its own when none is given."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if runtime is not None:
            app.state.runtime = runtime
            yield
            return
        async with open_runtime(settings) as opened:
            app.state.runtime = opened
            yield

    async def ready() -> dict[str, bool]:
        opened: Runtime = app.state.runtime
        return {"database": await is_current(opened.db, MIGRATIONS), "search": opened.warming.done()}

    app = base_app(
        title="events",
        version=VERSION,
        lifespan=lifespan,
        ready=ready,
        public_url=settings.public_url,
        larger_bodies={"/internal/websub/": LONGEST_PUSH},
    )
    if runtime is not None:
        app.state.runtime = runtime  # an app called in memory may have no lifespan run for it
    routers = (
        subscriptions.router,  # `/v1/events/{id}.ics` must be known before `/v1/events/{id}`
        events.router,
        judging.router,
        matching.router,
        changes.router,
        clashes.router,
        sources.router,
        publishers.router,
        series.router,
        websub.router,
        topics.router,
    )
    for router in routers:
        app.include_router(router)
    return app


def embed(texts: Sequence[str]) -> Vectors:
    """Return the vectors of texts; the model is read when it is first needed."""
    return load_embedder().embed(texts)


async def _warm(finder: Finder, clock: Clock) -> None:
    """Warm the search; where the database is not there yet, or empty, try again until it is."""
    while True:
        try:
            await finder.warm(clock())
        except Exception:  # noqa: BLE001 - of which kind does not matter: `/ready` tells of the database
            await asyncio.sleep(_WARM_AGAIN_S)
        else:
            return


def _labels(tree: TopicTree) -> Label:
    return lambda topic_id: tree.topics[topic_id].label if topic_id in tree.topics else topic_id


def _manners(settings: EventsSettings) -> Manners:
    return Manners(
        concurrency=settings.poll_concurrency,
        lease_s=settings.poll_lease_s,
        pause_s=settings.host_pause_s,
        own_origins=settings.trusted_origins,
    )
