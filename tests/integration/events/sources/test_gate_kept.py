"""A suggested calendar of which most is no event waits, and what an operator says of it is kept."""

from dataclasses import replace

import pytest

from services.events.runtime import Runtime
from services.events.workers.courtesy import Manners
from services.events.workers.fetching import needless
from shared.clients.events import EventsClient
from shared.contracts.sources.watched import Admission
from shared.http.channel import AsgiChannel
from shared.kernel.errors import AppError
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import Publisher, add_source

TOWN = vcalendar(
    *(vevent(str(day), "Green bin collection", f"202705{day}T070000Z", "") for day in (18, 19, 20)),
    vevent("g", "Go Day", "20270519T070000Z", "20270519T150000Z", location="Berlin\\, Germany"),
)


@pytest.fixture
def open_to_all(runtime: Runtime) -> Runtime:
    """Poll suggested sources on our own machine, too."""
    ports = replace(runtime.ports, fetch=runtime.poller.fetch_own, leave=needless)
    manners = Manners(4, 60, 0.0, frozenset())
    poller = replace(runtime.poller, ports=ports, fetch_own=ports.fetch, manners=manners, keyring=None)
    return replace(runtime, poller=poller)


async def test_a_source_waits_and_is_let_in(
    open_to_all: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    client, runtime = EventsClient(api), open_to_all
    source = await add_source(runtime, publisher.put("/town.ics", TOWN), origin="suggested", trust=30)
    await runtime.poll_now([source])
    held, report = await client.source(source), await client.source_report(source)
    assert ("held", "held_for_review", 0, 4) == (
        held.status, held.last_outcome, held.counts.events, held.counts.rejected
    )  # fmt: skip
    assert {"off_topic_collection", "for_review"} == {it.code for it in report.findings}
    assert [source] == [it.id for it in await client.held_sources()]
    assert [] == list((await client.search()).items)

    await client.admit(source, Admission(admitted=True))
    await runtime.poll_now([source])
    assert ("healthy", 4) == ((it := await client.source(source)).status, it.counts.events)
    assert () == await client.held_sources()


async def test_a_refused_source_is_fetched_no_more_until_that_is_taken_back(
    open_to_all: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    client, runtime = EventsClient(api), open_to_all
    source = await add_source(runtime, publisher.put("/town.ics", TOWN), origin="suggested", trust=30)
    refused = await client.admit(source, Admission(admitted=False))
    await runtime.poll_now([source])
    assert ("refused", None, []) == (refused.status, refused.next_fetch_at, publisher.asked)

    await client.admit(source, Admission(admitted=None))
    await runtime.poll_now([source])
    assert "held" == (await client.source(source)).status


async def test_what_an_operator_chose_is_never_held(
    open_to_all: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    client, runtime = EventsClient(api), open_to_all
    source = await add_source(runtime, publisher.put("/town.ics", TOWN), trust=10)
    await runtime.poll_now([source])
    assert 4 == (await client.source(source)).counts.events
    with pytest.raises(AppError, match="No source of this id was suggested"):
        await client.admit(source, Admission(admitted=False))


async def test_what_a_refused_source_brought_leaves_the_listings_and_comes_back(
    open_to_all: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    client, runtime = EventsClient(api), open_to_all
    both = vevent("g", "Go Day", "20270519T070000Z", "20270519T150000Z", location="Berlin\\, Germany")
    alone = vevent("r", "Rust Night", "20270520T170000Z", "20270520T190000Z", location="Munich\\, Germany")
    kept = await add_source(runtime, publisher.put("/kept.ics", vcalendar(both)))
    suggested = publisher.put("/suggested.ics", vcalendar(both, alone))
    source = await add_source(runtime, suggested, origin="suggested", trust=30)
    await runtime.poll_now([kept, source])
    before = {it.title: it for it in (await client.search()).items}
    assert {"Go Day", "Rust Night"} == before.keys()

    assert "refused" == (await client.admit(source, Admission(admitted=False))).status
    await runtime.redrafter.run_once()
    assert ["Go Day"] == [it.title for it in (await client.search()).items]
    told = await client.event_sources(before["Go Day"].id)
    assert [kept] == [it.source.source_id for it in told.listings]
    assert "source_refused" == await runtime.db.fetchval(
        "select reason from change where event_id = $1 order by seq desc limit 1", before["Rust Night"].id
    )

    await client.admit(source, Admission(admitted=None))
    await runtime.redrafter.run_once()
    after = {it.title: it for it in (await client.search()).items}
    assert {it.id for it in before.values()} == {it.id for it in after.values()}
