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


_PAGES: Final = _CHUNK // 8192
_PARTS: Final = f"""
select page from generate_series(0, pg_relation_size('event_ahead') / 8192, {_PAGES}) as page
limit (select pg_size_bytes(current_setting('shared_buffers')) * 3 / 4 / {_CHUNK})
"""  # noqa: S608 - a constant
_READ_PART: Final = f"""
select count(*) from event_ahead
where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $1 + {_PAGES})::tid
"""  # noqa: S608 - a constant
"""By where rows lie: of a table read from end to end Postgres may keep next to nothing in its buffers."""


async def read_rows(db: Database) -> int:
    """Read the rows of coming events into three quarters of Postgres' own buffers at most; return how many.

    What lies in the memory of the machine alone is copied from there by whoever needs it first: of the first
    searches for common words that took a third of what Postgres does for them.
    """
    return sum([await db.fetchval(_READ_PART, part["page"]) for part in await db.fetch(_PARTS)])


async def prewarm(db: Database) -> int:
    """Read what searches read into the memory of the database's machine; return how many bytes of files."""
    done = 0
    for chunk in await db.fetch(_CHUNKS):
        done += await db.fetchval(_READ, chunk["file"], chunk["begins"]) or 0
    await db.fetchval(_LOOK_AROUND)
    return done
