"""What a publisher sets is kept: the budget, the pause, the stop, the words, and what is taken down."""

from typing import Any

import pytest

from services.events.runtime import Runtime
from services.events.sources.model import SourceSpec
from services.events.sources.moves import SIGHTINGS_TO_FOLLOW
from services.events.store.sources.sources import find_source, upsert_source
from shared.clients.events import EventsClient
from shared.contracts.sources.claims import ChangeSettings, ClaimMethod, ClaimState, NewClaim, SourceSettings
from shared.contracts.sources.watched import NewSource
from shared.http.channel import AsgiChannel
from shared.kernel.errors import AppError
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

ADA = "per_00000000000000000000000ada"
SOIL = vevent(
    "a", "Soil Day", "20270519T070000", "20270519T150000", location="Berlin", description="Dig with us."
)
NOWHERE = vevent("n", "Soil Day", "20270519T070000", "20270519T150000")
TREE = vevent("b", "Tree Day", "20270520T070000", "20270520T150000", location="Berlin")


@pytest.fixture
def client(api: AsgiChannel) -> EventsClient:
    return EventsClient(api)


async def claimed(runtime: Runtime, client: EventsClient, publisher: Publisher, path: str, feed: str) -> str:
    """Watch a feed, prove it, and read it once."""
    source = await add_source(runtime, publisher.put(path, feed))
    claim = await client.start_claim(ADA, source, NewClaim(method=ClaimMethod.REL_ME))
    publisher.put("/", f"<html><head>{claim.publish}</head>", "text/html")
    assert ClaimState.VERIFIED == (await client.verify_claim(ADA, source, claim.id)).state
    await runtime.poll_now([source])
    return source


async def set_(client: EventsClient, source: str, **fields: object) -> SourceSettings:
    return await client.change_settings(ADA, source, ChangeSettings.model_validate(fields))


async def redraft(runtime: Runtime) -> None:
    assert 1 == await runtime.redrafter.run_once()
    assert 0 == await runtime.redrafter.run_once()


async def found(client: EventsClient) -> list[str]:
    return [event.title for event in (await client.search()).items]


def fetches(publisher: Publisher, path: str) -> int:
    return len([asked for asked, _, _ in publisher.asked if asked == path])


