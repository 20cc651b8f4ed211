"""In which order events are found, page by page: by deadline, by windows of time, those that are over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from services.events.runtime import Runtime
from services.events.search.frequency import Frequencies, Statistics
from services.events.search.lexicon import Lexicon
from services.events.search.query import Near, Search
from services.events.search.window import Part, Window
from services.events.search.wording import read_wording
from services.events.store.ingest.over import set_aside
from services.events.store.search.estimate import Estimates
from services.events.store.search.outlook import Outlook
from services.events.store.search.search import find_events
from shared.http.channel import AsgiChannel
from shared.kernel.geo import Point
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source


def conference(name: str, starts: str, closes: str) -> dict[str, str]:
    return {"name": name, "startDate": starts, "endDate": starts, "url": f"https://{name}.example",
            "cfpUrl": f"https://{name}.example/cfp", "cfpEndDate": closes}  # fmt: skip


async def pages(api: AsgiChannel, path: str) -> list[str]:
    """Return the titles of all pages in order."""
    seen: list[str] = []
    following: str | None = path
    while following:
        page = orjson.loads((await api.request("GET", following)).body)
        seen += [it["title"] for it in page["items"]]
        following = page["next"]
    return seen


async def test_calls_for_papers_come_by_their_deadline_page_by_page(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    calls = [("delta", "2027-05-01", "2027-03-01"), ("alpha", "2027-09-01", "2026-12-01"),
             ("gone", "2027-05-02", "2026-11-01"), ("beta", "2027-04-01", "2027-01-05")]  # fmt: skip
    feed = orjson.dumps([conference(*call) for call in calls]).decode()
    await add_source(runtime, publisher.put("/conferences/2027/rust.json", feed, "application/json"))
    await runtime.poll_now()
    assert ["alpha", "beta", "delta"] == await pages(api, "/v1/events?cfp=open&sort=cfp_closes_at&limit=1")


@pytest.fixture
async def talks(runtime: Runtime, publisher: Publisher) -> Runtime:
    """Read six events that all have a word, of which two are called by it."""
    named = ("Soil Talk", "Bees", "Worms", "Moss", "Soil Dinner", "Ferns")
    days = [
        vevent(f"d{n}", name, f"20270{n}01T100000Z", f"20270{n}01T120000Z", description="All about soil.")
        for n, name in enumerate(named, start=1)
    ]
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*days)))
    await runtime.poll_now()
    return runtime


@pytest.mark.parametrize("asked", [{}, {"country": "DE"}, {"free": True}, {"sort": "starts_at"}], ids=str)
async def test_whatever_is_read_first_the_same_is_found_in_the_same_order(
    talks: Runtime, asked: dict[str, Any]
) -> None:
    for q in ("soil", "soil di", "soil talk about", "bees", "moss soil ferns", "in", "🎉"):
        search = Search(talks.clock(), q, wording=read_wording(q, lambda _: ("dinner",)), sort="relevance")
        search = search._replace(**asked)
        planned = await find_events(talks.finder.steady, search._replace(is_rare=True))
        confined = await find_events(talks.finder.db, search._replace(is_confined=True))
        found = await find_events(talks.finder.db, search)
        assert (found.ids, found.following) == (planned.ids, None), q
        assert (found.ids, found.documents) == (confined.ids, confined.documents), q


async def test_words_that_few_would_miss_tell_apart_what_has_all_the_others(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    names = ("PyTalk LA", "PyTalk DE")
    days = [vevent(name, name, f"2027050{day}T070000Z", f"2027050{day}T150000Z")
            for day, name in enumerate(names, start=1)]  # fmt: skip
    await add_source(runtime, publisher.put("/talks.ics", vcalendar(*days)))
    await runtime.poll_now()
    assert [*names] == await pages(api, "/v1/events?q=pytalk+la")
    assert ["PyTalk DE", "PyTalk LA"] == await pages(api, "/v1/events?q=pytalk+de&limit=1")


async def test_what_is_called_so_comes_before_what_only_is_of_the_field_and_more_of_the_place(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    by_library = {'organizer;cn="West Orange Library"': "mailto:library@westorange.example"}
    days = [
        vevent("1", "Tots Storytime", "20270501T070000Z", "20270501T080000Z",
               location="Community Room, West Orange, NJ, USA", **by_library),
        vevent("2", "High School Book Club", "20270502T070000Z", "20270502T080000Z", location="Literacy Room",
               description="Read along with us and bring a friend or two of your year.", **by_library),
    ]  # fmt: skip
    await add_source(runtime, publisher.put("/library.ics", vcalendar(*days)))
    await runtime.poll_now()
    found = await pages(api, "/v1/events?q=book+club+west+orange")
    assert ["High School Book Club", "Tots Storytime"] == found


async def test_nothing_is_found_where_another_search_finds_anything(talks: Runtime) -> None:
    def asking(q: str, *, is_rare: bool) -> Search:
        return Search(talks.clock(), q, wording=read_wording(q, lambda _: ()), is_rare=is_rare)

    for is_rare in (True, False):
        soil = asking("soil", is_rare=is_rare)
        assert not (await find_events(talks.finder.db, soil, unless=asking("moss", is_rare=is_rare))).ids
        found = await find_events(talks.finder.db, soil, unless=asking("sand", is_rare=is_rare))
        assert len(found.ids) == 6


async def test_of_a_very_common_word_what_has_it_alone_counts_only_for_the_coming_time(
    talks: Runtime,
) -> None:
    now = talks.clock()
    soon = now.replace(year=2027, month=3, day=15)
    search = Search(
        now, "soil dinner ferns", wording=read_wording("soil dinner ferns", lambda _: ()), sort="relevance"
    )
    everything = {"Soil Talk", "Bees", "Worms", "Moss", "Soil Dinner", "Ferns"}
    for until in ((), (soon, None, None), (soon, soon, None), (soon, soon, soon)):
        asked = search._replace(shares=(0.46, 0.27, 0.27), until=until)
        found = await find_events(talks.finder.db, asked)
        assert everything - ({"Moss"} if until else set()) == {
            orjson.loads(it)["title"] for it in found.documents
        }
        assert asked.ranked_until == (soon if until else None)


async def test_how_far_ahead_a_word_is_looked_up_follows_from_how_many_events_have_it(talks: Runtime) -> None:
    now = talks.clock()
    days = tuple(now + timedelta(days=4 * number) for number in range(101))
    shares = Frequencies({"soil": 0.0024, "kelp": 0.0012, "turf": 0.0036})

    async def statistics() -> Statistics:
        return Statistics(1_000_000, days, shares, Frequencies({}))

    async def lexicon() -> Lexicon:
        return Lexicon({"soil": 1000, "kelp": 1000, "turf": 290}, 1_000_000)

    async def until(q: str) -> tuple[datetime | None, ...]:
        search = Search(now, q, wording=read_wording(q, lambda _: ()), sort="relevance")
        found = (await finder.find(search, is_exact=False)).search
        assert found.shares
        return found.until

    outlook = replace(talks.finder.outlook, statistics=statistics)
    finder = replace(talks.finder, outlook=outlook, lexicon=lexicon)
    assert (now + timedelta(days=100), None) == await until("soil kelp")
    # of 6,000 with one of both a tenth of the 400 days has enough, however few the lexicon counts
    assert (now + timedelta(days=40),) * 2 == await until("soil turf")


async def test_where_few_meet_a_condition_these_are_read_and_not_all_with_the_words(talks: Runtime) -> None:
    shares = Frequencies({"soil": 0.02})
    search = Search(talks.clock(), "soil", wording=read_wording("soil", lambda _: ()), sort="relevance")

    async def statistics() -> Statistics:
        return Statistics(1_000_000, (), shares, shares)

    async def is_confined(met: float, **asked: Any) -> bool:
        async def estimated(_: Search) -> float:
            return met

        finder = replace(talks.finder, outlook=Outlook(statistics, estimated))
        return (await finder.find(search._replace(**asked), is_exact=True)).search.is_confined

    assert (True, False) == (await is_confined(1999, free=False), await is_confined(2001, free=False))
    assert not await is_confined(1999)


async def test_the_nearest_are_looked_for_place_by_place_where_many_meet_the_rest(talks: Runtime) -> None:
    async def statistics() -> Statistics:
        return Statistics(1000)

    async def is_placed(met: float, **asked: Any) -> bool:
        async def estimated(_: Search) -> float:
            return met

        near = Search(talks.clock(), near=Near(Point(52.5, 13.4)), sort="distance")
        return (await Outlook(statistics, estimated).placed(near._replace(**asked))).is_nearest

    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    assert (True, False) == (await is_placed(50, free=True), await is_placed(49, free=True))
    assert (True, False) == (await is_placed(0), await is_placed(50, q="soil"))
    assert (False, False) == (
        await is_placed(50, starts_before=long_ago),
        await is_placed(50, free=True, q="a"),
    )


@pytest.mark.parametrize(
    ("part", "titles"),
    [
        ("ranked", ["Soil Talk", "Soil Dinner", "Bees", "Worms", "Moss", "Ferns"]),
        ("called", ["Soil Talk", "Soil Dinner", "Worms", "Moss", "Ferns", "Bees"]),
        ("rest", ["Bees", "Worms", "Moss", "Ferns"]),
    ],
)
async def test_windows_give_every_event_once(talks: Runtime, part: Part, titles: list[str]) -> None:
    for limit in (1, 2, 3, 10):
        assert titles == await _walked(talks, part, limit), limit


async def _walked(talks: Runtime, part: Part, limit: int) -> list[str]:
    now = talks.clock()
    wording = read_wording("soil", lambda _: ())
    until = now.replace(year=2027, month=2, day=15)
    search: Search | None = Search(
        now=now, q="soil", wording=wording, sort="relevance", limit=limit, window=Window(None, until, part)
    )
    seen: list[str] = []
    while search:
        found = (await talks.finder.find(search, is_exact=False)).found
        seen += [orjson.loads(it)["title"] for it in found.documents]
        search = found.following
    return seen


async def test_what_is_over_is_set_aside_and_still_found_by_those_who_look_back(
    talks: Runtime, api: AsgiChannel, clock: FixedClock
) -> None:
    clock.now = talks.clock() + timedelta(days=100)  # 3 March: three are over
    assert 3 == await set_aside(talks.db, clock())
    assert 0 == await set_aside(talks.db, clock())
    back = "/v1/events?q=soil&starts_after=2027-01-01&sort=starts_at&limit=4"
    assert ["Soil Talk", "Bees", "Worms", "Moss", "Soil Dinner", "Ferns"] == await pages(api, back)
    assert ["Moss", "Soil Dinner", "Ferns"] == await pages(api, "/v1/events?limit=2")


async def test_how_common_words_are_is_known_after_an_analysis(talks: Runtime) -> None:
    search = Search(now=talks.clock(), q="soil", wording=read_wording("soil", lambda _: ()))
    assert search.wording
    assert (0, ()) == (
        (await talks.finder.outlook.statistics()).events,
        (await talks.finder.outlook.statistics()).bounds,
    )
    await talks.db.execute("analyze event_ahead")
    known = await talks.finder.outlook.statistics()
    assert (6, 6) == (known.events, len(known.bounds))
    shares = [it.share(search.wording) for it in (known.words, known.titles)]
    assert pytest.approx([1, 2 / 6]) == shares
    assert (False, True) == (search.is_narrowed, search._replace(free=False).is_narrowed)


async def test_how_many_meet_a_condition_is_asked_of_postgres_once_a_minute(talks: Runtime) -> None:
    estimates, now = Estimates(talks.db), talks.clock()
    await talks.db.execute("analyze event_ahead")
    known = await estimates(Search(now, q="soil"))
    await talks.db.execute("delete from event_search where id > (select min(id) from event_search)")
    await talks.db.execute("analyze event_ahead")
    assert known == await estimates(Search(now + timedelta(seconds=9), q="bees"))
    assert known > await estimates(Search(now, starts_after=now))
    assert known > await Estimates(talks.db)(Search(now, q="soil"))


async def test_whole_words_come_before_beginnings_where_they_fill_a_page_and_nothing_is_lost(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"Brunnels Garden": "", "Stones": "Garden brunn.", "Moss": "Our garden: brunnels.",
            "Worms": "Brunn of a garden, brunn of a wood.", "Ferns": "Garden."}  # fmt: skip
    days = [
        vevent(f"d{n}", name, f"20270{n}01T100000Z", f"20270{n}01T120000Z", description=text)
        for n, (name, text) in enumerate(told.items(), start=1)
    ]
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*days)))
    await runtime.poll_now()
    by_rank = ["Brunnels Garden", "Worms", "Stones", "Moss"]
    assert await pages(api, "/v1/events?q=garden+brunn") == by_rank
    monkeypatch.setattr("services.events.store.search.outlook.LISTED", 0)
    for limit in (1, 5):
        assert await pages(api, f"/v1/events?q=garden+brunn&limit={limit}") == by_rank
    also = "include=series&include=facets&include=explain"  # statements that find, and rank nothing
    assert await pages(api, f"/v1/events?q=garden+brunn&{also}") == by_rank
    assert sorted(await pages(api, f"/v1/events?q=gadren+brunn&{also}")) == sorted(by_rank)
    async with runtime.db.connection() as conn:  # more than are looked up one by one
        await conn.execute("insert into lexeme (word) select 'brunn' || n from generate_series(1, 50) as n")
    assert await pages(api, "/v1/events?q=garden+brunn") == by_rank
    for name in ("SURE", "LONG"):
        monkeypatch.setattr(f"services.events.search.window.{name}", 0)
    for limit in range(1, 6):
        found = await pages(api, f"/v1/events?q=garden+brunn&limit={limit}")
        assert found == ["Worms", "Stones", "Brunnels Garden", "Moss"]
    assert sorted(await pages(api, "/v1/events?q=brunn&limit=1")) == sorted(by_rank)
