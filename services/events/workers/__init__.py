"""The second door to the same use cases: due sources, the outbox, counted attendance."""

from functools import partial
from typing import Protocol

from redis.asyncio import Redis

from services.events.store.ingest.documents import forget_documents
from services.events.store.ingest.going import set_going
from services.events.store.ingest.over import set_aside
from services.events.store.retention import KEPT
from services.events.store.search.changes import forget_changes
from services.events.store.search.lexicon import Lexicographer
from services.events.store.search.meaning import Meanings
from services.events.workers.claiming import Verifier
from services.events.workers.looking import PageLooker
from services.events.workers.organising import Organising
from services.events.workers.polling import Poller
from services.events.workers.redrafting import Redrafter
from services.events.workers.subscribing import Subscriber
from shared.contracts.messages import AttendanceCounted, Envelope, Stream
from shared.db import Connection, Database
from shared.db.forgetting import forget
from shared.kernel.clock import Clock
from shared.streams import Consumer, Relay, tidy
from shared.web.workers import Worker


class Runtime(Protocol):
    """What the workers need of a running service."""

    @property
    def db(self) -> Database:
        """The service's database."""

    @property
    def subscriber(self) -> Subscriber:
        """Asks hubs to tell us of news."""

    @property
    def clock(self) -> Clock:
        """The present instant."""

    @property
    def redis(self) -> Redis:
        """Where streams live."""

    @property
    def redis_prefix(self) -> str:
        """Before every key."""

    @property
    def poller(self) -> Poller:
        """Polls sources."""

    @property
    def verifier(self) -> Verifier:
        """Looks again for the proofs of claims."""

    @property
    def page_looker(self) -> PageLooker:
        """Looks at the pages of events that vanished."""

    @property
    def organising(self) -> Organising:
        """Joins the names and pages of organisers."""

    @property
    def redrafter(self) -> Redrafter:
        """Tells events anew."""

    @property
    def meanings(self) -> Meanings:
        """Keeps the vectors of events."""

    @property
    def lexicographer(self) -> Lexicographer:
        """Counts the words of events."""

    @property
    def poll_idle_s(self) -> float:
        """How long to rest when no source is due."""

    @property
    def relay_idle_s(self) -> float:
        """How long to rest when there is nothing to say or hear."""


def workers(runtime: Runtime) -> list[Worker]:
    """Return the service's workers, ready to run."""
    relay = Relay(runtime.db, runtime.redis, prefix=runtime.redis_prefix)
    counted = Consumer(
        runtime.db,
        runtime.redis,
        stream=Stream.ATTENDANCE_COUNTED,
        group="events",
        handle=_count,
        prefix=runtime.redis_prefix,
    )
    return [
        Worker("events.poll", runtime.poller.run_once, runtime.poll_idle_s),
        Worker("events.relay", relay.run_once, runtime.relay_idle_s),
        Worker("events.attendance", counted.run_once, runtime.relay_idle_s),
        Worker("events.forget", partial(_forget, runtime), 3600.0),
        Worker("events.over", partial(_set_aside, runtime), 3600.0),
        Worker("events.tidy", partial(tidy, runtime.db, runtime.redis, prefix=runtime.redis_prefix), 3600.0),
        Worker("events.redraft", runtime.redrafter.run_once, runtime.poll_idle_s),
        Worker("events.look", runtime.page_looker.run_once, 60.0),
        Worker("events.organisers", runtime.organising.run_once, 300.0),
        Worker("events.push", runtime.subscriber.run_once, runtime.poll_idle_s),
        Worker("events.meaning", runtime.meanings.run_once, runtime.poll_idle_s),
        Worker("events.words", runtime.lexicographer.run_once, runtime.poll_idle_s),
        Worker("events.claims", runtime.verifier.recheck_due, 60.0),
    ]


async def _set_aside(runtime: Runtime) -> int:
    return await set_aside(runtime.db, runtime.clock())


async def _forget(runtime: Runtime) -> int:
    now = runtime.clock()
    forgotten = await forget_changes(runtime.db, now) + await forget_documents(runtime.db, now)
    return forgotten + await forget(runtime.db, now, KEPT)


async def _count(conn: Connection, envelope: Envelope) -> None:
    await set_going(conn, AttendanceCounted.model_validate(envelope.payload))
