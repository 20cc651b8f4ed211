"""A person joins and parts events; ids survive, and what was said can be taken back."""

import orjson

from services.events.runtime import Runtime
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

RUST = vevent(
    "rust-1", "Rust Berlin Conference", "20270519T070000Z", "20270519T150000Z", location="Berlin, Germany"
)

OTHER = RUST.replace("rust-1", "x-9").replace("Rust Berlin Conference", "Ferris Gathering")
LIKE = RUST.replace("rust-1", "x-9").replace("Rust Berlin Conference", "Rust Berlin 2027")


async def found(api: AsgiChannel) -> list[dict[str, str]]:
    return orjson.loads((await api.request("GET", "/v1/events")).body)["items"]  # type: ignore[no-any-return]


async def listings_of(api: AsgiChannel) -> dict[str, str]:
    """Return the event id of every listing."""
    homes: dict[str, str] = {}
    for event in await found(api):
        report = orjson.loads((await api.request("GET", f"/v1/events/{event['id']}/sources")).body)
        homes |= {it["listing_id"]: event["id"] for it in report["listings"]}
    return homes


async def say(api: AsgiChannel, ids: list[str], *, same: bool | None) -> dict[str, int]:
    body = orjson.dumps({"listing_ids": ids, "same": same, "said_by": "acc_1"})
    headers = {"content-type": "application/json"}
    reply = await api.request("POST", "/internal/verdicts", body=body, headers=headers)
    assert reply.status == 200, reply.body
    return orjson.loads(reply.body)  # type: ignore[no-any-return]


async def test_the_same_merges_and_taking_it_back_splits_again(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    await add_source(runtime, publisher.put("/b.ics", vcalendar(OTHER)))
    await runtime.poll_now()
    before = await listings_of(api)
    one, other = sorted(before)

    merged = await say(api, [one, other], same=True)
    together = await listings_of(api)
    kept = together[one]
    gone = ({*before.values()} - {kept}).pop()
    redirected = await api.request("GET", f"/v1/events/{gone}")
    report = orjson.loads((await api.request("GET", f"/v1/events/{kept}/sources")).body)
    await say(api, [one, other], same=None)
    after = await listings_of(api)

    assert (1, {one: kept, other: kept}) == (merged["merged"], together)
    assert (308, f"/v1/events/{kept}") == (redirected.status, redirected.headers["location"])
    assert [(sorted([one, other]), True, 1.0)] == [
        (sorted(it["listing_ids"]), it["by_person"], it["probability"]) for it in report["merges"]
    ]
    assert 2 == len({*after.values()})
    assert kept in after.values()


async def test_not_the_same_parts_and_survives_the_next_reading(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    await add_source(runtime, publisher.put("/b.ics", vcalendar(LIKE)))
    await runtime.poll_now()
    before = await listings_of(api)
    one, other = sorted(before)

    await say(api, [one, other], same=False)
    parted = await listings_of(api)
    publisher.put("/b.ics", vcalendar(LIKE.replace("Rust Berlin 2027", "Rust Berlin Conference 2027")))
    clock.advance(hours=7)
    await runtime.poll_now()
    later = await listings_of(api)

    assert 1 == len({*before.values()})
    assert (2, parted) == (len({*parted.values()}), later)


async def test_a_verdict_needs_two_listings_that_exist(api: AsgiChannel) -> None:
    body = orjson.dumps({"listing_ids": ["lst_1", "lst_2"], "same": True, "said_by": "acc_1"})
    headers = {"content-type": "application/json"}
    reply = await api.request("POST", "/internal/verdicts", body=body, headers=headers)
    assert (404, "listing_missing") == (reply.status, orjson.loads(reply.body)["code"])


async def test_a_doubt_is_listed_until_someone_decides(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    berlin = RUST.replace("Rust Berlin Conference", "GDG DevFest")
    munich = berlin.replace("rust-1", "x-9").replace("Berlin, Germany", "Munich, Germany")
    await add_source(runtime, publisher.put("/a.ics", vcalendar(berlin)))
    await add_source(runtime, publisher.put("/b.ics", vcalendar(munich)))
    await runtime.poll_now()

    [doubt] = orjson.loads((await api.request("GET", "/internal/doubts")).body)["items"]
    ids = [it["listing_id"] for it in doubt["listings"]]
    await say(api, ids, same=False)
    rest = orjson.loads((await api.request("GET", "/internal/doubts")).body)["items"]

    assert ({*await listings_of(api)}, []) == ({*ids}, rest)
