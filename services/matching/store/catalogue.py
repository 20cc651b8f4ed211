"""The copy of the event catalogue, fed by the stream."""

from collections.abc import Sequence

import numpy as np

from services.matching.people.person import WIDTH, Vectors
from services.matching.recommend.events.catalogue import CatalogueEvent, PastEvents
from shared.contracts.events import Mode
from shared.contracts.messages import EventChanged
from shared.db import Connection, Database, Record
from shared.kernel.errors import AppError, Kind
from shared.kernel.geo import Point

_COLUMNS = (
    "event_id", "version", "merged_into", "title", "status", "mode", "starts_local", "starts_utc", "ends_utc",
    "timezone", "city", "country", "lat", "lon", "topics", "languages", "series",
)  # fmt: skip
_SAVE = f"""
INSERT INTO catalogue_event AS held ({", ".join(_COLUMNS)}, vector)
VALUES ({", ".join(f"${i + 1}" for i in range(len(_COLUMNS) + 1))})
ON CONFLICT (event_id) DO UPDATE
SET {", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS[1:], "vector"))}
WHERE held.version < excluded.version
RETURNING event_id
"""  # noqa: S608 - the names are ours
_MOVE = """
INSERT INTO attendance (person_id, event_id, status, match, listed, updated_at)
SELECT person_id, $2, status, match, listed, updated_at FROM attendance WHERE event_id = $1
ON CONFLICT (person_id, event_id) DO NOTHING
"""
_NAMED = """
SELECT event_id, title, mode, starts_utc, ends_utc, city, country, lat, lon, topics, languages, series
FROM catalogue_event WHERE event_id = ANY($1)
"""
_WENT = """
SELECT e.event_id, title, mode, starts_utc, ends_utc, city, country, lat, lon, e.topics, languages, series,
       vector, 0 AS newcomers
FROM attendance a JOIN catalogue_event e USING (event_id)
WHERE a.person_id = $1 AND a.status = 'going' ORDER BY starts_utc DESC, event_id LIMIT $2
"""
_MOST_PAST = 1000
_MERGES = 5


async def save_event(conn: Connection, event: EventChanged, vector: Vectors) -> bool:
    """Keep an event unless a newer version is held; return whether it was kept."""
    values = event.model_dump(mode="python")
    row = [values[name] for name in _COLUMNS]
    held = vector if float(np.abs(vector).sum()) > 0 else None
    return await conn.fetchval(_SAVE, *map(_plain, row), held) is not None


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


async def move_attendance(conn: Connection, old: str, new: str) -> tuple[str, ...] | None:
    """Move everyone, and plans, from a merged event to its successor; return who moved.

    None while that is not here.
    """
    if await conn.fetchval("SELECT 1 FROM catalogue_event WHERE event_id = $1", new) is None:
        return None
    await conn.execute(_MOVE, old, new)
    moved = await conn.fetch("DELETE FROM attendance WHERE event_id = $1 RETURNING person_id", old)
    await conn.execute("UPDATE meeting_plan SET event_id = $2 WHERE event_id = $1", old, new)
    return tuple(row["person_id"] for row in moved)


async def merged_here(conn: Connection, event_id: str) -> tuple[str, ...]:
    """Return the events merged into this one that still have attendance of their own."""
    rows = await conn.fetch(
        """SELECT e.event_id FROM catalogue_event e WHERE e.merged_into = $1
           AND EXISTS (SELECT 1 FROM attendance a WHERE a.event_id = e.event_id) ORDER BY 1""",
        event_id,
    )
    return tuple(row["event_id"] for row in rows)


async def current_id(conn: Connection, event_id: str) -> str | None:
    """Return the id an event goes by now, through at most five merges; None for an unknown one."""
    current = event_id
    for _ in range(_MERGES):
        row = await conn.fetchrow("SELECT merged_into FROM catalogue_event WHERE event_id = $1", current)
        if row is None:
            return None
        if row["merged_into"] is None:
            return current
        current = row["merged_into"]
    return None


async def resolve_event(conn: Connection, event_id: str) -> str:
    """Return the id an event goes by now, or raise `AppError("event_missing", MISSING)`."""
    current = await current_id(conn, event_id)
    if current is not None:
        return current
    detail = (
        f"No event {event_id[:60]!r} is known here. Take an id from GET /v1/events; "
        "if the event was added just now, try again in a minute."
    )
    raise AppError("event_missing", Kind.MISSING, detail)


async def named(db: Database, event_ids: Sequence[str]) -> tuple[CatalogueEvent, ...]:
    """Return those of the events that there are, in no order."""
    return events_of(await db.fetch(_NAMED, list(event_ids)))


async def went(db: Database, person_id: str) -> PastEvents:
    """Return the latest events that a person said they go to, those to come included; at most 1,000."""
    return past_events(await db.fetch(_WENT, person_id, _MOST_PAST))


def past_events(rows: Sequence[Record]) -> PastEvents:
    """Read rows of events, each with how many newcomers went to it."""
    newcomers = np.array([row["newcomers"] for row in rows], dtype=float)
    return PastEvents(events_of(rows), vectors_of(rows), newcomers)


def events_of(rows: Sequence[Record]) -> tuple[CatalogueEvent, ...]:
    """Read rows of events, in their order."""
    return tuple(_event(row) for row in rows)


def vectors_of(rows: Sequence[Record]) -> Vectors:
    """Read the vectors of rows of events; zero where there is no text."""
    nothing = np.zeros(WIDTH, dtype=np.float32)
    found = [nothing if row["vector"] is None else row["vector"] for row in rows]
    return np.array(found, dtype=np.float32).reshape(len(rows), WIDTH)


def _event(row: Record) -> CatalogueEvent:
    return CatalogueEvent(
        event_id=row["event_id"],
        title=row["title"],
        mode=Mode(row["mode"]) if row["mode"] else None,
        starts_utc=row["starts_utc"],
        ends_utc=row["ends_utc"],
        city=row["city"],
        country=row["country"],
        point=None if row["lat"] is None or row["lon"] is None else Point(row["lat"], row["lon"]),
        topics=row["topics"],
        languages=tuple(row["languages"]),
        series=row["series"],
    )
