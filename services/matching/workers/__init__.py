"""The second door to the same use cases: due work and streams."""

from functools import partial
from typing import Protocol

from redis.asyncio import Redis

from services.matching.people.derive import Embedder
from services.matching.store.profiles import Deriving, derive_again
from services.matching.store.records import PostgresRecords
from services.matching.workers.catalogue import CatalogueKeeper
from services.matching.workers.learning import Learner
from shared.contracts.messages import Stream
from shared.db import Database
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids
from shared.streams import Consumer, Relay, tidy
from shared.web.workers import Worker

GROUP = "matching"


class Runtime(Protocol):
    """What the workers need of the open service."""

    @property
    def db(self) -> Database:
        """Our database."""

    @property
    def redis(self) -> Redis:
        """Where the streams are."""

    @property
    def redis_prefix(self) -> str:
        """In front of every key."""

    @property
    def deriving(self) -> Deriving:
        """How traits are derived from a profile."""

    @property
    def records(self) -> PostgresRecords:
        """What learning loads and writes."""

    @property
    def embedder(self) -> Embedder:
        """Turns texts into vectors."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def ids(self) -> Ids:
        """Mints ids."""


def workers(runtime: Runtime) -> list[Worker]:
    """Return what runs beside the API: catalogue, outbox relay, traits of older releases, learning."""
    keeper = CatalogueKeeper(runtime.embedder, runtime.clock, runtime.ids)
    consumer = Consumer(
        runtime.db,
        runtime.redis,
        stream=Stream.EVENT_CHANGED,
        group=GROUP,
        handle=keeper.handle,
        prefix=runtime.redis_prefix,
    )
    relay = Relay(runtime.db, runtime.redis, prefix=runtime.redis_prefix)
    learner = Learner(runtime.records, runtime.clock, runtime.ids)
    again = partial(derive_again, runtime.db, runtime.deriving, 50)
    return [
        Worker("matching.catalogue", consumer.run_once, 0.5),
        Worker("matching.relay", relay.run_once, 0.5),
        Worker("matching.traits", again, 60.0),
        Worker("matching.learning", learner.run_once, 600.0),
        Worker(
            "matching.tidy", partial(tidy, runtime.db, runtime.redis, prefix=runtime.redis_prefix), 3600.0
        ),
    ]
