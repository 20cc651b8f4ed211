"""The second door to the same use cases: due work and streams."""

from functools import partial

from services.matching.runtime import Runtime
from services.matching.store.people.profiles import derive_again
from services.matching.store.people.rows import forget_erased
from services.matching.store.retention import KEPT
from services.matching.workers.catalogue import CatalogueKeeper
from services.matching.workers.learning import Learner
from services.matching.workers.planning import plan_once
from shared.contracts.messages import Stream
from shared.db.forgetting import forget
from shared.streams import Consumer, Relay, tidy
from shared.web.workers import Worker

GROUP = "matching"


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
        Worker("matching.plans", partial(plan_once, runtime), 1.0),
        Worker("matching.learning", learner.run_once, 600.0),
        Worker("matching.erased", partial(forget_erased, runtime.db), 3600.0),
        Worker("matching.forget", lambda: forget(runtime.db, runtime.clock(), KEPT), 3600.0),
        Worker(
            "matching.tidy", partial(tidy, runtime.db, runtime.redis, prefix=runtime.redis_prefix), 3600.0
        ),
    ]
