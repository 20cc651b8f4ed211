"""Sources: the catalogue, their state, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from services.events.sources.address import host_of, spellings
from services.events.sources.hosts.domain import registrable_domain
from services.events.sources.model import HELD, Source, SourceSpec, SourceState
from services.events.sources.schedule import SHORTEST_S
from services.events.store.sources.moves import present_url, remember_page
from services.events.store.sources.push import SOONEST_S
from services.events.store.sources.wishes import ask_redraft
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import LeaseTable
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import is_id

SOURCES = LeaseTable(
    "source",
    "id",
    # $1 is the moment of the claim: a source whose host or domain is busy is not due yet.
    where="not paused and stopped_at is null and admitted is distinct from false and not exists (select "
    "from source_host where source_host.host in (source.host, '*.' || source.domain) and free_at > $1)",
)

_KNOWN_LONGEST = 100
_OWN = ("title", "licence", "attribution", "timezone")
_UPSERT = """
insert into source (id, url, host, title, origin, format_hint, trust, licence, attribution, timezone, country,
                    topics, every_s, created_at, next_at, domain, page_url)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16)
on conflict (url) do update set
    domain = excluded.domain, title = excluded.title, origin = excluded.origin,
    format_hint = excluded.format_hint,
    trust = excluded.trust, licence = excluded.licence, attribution = excluded.attribution,
    timezone = excluded.timezone, country = excluded.country, topics = excluded.topics,
    every_s = excluded.every_s
