"""The feed doctor on a socket: fetched once, nothing kept."""

import orjson

from services.events.runtime import Runtime
from shared.contracts.sources.doctor import SourcePreview, SourceReport
from shared.http.channel import AsgiChannel, Reply
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

SOON = vevent(
    "s", "Tomorrow", "20261124T070000Z", "20261124T150000Z", location="Berlin", url="https://a.example/"
)
LATER = vevent("l", "Later", "20270524T070000Z", "20270524T150000Z", location="Hamburg, Germany")
UNTITLED = vevent("x", "", "20270524T070000Z", "20270524T150000Z")


async def ask(api: AsgiChannel, url: str) -> Reply:
    body = orjson.dumps({"url": url})
    return await api.request(
        "POST", "/v1/sources/preview", headers={"content-type": "application/json"}, body=body
    )


async def look(api: AsgiChannel, url: str) -> SourcePreview:
    reply = await ask(api, url)
    assert reply.status == 200, reply.body
    return SourcePreview.model_validate_json(reply.body)


async def test_a_calendar_is_shown_with_what_is_wrong_and_the_plan(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    url = publisher.put("/a.ics", vcalendar(LATER, SOON, UNTITLED))
    source = await add_source(runtime, url)
    seen = await look(api, url)

    assert ("icalendar", "ok", 200, 2, source) == (
        seen.format,
        seen.outcome,
        seen.status,
        seen.count,
        seen.source_id,
    )
    assert ["Tomorrow", "Later"] == [event.title for event in seen.events]
    assert {"no_title", "no_link", "not_encrypted"} == {finding.code for finding in seen.findings}
    assert seen.plan is not None
    assert (url, 3600) == (seen.plan.url, seen.plan.every_s)
    assert [("/a.ics", None, 200)] == publisher.asked
    counts = [await runtime.db.fetchval(f"select count(*) from {name}") for name in ("event", "document")]  # noqa: S608
    assert [0, 0] == counts


async def test_a_page_shows_the_calendars_that_it_links_to(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    page = '<!doctype html><html><body><a href="/a.ics">Our dates</a></body></html>'
    url = publisher.put("/club", page, "text/html")
    await add_source(runtime, url)
    seen = await look(api, url)

    assert (0, None, ["no_event_markup"]) == (
        seen.count, seen.plan, [each.code for each in seen.findings if each.grade == "error"],
    )  # fmt: skip
    assert [(f"http://{publisher.origin}/a.ics", "icalendar", "Our dates")] == [
        (link.url, link.kind, link.title) for link in seen.alternates
    ]


async def test_nobody_has_our_own_machine_looked_at(api: AsgiChannel, publisher: Publisher) -> None:
    seen = await look(api, publisher.put("/secret.ics", vcalendar(SOON)))
    named = await look(api, "http://169.254.169.254/latest/meta-data")

    assert [("port", 0), ("address", 0)] == [(it.outcome, it.count) for it in (seen, named)]
    assert [] == publisher.asked


async def test_a_host_is_not_looked_at_twice_at_once(api: AsgiChannel) -> None:
    url = "http://169.254.169.254/a.ics"
    first, second = await ask(api, url), await ask(api, url)
    assert (200, 429, "host_resting") == (first.status, second.status, orjson.loads(second.body)["code"])
    assert "2" == second.headers["retry-after"]


async def test_what_is_no_address_is_refused(api: AsgiChannel) -> None:
    assert 422 == (await ask(api, "file:///etc/passwd")).status


async def test_a_publisher_sees_how_its_feed_fares(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    source = await add_source(runtime, publisher.put("/a.ics", vcalendar(LATER, UNTITLED)))
    await runtime.poll_now()
    publisher.says["/a.ics"] = (503, {})
    for _ in range(25):
        clock.advance(hours=7)
        await runtime.poll_now()

    reply = await api.request("GET", f"/internal/sources/{source}/report")
    report = SourceReport.model_validate_json(reply.body)
    assert (25, 20, {"http_503"}) == (
        report.failures, len(report.fetches), {each.outcome for each in report.fetches},
    )  # fmt: skip
    assert [("http_503", None), ("no_title", "line 12")] == [
        (each.code, each.where) for each in report.findings
    ]
    assert clock() == report.fetches[0].at
    assert 404 == (await api.request("GET", "/internal/sources/src_none/report")).status
