"""Editions from several documents are one series; its next one is expected, then announced."""

from datetime import date
from typing import Any

import icalendar
import orjson
import pytest

from services.events.runtime import Runtime
from services.events.series.often import Monthly
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

EVENINGS = list(Monthly(2, 1, 1, date(2026, 1, 13)).days(date(2025, 12, 1), date(2026, 11, 30)))


def evening(day: date, number: int) -> str:
    """One evening of a group that is held month after month."""
    begins, ends = f"{day:%Y%m%d}T180000Z", f"{day:%Y%m%d}T200000Z"
    title, url = f"Rust Meetup #{number}: topic {number * 7}", f"https://rust.example/{number}"
    told = vevent(f"e{number}", title, begins, ends, location="Berlin, Germany", url=url)
    return told.replace("END:VEVENT", "ORGANIZER;CN=Rust Berlin:mailto:x@rust.example\r\nEND:VEVENT")


async def got(api: AsgiChannel, path: str) -> Any:
    reply = await api.request("GET", path)
    assert reply.status == 200, reply.body
    return orjson.loads(reply.body)


@pytest.fixture
async def url(runtime: Runtime, publisher: Publisher) -> str:
    events = [evening(day, number) for number, day in enumerate(EVENINGS, start=1)]
    url = publisher.put("/rust.ics", vcalendar(*events))
    await add_source(runtime, url, every_s=3600)
    await runtime.poll_now()
    return url


async def any_event(api: AsgiChannel) -> Any:
    return (await got(api, "/v1/events?starts_after=2026-01-01&limit=1"))["items"][0]


@pytest.mark.usefixtures("url")
async def test_the_next_edition_is_expected_then_confirmed(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    series_id = (await any_event(api))["series"]["id"]
    before = await got(api, f"/v1/series/{series_id}")
    plain = await api.request("GET", f"/v1/series/{series_id}.ics")
    asked = await api.request("GET", f"/v1/series/{series_id}.ics?expected=true")
    events = [evening(day, number) for number, day in enumerate([*EVENINGS, date(2026, 12, 9)], start=1)]
    publisher.put("/rust.ics", vcalendar(*events))
    clock.advance(hours=24)
    await runtime.poll_now()
    after = await got(api, f"/v1/series/{series_id}")
    assert (before["name"], before["rhythm"]["words"]) == (
        "Rust Meetup",
        "second Tuesday of the month",
    )
    assert before["expected"] == [{"day": "2026-12-08", "state": "expected", "event_id": None}]
    assert (before["upcoming"], len(before["past"])) == ([], len(EVENINGS))
    assert after["expected"] == [
        {"day": "2026-12-08", "state": "confirmed", "event_id": after["upcoming"][0]["id"]}
    ]
    shown, all_of_it = (icalendar.Calendar.from_ical(it.body).walk("VEVENT") for it in (plain, asked))
    assert (len(shown), len(all_of_it)) == (len(EVENINGS), len(EVENINGS) + 1)
    assert {str(it["STATUS"]) for it in shown} == {"CONFIRMED"}
    assert (str(all_of_it[-1]["STATUS"]), all_of_it[-1].decoded("DTSTART")) == (
        "TENTATIVE",
        date(2026, 12, 8),
    )
    found = await got(api, "/v1/events?starts_after=2026-12-01")
    assert [it["id"] for it in found["items"]] == [it["id"] for it in after["upcoming"]]


@pytest.mark.usefixtures("url")
async def test_an_organiser_shows_what_they_hold(api: AsgiChannel) -> None:
    event = await any_event(api)
    found = await got(api, f"/v1/organisers/{event['organiser']['id']}")
    assert (found["organiser"]["name"], found["past"]) == ("Rust Berlin", len(EVENINGS))
    [series] = found["series"]
    assert (series["id"], series["editions"]) == (event["series"]["id"], len(EVENINGS))
    assert series["expected"] == {"day": "2026-12-08", "state": "expected", "event_id": None}
    held = await got(
        api, f"/v1/events?organiser={event['organiser']['id']}&starts_after=2025-01-01&limit=100"
    )
    assert len(held["items"]) == len(EVENINGS)
    only = await got(api, f"/v1/events?series={event['series']['id']}&starts_after=2025-01-01&limit=100")
    assert only["items"] == held["items"]


@pytest.mark.parametrize("path", ["/v1/series/ser_" + "0" * 26, "/v1/organisers/org_" + "0" * 26])
async def test_what_is_not_known_is_missing(api: AsgiChannel, path: str) -> None:
    assert (await api.request("GET", path)).status == 404
    assert (await api.request("GET", path[:-3])).status == 422


@pytest.mark.usefixtures("url")
async def test_a_page_tells_how_many_dates_of_its_series_are_found(api: AsgiChannel) -> None:
    series_id = (await any_event(api))["series"]["id"]
    counted = {}
    for narrowed in (
        "",
        "&q=rust",
        "&starts_after=2026-10-01",
        "&q=rust&starts_before=2026-04-01",
        "&q=volcano+rust",
    ):
        page = await got(api, f"/v1/events?include=series&limit=1&starts_after=2025-12-01{narrowed}")
        counted[narrowed] = {
            name: (it["dates"], it["last_starts_at"]["local"][:10]) for name, it in page["series"].items()
        }
    last = EVENINGS[-1].isoformat()
    of_all = {series_id: (len(EVENINGS), last)}
    assert counted == {
        "": of_all, "&q=rust": of_all, "&q=volcano+rust": of_all,
        "&starts_after=2026-10-01": {series_id: (2, last)},
        "&q=rust&starts_before=2026-04-01": {series_id: (4, "2026-03-10")},
    }  # fmt: skip
    assert (await got(api, "/v1/events?include=series&q=volcano&exact=true"))["series"] == {}
    assert "series" not in await got(api, "/v1/events")
