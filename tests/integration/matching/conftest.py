"""A running matching service on this test's own database and keys, its catalogue fed by the stream."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis

from services.matching.app import create_app
from services.matching.composition import Language, open_runtime
from services.matching.runtime import Runtime
from services.matching.settings import MatchingSettings
from services.matching.workers import workers
from shared.clients.matching import MatchingClient
from shared.contracts.events import EventKind, EventStatus, Mode
from shared.contracts.messages import EventChanged, Stream
from shared.contracts.people import AttendanceStatus, Profile, SetAttendance
from shared.db.outbox import put
from shared.kernel.ids import Ids, encode
from shared.streams import Relay
from tests.support.apps import PatientChannel, app_on
from tests.support.clock import FixedClock
from tests.support.people import WORDS, LabelClassifier, WordEmbedder

GOING = SetAttendance(status=AttendanceStatus.GOING)


def per(number: int) -> str:
    """Return the id of test person `number`."""
    return encode("per", number)


def evt(number: int) -> str:
    """Return the id of test event `number`."""
    return encode("evt", number)


def changed(number: int, now: datetime, **fields: Any) -> EventChanged:
    """Return an event of Kubernetes people in Porto, ten days ahead."""
    starts = now + timedelta(days=10)
    plain: dict[str, Any] = {
        "event_id": evt(number), "version": 1, "merged_into": None, "title": f"Cloud Day {number}",
        "summary": "Running clusters", "kind": EventKind.CONFERENCE, "status": EventStatus.SCHEDULED,
        "mode": Mode.IN_PERSON, "starts_local": starts.strftime("%Y-%m-%dT%H:%M"), "starts_utc": starts,
        "ends_utc": starts + timedelta(hours=8), "timezone": "Europe/Lisbon", "venue": None, "city": "Porto",
        "country": "PT", "lat": 41.15, "lon": -8.61, "topics": {"software.kubernetes": 0.9},
        "languages": ("en",), "url": None,
    }  # fmt: skip
    return EventChanged(**(plain | fields))


@pytest.fixture
async def runtime(
    db_dsn: Callable[[str], str], redis_url: str, key_prefix: str, clock: FixedClock, ids: Ids, redis: Redis
) -> AsyncIterator[Runtime]:
    """Open the service's parts; `redis` removes the keys afterwards."""
    del redis
    settings = MatchingSettings(
        database_url=db_dsn("matching"),
        redis_url=redis_url,
        redis_prefix=key_prefix,
        order_key=SecretStr("acquaint"),
    )
    language = Language(WORDS, LabelClassifier(), WordEmbedder())
    async with open_runtime(settings, clock=clock, ids=ids, language=language) as opened:
        yield opened


@pytest.fixture
def client(runtime: Runtime) -> MatchingClient:
    """Speak to the service through its API."""
    return MatchingClient(PatientChannel(app_on(create_app, MatchingSettings(), runtime)))


Feed = Callable[..., Awaitable[None]]


@pytest.fixture
def feed(runtime: Runtime) -> Feed:
    """Return a function that publishes events on the stream and lets the service take them in."""

    async def publish(*events: EventChanged) -> None:
        async with runtime.db.transaction() as conn:
            for event in events:
                key, now = f"{event.event_id}/{event.version}", runtime.clock()
                await put(conn, Stream.EVENT_CHANGED, event, message_id=key, occurred_at=now)
        await Relay(runtime.db, runtime.redis, prefix=runtime.redis_prefix).run_once()
        catalogue = next(worker for worker in workers(runtime) if worker.name == "matching.catalogue")
        while await catalogue.run_once():
            pass

    return publish


@pytest.fixture
async def cloud_day(client: MatchingClient, feed: Feed, clock: FixedClock) -> str:
    """Return an event to which Ana (1) goes with Ben (2), who teaches what she seeks, and ten more."""
    await feed(changed(1, clock()))
    await client.put_person(per(1), ANA)
    await client.put_person(per(2), BEN)
    for number in range(3, 13):
        await client.put_person(per(number), Profile(display_name=f"Crowd {number}", interests=("Python",)))
    for number in range(1, 13):
        await client.set_attendance(per(number), evt(1), GOING)
    return evt(1)


ANA = Profile.model_validate({
    "display_name": "Ana", "interests": ["k8s"], "place": {"city": "Porto", "country": "PT"},
    "needs": [{"kind": "learn", "text": "how to run Kubernetes"}], "timezone": "Europe/Lisbon",
})  # fmt: skip
BEN = Profile.model_validate({
    "display_name": "Ben", "interests": ["Kubernetes"], "headline": "Runs clusters",
    "offers": [{"kind": "teach", "text": "Kubernetes from scratch"}],
})  # fmt: skip
