"""Any search as a feed, linked data of one event, facets, and the change log."""

from dataclasses import replace
from io import BytesIO
from typing import Any, cast

import feedparser
import icalendar
import orjson
import pytest

from services.events.runtime import Runtime
from services.events.search.frequency import Frequencies, Statistics
from services.events.search.query import Search
from services.events.search.wording import read_wording
from services.events.store.search.changes import forget_changes
from shared.db import Database
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

RUST = vevent("1", "Rust Conference", "20270519T070000Z", "20270521T150000Z", location="Berlin, Germany")
DATA = vevent("2", "Data Meetup", "20270401T170000Z", "20270401T190000Z", location="Paris, France")
OFF = vevent("1", "Rust Conference", "20270519T070000Z", "20270521T150000Z", status="CANCELLED")


@pytest.fixture
async def filled(runtime: Runtime, publisher: Publisher, clock: FixedClock) -> Runtime:
    await add_source(runtime, publisher.put("/rust.ics", vcalendar(RUST)), every_s=3600)
    await runtime.poll_now()
    clock.advance(hours=1)
    await add_source(runtime, publisher.put("/data.ics", vcalendar(DATA)), every_s=3600)
    await runtime.poll_now()
    return runtime


async def got(api: AsgiChannel, path: str, **headers: str) -> Any:
    reply = await api.request("GET", path, headers=headers)
    assert reply.status == 200, reply.body
    return orjson.loads(reply.body)


@pytest.mark.usefixtures("filled")
async def test_feeds_show_first_what_was_added_last(api: AsgiChannel) -> None:
    plain = [it["title"] for it in (await got(api, "/v1/events"))["items"]]
    feed = await got(api, "/v1/events.json")
    rss = feedparser.parse(BytesIO((await api.request("GET", "/v1/events.rss?country=DE")).body))
    by_start = await got(api, "/v1/events.json?sort=starts_at&country=DE")
    assert ["Data Meetup", "Rust Conference"] == plain == [it["title"] for it in feed["items"]]
    assert (
        ["Rust Conference"] == [it.title for it in rss.entries] == [it["title"] for it in by_start["items"]]
    )
    assert feed["feed_url"] == "http://127.0.0.1:8000/v1/events.json"


@pytest.mark.usefixtures("filled")
async def test_added_is_an_order_with_pages(api: AsgiChannel) -> None:
    first = await got(api, "/v1/events?sort=added&limit=1&starts_after=2027-01-01")
    second = await got(api, first["next"])
    titles = [page["items"][0]["title"] for page in (first, second)]
    assert (["Data Meetup", "Rust Conference"], None) == (titles, second["next"])


@pytest.mark.usefixtures("filled")
async def test_a_feed_has_an_etag_that_holds(api: AsgiChannel) -> None:
    for path in ("/v1/events.rss", "/v1/events.json"):
        tag = (await api.request("GET", path)).headers["etag"]
        assert 304 == (await api.request("GET", path, headers={"if-none-match": tag})).status


