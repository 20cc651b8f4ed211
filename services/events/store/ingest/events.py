"""Events as ingest writes them, and beside each what a search reads of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.events.ingest.resolve.draft import EventDraft
from services.events.search.facet_codes import facet_codes
from shared.db import Connection, Executor
from shared.topics import area_of

_UPSERT = """
with told as (
    select *, setweight(to_tsvector('simple', a), 'A') || setweight(to_tsvector('english', a), 'A')
              || setweight(to_tsvector('simple', b), 'B') || setweight(to_tsvector('english', b), 'B')
              || setweight(to_tsvector('english', c), 'C') || setweight(to_tsvector('english', d), 'D') as tsv
    from jsonb_to_recordset($1) as told (
        id text, version integer, doc jsonb, provenance jsonb, merged_because text[], kind text, status text,
        mode text, country text, languages text[], topics text[], is_free boolean, starts_utc timestamptz,
        ends_utc timestamptz, cfp_closes_utc timestamptz, lat double precision, lon double precision,
        a text, b text, c text, d text, facets bytea, evidence jsonb, withdrawn boolean)
), kept as (
    insert into event (id, version, doc, provenance, merged_because, evidence, starts_utc, ends_utc,
                       created_at, updated_at, withdrawn)
    select id, version, doc, provenance, merged_because, evidence, starts_utc, ends_utc,
           $2::timestamptz, $2, withdrawn
    from told
    on conflict (id) do update set
        version = excluded.version, merged_into = null, doc = excluded.doc, provenance = excluded.provenance,
        merged_because = excluded.merged_because, evidence = excluded.evidence,
        starts_utc = excluded.starts_utc, ends_utc = excluded.ends_utc,
        updated_at = excluded.updated_at, withdrawn = excluded.withdrawn
    returning id, created_at
)
insert into event_search (id, is_over, kind, status, mode, country, languages, topics, is_free, starts_utc,
                          ends_utc, cfp_closes_utc, lat, lon, created_at, title, tsv, facets, told)
select id, ends_utc < $2::timestamptz - interval '1 day', kind, status, mode, country, languages, topics,
       is_free, starts_utc, ends_utc, cfp_closes_utc, lat, lon, created_at, ts_filter(tsv, '{a}'), tsv,
       facets,
       case when ends_utc >= $2::timestamptz - interval '1 day'
            then left(doc::text, -1) || ', "updated_at": ' || to_json($2::timestamptz)::text end
from told join kept using (id) where not withdrawn
on conflict (id, is_over) do update set
    kind = excluded.kind, status = excluded.status, mode = excluded.mode, country = excluded.country,
    languages = excluded.languages, topics = excluded.topics, is_free = excluded.is_free,
    starts_utc = excluded.starts_utc, ends_utc = excluded.ends_utc,
    cfp_closes_utc = excluded.cfp_closes_utc, lat = excluded.lat, lon = excluded.lon,
    title = excluded.title, tsv = excluded.tsv, facets = excluded.facets, told = excluded.told
"""
"""The event, and what searches read of it; a trigger drops that where it is not to be found any more."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is held of an event, to see whether a draft changes it."""

    id: str
    version: int
    doc: dict[str, Any]
    provenance: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    merged_into: str | None
    withdrawn: bool


async def stored_events(conn: Connection, ids: Sequence[str]) -> dict[str, Stored]:
    """Return what is held of the named events, by id."""
    if not ids:  # for no id at all Postgres reads the whole table
        return {}
    columns = "id, version, doc, provenance, evidence, merged_into, withdrawn"
    rows = await conn.fetch(f"select {columns} from event where id = any($1)", list(ids))  # noqa: S608
    return {row["id"]: Stored(**dict(row)) for row in rows}


async def save_events(conn: Executor, drafts: Sequence[tuple[EventDraft, int]], now: datetime) -> None:
    """Write events, each under its new version."""
    await conn.execute(_UPSERT, [_row(event, version) for event, version in drafts], now)


async def save_evidence(conn: Connection, drafts: Sequence[EventDraft]) -> None:
    """Write why events were merged, where nothing else of them changes."""
    if not drafts:
        return
    await conn.executemany(
        "update event set merged_because = $2, evidence = $3 where id = $1",
        [(event.id, list(event.merged_because), event.evidence) for event in drafts],
    )


async def drop_events(conn: Connection, event_ids: Collection[str]) -> None:
    """Take back events that were written early and told to nobody."""
    if event_ids:
        await conn.execute("delete from event where id = any($1)", list(event_ids))


async def save_merges(conn: Connection, redirects: Sequence[tuple[str, str]], now: datetime) -> None:
    """Let the first id of each pair answer under the second, and all that pointed to the first as well."""
    for old, new in redirects:
        await conn.execute(
            "update event set merged_into = $2, version = version + 1, updated_at = $3 where id = $1",
            old,
            new,
            now,
        )
        await conn.execute("update event set merged_into = $2 where merged_into = $1", old, new)


async def count_events_of(conn: Connection, source_id: str) -> int:
    """Return how many events a source tells of."""
    return int(
        await conn.fetchval("select count(distinct event_id) from listing where source_id = $1", source_id)
    )


def _row(event: EventDraft, version: int) -> dict[str, Any]:
    doc = event.doc
    place, price = doc["place"] or {}, doc["price"] or {}
    own = {topic["id"] for topic in doc["topics"]}
    topics = sorted(own | {area_of(it) for it in own})
    return {
        "id": event.id,
        "version": version,
        "doc": doc,
        "provenance": event.provenance,
        "merged_because": event.merged_because,
        "kind": doc["kind"],
        "status": doc["status"],
        "mode": doc["mode"],
        "country": place.get("country"),
        "languages": doc["languages"],
        "topics": topics,
        "is_free": price.get("is_free"),
        "starts_utc": event.starts_utc,
        "ends_utc": event.ends_utc,
        "cfp_closes_utc": event.cfp_closes_utc,
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        **dict(zip("abcd", event.texts, strict=True)),
        "facets": f"\\x{facet_codes(doc, topics, event.starts_utc).hex()}",
        "evidence": event.evidence,
        "withdrawn": event.withdrawn,
    }
