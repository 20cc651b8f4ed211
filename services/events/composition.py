"""The one place that picks implementations and opens them: connections first, then who uses them."""

import asyncio
import os
import random
import secrets
import socket
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache, partial

from redis.asyncio import Redis

from services.events.ingest.ports import Ports, Push, Read
from services.events.ingest.resolve.texts import Label
from services.events.runtime import Runtime
from services.events.search.facet_codes import FacetNames
from services.events.search.same_words import load_same_words
from services.events.search.vocabulary import Vocabulary
from services.events.settings import EventsSettings
from services.events.store.ingest.store import PostgresStore
from services.events.store.search.estimate import Estimates, statistics_reader
from services.events.store.search.facets import FacetCounter
from services.events.store.search.find import Finder
from services.events.store.search.lexicon import Lexicographer, lexicon_reader
from services.events.store.search.meaning import Meanings
from services.events.store.search.outlook import Outlook
from services.events.store.search.planning import SEARCH_SETTINGS, STEADY_SETTINGS
from services.events.store.search.prewarm import prewarm, read_rows
from services.events.workers.asking_leave import ask_leave
from services.events.workers.claiming import Verifier
from services.events.workers.courtesy import Manners
from services.events.workers.doctoring import Doctor
from services.events.workers.fetching import fetch_with
from services.events.workers.keyring import Keyring
from services.events.workers.looking import PageLooker
from services.events.workers.organising import Organising
from services.events.workers.polling import Poller
from services.events.workers.reader import DocumentReader
from services.events.workers.redrafting import Redrafter
from services.events.workers.subscribing import Subscriber
from shared.db import Database
from shared.dns import TxtResolver
from shared.http.guarded import GuardedClient, Limits
from shared.kernel.clock import Clock, system_clock
from shared.kernel.ids import Ids, id_factory
from shared.obs import get_logger
from shared.places.geonames import load_gazetteer
from shared.text import Vectors, load_embedder
from shared.topics import TopicTree, load_topics
from shared.topics.head import load as load_head

log = get_logger(__name__)

_QUICK = Limits(total_s=12)
"""For whoever waits for the feed doctor."""
_WARM_AGAIN_S = 1.0


@dataclass(frozen=True, slots=True)
class _Connections:
    """What is open while the service runs, closed in reverse."""

    db: Database
    searched: Database
    steady: Database
    redis: Redis
    public: GuardedClient
    own: GuardedClient
    """Another pool: a connection to an origin of our own must never serve a request that may not reach it."""
    read: Read


@asynccontextmanager
async def open_runtime(
    settings: EventsSettings, *, clock: Clock = system_clock, ids: Ids | None = None, read: Read | None = None
) -> AsyncIterator[Runtime]:
    """Open database, Redis, the guarded client and the reading process; close them in reverse."""
    mint = ids or id_factory(clock)
    async with AsyncExitStack() as stack:
        opened = await _open(stack, settings, read)
        runtime = _composed(settings, opened, clock, mint)
        stack.callback(runtime.warming.cancel)
        stack.callback(asyncio.create_task(_prewarm(runtime, opened.searched)).cancel)
        yield runtime


async def _open(stack: AsyncExitStack, settings: EventsSettings, read: Read | None) -> _Connections:
    enter = stack.enter_async_context
    redis = Redis.from_url(settings.redis_url)
    stack.push_async_callback(redis.aclose)
    polled = settings.pool_size + settings.poll_concurrency
    url, agent = settings.database_url, settings.agent()
    return _Connections(
        db=await enter(Database.open(url, max_size=polled)),
        searched=await enter(Database.open(url, max_size=settings.pool_size, settings=SEARCH_SETTINGS)),
        steady=await enter(Database.open(url, max_size=settings.pool_size, settings=STEADY_SETTINGS)),
        redis=redis,
        public=await enter(GuardedClient.open(user_agent=agent)),
        own=await enter(GuardedClient.open(user_agent=agent, allow=settings.trusted_origins)),
        read=read or await _reader(stack, settings),
    )


async def _reader(stack: AsyncExitStack, settings: EventsSettings) -> Read:
    if settings.topic_head is not None:
        load_head(settings.topic_head, load_topics())  # a wrong file is told at the start
    opened = DocumentReader(timeout_s=settings.reader_timeout_s, head=settings.topic_head)
    return (await stack.enter_async_context(opened)).read


