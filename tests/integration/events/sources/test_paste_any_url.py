"""Paste any URL: the feed behind a page is found, shown with the way to it, and watched."""

import orjson
import pytest

from services.events.app import create_app
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from services.events.store.sources.sources import find_source
from shared.contracts.sources.doctor import SourcePreview
from shared.contracts.sources.watched import Source
from shared.http.channel import AsgiChannel
from tests.support.apps import PatientChannel, app_on
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.platforms import on_platforms
from tests.support.servers.publisher import Publisher

ICS = vcalendar(vevent("a", "Soil Day", "20270519T070000Z", "20270519T150000Z", location="Berlin"))
NO_EVENTS = vcalendar()
HTML = "<!doctype html><html><head>{}</head><body>{}</body></html>"
SIGN_IN = HTML.format("<title>Sign in</title>", "<form>Password</form>")
MEETUP = "https://www.meetup.com/soil-berlin/"
MEETUP_ICS = "https://www.meetup.com/soil-berlin/events/ical/"
CLUB = "https://club.example/"
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event",
 "name": "Soil Day", "startDate": "2027-05-19T09:00:00+02:00", "url": "https://club.example/soil"}</script>"""
RSS = """<rss version="2.0"><channel><title>News</title><item><title>We have a new website</title>
 <guid>1</guid><description>Welcome.</description></item></channel></rss>"""


@pytest.fixture
def web(runtime: Runtime, publisher: Publisher) -> Runtime:
    """Open the service on a web that the publisher plays."""
    return on_platforms(runtime, publisher)


@pytest.fixture
def api(web: Runtime) -> AsgiChannel:
    """Call the service's HTTP API in memory."""
    return PatientChannel(app_on(create_app, EventsSettings(), web))


def put(publisher: Publisher, url: str, text: str, media_type: str = "text/calendar") -> str:
    publisher.put(f"/{url.removeprefix('https://')}", text, media_type)
    return url


async def post(api: AsgiChannel, path: str, url: str) -> bytes:
    headers = {"content-type": "application/json"}
    reply = await api.request("POST", path, headers=headers, body=orjson.dumps({"url": url}), timeout_s=60)
    assert reply.status in {200, 202}, reply.body
    return reply.body


async def look(api: AsgiChannel, url: str) -> SourcePreview:
    return SourcePreview.model_validate_json(await post(api, "/v1/sources/preview", url))


async def suggest(api: AsgiChannel, url: str) -> Source:
    return Source.model_validate_json(await post(api, "/v1/sources", url))


async def polled(web: Runtime, source_id: str, times: int = 1) -> tuple[list[str], str]:
    """Return the outcomes of polling a source, and the address it is held under in the end."""
    outcomes = [report.outcome for _ in range(times) for report in await web.poll_now([source_id])]
    source = await find_source(web.db, source_id)
    assert source is not None
    return outcomes, source.spec.url


def asked(publisher: Publisher) -> list[str]:
    return [path for path, _, _ in publisher.asked if not path.endswith("robots.txt")]


def way(seen: SourcePreview) -> list[tuple[str, str]]:
    return [(step.url, step.outcome) for step in seen.steps]