where $5 = 'catalogue'
returning id
"""


async def upsert_source(conn: Connection, spec: SourceSpec, *, new_id: str, now: datetime) -> str:
    """Add a source, due at once, or update what the catalogue says of it; a suggestion never changes one.

    An address that has moved is that of the source which followed it, and one that its publisher has stopped
    is not watched again under another spelling.
    """
    url = await _stopped_url(conn, await present_url(conn, spec.url))
    values = (
        url, host_of(url), spec.title, spec.origin, spec.format_hint, spec.trust, spec.licence,
        spec.attribution, spec.timezone, spec.country, list(spec.topics), spec.every_s,
    )  # fmt: skip
    added = await conn.fetchval(_UPSERT, new_id, *values, now, registrable_domain(url), spec.page_url)
    source_id = str(added or await conn.fetchval("select id from source where url = $1", url))
    if spec.page_url:
        await remember_page(conn, spec.page_url, source_id, now)
    return source_id


async def find_source(db: Database, source_id: str) -> Source | None:
    """Return one source, None when it is not known."""
    row = await db.fetchrow("select * from source where id = $1", source_id)
    return source_of(row) if row else None


async def known_source(db: Database, source_id: str) -> Source:
    """Return one source.

    Raises:
        AppError: `source_missing` (404).
    """
    source = await find_source(db, source_id) if is_id(source_id, "src") else None
    if source is None:
        raise AppError("source_missing", Kind.MISSING, "There is no source with this id; see /v1/sources.")
    return source


async def find_by_url(db: Database, url: str) -> Source | None:
    """Return the source that watches an address, or that has moved away from it."""
    async with db.connection() as conn:
        present = await _stopped_url(conn, await present_url(conn, url))
        row = await conn.fetchrow("select * from source where url = $1", present)
    return source_of(row) if row else None


async def list_sources(db: Database, *, after: str = "", limit: int) -> list[Source]:
    """Return sources in the order of their ids, from behind `after`."""
    rows = await db.fetch("select * from source where id > $1 order by id limit $2", after, limit)
    return [source_of(row) for row in rows]


async def is_first_read(db: Database) -> bool:
    """Tell whether most of what is watched, by the sources known longest, was never read yet."""
    sql = """
        select 2 * count(*) filter (where last_fetched_at is null) > count(*)
        from (select last_fetched_at from source where not paused and stopped_at is null
              and admitted is distinct from false order by id limit $1) known_longest
    """
    return bool(await db.fetchval(sql, _KNOWN_LONGEST))


async def make_due(db: Database, source_ids: Sequence[str] | None, now: datetime) -> list[str]:
    """Make the named sources, or all, due at once; return the ids of those that are.

    A budget that its publisher set is kept.
    """
    sql = """
        update source set next_at = $2
        where not paused and stopped_at is null and dead_at is null and admitted is distinct from false
          and ($1::text[] is null or id = any($1))
          and (most_often_s is null or last_fetched_at is null
               or last_fetched_at + make_interval(secs => most_often_s) <= $2)
        returning id
    """
    rows = await db.fetch(sql, list(source_ids) if source_ids is not None else None, now)
    return sorted(str(row["id"]) for row in rows)


async def ask_again(db: Database, source_id: str, now: datetime) -> None:
    """Make one due that fails or was given up, because somebody says that it is there again.

    No sooner than its publisher's budget, and what is asked hourly at most, allow; what its publisher or
    whoever runs this does not want is left alone.
    """
    sql = """
        update source set next_at = $2, dead_at = null, attempts = 0
        where id = $1 and failures > 0 and not paused and stopped_at is null
          and admitted is distinct from false
          and last_fetched_at + make_interval(secs => greatest($3, coalesce(most_often_s, 0))) <= $2
    """
    await db.execute(sql, source_id, now, SHORTEST_S)


async def admit(db: Database, source_id: str, now: datetime, *, admitted: bool | None) -> bool:
    """Keep what whoever runs this says of a suggested source; False where there is none of that id.

    It is read anew at once, unless it is refused; a fetch under way loses its claim. What it brought leaves
    the listings while it is refused, and comes back when that is taken back.
    """
    held = "select admitted from source where id = $1 and origin = 'suggested' for update"
    sql = """
        update source set admitted = $2, next_at = case when $2 is false then next_at else $3 end,
            etag = null, last_modified = null, document_sha256 = null, lease_owner = null, lease_until = null
        where id = $1
    """
    async with db.transaction() as conn:
        before = await conn.fetchrow(held, source_id)
        if before is None:
            return False
        await conn.execute(sql, source_id, admitted, now)
        if (before["admitted"] is False) != (admitted is False):
            await ask_redraft(conn, source_id, now)
    return True


async def held_sources(db: Database, limit: int) -> list[Source]:
    """Return the suggested sources that wait for a decision, the longest known first."""
    sql = """
        select * from source where last_outcome = $1 and admitted is null and stopped_at is null
        order by created_at, id limit $2
    """
    return [source_of(row) for row in await db.fetch(sql, HELD, limit)]


async def unfinished(db: Database, source_ids: Sequence[str], since: datetime) -> int:
    """Return how many of the sources have not been fetched since they were made due."""
    sql = """
        select count(*) from source
        where id = any($1) and next_at <= $2 and dead_at is null and not paused and stopped_at is null
          and admitted is distinct from false
    """
    return int(await db.fetchval(sql, list(source_ids), since))


_LEFT = (
    "last_fetched_at", "etag", "last_modified", "document_sha256", "format", "last_good_at", "last_outcome",
    "failures", "listings", "events", "rejected", "last_read_at", "is_page", "poll_hint_s", "moved_to",
    "moved_seen", "failing_since",
)  # fmt: skip
_STATE = ", ".join(f"{name} = ${number}" for number, name in enumerate(_LEFT, 7))
"""What a fetch leaves of a source as it is."""


async def save_state(
    conn: Connection,
    source_id: str,
    state: SourceState,
    owner: str,
    rejections: list[dict[str, str | None]] | None,
) -> bool:
    """Write what a fetch left and end the claim; False when the claim was lost, then nothing is written.

    `rejections` None leaves those of the reading before.
    """
    # What a hub told of meanwhile is not forgotten.
    sql = f"""
        update source set {_STATE}, rejections = coalesce($3, rejections),
            next_at = case when pushed_at > $7 then least($4, greatest(pushed_at,
                $7 + make_interval(secs => greatest($6, coalesce(most_often_s, 0))))) else $4 end,
            dead_at = case when $5 then $7::timestamptz end, lease_owner = null, lease_until = null
        where id = $1 and lease_owner = $2
    """  # noqa: S608 - names of fields
    values = [getattr(state, name) for name in _LEFT]
    tag = await conn.execute(sql, source_id, owner, rejections, state.next_at, state.gone, SOONEST_S, *values)
    return affected_rows(tag) > 0


async def _stopped_url(conn: Connection, url: str) -> str:
    """Return how a stopped source spells this address; the address itself where none does."""
    sql = """
        select url from source where url = any($1) and stopped_at is not null
        order by url = $2 desc, id limit 1
    """
    return str(await conn.fetchval(sql, list(spellings(url)), url) or url)


def source_of(row: Record) -> Source:
    """Return the source that a whole row holds; where its publisher has words of their own, by those."""
    own = {name: row[f"own_{name}"] for name in _OWN if row[f"own_{name}"] is not None}
    return Source(row["id"], SourceSpec(**(_fields(row, SourceSpec) | own)), _state_of(row))


def _state_of(row: Record) -> SourceState:
    known = _fields(row, SourceState)
    return SourceState(**known, gone=row["dead_at"] is not None, stopped=row["stopped_at"] is not None)


def _fields(row: Record, kind: type[SourceSpec | SourceState]) -> dict[str, Any]:
    """Return the columns that bear the name of a field."""
    names = {field.name for field in fields(kind)}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in row.items()
        if name in names
    }