def _composed(settings: EventsSettings, opened: _Connections, clock: Clock, mint: Ids) -> Runtime:
    db, public, own = opened.db, opened.public, opened.own
    tree = load_topics()
    vocabulary = load_vocabulary()
    finder = _finder(opened, vocabulary)
    owner = f"{socket.gethostname()}:{os.getpid()}:{mint('own')}"
    ports = _ports(settings, opened, clock, mint, owner, _labels(tree))
    public_url = settings.public_url.rstrip("/")
    manners = Manners(
        settings.poll_concurrency, settings.poll_lease_s, settings.host_pause_s, settings.trusted_origins
    )
    keyring = Keyring(db, public, settings.operator_keys(), clock, for_suggested=settings.keys_for_suggested)
    resolver = TxtResolver(settings.dns_servers)
    verifier = Verifier(db, public, own, resolver, clock, manners, public_url, owner)
    doctor = Doctor(db, ports, fetch_with(public, _QUICK), fetch_with(own, _QUICK), clock, manners)
    return Runtime(
        db=db,
        redis=opened.redis,
        redis_prefix=settings.redis_prefix,
        ports=ports,
        poller=Poller(db, ports, fetch_with(own), clock, manners, owner, keyring),
        verifier=verifier,
        page_looker=PageLooker(db, ports, fetch_with(own), clock, manners),
        organising=Organising(db, ports, clock, manners, owner),
        redrafter=Redrafter(db, ports, clock, owner),
        subscriber=Subscriber(db, public, own, clock, manners, public_url, owner),
        preview=doctor.preview,
        verify_claim=verifier.verify,
        write_claim_letter=verifier.write,
        confirm_claim=verifier.confirm,
        outward=own,
        clock=clock,
        ids=mint,
        topics=tree,
        vocabulary=vocabulary,
        finder=finder,
        warming=asyncio.create_task(_warm(finder, clock)),  # slow, so the start does not wait for it
        lexicographer=Lexicographer(db, clock),
        meanings=Meanings(db, embed),
        public_url=public_url,
        gazetteer=load_gazetteer,
        poll_idle_s=settings.poll_idle_s,
        relay_idle_s=settings.relay_idle_s,
    )


@cache
def load_vocabulary() -> Vocabulary:
    """Load what else a phrase is called, once in a process."""
    return Vocabulary(load_topics(), load_same_words(), load_gazetteer)


def _finder(opened: _Connections, vocabulary: Vocabulary) -> Finder:
    lexicon = lexicon_reader(opened.db)
    statistics = statistics_reader(opened.db, lexicon)
    estimates = Estimates(opened.searched)
    pools = opened.searched, opened.steady
    facets = FacetCounter(opened.searched, statistics, estimates, FacetNames(load_topics()))
    return Finder(*pools, lexicon, Outlook(statistics, estimates), vocabulary, embed, facets)


def _ports(
    settings: EventsSettings, opened: _Connections, clock: Clock, mint: Ids, owner: str, label: Label
) -> Ports:
    new_secret = partial(secrets.token_urlsafe, 32)
    return Ports(
        fetch=fetch_with(opened.public),
        further=fetch_with(opened.public),
        read=opened.read,
        store=PostgresStore(opened.db, owner),
        ids=mint,
        label=label,
        spread=random.random,
        leave=ask_leave(opened.public, opened.db, clock),
        push=Push(new_secret, settings.trusted_origins) if settings.is_push_on else None,
    )


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


async def _prewarm(runtime: Runtime, db: Database) -> None:
    """Read ahead once a search has been made; what fails was not needed."""
    await runtime.warming
    begun = time.monotonic()
    try:
        read, rows = await prewarm(db), await read_rows(db)
    except Exception as error:  # noqa: BLE001 - of which kind does not matter: searches only take longer
        log.info("search.not_prewarmed", reason=type(error).__name__)
    else:
        took_s = round(time.monotonic() - begun, 1)
        log.info("search.prewarmed", mb=round(read / 2**20), rows=rows, took_s=took_s)


def _labels(tree: TopicTree) -> Label:
    return lambda topic_id: tree.topics[topic_id].label if topic_id in tree.topics else topic_id
