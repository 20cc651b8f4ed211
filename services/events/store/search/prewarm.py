"""What searches read, read once from the disk: whoever asks first after a start waits for none of it.

Postgres' own `pg_prewarm` is no part of the server that we ship, and of no use to a role that may not add it.
"""

from typing import Final

from shared.db import Database

_CHUNK: Final = 16 * 2**20
"""Bytes of a statement: a slow disk takes a second for them, and who searches meanwhile waits for no more."""
_CHUNKS: Final = f"""
with part as (
    select own.oid, own.relkind <> 'i' as is_table, pg_relation_size(own.oid) as size
    from pg_class as base, pg_class as own
    where base.oid in ('event_ahead'::regclass, 'event_meaning'::regclass, 'event'::regclass)
      and (own.oid in (base.oid, base.reltoastrelid)
           or own.oid in (select indexrelid from pg_index where indrelid = base.oid))
), bounds as (
    select pg_size_bytes(current_setting('segment_size')) as segment,
           pg_size_bytes(current_setting('effective_cache_size')) as memory
)
select pg_relation_filepath(oid) || coalesce('.' || nullif(at.begins / segment, 0), '') as file,
       at.begins % segment as begins
from part, bounds, generate_series(0, size - 1, {_CHUNK}) as at (begins)
where has_function_privilege('pg_read_binary_file(text, bigint, bigint, boolean)', 'execute')
order by is_table, size, oid, at.begins
limit (select memory / {_CHUNK} from bounds)
"""  # noqa: S608 - a constant
"""The files of what coming events are found in, by chunks: indexes first, the smallest first, as much of all
as Postgres takes to fit into memory; nothing where the role may not read files, as only superusers may.
"""
_READ: Final = f"select length(pg_read_binary_file($1, $2, {_CHUNK}, true))"
_LOOK_AROUND: Final = """
select count(*) from (select embedding from event_meaning tablesample system (1) limit 30) as here,
    lateral (select id from event_meaning as it order by it.embedding <=> here.embedding limit 40) as around
"""
"""The index of neighbours is read page by page here and there: thirty looks bring most of it into buffers."""


async def prewarm(db: Database) -> int:
    """Read what searches read into the memory of the database's machine; return how many bytes of files."""
    done = 0
    for chunk in await db.fetch(_CHUNKS):
        done += await db.fetchval(_READ, chunk["file"], chunk["begins"]) or 0
    await db.fetchval(_LOOK_AROUND)
    return done
