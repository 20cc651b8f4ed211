"""The clash finder over HTTP on a real database."""

import orjson
import pytest

from services.events.runtime import Runtime
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import Publisher, add_source

EVENTS = (
    vevent(
        "1", "Machine Learning Conference", "20270202T080000Z", "20270203T160000Z", location="Berlin, Germany"
    ),
    vevent("2", "Machine Learning Meetup", "20270209T170000Z", "20270209T190000Z", location="Paris, France"),
)


@pytest.fixture
async def filled(runtime: Runtime, publisher: Publisher) -> Runtime:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*EVENTS)))
    await runtime.poll_now()
    return runtime


@pytest.mark.usefixtures("filled")
async def test_the_quiet_week_is_found(api: AsgiChannel) -> None:
    asked = "/v1/clashes?topic=data-ai.machine-learning&from=2027-02-03&weeks=2"
    everywhere = orjson.loads((await api.request("GET", asked)).body)
    here = orjson.loads((await api.request("GET", f"{asked}&near=Berlin")).body)
    first, second = here["weeks"]
    event = first["events"].pop()
    assert event.pop("id").startswith("evt_")
    assert event == {
        "title": "Machine Learning Conference",
        "city": "Berlin",
        "first_day": "2027-02-02",
        "last_day": "2027-02-03",
        "closeness": 1.0,
        "expected_of": None,
    }
    assert first == {
        "week": "2027-W05",
        "starts_on": "2027-02-01",
        "count": 1,
        "expected": 0,
        "weight": 1.0,
        "days": [0, 1, 1, 0, 0, 0, 0],
        "events": [],
    }
    assert (second["week"], second["count"]) == ("2027-W06", 0)
    assert (["2027-W06", "2027-W05"], [1, 1]) == (
        here["quietest"],
        [it["count"] for it in everywhere["weeks"]],
    )


SECOND_TUESDAYS = ("20260714", "20260811", "20260908", "20261013", "20261110", "20261208")


async def test_editions_that_nobody_announced_are_counted_as_expected(
    runtime: Runtime, publisher: Publisher, api: AsgiChannel
) -> None:
    held = (
        vevent(day, "Cobol Users Berlin", f"{day}T180000Z", f"{day}T200000Z", location="Berlin, Germany")
        for day in SECOND_TUESDAYS
    )
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*held)))
    await runtime.poll_now()
    weeks = {
        place: orjson.loads((await api.request("GET", f"/v1/clashes?near={place}&weeks=17")).body)["weeks"]
        for place in ("Berlin", "Paris")
    }
    assert [] == [it for week in weeks["Paris"] for it in week["events"]]
    told = [(week, it) for week in weeks["Berlin"] for it in week["events"]]
    series = {it["expected_of"] for _, it in told[1:]}
    assert [
        ("2026-12-08", "Cobol Users Berlin", 0, 1.0, None),
        *(
            (day, "Cobol Users Berlin (expected, unconfirmed)", 1, 0.5, *series)
            for day in ("2027-01-12", "2027-02-09", "2027-03-09")
        ),
    ] == [
        (it["first_day"], it["title"], week["expected"], week["weight"], it["expected_of"])
        for week, it in told
    ]


async def test_bad_values_are_refused_by_name(api: AsgiChannel) -> None:
    for query in ("weeks=0", "from=soon", "topic=no.such", "near=Xyzzy"):
        reply = await api.request("GET", f"/v1/clashes?{query}")
        pointer = f"/query/{query.partition('=')[0]}"
        assert (422, pointer) == (reply.status, orjson.loads(reply.body)["errors"][0]["pointer"])
