"""Words that are conditions: days as they are where an event is held, places near by, kinds and modes."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import orjson
import pytest

from services.events.runtime import Runtime
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source


def held(uid: str, title: str, begins: str, zone: str, location: str) -> str:
    """An event of an hour at a wall time, or of a whole day."""
    told = vevent(uid, title, begins, begins, location=location)
    kind = f";TZID={zone}:" if "T" in begins else ";VALUE=DATE:"
    return told.replace("DTSTART:", f"DTSTART{kind}").replace(
        f"DTEND:{begins}\r\n", "DURATION:PT1H\r\n" if zone else ""
    )


EVENTS = (
    held("1", "Jazz breakfast", "20261123T080000", "Europe/Berlin", "Berlin, Germany"),  # over at nine
    held("2", "Jazz lunch", "20261123T120000", "Europe/Berlin", "Potsdam, Germany"),
    held("3", "Jazz at night", "20261128T233000", "America/Los_Angeles", "San Francisco, USA"),
    held("4", "Jazz at dawn", "20261130T003000", "Asia/Tokyo", "Tokyo, Japan"),
    held("5", "Jazz all day", "20270301", "", "Berlin, Germany"),
    held("6", "Jazz goodbye", "20270228T190000", "America/Los_Angeles", "San Francisco, USA"),
    held("7", "Chess", "20261129T120000", "Europe/Berlin", "Berlin, Germany"),
)


def priced(name: str, price: int, currency: str) -> dict[str, Any]:
    """An event of a page that tells what it costs."""
    offer = {"@type": "Offer", "price": price, "priceCurrency": currency}
    place = {"@type": "Place", "address": {"addressLocality": "Oslo", "addressCountry": "NO"}}
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name,
        "startDate": "2026-12-05T19:00",
        "location": place,
        "offers": offer,
    }


PRICED = [
    priced("Plumbing course", 40, "EUR"),
    priced("Plumbing exam", 90, "EUR"),
    priced("Plumbing without pipes", 30, "CAD"),
]
PAGE = f'<script type="application/ld+json">{orjson.dumps(PRICED).decode()}</script>'


@pytest.fixture(autouse=True)
async def _filled(runtime: Runtime, publisher: Publisher) -> None:
    await add_source(runtime, publisher.put("/jazz.ics", vcalendar(*EVENTS)))
    await add_source(runtime, publisher.put("/plumbing.html", PAGE, "text/html"))
    await runtime.poll_now()


async def ask(api: AsgiChannel, q: str, more: str = "") -> dict[str, Any]:
    reply = await api.request("GET", f"/v1/events?q={quote(q)}{more}")
    assert reply.status == 200, reply.body
    page: dict[str, Any] = orjson.loads(reply.body)
    return page


CONDITIONS = {
    "jazz today": ["Jazz lunch"],
    "this weekend": ["Chess", "Jazz at night"],
    "jazz diesen Samstag": ["Jazz at night"],
    "jazz next monday": ["Jazz at dawn"],
    "jazz in march": ["Jazz all day"],
    "jazz february 2027": ["Jazz goodbye"],
    "jazz near Berlin": ["Jazz all day", "Jazz lunch"],
    "events near Potsdam this week": ["Chess", "Jazz lunch"],
    "jazz tomorrow": [],
    "jazz november or february": ["Jazz at dawn", "Jazz at night", "Jazz goodbye", "Jazz lunch"],
    "jazz before december": ["Jazz at dawn", "Jazz at night", "Jazz lunch"],
    "jazz from march on": ["Jazz all day"],
    "jazz not in usa": ["Jazz all day", "Jazz at dawn", "Jazz lunch"],
    "jazz in december except dawn": [],
    "jazz lunch for free": ["Jazz lunch"],  # none tells a price
    "events gratis": [],
    "plumbing under 50 euro": ["Plumbing course"],
    "jazz lunch under 50 euro": ["Jazz lunch"],
    "events up to 50 euro": ["Plumbing course"],
    "plumbing less than $30": ["Plumbing without pipes"],
    "plumbing without exam": ["Plumbing course", "Plumbing without pipes"],
    "plumbing without pipes": ["Plumbing course", "Plumbing exam", "Plumbing without pipes"],
    "jazz 27-28 november": ["Jazz at night"],
    "chess or jazz from 29 november to 1 december": ["Chess", "Jazz at dawn"],
    '"jazz at" this weekend': ["Jazz at night"],
}


async def test_conditions_are_met(api: AsgiChannel) -> None:
    pages = {q: await ask(api, q) for q in CONDITIONS}
    assert CONDITIONS == {q: _titles(page) for q, page in pages.items()}
    assert list(CONDITIONS) == [page["wording"]["searched"] for page in pages.values()]


def _titles(page: dict[str, Any]) -> list[str]:
    return sorted(it["title"] for it in page["items"])


TODAY = [
    ("2026-11-29T03:00", "jazz tonight", ["Jazz at night"]),  # the 28th in San Francisco
    ("2026-11-29T03:00", "jazz tomorrow", ["Jazz at dawn"]),  # the 29th in Tokyo
    ("2026-11-29T09:00", "chess today", ["Chess"]),
    ("2026-11-29T15:15", "jazz today", ["Jazz at dawn"]),  # the 30th in Tokyo
    ("2026-11-29T15:15", "jazz tomorrow", []),
    ("2027-03-01T02:00", "jazz this month", ["Jazz all day", "Jazz goodbye"]),  # February there
    ("2026-11-29T03:00", "jazz 29 november", []),  # a day of the calendar is that day everywhere
]


async def test_today_is_the_day_it_is_where_the_event_is_held(api: AsgiChannel, clock: FixedClock) -> None:
    for now, q, titles in TODAY:
        clock.now = datetime.fromisoformat(now).replace(tzinfo=UTC)
        assert titles == _titles(await ask(api, q)), (now, q)


async def test_what_was_understood_is_told_and_can_be_refused(api: AsgiChannel) -> None:
    understood = (await ask(api, "jazz this weekend"))["wording"]["understood"]
    assert understood == [
        {
            "words": "this weekend",
            "means": "days",
            "value": "2026-11-28/2026-11-29",
            "without": "jazz",
            "radius_km": None,
        }
    ]
    exact = await ask(api, "jazz this week", "&exact=true")
    assert ([], []) == (exact["items"], exact["wording"]["understood"])


OFTEN_AND_FAR = {
    "jazz saturdays": ["Jazz at night"],
    "jazz sonntag abends": ["Jazz goodbye"],
    "jazz every fifth monday": ["Jazz at dawn"],
    "jazz last monday": ["Jazz at dawn", "Jazz lunch"],
    "jazz montags": ["Jazz all day", "Jazz at dawn", "Jazz lunch"],
    "jazz monday afternoon": ["Jazz lunch"],
    "jazz weekend": ["Jazz at night", "Jazz goodbye"],
    "jazz within 10 miles of Berlin": ["Jazz all day"],
    "when is there jazz in Tokyo?": ["Jazz at dawn"],
}


async def test_days_of_the_week_distances_and_questions(api: AsgiChannel) -> None:
    assert OFTEN_AND_FAR == {q: _titles(await ask(api, q)) for q in OFTEN_AND_FAR}


async def test_what_only_says_when_comes_in_order_of_time(api: AsgiChannel) -> None:
    in_time = ["Jazz lunch", "Jazz at dawn", "Jazz all day"]
    for q in ("monday", "montags", "every Monday"):
        assert in_time == [it["title"] for it in (await ask(api, q))["items"]], q
    assert ["Jazz goodbye"] == _titles(await ask(api, "sunday after work"))
    last = ["Jazz lunch", "Jazz at dawn"]  # the fourth and the fifth, today among them
    assert last == [it["title"] for it in (await ask(api, "last monday"))["items"]]
    assert ["Jazz at dawn"] == _titles(await ask(api, "fifth monday"))
    assert ["Jazz all day"] == _titles(await ask(api, "first monday in march"))


async def test_days_are_counted_from_the_first_page(api: AsgiChannel, clock: FixedClock) -> None:
    first = await ask(api, "jazz this week", "&limit=1")
    clock.advance(days=7)
    second = orjson.loads((await api.request("GET", first["next"])).body)
    titles = {it["title"] for page in (first, second) for it in page["items"]}
    assert {"Jazz lunch", "Jazz at night"} == titles
    assert "2026-11-23/2026-11-29" == second["wording"]["understood"][0]["value"]


async def test_what_is_over_is_found_where_past_days_are_asked_for(
    api: AsgiChannel, clock: FixedClock
) -> None:
    clock.now = datetime(2027, 6, 1, tzinfo=clock.now.tzinfo)
    assert ["Jazz all day"] == [it["title"] for it in (await ask(api, "jazz 2027-03-01"))["items"]]
    assert clock().date() > date(2027, 3, 1)


async def test_what_is_followed_is_understood_alike(api: AsgiChannel) -> None:
    async def followed(query: str) -> list[str]:
        feed = orjson.loads((await api.request("GET", f"/v1/events.json?q={query}")).body)
        return [it["title"] for it in feed["items"]]

    assert ["Jazz at night"] == await followed("jazz%20this%20weekend")
    assert ["Jazz goodbye", "Jazz at night"] == await followed("jazz%20this%20weekend&exact=true")
