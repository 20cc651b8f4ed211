"""Everything that is open while matching runs; made in `composition`, used by routes and workers."""

from dataclasses import dataclass, field

from redis.asyncio import Redis

from services.matching.people.derive import Embedder
from services.matching.recommend.pipeline import Kit
from services.matching.store.connections.network import Everybody
from services.matching.store.learn.records import PostgresRecords
from services.matching.store.people.profiles import Deriving
from services.matching.store.shelf import PostgresShelf
from shared.db import Database
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids


@dataclass(frozen=True, slots=True)
class Runtime:
    """The open parts: `shelf` for the recommender, `records` for learning."""

    db: Database
    redis: Redis
    redis_prefix: str
    shelf: PostgresShelf
    records: PostgresRecords
    kit: Kit
    deriving: Deriving
    embedder: Embedder
    clock: Clock
    ids: Ids
    everybody: Everybody = field(default_factory=Everybody)