async def test_a_meetup_group_is_watched_by_its_calendar(
    web: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    put(publisher, MEETUP_ICS, ICS)
    seen = await look(api, f"{MEETUP}?utm_source=x#top")
    assert (MEETUP_ICS, MEETUP, "ok", 1) == (seen.url, seen.given_url, seen.outcome, seen.count)
    assert ["it is a Meetup group: 1 event"] == [f"{it.because}: {it.message}" for it in seen.steps]
    assert seen.plan is not None
    assert MEETUP_ICS == seen.plan.url

    first = await suggest(api, MEETUP)
    assert (["ok"], MEETUP_ICS) == await polled(web, first.id)
    again, feed, seen = await suggest(api, MEETUP), await suggest(api, MEETUP_ICS), await look(api, MEETUP)
    assert (first.id, first.id, first.id) == (again.id, feed.id, seen.source_id)
    assert {"/www.meetup.com/soil-berlin/events/ical/"} == set(asked(publisher))


@pytest.mark.parametrize("text", [SIGN_IN, None])
async def test_a_feed_that_is_none_is_given_up_for_the_page(
    text: str | None, web: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    if text:
        put(publisher, MEETUP_ICS, text, "text/html")
    put(publisher, MEETUP, HTML.format(JSON_LD, ""), "text/html")
    seen = await look(api, MEETUP)
    assert (MEETUP, "json_ld", 1) == (seen.url, seen.format, seen.count)
    assert [MEETUP_ICS, MEETUP] == [step.url for step in seen.steps]

    source = await suggest(api, MEETUP)
    assert (["back_to_page", "ok"], MEETUP) == await polled(web, source.id)
    assert source.id == (await suggest(api, MEETUP)).id


async def test_a_calendar_that_is_empty_today_stays_the_feed(
    web: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    put(publisher, MEETUP_ICS, NO_EVENTS)
    assert (["empty"], MEETUP_ICS) == await polled(web, (await suggest(api, MEETUP)).id)


async def test_a_host_that_fails_is_tried_thrice_before_the_page(
    web: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    publisher.says["/www.meetup.com/soil-berlin/events/ical/"] = (502, {})
    put(publisher, MEETUP, HTML.format(JSON_LD, ""), "text/html")
    source = await suggest(api, MEETUP)
    assert (["http_502", "http_502", "back_to_page", "ok"], MEETUP) == await polled(web, source.id, 3)


@pytest.mark.parametrize(
    ("page", "feeds", "target", "tried"),
    [
        (
            HTML.format('<link rel="alternate" type="text/calendar" href="/all.ics">' + JSON_LD, ""),
            {"all.ics": ICS},
            "",
            [],
        ),
        (
            HTML.format(
                '<link rel="alternate" type="application/rss+xml" href="/feed">'
                '<link rel="alternate" type="text/calendar" href="/all.ics">',
                "",
            ),
            {"feed": RSS, "all.ics": ICS},
            "all.ics",
            ["all.ics"],
        ),
        (
            HTML.format(
                '<link rel="alternate" type="application/rss+xml" href="/feed">',
                '<a href="webcal://club.example/team.ics">x</a>',
            ),
            {"feed": RSS, "team.ics": ICS},
            "team.ics",
            ["feed", "team.ics"],
        ),
        (
            HTML.format("", '<a href="/a.ics">one</a> <a href="/b.ics">other</a>'),
            {"a.ics": ICS, "b.ics": ICS},
            "",
            ["events.ics", "feed/ics", "?ical=1"],
        ),
        (HTML.format("", "Hello"), {"feed/ics": ICS}, "feed/ics", ["events.ics", "feed/ics"]),
        (HTML.format("", "Hello"), {"feed/ics": NO_EVENTS}, "", ["events.ics", "feed/ics", "?ical=1"]),
    ],
)
async def test_the_feed_behind_a_page(
    page: str, feeds: dict[str, str], target: str, tried: list[str], api: AsgiChannel, publisher: Publisher
) -> None:
    put(publisher, CLUB, page, "text/html")
    for path, text in feeds.items():
        put(publisher, CLUB + path, text, "application/rss+xml" if text == RSS else "text/calendar")
    seen = await look(api, CLUB)
    assert (CLUB + target, [CLUB + each for each in tried]) == (seen.url, [step.url for step in seen.steps])


async def test_what_was_tried_is_told(web: Runtime, api: AsgiChannel, publisher: Publisher) -> None:
    put(publisher, CLUB, HTML.format("", "Hello"), "text/html")
    put(publisher, f"{CLUB}events.ics", SIGN_IN, "text/html")
    seen = await look(api, CLUB)
    assert (CLUB, "unsupported_format", 0) == (seen.url, seen.outcome, seen.count)
    assert [
        (f"{CLUB}events.ics", "html_instead_of_icalendar", "A page came where a calendar should be."),
        (f"{CLUB}feed/ics", "http_404", "There is nothing at this address."),
        (f"{CLUB}?ical=1", "no_event_markup", "The page marks up no event."),
    ] == [(step.url, step.outcome, step.message) for step in seen.steps]

    source = await suggest(api, CLUB)
    assert (["unsupported_format"], CLUB) == await polled(web, source.id)


async def test_one_page_further(web: Runtime, api: AsgiChannel, publisher: Publisher) -> None:
    put(
        publisher,
        CLUB,
        HTML.format("", '<a href="/about">About</a> <a href="/termine">Termine</a>'),
        "text/html",
    )
    frame = "https://calendar.google.com/calendar/embed?src=club%40gmail.com"
    put(publisher, f"{CLUB}termine", HTML.format("", f'<iframe src="{frame}"></iframe>'), "text/html")
    calendar = "https://calendar.google.com/calendar/ical/club%40gmail.com/public/basic.ics"
    put(publisher, calendar.replace("%40", "@"), ICS)

    seen = await look(api, CLUB)
    assert [(f"{CLUB}termine", "no_event_markup"), (calendar, "ok")] == way(seen)
    assert (calendar, 1) == (seen.url, seen.count)
    source = await suggest(api, CLUB)
    assert (["leads_to_feed", "ok"], calendar) == await polled(web, source.id)
    assert source.id == (await suggest(api, CLUB)).id


async def test_robots_keep_us_from_the_page_further(api: AsgiChannel, publisher: Publisher) -> None:
    put(publisher, f"{CLUB}robots.txt", "User-agent: *\nDisallow: /termine", "text/plain")
    put(publisher, CLUB, HTML.format("", '<a href="/termine">Termine</a>'), "text/html")
    put(publisher, f"{CLUB}termine", HTML.format(JSON_LD, ""), "text/html")
    seen = await look(api, CLUB)
    assert (f"{CLUB}termine", "robots_disallowed") == way(seen)[0]
    assert "/club.example/termine" not in asked(publisher)


async def test_the_platform_behind_a_page(api: AsgiChannel, publisher: Publisher) -> None:
    put(
        publisher,
        "https://luma.com/soil",
        HTML.format("", '<script>{"calendar_api_id":"cal-S0il"}</script>'),
        "text/html",
    )
    put(publisher, "https://api.lu.ma/ics/get", ICS)
    seen = await look(api, "https://luma.com/soil")
    assert ("https://api.lu.ma/ics/get?entity=calendar&id=cal-S0il", 1) == (seen.url, seen.count)


async def test_a_private_token_is_left_out_and_said_so(api: AsgiChannel, publisher: Publisher) -> None:
    put(publisher, f"{CLUB}a.ics", ICS)
    body = await post(api, "/v1/sources/preview", f"{CLUB}a.ics?ak=CANARY-1")
    source = await post(api, "/v1/sources", f"{CLUB}a.ics?ak=CANARY-1")
    assert b"CANARY" not in body + source
    [finding] = [it for it in SourcePreview.model_validate_json(body).findings if it.code == "private_token"]
    assert "(ak)" in finding.message
    private = "https://calendar.google.com/calendar/ical/me%40gmail.com/private-CANARY/basic.ics"
    reply = await api.request(
        "POST",
        "/v1/sources",
        headers={"content-type": "application/json"},
        body=orjson.dumps({"url": private}),
    )
    assert (422, True) == (reply.status, b"secret address" in reply.body)
    assert b"CANARY" not in reply.body
