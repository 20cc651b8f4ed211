"""What searches read is read from the disk after a start, as far as the role may and memory goes."""

from services.events.store.search.prewarm import prewarm
from shared.db import Database
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
