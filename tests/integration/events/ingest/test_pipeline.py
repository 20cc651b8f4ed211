"""From a feed on a socket to events in the database."""

from datetime import timedelta
from typing import Any

import orjson

from services.events.runtime import Runtime
from services.events.working import workers
from shared.contracts.events import Event
from shared.contracts.messages import AttendanceCounted, Stream
from shared.db.outbox import put
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

RUST = vevent(
    "rust-1", "Rust Berlin Conference", "20270519T070000Z", "20270519T150000Z",
    location="Berlin, Germany", url="https://rust.example/2027",
)  # fmt: skip
GO = vevent("go-1", "Go Meetup Hamburg", "20270601T170000Z", "20270601T190000Z", location="Hamburg, Germany")
JAVA = vevent("java-1", "Java Day Vienna", "20270701T070000Z", "20270701T150000Z", location="Vienna, Austria")


async def found(api: AsgiChannel, query: str = "") -> list[dict[str, object]]:
    reply = await api.request("GET", f"/v1/events{query}")
    assert reply.status == 200, reply.body
    items: list[dict[str, object]] = orjson.loads(reply.body)["items"]
    return items


async def test_a_feed_becomes_events_and_is_then_asked_conditionally(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    source = await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST, GO)))

    first = await runtime.poll_now()
    clock.advance(hours=7)
    second = await runtime.poll_now()

    assert [("ok", 2)] == [(it.outcome, it.written.created) for it in first]
    assert [("not_modified", 0)] == [(it.outcome, it.written.created) for it in second]
    assert [200, 304] == [status for _, _, status in publisher.asked]
    events = await found(api)
    assert ["Rust Berlin Conference", "Go Meetup Hamburg"] == [it["title"] for it in events]
    assert {
        "local": "2027-05-19T09:00",
        "timezone": "Europe/Berlin",
        "utc": "2027-05-19T07:00:00Z",
    } == events[0]["starts_at"]
    about = orjson.loads((await api.request("GET", f"/v1/sources/{source}")).body)
    assert ("healthy", "icalendar", {"listings": 2, "events": 2, "rejected": 0}) == (
        about["status"], about["format"], about["counts"],
    )  # fmt: skip


async def test_ids_survive_a_changed_title_and_a_new_date(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    await runtime.poll_now()
    [before] = await found(api)

    moved = RUST.replace("20270519", "20270526").replace("Rust Berlin", "RustFest Berlin")
    publisher.put("/a.ics", vcalendar(moved))
    clock.advance(hours=7)
    [report] = await runtime.poll_now()

    [after] = await found(api)
    assert (0, 1, 0) == (report.written.created, report.written.updated, report.written.merged)
    assert (before["id"], "RustFest Berlin Conference") == (after["id"], after["title"])
    reasons = await runtime.db.fetch("select reason, version from change order by seq")
    assert [("created", 1), ("rescheduled", 2)] == [(row["reason"], row["version"]) for row in reasons]


async def test_two_sources_of_one_event_are_merged_with_provenance(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    trusted = await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)), trust=80)
    other = (
        RUST.replace("rust-1", "x-9")
        .replace("Rust Berlin Conference", "Rust Berlin 2027")
        .replace("https://rust.example/2027", "https://other.example/rust")
    )
    lesser = await add_source(runtime, publisher.put("/b.ics", vcalendar(other, GO)), trust=40)
    await runtime.poll_now()

    events = await found(api)
    rust = events[0]
    report = orjson.loads((await api.request("GET", f"/v1/events/{rust['id']}/sources")).body)

    assert ["Rust Berlin Conference", "Go Meetup Hamburg"] == [it["title"] for it in events]
    assert [trusted, lesser] == [it["source"]["source_id"] for it in report["listings"]]
    fields = {it["field"]: (it["source_id"], it["others"]) for it in report["fields"]}
    assert (trusted, {lesser: "Rust Berlin 2027"}) == fields["title"]
    assert (trusted, {lesser: "https://other.example/rust"}) == fields["url"]
    assert ["same name, same days, same place"] == report["merged_because"]


