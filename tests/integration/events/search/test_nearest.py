"""What is nearest comes first, point by point: the same as if all were compared, page by page."""

from dataclasses import replace
from datetime import UTC, datetime

from services.events.ingest.model import Place
from services.events.ingest.resolve.draft import EventDraft, draft
from services.events.ingest.resolve.model import Cluster
from services.events.search.query import Near, Search
from services.events.store.ingest.events import save_events
from services.events.store.search.search import find_events
from shared.contracts.events import EventStatus
from shared.db import Database
from shared.kernel.geo import Point
from tests.support.listings import listing, sighting

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2027, 6, 1, tzinfo=UTC)
QUITO = Search(NOW, near=Near(Point(0.0, -78.0), 50), sort="distance", limit=2)


def held(number: int, lat: float, lon: float = -78.0) -> EventDraft:
    told = listing(f"Talk {number}", place=Place(country="EC", lat=lat, lon=lon))
    return draft(Cluster(f"evt_{number:02}", (sighting(told),)), str)


def called_off(it: EventDraft) -> EventDraft:
    return replace(it, doc={**it.doc, "status": "cancelled"})


AROUND = (
    *(held(number, 0.0) for number in (9, 4, 7, 2, 5)),
    *(held(number, 0.2) for number in (11, 8, 14)),
    *(held(number, -0.2) for number in (12, 3, 10)),  # as far as those to the north, to the last digit
    held(1, 0.4),
    held(13, 0.5),  # beyond the radius
    held(6, 0.1, 100.0),
    replace(held(15, 0.0), withdrawn=True),
    called_off(held(16, 0.0)),
)
IN_ORDER = ["02", "04", "05", "07", "09", "03", "08", "10", "11", "12", "14", "01"]


async def save(db: Database, *drafts: EventDraft, now: datetime = NOW) -> None:
    async with db.transaction() as conn:
        await save_events(conn, [(it, 1) for it in drafts], now)


async def walked(db: Database, search: Search) -> list[str]:
    """Return the ids of all pages."""
    seen: list[str] = []
    following: Search | None = search
    while following:
        found = await find_events(db, following)
        seen += found.ids
        following = found.following
    return [it.removeprefix("evt_") for it in seen]


async def test_points_are_read_in_order_until_a_page_is_full(events_db: Database) -> None:
    over = held(17, 0.0)
    for some in (AROUND[:4], AROUND[4:], (replace(over, starts_utc=NOW, ends_utc=NOW),)):
        await save(events_db, *some)
    await save(events_db, over, now=LATER)
    for limit in (1, 2, 3, 5, 20):
        assert await walked(events_db, QUITO._replace(limit=limit)) == IN_ORDER, limit
    compared = QUITO._replace(statuses=(EventStatus.SCHEDULED,))
    assert (False, IN_ORDER) == (compared.is_nearest, await walked(events_db, compared))
    much = QUITO._replace(country="EC", starts_after=NOW, is_everywhere=True)
    assert (True, IN_ORDER) == (much.is_nearest, await walked(events_db, much))
    assert [] == await walked(events_db, much._replace(country="PE"))


async def test_a_point_that_is_listed_twice_or_empty_changes_nothing(events_db: Database) -> None:
    """So two who write at once at a new point, or leave one, do no harm."""
    await save(events_db, *AROUND)
    await events_db.execute("insert into event_point select * from event_point union all select 0.01, -78")
    assert await walked(events_db, QUITO) == IN_ORDER


async def test_what_is_added_or_moved_between_two_pages_shifts_none(events_db: Database) -> None:
    await save(events_db, *AROUND)
    first = await find_events(events_db, QUITO._replace(limit=6))
    assert first.following
    await save(events_db, held(20, 0.0), held(18, 0.15), held(19, 0.3), held(0, 0.2), held(12, 0.35))
    rest = ["08", "10", "11", "14", "19", "12", "01"]
    assert (first.ids[-1], rest) == ("evt_03", await walked(events_db, first.following))
