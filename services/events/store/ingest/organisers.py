"""Organisers as their events tell of them, and under which id each is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.events.ingest.resolve.organiser import host_key, page_key, plain_name
from services.events.series.organisers import Known, homes
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import LeaseTable

ORGANISERS = LeaseTable("organiser", "id")
LOCK: Final = "select pg_advisory_xact_lock(hashtext('organisers'))"
"""Joining and parting is done by one at a time."""
EVIDENCE_AFTER: Final = timedelta(days=1)
"""How long what events tell of an organiser is held to be so."""
_MOST_NEW, _MOST_EVENTS, _MOST_RELATED = 500, 200, 500

_HERE: Final = "merged_into is null and jsonb_typeof(doc->'organiser') = 'object'"
_NEW: Final = f"""
with recursive told (id) as (
    (select doc->'organiser'->>'id' from event where {_HERE} order by 1 limit 1)
    union all
    select (select doc->'organiser'->>'id' from event
            where {_HERE} and doc->'organiser'->>'id' > told.id order by 1 limit 1)
    from told where told.id is not null
)
insert into organiser (id, name, plain_name, home, next_at)
select id, '', '', id, $1 from told
where id is not null and not exists (select from organiser known where known.id = told.id)
limit $2
"""  # noqa: S608 - of constants
_EVENTS: Final = f"""
select doc->'organiser' as organiser, doc->'place'->>'city' as city, doc->'place'->>'country' as country,
    doc->>'url' as url, doc->'sources' as sources
from event where {_HERE} and doc->'organiser'->>'id' = $1 and not withdrawn
order by starts_utc desc, id limit {_MOST_EVENTS}
"""  # noqa: S608 - of constants


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the events of an organiser tell, the newest first for name and address."""

    name: str
    url: str | None
    towns: frozenset[str]
    around: frozenset[str]

    @property
    def page(self) -> str | None:
        """The key of their own page."""
        return page_key(self.url) if self.url else None


async def note_new(db: Database, now: datetime) -> int:
    """Make a row, due at once, for each organiser that events name first; return how many.

    One step of the index an organiser, however many events each holds.
    """
    return affected_rows(await db.execute(_NEW, now, _MOST_NEW))


async def evidence_of(db: Database, organiser_id: str) -> Evidence | None:
    """Return what events tell of an organiser, None where none names them any more."""
    rows = await db.fetch(_EVENTS, organiser_id)
    if not rows:
        return None
    around = {f"source {it['source_id']}" for row in rows for it in row["sources"]}
    around |= {f"host {host}" for row in rows if (host := host_key(row["url"]))}
    towns = {f"{row['city']}, {row['country']}" for row in rows if row["city"] and row["country"]}
    newest = rows[0]["organiser"]
    return Evidence(newest["name"], newest["url"], frozenset(towns), frozenset(around))


async def save_evidence(
    conn: Connection, organiser_id: str, told: Evidence | None, links: list[str] | None, now: datetime
) -> None:
    """Keep what is known of an organiser (`links` None: as before), and join or part whom it touches."""
    before = await _related(conn, organiser_id)
    if told is None:
        await conn.execute("delete from organiser where id = $1", organiser_id)
    else:
        await conn.execute(
            """
            update organiser set name = $2, url = $3, plain_name = $4, page = $5, towns = $6, around = $7,
                links = coalesce($8, links),
                page_looked_at = case when $8 is null then page_looked_at else $9 end
            where id = $1
            """,
            organiser_id, told.name, told.url, plain_name(told.name), told.page, sorted(told.towns),
            sorted(told.around), links, now,
        )  # fmt: skip
    await _rejoin(conn, sorted({*before, *await _related(conn, organiser_id)}))


async def say_of(
    conn: Connection, one: str, other: str, *, same: bool | None, said_by: str, now: datetime
) -> bool | None:
    """Keep what a person says of two organisers (None takes it back) and join or part whom it touches.

    Return whether they are found as one now; None where one of them is not known.
    """
    await conn.execute(LOCK)
    pair = sorted((one, other))
    if await conn.fetchval("select count(*) from organiser where id = any($1)", pair) != len(set(pair)):
        return None
    await conn.execute("delete from organiser_verdict where one = $1 and other = $2", *pair)
    touched = await _related(conn, *pair)
    if same is not None:
        await conn.execute(
            "insert into organiser_verdict values ($1, $2, $3, $4, $5)", *pair, same, said_by, now
        )
    await _rejoin(conn, sorted({*touched, *await _related(conn, *pair)}))
    homes_now = await conn.fetch("select distinct home from organiser where id = any($1)", pair)
    return len(homes_now) == 1


async def _rejoin(conn: Connection, ids: Sequence[str]) -> None:
    rows = await conn.fetch("select * from organiser where id = any($1) and plain_name <> ''", ids)
    said = await conn.fetch(
        "select one, other, same from organiser_verdict where one = any($1) and other = any($1)", ids
    )
    found = homes(map(_known, rows), {frozenset((it["one"], it["other"])): it["same"] for it in said})
    await conn.execute(
        """
        update organiser set home = told.home, because = told.because
        from unnest($1::text[], $2::text[], $3::text[]) as told (id, home, because)
        where organiser.id = told.id
          and (organiser.home, organiser.because) is distinct from (told.home, told.because)
        """,
        list(found), [it.id for it in found.values()], [it.because for it in found.values()],
    )  # fmt: skip


async def _related(conn: Connection, *organiser_ids: str) -> list[str]:
    """Return all whom a change of these could join or part: by name, by pages, or by what was said."""
    sql = """
        select other.id from organiser known join organiser other
        on other.id = known.id or other.plain_name = known.plain_name and known.plain_name <> ''
           or (other.page = any(known.links) and known.page = any(other.links))
        where known.id = any($1)
        union
        select unnest(array[one, other]) as id from organiser_verdict where one = any($1) or other = any($1)
        order by 1 limit $2
    """
    ids: list[str] = list(organiser_ids)
    while True:
        wider = [row["id"] for row in await conn.fetch(sql, ids, _MOST_RELATED)]
        if set(wider) <= set(ids) or len(wider) >= _MOST_RELATED:
            return sorted({*wider, *ids})[:_MOST_RELATED]
        ids = sorted({*wider, *ids})


def _known(row: Record) -> Known:
    return Known(
        row["id"], row["plain_name"], row["page"], frozenset(row["links"]), frozenset(row["towns"]),
        frozenset(row["around"]),
    )  # fmt: skip


async def also_known(db: Database, organiser_id: str) -> list[Record]:
    """Return the others that are this organiser, with name, address and why."""
    sql = """
        select id, name, url, because from organiser
        where id <> $1 and home = (select home from organiser where id = $1) order by id limit 50
    """
    return await db.fetch(sql, organiser_id)
