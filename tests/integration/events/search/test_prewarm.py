"""What searches read is read from the disk after a start, as far as the role may and memory goes."""

from datetime import UTC, datetime

from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.model import Cluster
from services.events.store.ingest.events import save_events
from services.events.store.search.prewarm import prewarm, read_rows
from shared.db import Database
from tests.support.listings import listing, sighting
from tests.support.stores.postgres import DsnOf

_WHOLE = """
select sum(pg_relation_size(oid)) from pg_class
where oid in ('event'::regclass, 'event_ahead'::regclass, 'event_meaning'::regclass)
   or oid in (select reltoastrelid from pg_class where relname in ('event', 'event_ahead', 'event_meaning'))
   or oid in (select indexrelid from pg_index
              where indrelid in ('event'::regclass, 'event_ahead'::regclass, 'event_meaning'::regclass))
"""


async def test_all_files_are_read_but_by_a_role_that_may_not_or_into_little_memory(db_dsn: DsnOf) -> None:
    dsn = db_dsn("events")
    told = {}
    for name, settings in {
        "all": {},
        "may not": {"role": "pg_read_all_data"},
        "little memory": {"effective_cache_size": "8MB"},
    }.items():
        async with Database.open(dsn, settings=settings) as db:
            told[name] = await prewarm(db)
            whole = await db.fetchval(_WHOLE)
    assert {"all": whole, "may not": 0, "little memory": 0} == told
    assert whole > 0


async def test_the_rows_of_coming_events_are_read_by_where_they_lie_whatever_the_role(
    events_db: Database, db_dsn: DsnOf
) -> None:
    drafts = [draft(Cluster(f"evt_{at}", (sighting(listing("Soil Talk")),)), str) for at in range(3)]
    async with events_db.transaction() as conn:
        await save_events(conn, [(it, 1) for it in drafts], datetime(2026, 11, 23, 9, tzinfo=UTC))
    async with Database.open(db_dsn("events"), settings={"role": "pg_read_all_data"}) as db:
        assert 3 == await read_rows(db)