async def test_what_one_source_alone_tells_of_is_all_from_it_as_an_earlier_release_wrote_out(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    only = await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    await runtime.poll_now()
    [rust] = await found(api)
    report = orjson.loads((await api.request("GET", f"/v1/events/{rust['id']}/sources")).body)
    told = dict.fromkeys(("starts", "ends"), "stated")
    names = ("title", "kind", "starts", "ends", "mode", "place", "url", "status")
    fields: list[dict[str, Any]] = [
        {"field": it, "source_id": only, "others": {}, "told": told.get(it)} for it in names
    ]
    assert fields == report["fields"]

    await runtime.db.execute("update event set provenance = $1", fields)
    publisher.put("/a.ics", vcalendar(RUST.replace("rust-1", "made-up-anew")))
    clock.advance(hours=7)
    [again] = await runtime.poll_now()
    assert (0, 0, 0) == (again.written.created, again.written.updated, again.written.merged)


async def test_a_cancelled_event_is_shown_cancelled_and_left_out_of_search(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST, GO)))
    await runtime.poll_now()
    [rust, _] = await found(api)

    publisher.put("/a.ics", vcalendar(RUST.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT"), GO))
    clock.advance(hours=7)
    await runtime.poll_now()

    assert ["Go Meetup Hamburg"] == [it["title"] for it in await found(api)]
    assert [rust["id"]] == [it["id"] for it in await found(api, "?status=cancelled")]


async def test_a_listing_missed_twice_is_probably_off_and_comes_back(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST, GO, JAVA)))
    await runtime.poll_now()
    publisher.put("/a.ics", vcalendar(GO, JAVA))
    states = []
    for calendar in (vcalendar(GO, JAVA), vcalendar(GO, JAVA), vcalendar(RUST, GO, JAVA)):
        publisher.put("/a.ics", calendar)
        clock.advance(hours=7)
        await runtime.poll_now()
        states.append((await found(api))[0]["status"])

    assert ["scheduled", "probably_off", "scheduled"] == states


async def test_the_report_tells_how_probably_an_event_is_off_and_why(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    first = await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST, GO, JAVA)))
    second = await add_source(runtime, publisher.put("/b.ics", vcalendar(RUST, GO)), trust=30)
    await runtime.poll_now()
    [rust, *_] = await found(api)
    told = []
    for calendars in ((GO, JAVA), (GO,)), ((GO, JAVA), (RUST, GO)), ((GO, JAVA), (GO,)), ((GO, JAVA), ()):
        for path, calendar in zip(("/a.ics", "/b.ics"), calendars, strict=True):
            publisher.put(path, vcalendar(*calendar))
        publisher.says = {} if calendars[1] else {"/b.ics": (404, {})}
        clock.advance(hours=7)
        await runtime.poll_now()
        reply = await api.request("GET", f"/v1/events/{rust['id']}/sources")
        off = orjson.loads(reply.body)["off"]
        told.append((off["probability"], {it["source_id"]: it["because"] for it in off["signs"]}))
    clock.advance(days=300)
    over = orjson.loads((await api.request("GET", f"/v1/events/{rust['id']}/sources")).body)["off"]

    missed = "did not list it when last asked"
    gone = "no longer lists it, though it lists others"
    assert [
        (0.029, {first: missed, second: missed}),
        (0.198, {first: gone, second: "still lists it"}),
        (0.777, {first: f"{gone}, in 1 good fetch since", second: missed}),
        (
            0.931,
            {
                first: f"{gone}, in 2 good fetches since",
                second: "is no longer at the address where it listed this",
            },
        ),
    ] == told
    assert over is None


