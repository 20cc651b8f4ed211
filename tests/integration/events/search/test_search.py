"""Searching over HTTP on a real database."""

from urllib.parse import quote

import orjson
import pytest

from services.events.runtime import Runtime
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import Publisher, add_source

EVENTS = (
    vevent("1", "Rust Berlin Conference", "20270519T070000Z", "20270521T150000Z", location="Berlin, Germany"),
    vevent("2", "Potsdam Data Meetup", "20270601T170000Z", "20270601T190000Z", location="Potsdam, Germany"),
    vevent(
        "3", "Café Müller: Datenabend", "20270602T170000Z", "20270602T190000Z", location="Hamburg, Germany"
    ),
    vevent(
        "4", "Python São Paulo Workshop", "20270701T120000Z", "20270701T200000Z", location="São Paulo, Brazil"
    ),
    vevent("5", "Old Rust Meetup", "20261001T120000Z", "20261001T200000Z", location="Berlin, Germany"),
    vevent(
        "6",
        "Gone Conference",
        "20270520T070000Z",
        "20270520T150000Z",
        location="Berlin, Germany",
        status="CANCELLED",
    ),
)


@pytest.fixture
async def filled(runtime: Runtime, publisher: Publisher) -> Runtime:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*EVENTS)))
    await runtime.poll_now()
    return runtime


async def titles(api: AsgiChannel, query: str) -> list[str]:
    reply = await api.request("GET", f"/v1/events?{quote(query, safe='=&,/:+')}")
    assert reply.status == 200, reply.body
    return [it["title"].split()[0] for it in orjson.loads(reply.body)["items"]]


FILTERS = {
    "": ["Rust", "Potsdam", "Café", "Python"],
    "q=rust": ["Rust"],
    "q=conferences berlin": ["Rust"],
    "q=cafe muller": ["Café"],
    "q=pyth": ["Python"],
    "q=data mee": ["Potsdam"],
    "q=rust or python&sort=starts_at": ["Rust", "Python"],
    "q=zebra": [],
    "near=Berlin&sort=distance": ["Rust", "Potsdam"],
    "near=52.52,13.40&radius_km=5": ["Rust"],
    "near=Potsdam, DE&sort=distance": ["Potsdam", "Rust"],
    "country=br": ["Python"],
    "starts_before=2027-06-02": ["Old", "Rust", "Potsdam"],
    "starts_after=2027-06-02": ["Café", "Python"],
    "overlaps=2027-05-20/2027-05-21": ["Rust"],
    "kind=workshop": ["Python"],
    "kind=meetup&kind=workshop": ["Potsdam", "Python"],
    "status=cancelled": ["Gone"],
    "cfp=open": [],
}


@pytest.mark.usefixtures("filled")
async def test_filters(api: AsgiChannel) -> None:
    assert FILTERS == {query: await titles(api, query) for query in FILTERS}


async def test_a_language_is_found_in_all_its_regions_however_it_is_written(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    told = [
        {"name": name, "startDate": day, "endDate": day, "url": f"https://{name}.example", "locales": tag}
        for name, day, tag in (("Britain", "2027-05-01", "en-GB"), ("World", "2027-05-02", "EN"))
    ]
    feed = publisher.put("/conferences/2027/rust.json", orjson.dumps(told).decode(), "application/json")
    await add_source(runtime, feed)
    await runtime.poll_now()
    expected: dict[str, list[str]] = {
        "en": ["Britain", "World"],
        "EN": ["Britain", "World"],
        "en-gb": ["Britain"],
        "de": [],
    }

    assert expected == {asked: await titles(api, f"language={asked}") for asked in expected}
    assert 422 == (await api.request("GET", "/v1/events?language=e")).status


BAD = {
    "near=Nowhereville%20Xyz": "/query/near",
    "near=95,10": "/query/near",
    "near=,": "/query/near",
    "near=Berlin,%20XX": "/query/near",
    "radius_km=5": "/query/radius_km",
    "sort=distance": "/query/sort",
    "overlaps=2027": "/query/overlaps",
    "overlaps=2027-05-02/2027-05-01": "/query/overlaps",
    "starts_after=2027-05-02&starts_before=2027-05-02": "/query/starts_before",
    "starts_after=2027-05-02T10:00%2B02:00&starts_before=2027-05-02T07:59Z": "/query/starts_before",
    "topic=no.such": "/query/topic",
    "cursor=abc": None,
    "kind=circus": "/query/kind/0",
    "limit=0": "/query/limit",
    "colour=red": "/query/colour",
}


async def test_bad_values_are_refused_by_name(api: AsgiChannel) -> None:
    refused = {query: await _refused(api, query) for query in BAD}
    assert {query: (422, pointer) for query, pointer in BAD.items()} == refused


async def _refused(api: AsgiChannel, query: str) -> tuple[int, str | None]:
    reply = await api.request("GET", f"/v1/events?{query}")
    errors = orjson.loads(reply.body).get("errors") or [{"pointer": None}]
    return reply.status, errors[0]["pointer"]


@pytest.mark.parametrize(
    "sort", ["sort=starts_at", "sort=distance&near=Berlin&radius_km=2000", "q=meetup or day"]
)
async def test_pages_do_not_shift_while_events_are_added(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, sort: str
) -> None:
    cities = ("Berlin", "Hamburg", "Vienna", "Paris", "Prague")
    days = [
        vevent(f"d{n}", f"{city} Day Meetup", f"2027060{n}T100000Z", f"2027060{n}T120000Z", location=city)
        for n, city in enumerate(cities, start=1)
    ]
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*days)))
    await runtime.poll_now()
    whole = [
        it["id"]
        for it in orjson.loads((await api.request("GET", f"/v1/events?{sort.replace(' ', '%20')}")).body)[
            "items"
        ]
    ]

    seen: list[str] = []
    path: str | None = f"/v1/events?{sort.replace(' ', '%20')}&limit=2"
    while path:
        page = orjson.loads((await api.request("GET", path)).body)
        seen += [it["id"] for it in page["items"]]
        path = page["next"]
        early = vevent(f"e{len(seen)}", "Early Breakfast Talk", "20270101T100000Z", "20270101T120000Z")
        await add_source(runtime, publisher.put(f"/{len(seen)}.ics", vcalendar(early)))
        await runtime.poll_now()

    assert (5, whole) == (len(whole), seen)


