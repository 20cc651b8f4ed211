"""The change log: a row and a message for each change of an event, in the transaction that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.events.ingest.resolve.draft import EventDraft
from shared.contracts.events import EventKind, EventStatus, Mode
from shared.contracts.messages import EventChanged, Stream
from shared.db import Connection, Executor, Record
from shared.db.outbox import put_all

_LOG = """
insert into change (event_id, reason, merged_into, version, at, was)
select event_id, reason, merged_into, version, $2, was
from rows from (jsonb_to_recordset($1) as (
    event_id text, reason text, merged_into text, version integer, was jsonb
)) with ordinality as told (event_id, reason, merged_into, version, was, place)
order by place
"""
_TOLD_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """An entry for the change log: the event as it is now, the reason, and what was before."""

    fact: EventChanged
    reason: str
    was: dict[str, Any] | None = None


async def log_changes(conn: Executor, changes: Sequence[Told], now: datetime) -> None:
    """Append to the change log and say it to whoever listens."""
    for start in range(0, len(changes), _TOLD_AT_ONCE):
        batch = changes[start : start + _TOLD_AT_ONCE]
        await conn.execute(_LOG, [_entry(told) for told in batch], now)
        messages = [(f"{it.fact.event_id}:{it.fact.version}", it.fact) for it in batch]
        await put_all(conn, Stream.EVENT_CHANGED, messages, occurred_at=now)


async def changed_rows(conn: Connection, ids: Sequence[str]) -> list[Record]:
    """Return the rows that `event_changed` needs."""
    sql = """
        select id, version, merged_into, doc, starts_utc, ends_utc from event where id = any($1) order by id
    """
    return await conn.fetch(sql, list(ids))


def drafted(event: EventDraft, version: int) -> EventChanged:
    """Return the message that tells of an event as it has just been written."""
    times = {"starts_utc": event.starts_utc, "ends_utc": event.ends_utc}
    return event_changed({"id": event.id, "version": version, "merged_into": None, "doc": event.doc, **times})


def event_changed(row: Record) -> EventChanged:
    """Return the message that tells of an event's present state."""
    doc = row["doc"]
    place = doc["place"] or {}
    return EventChanged(
        event_id=row["id"],
        version=row["version"],
        merged_into=row["merged_into"],
        title=doc["title"],
        summary=doc["summary"],
        kind=EventKind(doc["kind"]),
        status=EventStatus(doc["status"]),
        mode=Mode(doc["mode"]) if doc["mode"] else None,
        starts_local=doc["starts_at"]["local"],
        starts_utc=row["starts_utc"],
        ends_utc=row["ends_utc"],
        timezone=doc["starts_at"]["timezone"],
        venue=place.get("venue"),
        city=place.get("city"),
        country=place.get("country"),
        lat=place.get("lat"),
        lon=place.get("lon"),
        topics={topic["id"]: topic["confidence"] for topic in doc["topics"]},
        languages=tuple(doc["languages"]),
        url=doc["url"],
        series=doc["series"]["id"] if doc["series"] else None,
    )


def _entry(told: Told) -> dict[str, Any]:
    it = told.fact
    return {
        "event_id": it.event_id,
        "reason": told.reason,
        "merged_into": it.merged_into,
        "version": it.version,
        "was": told.was,
    }
