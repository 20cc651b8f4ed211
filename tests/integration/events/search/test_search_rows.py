"""The row that searches read of an event: written with it, gone when it is to be found no more."""

from dataclasses import replace
from datetime import UTC, datetime

import orjson

from services.events.ingest.resolve.draft import EventDraft, draft
from services.events.ingest.resolve.model import Cluster
from services.events.search.query import Search
from services.events.store.ingest.events import drop_events, save_events, save_merges
from services.events.store.search.search import find_event, find_events
from shared.db import Connection, Database
from tests.support.listings import listing, sighting

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2027, 6, 1, tzinfo=UTC)
ONE = draft(Cluster("evt_1", (sighting(listing("Soil Talk")),)), str)
OTHER = draft(Cluster("evt_2", (sighting(listing("Moss")),)), str)
SOIL, MOSS = ("evt_1", False, "'soil':1A,3A 'talk':2A,4A"), ("evt_2", False, "'moss':1A,2A")


async def rows(conn: Connection) -> list[tuple[str, bool, str]]:
    """Return what searches read of each event."""
    found = await conn.fetch("select id, is_over, title::text from event_search order by id, is_over")
    return [(row["id"], row["is_over"], row["title"]) for row in found]


async def save(conn: Connection, *drafts: EventDraft, now: datetime = NOW) -> list[tuple[str, bool, str]]:
    """Write events and return what searches read then."""
    await save_events(conn, [(it, 1) for it in drafts], now)
    return await rows(conn)


async def test_rows_follow_their_events(events_db: Database) -> None:
    async with events_db.connection() as conn:
        assert [SOIL, MOSS] == await save(conn, ONE, OTHER)
        assert [MOSS] == await save(conn, replace(ONE, withdrawn=True))
        assert [SOIL, MOSS] == await save(conn, ONE)
        await save_merges(conn, [("evt_1", "evt_2")], NOW)
        assert [MOSS] == await rows(conn)
        assert [SOIL, MOSS] == await save(conn, ONE)
        assert [("evt_1", True, SOIL[2]), MOSS] == await save(conn, ONE, now=LATER)
        await drop_events(conn, ["evt_1", "evt_2"])
        assert [] == await rows(conn)


async def test_words_of_coming_events_are_listed_once(events_db: Database) -> None:
    async with events_db.connection() as conn:
        over = draft(Cluster("evt_3", (sighting(listing("Fern")),)), str)
        await save(conn, over, now=LATER)
        for coming in (ONE, OTHER, replace(ONE, texts=("Soils", "", "", "Turf")), ONE):
            await save(conn, coming)
        listed = [row["word"] for row in await conn.fetch("select word from lexeme order by word")]
    assert {"soil", "soils", "talk", "moss", "turf"} <= {*listed}
    assert "fern" not in listed
    assert len({*listed}) == len(listed)


async def test_a_row_keeps_when_its_event_was_made(events_db: Database) -> None:
    async with events_db.connection() as conn:
        await save(conn, ONE)
        await save(conn, ONE, now=LATER)
        assert NOW == await conn.fetchval("select created_at from event_search")


async def test_a_page_tells_each_document_as_it_is_now(events_db: Database) -> None:
    """Whoever wrote it, and whichever row it is read from."""
    renamed = "update event set doc = jsonb_set(doc, '{title}', '\"Soil \u00e9\"'), updated_at = now()"
    by_a_release_before = "update event_search set mode = mode"  # one that knows of no text
    async with events_db.connection() as conn:
        await save(conn, ONE)
        told = [await told_alike(events_db)]
        for change in (renamed, by_a_release_before, "update event set going = 3"):
            await conn.execute(change)
        told.append(await told_alike(events_db))
        await save(conn, ONE)
        told.append(await told_alike(events_db))
    assert [(True, "Soil Talk", None), (False, "Soil \u00e9", 3), (True, "Soil Talk", 3)] == told


async def told_alike(db: Database) -> tuple[bool, str, int | None]:
    """Tell whether the text stands ready, and of what; a page tells it to the letter as it is told alone."""
    [page] = (await find_events(db, Search(NOW))).documents
    alone = await find_event(db, "evt_1", NOW)
    assert alone is not None
    assert alone[1] == page
    event = orjson.loads(page)
    is_ready = await db.fetchval("select told is not null from event_search")
    return is_ready, event["title"], event["going"]["count"]