async def test_a_budget_holds_for_every_way_of_fetching(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    assert 24 == (await set_(client, source, most_often_hours=24)).most_often_hours
    told = await client.source(source)
    assert told.next_fetch_at is not None
    assert (told.next_fetch_at - clock()).total_seconds() == 86_400

    clock.advance(hours=23)
    await runtime.poll_now()
    await runtime.poller.run_once()
    assert 1 == fetches(publisher, "/a.ics")
    clock.advance(hours=1)
    await runtime.poller.run_once()
    assert 2 == fetches(publisher, "/a.ics")
    held = await find_source(runtime.db, source)
    assert held is not None
    assert held.state.next_at is not None
    assert 24 * 3600 <= (held.state.next_at - clock()).total_seconds() < 27 * 3600

    await set_(client, source, most_often_hours=None)
    clock.advance(hours=7)
    await runtime.poller.run_once()
    assert 3 == fetches(publisher, "/a.ics")


async def test_a_paused_source_waits(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    await set_(client, source, paused=True)
    clock.advance(hours=200)
    await runtime.poll_now()
    await runtime.poller.run_once()
    preview = await client.preview_source(NewSource(url=f"http://{publisher.origin}/a.ics"))

    told = await client.source(source)
    assert ("paused", None, 1) == (told.status, told.next_fetch_at, fetches(publisher, "/a.ics"))
    assert ("paused_by_publisher", source) == (preview.outcome, preview.source_id)
    assert ["Soil Day"] == await found(client)

    await set_(client, source, paused=False)
    await runtime.poller.run_once()
    assert 2 == fetches(publisher, "/a.ics")


async def test_a_stopped_source_is_never_fetched_again_until_it_is_undone(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    url = f"http://{publisher.origin}/a.ics"
    await set_(client, source, stopped=True)
    clock.advance(hours=400)
    spec = SourceSpec(url=url, title="From the catalogue")
    async with runtime.db.transaction() as conn:
        catalogued = await upsert_source(conn, spec, new_id=runtime.ids("src"), now=clock())
    suggested = [
        (await client.add_source(NewSource(url=spelled))).id
        for spelled in (url, url.replace("http:", "https:"), f"{url}/", f"{url}?utm_source=x")
    ]
    await runtime.poll_now()
    await runtime.poller.run_once()
    preview = await client.preview_source(NewSource(url=url))

    assert {source} == {catalogued, *suggested}
    assert 1 == fetches(publisher, "/a.ics")
    assert ("stopped_by_publisher", source) == (preview.outcome, preview.source_id)
    told = await client.source(source)
    assert ("stopped", None) == (told.status, told.next_fetch_at)
    assert ["Soil Day"] == await found(client)

    await set_(client, source, stopped=False)
    await runtime.poller.run_once()
    told = await client.source(source)
    assert ("healthy", 2) == (told.status, fetches(publisher, "/a.ics"))


async def test_a_way_around_a_stop_is_stopped_as_well(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    await set_(client, source, stopped=True)
    around = await add_source(runtime, f"http://{publisher.origin}/b.ics")
    publisher.says["/b.ics"] = (301, {"location": "/a.ics"})
    for _ in range(5):
        await runtime.poller.run_once()
        clock.advance(hours=25)

    assert "stopped" == (await client.source(around)).status
    assert 1 + SIGHTINGS_TO_FOLLOW == fetches(publisher, "/a.ics")


async def test_a_fetch_under_way_writes_nothing_after_a_stop(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    publisher.put("/a.ics", vcalendar(SOIL, TREE))
    clock.advance(hours=7)
    read = runtime.poller.ports.read

    async def stop_meanwhile(body: bytes, *more: Any) -> object:
        await set_(client, source, stopped=True, withdraw=True)
        await redraft(runtime)
        return await read(body, *more)

    object.__setattr__(runtime.poller.ports, "read", stop_meanwhile)
    await runtime.poller.run_once()

    assert [] == await found(client)
    assert 1 == await runtime.db.fetchval("select count(*) from listing")


async def test_withdrawn_events_are_gone_and_come_back(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    [before] = (await client.search()).items
    await set_(client, source, stopped=True, withdraw=True)
    await redraft(runtime)
    bare = await client.event(before.id)
    told = await client.source(source)

    assert [] == await found(client)
    assert [] == [topic.id for topic in await client.topics() if topic.upcoming]
    assert () == (await client.event_sources(before.id)).listings
    assert ("Soil Day", "probably_off", None, None) == (
        bare.title, bare.status, bare.summary, bare.description,
    )  # fmt: skip
    assert "stopped" == told.status

    clock.advance(minutes=5)
    await set_(client, source, stopped=False)
    await redraft(runtime)
    [after] = (await client.search()).items
    assert before == after.model_copy(update={"updated_at": before.updated_at})
    rows = await runtime.db.fetch("select reason, version from change order by seq")
    assert [("created", 1), ("withdrawn_by_publisher", 2), ("scheduled", 3)] == [
        (row["reason"], row["version"]) for row in rows
    ]


async def test_an_event_that_others_tell_of_stays_in_their_words(
    runtime: Runtime, client: EventsClient, publisher: Publisher
) -> None:
    other = vevent("x", "Soil Day", "20270519T070000", "20270519T150000", location="Berlin")
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    await add_source(runtime, publisher.put("/b.ics", vcalendar(other)))
    await runtime.poll_now()
    [both] = (await client.search()).items
    await set_(client, source, stopped=True, withdraw=True)
    await redraft(runtime)
    [one] = (await client.search()).items

    assert (both.id, 2, "Dig with us.") == (one.id, len(both.sources), both.summary)
    assert ("scheduled", ["b.ics"], None) == (one.status, [it.title for it in one.sources], one.summary)


async def test_the_publishers_words_are_shown(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(NOWHERE))
    assert None is (await client.search()).items[0].starts_at.utc
    words = {"title": "The Soil Society", "licence": "CC0-1.0", "attribution": "Soil folk"}
    await set_(client, source, **words, timezone="Europe/Berlin")
    await redraft(runtime)
    await runtime.poller.run_once()
    spec = SourceSpec(url=f"http://{publisher.origin}/a.ics", title="Catalogue", licence="unknown")
    async with runtime.db.transaction() as conn:
        await upsert_source(conn, spec, new_id=runtime.ids("src"), now=clock())
    told, [event] = await client.source(source), (await client.search()).items

    assert words == told.model_dump(include=set(words))
    assert ("2027-05-19T05:00:00Z", ["The Soil Society"]) == (
        event.starts_at.utc, [it.title for it in event.sources],
    )  # fmt: skip

    await set_(client, source, title=None, licence=None, attribution=None, timezone=None)
    told = await client.source(source)
    assert ("Catalogue", "unknown", None) == (told.title, told.licence, told.attribution)


async def test_withdrawing_waits_for_a_stop(
    runtime: Runtime, client: EventsClient, publisher: Publisher
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    with pytest.raises(AppError) as caught:
        await set_(client, source, withdraw=True)
    assert ("settings_invalid", "/withdraw") == (caught.value.code, caught.value.errors[0].pointer)


async def test_a_gone_source_may_be_withdrawn_as_well(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL))
    publisher.says["/a.ics"] = (410, {})
    clock.advance(hours=7)
    await runtime.poller.run_once()
    assert "gone" == (await client.source(source)).status
    await set_(client, source, stopped=True, withdraw=True)
    await redraft(runtime)

    assert ("stopped", []) == ((await client.source(source)).status, await found(client))


async def test_a_withdrawal_that_broke_off_is_finished(
    runtime: Runtime, client: EventsClient, publisher: Publisher, clock: FixedClock
) -> None:
    """As after a crash between two transactions: done again, it changes what is left and nothing else."""
    source = await claimed(runtime, client, publisher, "/a.ics", vcalendar(SOIL, TREE))
    await set_(client, source, stopped=True, withdraw=True)
    await redraft(runtime)
    await runtime.db.execute("update redraft set next_at = $1", clock())
    await redraft(runtime)

    reasons = [row["reason"] for row in await runtime.db.fetch("select reason from change order by seq")]
    assert ["created", "created", "withdrawn_by_publisher", "withdrawn_by_publisher"] == reasons
    assert 4 == await runtime.db.fetchval("select count(*) from outbox")
