"""The whole dance of WebSub with a hub on a real socket."""

from collections.abc import AsyncIterator
from datetime import timedelta

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from services.events.app import create_app
from services.events.composition import open_runtime
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from services.events.store.sources.push import find_subscription
from services.events.store.sources.sources import find_source
from shared.http.channel import AsgiChannel
from shared.kernel.ids import Ids
from tests.support.apps import PatientChannel, app_on
from tests.support.clock import FixedClock
from tests.support.read_here import read_here
from tests.support.servers.hub import Hub
from tests.support.servers.publisher import Publisher, add_source
from tests.support.stores.postgres import DsnOf

FEED = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<link rel="hub" href="{hub}"/><link rel="self" href="{topic}"/>{entries}</feed>"""
ENTRY = """<entry><id>{n}</id><title>Rust Meetup {n} on 2027-05-{n:02d}</title>
<updated>2026-11-01T00:00:00Z</updated></entry>"""


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    made = Hub()
    app = web.Application()
    app.router.add_post("/hub", made.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        made.origin = f"127.0.0.1:{server.port}"
        yield made


@pytest.fixture
async def runtime(  # noqa: PLR0913, PLR0917 - everything that a service stands on
    db_dsn: DsnOf,
    publisher: Publisher,
    hub: Hub,
    clock: FixedClock,
    ids: Ids,
    redis_url: str,
    key_prefix: str,
) -> AsyncIterator[Runtime]:
    settings = EventsSettings(
        database_url=db_dsn("events"),
        redis_url=redis_url,
        redis_prefix=key_prefix,
        public_url="https://acquaint.example",
        trusted_origins=frozenset({publisher.origin, hub.origin}),
    )
    async with open_runtime(settings, clock=clock, ids=ids, read=read_here) as opened:
        yield opened


@pytest.fixture
def api(runtime: Runtime) -> AsgiChannel:
    return PatientChannel(app_on(create_app, EventsSettings(), runtime))


class Feed:
    """A feed with a hub, and its source."""

    def __init__(self, runtime: Runtime, publisher: Publisher, hub: Hub) -> None:
        self.runtime, self.publisher, self.hub = runtime, publisher, hub
        self.source_id = ""

    async def publish(self, *numbers: int, hub: str | None = None, topic: str | None = None) -> None:
        topic = topic or f"http://{self.publisher.origin}/feed"
        entries = "".join(ENTRY.format(n=n) for n in numbers)
        url = self.publisher.put("/feed", FEED.format(hub=hub or self.hub.url, topic=topic, entries=entries))
        self.source_id = self.source_id or await add_source(self.runtime, url, every_s=6 * 3600)

    async def state(self) -> tuple[str | None, bool]:
        held = await find_subscription(self.runtime.db, self.source_id)
        source = await find_source(self.runtime.db, self.source_id)
        assert source is not None
        return (held.state.value if held else None, source.state.push_until is not None)

    async def due_in(self, clock: FixedClock) -> timedelta:
        source = await find_source(self.runtime.db, self.source_id)
        assert source is not None
        assert source.state.next_at is not None
        return source.state.next_at - clock()


@pytest.fixture
async def feed(runtime: Runtime, publisher: Publisher, hub: Hub) -> Feed:
    made = Feed(runtime, publisher, hub)
    await made.publish(1)
    await runtime.poll_now()
    return made


@pytest.fixture
async def active(feed: Feed, api: AsgiChannel, clock: FixedClock) -> Feed:
    """A subscription that its hub has confirmed, and a fetch after that."""
    assert await feed.runtime.subscriber.run_once() == 1
    assert (await feed.hub.verify(api)).body == b"c-1"
    clock.advance(hours=7)
    await feed.runtime.poll_now()
    return feed


async def test_from_a_named_hub_to_news_at_once(active: Feed, api: AsgiChannel, clock: FixedClock) -> None:
    asked = active.hub.asked[0]
    assert ("subscribe", "864000", f"http://{active.publisher.origin}/feed") == (
        asked["hub.mode"], asked["hub.lease_seconds"], asked["hub.topic"],
    )  # fmt: skip
    assert asked["hub.callback"].startswith("https://acquaint.example/websub/")
    assert ("active", True) == await active.state()
    assert timedelta(hours=24) <= await active.due_in(clock) < timedelta(hours=27)

    clock.advance(minutes=10)
    await active.publish(1, 2)
    assert (await active.hub.push(api)).status == 202
    assert timedelta(0) == await active.due_in(clock)
    assert await active.runtime.poller.run_once() == 1
    found = orjson.loads((await api.request("GET", "/v1/events")).body)["items"]
    assert ["Rust Meetup 1 on 2027-05-01", "Rust Meetup 2 on 2027-05-02"] == [it["title"] for it in found]
    report = orjson.loads((await api.request("GET", f"/internal/sources/{active.source_id}/report")).body)
    assert ("active", 1) == (report["push"]["state"], report["push"]["pushes"])


async def test_a_hub_may_verify_before_it_answers(feed: Feed, api: AsgiChannel) -> None:
    async def verify() -> None:
        assert (await feed.hub.verify(api)).status == 200

    feed.hub.before_answering = verify
    await feed.runtime.subscriber.run_once()
    assert ("active", True) == await feed.state()


@pytest.mark.parametrize(
    "changed",
    [{"topic": "https://other.example/feed"}, {"mode": "unsubscribe"}, {"mode": "publish"}],
)
async def test_what_was_not_asked_for_is_not_confirmed(
    feed: Feed, api: AsgiChannel, changed: dict[str, str]
) -> None:
    await feed.runtime.subscriber.run_once()
    assert (await feed.hub.verify(api, **changed)).status == 404
    assert ("wanted", False) == await feed.state()


async def test_nothing_is_confirmed_twice_nor_at_any_length(feed: Feed, api: AsgiChannel) -> None:
    await feed.runtime.subscriber.run_once()
    assert [200, 404] == [(await feed.hub.verify(api)).status for _ in range(2)]
    assert 422 == (await feed.hub.verify(api, challenge="x" * 5000)).status


async def test_an_unsigned_push_is_taken_and_changes_nothing(
    active: Feed, api: AsgiChannel, clock: FixedClock
) -> None:
    before = await active.due_in(clock)
    answers = [await active.hub.push(api, secret="wrong"), await active.hub.push(api, method="md5")]
    assert [202, 202] == [it.status for it in answers]
    held = await find_subscription(active.runtime.db, active.source_id)
    assert held is not None
    assert (2, 0, before) == (held.bad_signatures, held.pushes, await active.due_in(clock))


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_all_signatures_of_the_standard_are_known(
    active: Feed, api: AsgiChannel, clock: FixedClock, method: str
) -> None:
    clock.advance(hours=1)
    await active.hub.push(api, method=method)
    assert timedelta(0) == await active.due_in(clock)


async def test_many_pushes_make_one_fetch_a_minute(active: Feed, api: AsgiChannel, clock: FixedClock) -> None:
    clock.advance(minutes=10)
    for _ in range(5):
        await active.hub.push(api)
    assert await active.runtime.poller.run_once() == 1
    await active.hub.push(api)
    assert timedelta(seconds=60) == await active.due_in(clock)
    assert await active.runtime.poller.run_once() == 0


async def test_a_push_during_a_fetch_is_not_forgotten(
    active: Feed, api: AsgiChannel, clock: FixedClock
) -> None:
    clock.advance(hours=30)
    fetch = active.runtime.poller.fetch_own

    async def pushed_meanwhile(url: str, headers: dict[str, str]) -> object:
        clock.advance(seconds=1)
        await active.hub.push(api)
        return await fetch(url, headers)

    object.__setattr__(active.runtime.poller, "fetch_own", pushed_meanwhile)
    await active.runtime.poller.run_once()
    assert await active.due_in(clock) == timedelta(seconds=59)


async def test_a_subscription_is_renewed_with_its_secret_and_stays_on_meanwhile(
    active: Feed, api: AsgiChannel, clock: FixedClock
) -> None:
    clock.advance(days=7)
    assert await active.runtime.subscriber.run_once() == 1
    first, second = active.hub.asked
    assert ((first["hub.secret"], first["hub.callback"]), ("active", True)) == (
        (second["hub.secret"], second["hub.callback"]),
        await active.state(),
    )
    assert (await active.hub.verify(api)).status == 200


async def test_a_dead_hub_costs_nothing_but_its_silence(active: Feed, clock: FixedClock) -> None:
    active.hub.status = 500
    for _ in range(12):
        clock.advance(days=1)
        await active.runtime.subscriber.run_once()
        await active.runtime.poll_now()
    assert "wanted" == (await active.state())[0]
    assert timedelta(hours=5) < await active.due_in(clock) < timedelta(hours=8)
    assert len(active.hub.asked) < 12


async def test_a_silent_hub_is_given_up_for_a_week(active: Feed, clock: FixedClock) -> None:
    for number in range(2, 5):
        clock.advance(days=1, hours=4)
        await active.publish(*range(1, number + 1))
        await active.runtime.poll_now()
    assert ("unreliable", False) == await active.state()
    assert timedelta(hours=5) < await active.due_in(clock) < timedelta(hours=8)


async def test_a_refusal_is_noted(feed: Feed, api: AsgiChannel) -> None:
    await feed.runtime.subscriber.run_once()
    assert (await feed.hub.verify(api, mode="denied", reason="no room")).status == 200
    assert ("denied", False) == await feed.state()


async def test_another_hub_begins_anew_and_the_old_callback_is_gone(
    active: Feed, api: AsgiChannel, clock: FixedClock
) -> None:
    await active.publish(1, hub=f"{active.hub.url}?new=1")
    clock.advance(hours=30)
    await active.runtime.poll_now()
    assert ("wanted", False) == await active.state()
    assert (await active.hub.push(api)).status == 410


@pytest.mark.parametrize(
    "named",
    [
        {"topic": "https://elsewhere.example/feed"},
        {"hub": "http://hub.example/"},
        {"hub": "file:///etc/passwd"},
        {"hub": "https://user:secret@hub.example/"},
    ],
)
async def test_no_feed_talks_us_into_something(
    runtime: Runtime, publisher: Publisher, hub: Hub, named: dict[str, str]
) -> None:
    made = Feed(runtime, publisher, hub)
    await made.publish(1, **named)
    await runtime.poll_now()
    assert (None, False) == await made.state()


async def test_a_suggested_feed_cannot_have_our_own_machine_asked(feed: Feed) -> None:
    await feed.runtime.db.execute("update source set origin = 'suggested'")
    await feed.runtime.subscriber.run_once()
    assert [] == feed.hub.asked


async def test_what_was_asked_outlives_us(feed: Feed) -> None:
    """Everything stands in the database: a hub that answers another process is answered as well."""
    await feed.runtime.subscriber.run_once()
    other = PatientChannel(app_on(create_app, EventsSettings(), feed.runtime))
    assert (await feed.hub.verify(other)).status == 200
    assert ("active", True) == await feed.state()
    assert 0 == await feed.runtime.subscriber.run_once()


async def test_nobody_else_is_answered(api: AsgiChannel) -> None:
    token = "A" * 43
    asked = await api.request(
        "GET", f"/internal/websub/{token}?hub.mode=subscribe&hub.topic=x&hub.challenge=y"
    )
    told = await api.request("POST", f"/internal/websub/{token}", body=b"x")
    assert (404, 410) == (asked.status, told.status)


async def test_a_long_push_is_taken_and_a_longer_one_refused(active: Feed, api: AsgiChannel) -> None:
    assert 202 == (await active.hub.push(api, b"x" * (4 * 1024 * 1024))).status
    assert 413 == (await active.hub.push(api, b"x" * (6 * 1024 * 1024))).status