async def test_a_feed_is_written_once_until_something_changes(
    filled: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    async def titles(path: str) -> list[str]:
        return [it["title"] for it in (await got(api, path))["items"]]

    first = await titles("/v1/events.json")
    await filled.db.execute(
        "update event set starts_utc = '2020-01-01', ends_utc = '2020-01-01' where starts_utc < '2027-05-01'"
    )
    assert first == await titles("/v1/events.json")
    assert ["Rust Conference"] == await titles("/v1/events.json?sort=added")
    clock.advance(minutes=5)
    assert ["Rust Conference"] == await titles("/v1/events.json")
    clock.advance(hours=2)
    publisher.put("/rust.ics", vcalendar(OFF))
    assert 304 == (await api.request("GET", "/v1/events.ics", headers={"if-none-match": "*"})).status
    before = (await api.request("GET", "/v1/events.ics")).body
    await filled.poll_now()
    after = (await api.request("GET", "/v1/events.ics")).body
    assert (False, True) == tuple(b"STATUS:CANCELLED" in body for body in (before, after))


@pytest.mark.usefixtures("filled")
async def test_one_event_as_linked_data(api: AsgiChannel) -> None:
    event = (await got(api, "/v1/events?q=rust"))["items"][0]
    reply = await api.request("GET", f"/v1/events/{event['id']}", headers={"accept": "application/ld+json"})
    told = orjson.loads(reply.body)
    assert ("application/ld+json", "accept") == (reply.headers["content-type"], reply.headers["vary"])
    assert ("Rust Conference", "2027-05-19T09:00:00+02:00") == (told["name"], told["startDate"])


@pytest.mark.usefixtures("filled")
async def test_facets_count_all_that_was_found(api: AsgiChannel) -> None:
    page = await got(api, "/v1/events?include=facets&limit=1")
    one = (await got(api, "/v1/events?include=facets&kind=meetup"))["facets"]
    facets = page["facets"]
    assert "facets" not in await got(api, "/v1/events")
    assert page["facets_of"] is None
    assert [{"value": "conference", "count": 1}, {"value": "meetup", "count": 1}] == facets["kind"]
    assert [{"value": "DE", "count": 1}, {"value": "FR", "count": 1}] == facets["country"]
    assert [{"value": "2027-04", "count": 1}, {"value": "2027-05", "count": 1}] == facets["month"]
    later = (await got(api, "/v1/events?include=facets&starts_after=2027-05-01"))["facets"]
    assert [{"value": "conference", "count": 1}] == later["kind"]
    assert ([{"value": "FR", "count": 1}], [{"value": "2027-04", "count": 1}]) == (
        one["country"],
        one["month"],
    )


@pytest.mark.usefixtures("filled")
async def test_of_very_many_some_are_counted_and_it_is_said_of_how_many(
    api: AsgiChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("search.facets", "store.search.facets"):
        monkeypatch.setattr(f"services.events.{module}.MOST_COUNTED", 1)
    page = await got(api, "/v1/events?include=facets")
    assert (1, [{"value": "2027-04", "count": 1}]) == (page["facets_of"], page["facets"]["month"])
    found = await got(api, "/v1/events?include=facets&q=conference")
    assert 1 == found["facets_of"] == sum(each["count"] for each in found["facets"]["kind"])


async def test_longer_words_count_where_the_word_itself_is_not_in_as_many_as_are_counted(
    filled: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.events.store.search.facets.MOST_COUNTED", 1)
    monkeypatch.setattr("services.events.search.facets.MOST_COUNTED", 1)
    statistics = Statistics(events=1_000_000, words=Frequencies({"meetup": 1.0, "meet": 1.0, "no": 0.001}))

    async def known() -> Statistics:
        return statistics

    async def one_by_one(word: str) -> tuple[list[str], int | None]:
        asked.clear()
        wording = read_wording(word, lambda _: ())
        facets = await counter(Search(filled.clock(), q=word, wording=wording, sort="relevance"))
        return [str(each["value"]) for each in facets.values["kind"]], facets.of

    asked: list[str] = []

    class Listening:
        async def fetch(self, sql: str, *args: object) -> object:
            asked.append(str(args[2]))
            return await filled.db.fetch(sql, *args)

    counter = replace(filled.finder.facets, db=cast("Database", Listening()), statistics=known)
    assert (["meetup"], 1) == await one_by_one("meetup")
    assert asked == ["(meetup)"]
    assert (["meetup"], 1) == await one_by_one("meet")
    assert asked == ["(meet)", "meet:*"]


async def test_a_copy_is_kept_by_the_change_log(
    filled: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    first = await got(api, "/v1/changes?limit=1&include=event")
    second = await got(api, first["next"])
    clock.advance(hours=2)
    publisher.put("/rust.ics", vcalendar(OFF))
    await filled.poll_now()
    news = await got(api, f"/v1/changes?include=event&after={second['resume']}")

    def told(page: Any) -> list[tuple[str, str, int]]:
        return [(it["reason"], it["event"]["title"], it["version"]) for it in page["items"]]

    assert [("created", "Rust Conference", 1)] == told(first)
    assert ([("created", "Data Meetup", 1)], None) == (told(second), second["next"])
    assert ([("cancelled", "Rust Conference", 2)], None) == (told(news), news["next"])
    assert news["items"][0]["event"]["status"] == "cancelled"
    assert [] == (await got(api, f"/v1/changes?after={news['resume']}"))["items"]


@pytest.mark.usefixtures("filled")
async def test_latest_begins_now(api: AsgiChannel) -> None:
    page = await got(api, "/v1/changes?after=latest")
    assert ([], None) == (page["items"], page["next"])
    assert [] == (await got(api, f"/v1/changes?after={page['resume']}"))["items"]


async def test_who_comes_too_late_is_told_to_start_anew(
    filled: Runtime, api: AsgiChannel, clock: FixedClock
) -> None:
    resume = (await got(api, "/v1/changes"))["resume"]
    clock.advance(days=89)
    assert 0 == await forget_changes(filled.db, clock())
    assert 200 == (await api.request("GET", f"/v1/changes?after={resume}")).status
    clock.advance(days=4)
    late = await api.request("GET", f"/v1/changes?after={resume}")
    assert (410, "changes_forgotten") == (late.status, orjson.loads(late.body)["code"])
    assert 2 == await forget_changes(filled.db, clock())
    assert [] == (await got(api, "/v1/changes"))["items"]


async def test_a_foreign_position_is_refused(api: AsgiChannel) -> None:
    for after in ("x", "e30", "eyJzIjoiYSIsInQiOiJiIn0", "%00"):
        reply = await api.request("GET", f"/v1/changes?after={after}")
        assert (422, "bad_cursor") == (reply.status, orjson.loads(reply.body)["code"]), after


async def test_a_subscription_is_called_by_all_it_asks_for(api: AsgiChannel) -> None:
    asked = "q=jazz+this+weekend&near=Berlin,+DE&kind=meetup&mode=online&free=true&cfp=open&country=de"
    asked += "&status=moved_online"
    feed = await got(api, f"/v1/events.json?{asked}")
    assert feed["title"] == (
        "Acquaint: jazz this weekend · meetup · online · near Berlin, DE · Germany · moved online · free"
        " · open calls"
    )
    assert (await got(api, "/v1/events.json?q=+"))["title"] == "Acquaint: events"


@pytest.mark.usefixtures("filled")
async def test_signs_alone_are_nothing_to_follow(api: AsgiChannel) -> None:
    replies = [await api.request("GET", f"/v1/events.{form}?q=%3F%3F%3F") for form in ("ics", "rss", "json")]
    question = orjson.dumps({"query": "q=%3F%3F%3F", "limit": 5})
    headers = {"content-type": "application/json"}
    replies.append(await api.request("POST", "/internal/events/found", headers=headers, body=question))
    told = [(it.status, orjson.loads(it.body)["errors"][0]["pointer"]) for it in replies]
    assert told == [(422, "/query/q")] * 4
    assert (await got(api, "/v1/events?q=%3F%3F%3F"))["items"] == []
    assert len((await got(api, "/v1/events?q=+"))["items"]) == 2


def summaries(body: bytes) -> list[tuple[str, str, int]]:
    """Return title, status and SEQUENCE of each event of a calendar."""
    found = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return [(str(it["SUMMARY"]), str(it["STATUS"]), int(str(it["SEQUENCE"]))) for it in found]


ONLINE = ("https://meet.example/rust", "[Moved online] ")
AWAY = ("Paris, France", "[Moved to Paris] ")


@pytest.mark.parametrize(
    ("query", "moved"),
    [
        ("near=Berlin", ONLINE),
        ("near=Berlin", AWAY),
        ("country=DE", AWAY),
        ("mode=in_person&topic=software.rust", ONLINE),
    ],
)
async def test_what_moved_stays_in_a_calendar_of_the_place_by_its_cancel_style(
    filled: Runtime, publisher: Publisher, api: AsgiChannel, query: str, moved: tuple[str, str]
) -> None:
    (location, mark), clock = moved, cast("FixedClock", filled.clock)
    address = f"/v1/events.ics?{query}"
    before = summaries((await api.request("GET", address)).body)
    away = vevent("1", "Rust Conference", "20270519T070000Z", "20270521T150000Z", location=location)
    publisher.put("/rust.ics", vcalendar(away))
    clock.advance(hours=2)
    await filled.poll_now()
    after = {
        style: summaries((await api.request("GET", f"{address}&cancelled={style}")).body)
        for style in ("status", "prefix", "omit")
    }
    assert [("Rust Conference", "CONFIRMED", 0)] == before
    assert {
        "status": [(f"{mark}Rust Conference", "CANCELLED", 1)],
        "prefix": [(f"{mark}Rust Conference", "CONFIRMED", 1)],
        "omit": [],
    } == after
    everywhere = summaries((await api.request("GET", "/v1/events.ics?q=rust")).body)
    assert [("Rust Conference", "CONFIRMED", 1)] == everywhere
    clock.advance(days=91)
    assert [] == summaries((await api.request("GET", address)).body)


@pytest.mark.parametrize("moved", [ONLINE, AWAY])
async def test_what_moved_stays_in_a_feed_of_the_place(
    filled: Runtime, publisher: Publisher, api: AsgiChannel, moved: tuple[str, str]
) -> None:
    (location, mark), clock = moved, cast("FixedClock", filled.clock)
    away = vevent("1", "Rust Conference", "20270519T070000Z", "20270521T150000Z", location=location)
    publisher.put("/rust.ics", vcalendar(away))
    clock.advance(hours=2)
    await filled.poll_now()
    feed = await got(api, "/v1/events.json?near=Berlin")
    assert [(f"{mark}Rust Conference", mark[7:-2])] == [
        (it["title"], it["_event"]["moved"]) for it in feed["items"]
    ]
    rss = (await api.request("GET", "/v1/events.rss?near=Berlin")).body.decode()
    assert f"<item><title>{mark}Rust Conference</title>" in rss
    everywhere = (await got(api, "/v1/events.json?q=rust"))["items"]
    assert ["Rust Conference"] == [it["title"].removeprefix("[Moved online] ") for it in everywhere]
    clock.advance(days=91)
    assert [] == (await got(api, "/v1/events.json?near=Berlin"))["items"]
