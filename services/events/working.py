"""What runs beside the API: due sources, the outbox, counted attendance, and putting things in order."""

from functools import partial

from services.events.runtime import Runtime
from services.events.store.ingest.documents import forget_documents
from services.events.store.ingest.going import set_going
from services.events.store.ingest.over import set_aside
from services.events.store.retention import KEPT
from services.events.store.search.changes import forget_changes
from shared.contracts.messages import AttendanceCounted, Envelope, Stream
from shared.db import Connection
from shared.db.forgetting import forget
from shared.streams import Consumer, Relay, tidy
from shared.web.workers import Worker


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
