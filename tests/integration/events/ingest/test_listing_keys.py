"""The table of keys: filled for what stood before it, kept by every writer, the release before included."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from services.events.ingest.model import Place
from services.events.sources.model import SourceState
from services.events.store.ingest.listings import drop_listings, save_listings
from services.events.store.ingest.neighbours import Neighbours
from services.events.store.sources.fetches import note_fetch
from shared.db import Ahead, Connection, Database
from shared.db.migrate import migrate
from tests.support.listings import listing, sighting
from tests.support.stores.postgres import SHARED, DsnOf, migrations_of
from tests.support.stores.postgres_server import database_url

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RUST = listing("Rust Night")
PARIS = Place(city="Paris", country="FR")

_OF_THE_RELEASE_BEFORE = """
insert into listing (id, source_id, uid, recurrence_id, event_id, doc, content_hash, block_keys,
                     starts_utc, first_seen_at, changed_at, last_seen_at)
values ($1, 'src_a', $1, '', 'evt_1', $2, '', $3, now(), now(), now(), now())
"""

_EVENT = """
insert into event (id, version, doc, provenance, starts_utc, ends_utc, created_at, updated_at)
values ('evt_1', 1, '{}', '[]', now(), now(), now(), now())
"""
_EVENT_BEFORE_THE_TABLE = """
insert into event (id, version, doc, provenance, kind, status, starts_utc, ends_utc, tsv,
                   created_at, updated_at)