async def test_among_equals_in_relevance_the_sooner_comes_first(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    days = [f"2027{month:02d}{day}" for month, day in ((9, 12), (3, 11), (12, 10), (1, 13), (6, 14))]
    talks = [vevent(day, "Evening Talk", f"{day}T170000Z", f"{day}T190000Z") for day in days]
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*talks)))
    await runtime.poll_now()
    reply = await api.request("GET", "/v1/events?q=evening%20talk")
    starts = [it["starts_at"]["utc"][:10].replace("-", "") for it in orjson.loads(reply.body)["items"]]
    assert sorted(days) == starts


@pytest.mark.usefixtures("filled")
async def test_a_cursor_of_another_search_is_refused(api: AsgiChannel) -> None:
    page = orjson.loads((await api.request("GET", "/v1/events?limit=1")).body)
    reply = await api.request("GET", page["next"].replace("limit=1", "limit=1&country=DE"))
    assert (422, "bad_cursor") == (reply.status, orjson.loads(reply.body)["code"])


@pytest.mark.usefixtures("filled")
async def test_any_search_is_a_calendar_with_stable_bytes(api: AsgiChannel) -> None:
    first = await api.request("GET", "/v1/events.ics?near=Berlin")
    again = await api.request(
        "GET", "/v1/events.ics?near=Berlin", headers={"if-none-match": first.headers["etag"]}
    )
    text = first.body.decode()
    assert "text/calendar; charset=utf-8" == first.headers["content-type"]
    assert (3, 1) == (text.count("BEGIN:VEVENT"), text.count("STATUS:CANCELLED"))
    assert (304, b"") == (again.status, again.body)
    prefixed = (await api.request("GET", "/v1/events.ics?near=Berlin&cancelled=prefix")).body.decode()
    assert (0, 1) == (prefixed.count("STATUS:CANCELLED"), prefixed.count("SUMMARY:[Cancelled] Gone"))


@pytest.mark.usefixtures("filled")
async def test_one_event_and_its_calendar(api: AsgiChannel) -> None:
    [event] = orjson.loads((await api.request("GET", "/v1/events?q=python")).body)["items"]
    one = await api.request("GET", f"/v1/events/{event['id']}")
    ics = await api.request("GET", f"/v1/events/{event['id']}.ics")
    assert event == orjson.loads(one.body)
    assert b"DTSTART:20270701T120000Z" in ics.body
    missing = await api.request("GET", "/v1/events/evt_00000000000000000000000000")
    assert (404, "event_missing") == (missing.status, orjson.loads(missing.body)["code"])


async def test_a_suggested_source_is_polled_soon_and_once(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    url = publisher.put("/s.ics", vcalendar(EVENTS[0]))
    body = orjson.dumps({"url": f"{url}?utm_source=x#top"})
    headers = {"content-type": "application/json"}
    first = await api.request("POST", "/v1/sources", headers=headers, body=body)
    again = await api.request("POST", "/v1/sources", headers=headers, body=body)
    assert await runtime.poller.run_once() == 1
    listed = orjson.loads((await api.request("GET", "/v1/sources")).body)["items"]

    told = orjson.loads(first.body)
    assert (202, told) == (first.status, orjson.loads(again.body))
    # It lies on our own machine, which is read for the catalogue alone.
    assert [(told["id"], url, "port")] == [(it["id"], it["url"], it["last_outcome"]) for it in listed]
    bad = await api.request(
        "POST", "/v1/sources", headers=headers, body=orjson.dumps({"url": "ftp://example.org/x"})
    )
    assert (422, "/url") == (bad.status, orjson.loads(bad.body)["errors"][0]["pointer"])


async def test_topics_are_counted(filled: Runtime, api: AsgiChannel) -> None:
    items = orjson.loads((await api.request("GET", "/v1/topics")).body)["items"]
    assert [it["id"] for it in items] == [
        node
        for area in filled.topics.areas
        for node in (area, *(it.id for it in filled.topics.topics.values() if it.area == area))
    ]
