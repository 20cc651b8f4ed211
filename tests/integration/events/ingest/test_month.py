"""A month of what feeds do: edits, cancellations, disappearances, faults; each change is told once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import orjson
import pytest

from services.events.runtime import Runtime
from shared.http.channel import AsgiChannel
from tests.support.clock import FixedClock
from tests.support.servers.feed_life import HALL, JSON_LD, ONLINE, Entry, Feed
from tests.support.servers.publisher import Publisher, add_source

Act = Callable[[], object]
DAYS = 30

RUST = Entry("rust", "Rust Berlin Conference", "2027-05-19")
PAGE = {"uid": "web", "title": "Webdagen Conference", "day": "2027-04-02"}
GUILDS = [
    Entry(f"guild-{name.lower()}", f"{name} Makers Guild", f"2027-03-{day:02}", "Hamburg")
    for day, name in enumerate(("Violin", "Bread", "Clock", "Boat", "Glass", "Paper"), start=10)
]
LATHES = [
    Entry(f"lathe-{name.lower()}", f"{name} Turning Evening", f"2027-03-{day:02}", "Leipzig")
    for day, name in enumerate(("Oak", "Ash", "Elm"), start=3)
]


@dataclass
class Month:
    """What happens on which day, and what the world sees of it."""

    runtime: Runtime
    api: AsgiChannel
    clock: FixedClock
    acts: dict[int, list[Act]] = field(default_factory=dict)

    def on(self, days: int | range, *acts: Act) -> None:
        """Have something happen in the morning of a day, or of each of several."""
        for day in [days] if isinstance(days, int) else days:
            self.acts.setdefault(day, []).extend(acts)

    async def live(self) -> None:
        """Let the days pass; everything is asked in the morning and in the evening."""
        for day in range(DAYS):
            for act in self.acts.get(day, ()):
                act()
            for _ in range(2):
                await self.runtime.poll_now()
                self.clock.advance(hours=12)

    async def events(self) -> dict[str, dict[str, Any]]:
        """Return every event that stands for itself, by title."""
        rows = await self.runtime.db.fetch("select doc from event where merged_into is null")
        return {row["doc"]["title"]: row["doc"] for row in rows}

    async def told(self) -> dict[str, list[str]]:
        """Return the reasons that the change log gives, by title, in order."""
        reply = await self.api.request("GET", "/v1/changes?limit=1000&include=event")
        items = orjson.loads(reply.body)["items"]
        told = sorted(items, key=lambda it: (it["event_id"], it["seq"]))
        by_event = {key: list(of) for key, of in groupby(told, key=lambda it: it["event_id"])}
        for changes in by_event.values():
            assert [*range(1, len(changes) + 1)] == [it["version"] for it in changes]
        return {of[-1]["event"]["title"]: [it["reason"] for it in of] for of in by_event.values()}


@pytest.fixture
def month(runtime: Runtime, api: AsgiChannel, clock: FixedClock) -> Month:
    """Return a month in which nothing happens yet."""
    return Month(runtime, api, clock)


async def feed(runtime: Runtime, publisher: Publisher, path: str, *entries: Entry, **facts: object) -> Feed:
    made = Feed(publisher, path)
    made.put(*entries)
    await add_source(runtime, f"http://{publisher.origin}{path}", **facts)
    return made


async def test_edits_moves_and_cancellations_are_told_once_with_their_reason(
    month: Month, runtime: Runtime, publisher: Publisher
) -> None:
    go = Entry("go", "Go Meetup", "2027-06-01", "Hamburg")
    java = Entry("java", "Java Day", "2027-07-01", "Dresden")
    kiln = Entry("kiln", "Kiln Builders Congress", "2027-02-11", "Bremen")
    soon = Entry("soon", "Baking Night", "2026-11-28", "Kassel")
    town = await feed(runtime, publisher, "/town.ics", RUST, go, java, kiln, soon)
    hall = await feed(runtime, publisher, "/hall.ics", RUST)
    club = await feed(
        runtime, publisher, "/club.ics", Entry("x1", "Rust Berlin", RUST.day), trust=30
    )  # the club stays silent all month
    page = dict(PAGE, status="EventScheduled", location=HALL)
    await add_source(runtime, publisher.put("/web.html", JSON_LD.format(**page), "text/html"), trust=60)
    at_first: dict[str, str] = {}

    def turn(status: str, location: str = HALL) -> Act:
        changed = dict(page, status=status, location=location)
        return lambda: publisher.put("/web.html", JSON_LD.format(**changed), "text/html")

    month.on(2, lambda: town.put(go.but(description="Bring your laptop")))
    month.on(3, lambda: town.put(Entry("java", "Java Day", "2027-07-08", "Dresden")))
    month.on(5, turn("EventMovedOnline", ONLINE))
    month.on(6, lambda: town.drop("soon"))
    month.on(9, lambda: town.put(go.but(description="Bring your laptop and a friend")))
    month.on(12, lambda: hall.put(Entry("rust", f"CANCELLED: {RUST.title}", RUST.day)))
    month.on(14, lambda: town.put(kiln.but(status="CANCELLED")))
    month.on(18, turn("EventPostponed", ONLINE))
    month.on(24, lambda: town.drop("kiln"))
    await runtime.poll_now()
    at_first = {title: doc["id"] for title, doc in (await month.events()).items()}
    await month.live()

    events = await month.events()
    assert {
        "Rust Berlin Conference": ("cancelled", "2027-05-19T11:00"),
        "Go Meetup": ("scheduled", "2027-06-01T11:00"),
        "Java Day": ("scheduled", "2027-07-08T11:00"),
        "Kiln Builders Congress": ("cancelled", "2027-02-11T10:00"),
        "Baking Night": ("scheduled", "2026-11-28T10:00"),
        "Webdagen Conference": ("postponed", "2027-04-02T09:00"),
    } == {title: (doc["status"], doc["starts_at"]["local"]) for title, doc in events.items()}
    assert {
        "Rust Berlin Conference": ["created", "updated", "updated", "cancelled"],
        "Go Meetup": ["created", "updated", "updated"],
        "Java Day": ["created", "rescheduled"],
        "Kiln Builders Congress": ["created", "cancelled"],
        "Baking Night": ["created"],
        "Webdagen Conference": ["created", "moved_online", "postponed"],
    } == await month.told()
    assert at_first == {title: doc["id"] for title, doc in events.items()}
    assert club.entries.keys() == {"x1"}


async def test_what_vanishes_is_probably_off_and_nothing_flaps(
    month: Month, runtime: Runtime, publisher: Publisher
) -> None:
    guilds = await feed(runtime, publisher, "/guilds.ics", *GUILDS)
    caches = await feed(runtime, publisher, "/caches.ics", *LATHES)
    violin, bread, clock_, *_ = GUILDS
    oak, *_ = LATHES
    month.on(3, lambda: guilds.drop(violin.uid))  # for good
    month.on(5, lambda: guilds.drop(bread.uid))
    month.on(9, lambda: guilds.put(bread))
    month.on(12, lambda: guilds.drop(*(it.uid for it in GUILDS[2:5])))  # most of them: a fault
    month.on(16, lambda: guilds.put(*GUILDS[2:5]))
    for day in range(2, 28, 2):  # two copies of a calendar, one of them old, answer by turns
        month.on(day, lambda: caches.drop(oak.uid))
        month.on(day + 1, lambda: caches.put(oak))
    await month.live()

    told = await month.told()
    assert {
        "Violin Makers Guild": ["created", "probably_off"],
        "Bread Makers Guild": ["created", "probably_off", "scheduled"],
    } | {it.title: ["created"] for it in GUILDS[2:] + LATHES[1:]} == {
        title: reasons for title, reasons in told.items() if title != oak.title
    }
    assert ["created", "probably_off", "scheduled"] == told[oak.title]
    assert {violin.title} == {
        title for title, doc in (await month.events()).items() if doc["status"] != "scheduled"
    }
    assert clock_.title in await month.events()


async def test_a_broken_publisher_changes_nothing(
    month: Month, runtime: Runtime, publisher: Publisher
) -> None:
    guilds = await feed(runtime, publisher, "/broken.ics", *GUILDS)
    whole = publisher.pages["/broken.ics"][1].decode()

    def serve(text: str, media_type: str = "text/calendar") -> Act:
        return lambda: publisher.put("/broken.ics", text, media_type)

    month.on(1, lambda: publisher.says.update({"/broken.ics": (500, {})}))
    month.on(5, publisher.says.clear, serve("<html><form>Sign in</form></html>", "text/html"))
    month.on(8, serve("<html><form>Sign in</form></html>"))
    month.on(11, serve(""))
    month.on(13, serve("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"))
    month.on(16, serve(whole[: len(whole) // 2]))
    month.on(18, lambda: publisher.says.update({"/broken.ics": (404, {})}))
    month.on(20, publisher.says.clear, guilds.publish)
    await month.live()

    assert {it.title: ["created"] for it in GUILDS} == await month.told()
    assert {"scheduled"} == {doc["status"] for doc in (await month.events()).values()}


async def test_uids_made_up_anew_each_day_are_the_same_events(
    month: Month, runtime: Runtime, publisher: Publisher
) -> None:
    guilds = await feed(runtime, publisher, "/renaming.ics", *GUILDS)
    await feed(runtime, publisher, "/other.ics", *(Entry(f"o-{it.uid}", it.title, it.day, it.city)
                                                   for it in GUILDS[:2]))  # fmt: skip
    for day in range(1, DAYS):
        month.on(day, lambda day=day: guilds.publish(f"-{day}"))  # type: ignore[misc]
    boat = GUILDS[3]
    moved = Entry(boat.uid, boat.title, "2027-04-20", boat.city)
    month.on(10, lambda: guilds.put(moved), lambda: guilds.publish("-10"))
    await runtime.poll_now()
    at_first = {title: doc["id"] for title, doc in (await month.events()).items()}
    await month.live()

    events = await month.events()
    assert {it.title: ["created", "updated"] for it in GUILDS[:2]} | {
        it.title: ["created"] for it in GUILDS[2:]
    } | {boat.title: ["created", "rescheduled"]} == await month.told()
    assert at_first == {title: doc["id"] for title, doc in events.items()}
    assert "2027-04-20" == events[boat.title]["starts_at"]["local"][:10]
    held = await runtime.db.fetchval("select count(*) from listing")
    assert len(GUILDS) + 2 == held