values ('evt_1', 1, '{}', '[]', 'other', 'scheduled', now(), now(), '', now(), now())
"""


async def furnish(conn: Connection, event: str = _EVENT) -> None:
    """Put in a source and an event."""
    await conn.execute(
        "insert into source (id, url, host, title, origin, trust, every_s, created_at) "
        "values ('src_a', 'https://a.example/', 'a.example', 'A', 'added', 60, 3600, now())"
    )
    await conn.execute(event)


async def near(conn: Connection, title: str, **facts: object) -> set[str]:
    """Return the ids of what could be one event with a listing."""
    like = [listing(title, **facts)]  # type: ignore[arg-type]
    return {it.id for it in await Neighbours(conn, Ahead(conn)).of(like, ())}


async def test_a_listing_is_found_under_its_keys_of_now_and_no_longer_under_those_before(
    events_db: Database,
) -> None:
    async with events_db.transaction() as conn:
        await furnish(conn)
    async with events_db.connection() as conn:
        await save_listings(conn, [(sighting(RUST, id="lst_1"), "evt_1")], NOW)
        first = await near(conn, "Rust Night"), await near(conn, "Data Day")
        renamed = listing("Data Day", uid="Rust Night")
        await save_listings(conn, [(sighting(renamed, id="lst_1"), "evt_1")], NOW)
        second = await near(conn, "Rust Night"), await near(conn, "Data Day")
        await drop_listings(conn, ["lst_1"])
        third = await near(conn, "Data Day"), await conn.fetch("select * from listing_key")

    assert (({"lst_1"}, set()), (set(), {"lst_1"}), (set(), [])) == (first, second, third)


async def test_what_a_transaction_has_written_itself_is_not_near(events_db: Database) -> None:
    async with events_db.transaction() as conn:
        await furnish(conn)
        await save_listings(conn, [(sighting(RUST, id="lst_1"), "evt_1")], NOW)
        before_commit = await near(conn, "Rust Night")
    async with events_db.connection() as conn:
        assert (set(), {"lst_1"}) == (before_commit, await near(conn, "Rust Night"))


async def test_another_country_is_not_near_and_no_country_is_near_to_all(events_db: Database) -> None:
    everywhere = listing("Rust Night", city=None, uid="anywhere")
    async with events_db.transaction() as conn:
        await furnish(conn)
    async with events_db.connection() as conn:
        await save_listings(conn, [(sighting(it, id=it.uid), "evt_1") for it in (RUST, everywhere)], NOW)
        await conn.execute("update listing set event_id = 'evt_1'")
        found = await conn.fetch("select country, count(*) as keys from listing_key group by 1 order by 1")
        in_paris = await near(conn, "Rust Night", place=PARIS)
        await conn.execute("delete from listing_key where country is null")
        only_german = await near(conn, "Rust Night", place=PARIS)

    assert ["DE", None] == [row["country"] for row in found]
    assert ({"Rust Night", "anywhere"}, set()) == (in_paris, only_german)


async def test_what_the_release_before_writes_is_found(events_db: Database) -> None:
    async with events_db.transaction() as conn:
        await furnish(conn)
    async with events_db.connection() as conn:
        doc = {"title": "Rust Night", "starts": {"local": "2027-05-19"}}
        await conn.execute(_OF_THE_RELEASE_BEFORE, "lst_1", doc, ["2027-05-19:rust"])
        assert {"lst_1"} == await near(conn, "Rust Night")


async def test_what_the_release_before_writes_over_is_compared_by_what_it_says_now(
    events_db: Database,
) -> None:
    later = {"title": "Rust Night", "starts": {"local": "2027-06-19"}}
    async with events_db.transaction() as conn:
        await furnish(conn)
    async with events_db.connection() as conn:
        await save_listings(conn, [(sighting(RUST, id="lst_1"), "evt_1")], NOW)
        first = await near(conn, "Rust Night")
        await conn.execute("update listing set doc = $1, content_hash = 'another'", later)

        assert ({"lst_1"}, set()) == (first, await near(conn, "Rust Night"))


async def test_what_stood_before_the_table_is_found(db_dsn: DsnOf, key_prefix: str, tmp_path: Path) -> None:
    name = f"before {key_prefix}"
    dsn = database_url(db_dsn(SHARED), name)
    before = tmp_path / "migrations"
    shutil.copytree(migrations_of("events"), before)
    for later in (before / "versions").glob("*.py"):
        if later.name >= "0008":
            later.unlink()
    await migrate(dsn, before)
    async with Database.open(dsn) as db, db.transaction() as conn:
        await furnish(conn, _EVENT_BEFORE_THE_TABLE)
        doc = {"title": "Rust Night", "starts": {"local": "2027-05-19"}}
        await conn.execute(_OF_THE_RELEASE_BEFORE, "lst_1", doc, ["2027-05-19:rust"])

    await migrate(dsn, migrations_of("events"))
    async with Database.open(dsn) as db, db.connection() as conn:
        found = await near(conn, "Rust Night"), await near(conn, "Rust Night", day="2027-05-22")

    assert ({"lst_1"}, set()) == found
    connection = await asyncpg.connect(database_url(dsn, "postgres"))
    await connection.execute(f'drop database "{name}" with (force)')
    await connection.close()


async def seen_by_who_looked_early(db: Database, *, before: bool, is_noted: bool) -> set[str]:
    """Look early for Rust Night, which another writes before or after; return what is near in the end."""

    async def others_turn() -> None:
        async with db.transaction() as conn:
            await save_listings(conn, [(sighting(RUST, id="lst_1"), "evt_1")], NOW)
            if is_noted:
                await note_fetch(conn, "src_a", SourceState(last_fetched_at=NOW, last_outcome="ok"))

    async with db.transaction() as conn:
        await furnish(conn)
    if before:
        await others_turn()
    async with db.transaction() as conn:
        ahead, like = Ahead(conn), [listing("Rust Night")]
        neighbours = Neighbours(conn, ahead)
        await neighbours.seek_early(like)
        await ahead.settle()
        if not before:
            await others_turn()
        return {it.id for it in await neighbours.of(like, ())}


async def test_what_was_found_early_is_near(events_db: Database) -> None:
    assert {"lst_1"} == await seen_by_who_looked_early(events_db, before=True, is_noted=True)


async def test_what_another_wrote_in_its_turn_since_is_near(events_db: Database) -> None:
    assert {"lst_1"} == await seen_by_who_looked_early(events_db, before=False, is_noted=True)


async def test_nothing_is_sought_again_where_nobody_had_a_turn(events_db: Database) -> None:
    assert set() == await seen_by_who_looked_early(events_db, before=False, is_noted=False)
