"""Events that partners bring: kept line by line; all of a partner's are the document of one source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import orjson

from services.events.ingest.parse.platforms.partner_events import ROWS
from services.events.sources.model import BROUGHT, SourceSpec
from services.events.store.sources.sources import upsert_source
from shared.contracts.partners.events import EventLine, PartnerEvent
from shared.db import Connection, Database, Record

MOST_BYTES: Final = 9 * 1024 * 1024
"""Of all lines of a partner that are still read together: a document may have 10 MiB."""
READ_FOR: Final = timedelta(days=60)
"""So long after its day an event stands in the document; what it left stays."""

_SOURCE = "select source_id from partner_source where partner = $1"
_UPSERT = """
insert into partner_event as held (source_id, external_id, body, bytes, day, updated_at)
select $1, *, $6 from unnest($2::text[], $3::jsonb[], $4::int[], $5::date[])
on conflict (source_id, external_id) do update
set body = excluded.body, bytes = excluded.bytes, day = excluded.day, updated_at = excluded.updated_at
where held.body <> excluded.body
returning 1
"""
_READ = "select body from partner_event where source_id = $1 and day >= $2 order by external_id"
_HELD = """
select external_id, bytes from partner_event where source_id = $1 and day >= $2
"""
_DUE = """
update source set pushed_at = $2, next_at = case when lease_until > $2 then next_at else $2 end where id = $1
"""
_LIST = """
select e.external_id, e.body, e.updated_at, l.event_id
from partner_source s join partner_event e using (source_id)
left join listing l on l.source_id = e.source_id and l.uid = e.external_id and l.recurrence_id = ''
where s.partner = $1 and e.external_id > $2 and ($4::text is null or e.external_id = $4)
order by e.external_id limit $3
"""


@dataclass(frozen=True, slots=True)
class Bringer:
    """Who brings, the id that a new source would get, and where its page is read."""

    partner: str
    new_id: str
    public_url: str


async def room_left(db: Database, partner: str, lines: Sequence[EventLine], now: datetime) -> list[bool]:
    """Tell of each line whether there is room for it beside what the partner brought and those before it."""
    source_id = await db.fetchval(_SOURCE, partner)
    rows = await db.fetch(_HELD, source_id, (now - READ_FOR).date())
    bytes_of = {row["external_id"]: int(row["bytes"]) for row in rows}
    held, fits = sum(bytes_of.values()), []
    for line in lines:
        size = len(_body(line))
        more = size - bytes_of.get(line.external_id, 0)
        fits.append(held + more <= MOST_BYTES)
        if fits[-1]:
            held, bytes_of[line.external_id] = held + more, size
    return fits


async def keep(conn: Connection, who: Bringer, lines: Sequence[EventLine], now: datetime) -> None:
    """Keep lines by their ids, and have the source read soon where one says something new."""
    await conn.execute("select pg_advisory_xact_lock(hashtextextended($1, 2))", who.partner)
    source_id = await conn.fetchval(_SOURCE, who.partner) or await _open(conn, who, now)
    bodies = [_body(line) for line in lines]
    changed = await conn.fetch(
        _UPSERT, source_id, [line.external_id for line in lines],
        [line.model_dump(mode="json") for line in lines], [len(body) for body in bodies],
        [_last_day(line) for line in lines], now,
    )  # fmt: skip
    if changed:
        await conn.execute(_DUE, source_id, now)


async def document_of(db: Database, source_id: str, now: datetime) -> bytes:
    """Return all that a partner says of events that are not long over."""
    rows = await db.fetch(_READ, source_id, (now - READ_FOR).date())
    return orjson.dumps({ROWS: [row["body"] for row in rows]})


async def events_of(
    db: Database, partner: str, after: str, limit: int, external_id: str | None
) -> tuple[PartnerEvent, ...]:
    """Return what a partner brought in the order of its ids, each with the event that came of it."""
    return tuple(_event(row) for row in await db.fetch(_LIST, partner, after, limit, external_id))


async def _open(conn: Connection, who: Bringer, now: datetime) -> str:
    spec = SourceSpec(
        url=f"{who.public_url}/sources/{who.new_id}",
        title=who.partner,
        origin=BROUGHT,
        attribution=who.partner,
    )
    source_id = await upsert_source(conn, spec, new_id=who.new_id, now=now)
    await conn.execute(
        "insert into partner_source (partner, source_id) values ($1, $2)", who.partner, source_id
    )
    return source_id


def _body(line: EventLine) -> bytes:
    return orjson.dumps(line.model_dump(mode="json"))


def _last_day(line: EventLine) -> date:
    return datetime.fromisoformat(line.ends_at or line.starts_at).date()


def _event(row: Record) -> PartnerEvent:
    told = {name: row["body"][name] for name in ("title", "status", "starts_at")}
    return PartnerEvent(
        external_id=row["external_id"], event_id=row["event_id"], updated_at=row["updated_at"], **told
    )