async def test_neither_a_login_page_nor_an_emptied_feed_takes_an_event_away(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST, GO)))
    await runtime.poll_now()
    before = await found(api)
    outcomes = []
    for page, media_type in (
        ("<html><body><form>Sign in</form></body></html>", "text/html"),
        (vcalendar(), "text/calendar"),
        (vcalendar(), "text/calendar"),
    ):
        publisher.put("/a.ics", page, media_type)
        clock.advance(hours=7)
        outcomes += [it.outcome for it in await runtime.poll_now()]
    publisher.pages.clear()
    clock.advance(hours=7)
    outcomes += [it.outcome for it in await runtime.poll_now()]

    assert ["not_what_it_claims", "empty", "not_modified", "http_404"] == outcomes
    assert before == await found(api)


async def test_a_merge_redirects_the_younger_id(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    unlike = RUST.replace("rust-1", "x-9").replace("Rust Berlin Conference", "Systems Evening")
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    await runtime.poll_now()
    await add_source(
        runtime, publisher.put("/b.ics", vcalendar(unlike.replace("rust.example", "other.example")))
    )
    await runtime.poll_now()
    old, young = sorted(str(it["id"]) for it in await found(api))

    publisher.put("/b.ics", vcalendar(RUST.replace("rust-1", "x-9")))
    clock.advance(hours=7)
    await runtime.poll_now()

    assert [old] == [it["id"] for it in await found(api)]
    reply = await api.request("GET", f"/v1/events/{young}")
    assert (308, f"/v1/events/{old}") == (reply.status, reply.headers["location"])
    batch = await api.request(
        "POST", "/internal/events/batch", headers={"content-type": "application/json"},
        body=orjson.dumps({"ids": [young, "evt_unknown", old]}),
    )  # fmt: skip
    assert [old] == [it["id"] for it in orjson.loads(batch.body)["items"]]
    told = await runtime.db.fetch("select payload from outbox order by seq")
    assert (young, old) == (told[-1]["payload"]["event_id"], told[-1]["payload"]["merged_into"])


async def test_odd_bytes_and_a_fault_of_ours_do_not_stop_other_sources(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    odd = RUST.replace("rust-1", "rust\x00\ufffe1").replace("Rust Berlin", "Rust\x00 Berlin \U0001f980")
    await add_source(runtime, publisher.put("/a.ics", vcalendar(odd)))
    broken = await add_source(runtime, publisher.put("/b.ics", vcalendar(JAVA)))
    await add_source(runtime, publisher.put("/c.ics", vcalendar(GO)))
    await runtime.db.execute(
        "alter table source add constraint planted check (id <> $$" + broken + "$$ or events = 0)"
    )

    outcomes = [it.outcome for it in await runtime.poll_now()]

    assert ["internal_error", "ok", "ok"] == sorted(outcomes)
    assert ["Rust Berlin 🦀 Conference", "Go Meetup Hamburg"] == [it["title"] for it in await found(api)]


async def test_every_answer_fits_its_contract(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST, GO, JAVA)))
    await runtime.poll_now()
    fields, items = set(Event.model_fields), await found(api)
    assert len(items) == 3
    for item in items:
        assert fields == set(item)
        assert item == orjson.loads(Event.model_validate(item).model_dump_json()) | {
            "updated_at": item["updated_at"]
        }


async def test_going_is_counted_from_three_and_the_newest_count_wins(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    await runtime.poll_now()
    [event] = await found(api)
    shown = []
    for going, minutes in ((2, 1), (3, 2), (9, 0)):
        counted_at = clock() + timedelta(minutes=minutes)
        async with runtime.db.transaction() as conn:
            counted = AttendanceCounted(event_id=str(event["id"]), going=going, counted_at=counted_at)
            await put(
                conn, Stream.ATTENDANCE_COUNTED, counted, message_id=f"m{going}", occurred_at=counted_at
            )
        relay, hear = workers(runtime)[1:3]
        await relay.run_once()
        await hear.run_once()
        shown += [it["going"] for it in await found(api)]

    assert [{"count": None}, {"count": 3}, {"count": 3}] == shown
