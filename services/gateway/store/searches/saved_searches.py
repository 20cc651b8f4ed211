"""Saved searches: what a person keeps, and under which name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.gateway.alerts.watch import KEPT_AFTER
from services.gateway.store.searches.watching import set_turns
from shared.contracts.catalogue.lists import FoundEvents
from shared.contracts.catalogue.saved_searches import Alerts
from shared.db import Connection, Database, Record, affected_rows
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, FieldError, Kind

MOST_PER_PERSON = 50


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search."""

    id: str
    person_id: str
    name: str
    query: str
    alerts: Alerts
    created_at: datetime
    updated_at: datetime


async def of_person(db: Database, person_id: str) -> tuple[Saved, ...]:
    """Return a person's searches by name."""
    rows = await db.fetch(
        "select * from saved_search where person_id = $1 order by lower(name), id", person_id
    )
    return tuple(_saved(row) for row in rows)


async def find(db: Database, person_id: str, search_id: str) -> Saved:
    """Return one of a person's searches.

    Raises:
        AppError: `search_missing`, also for what is another person's.
    """
    row = await db.fetchrow(
        "select * from saved_search where person_id = $1 and id = $2", person_id, search_id
    )
    if row is None:
        raise missing()
    return _saved(row)


async def add(db: Database, made: Saved, found: FoundEvents) -> None:
    """Keep a new search and what it finds already, which is no news.

    Raises:
        AppError: `too_many_searches`, or `name_taken`.
    """
    async with db.transaction() as conn:
        await conn.execute("select from account where person_id = $1 for update", made.person_id)
        held = await conn.fetchval("select count(*) from saved_search where person_id = $1", made.person_id)
        if held >= MOST_PER_PERSON:
            detail = f"You have {held} searches, and more cannot be kept; delete one that you no longer need."
            raise AppError("too_many_searches", Kind.CONFLICT, detail)
        await _refuse_taken(conn, made)
        await conn.execute(
            """insert into saved_search (id, person_id, name, query, alerts, since, whole, created_at,
                                         updated_at, next_at)
               values ($1, $2, $3, $4, $5, $6, $7, $6, $6, $6)""",
            made.id, made.person_id, made.name, made.query, made.alerts, made.created_at, found.whole,
        )  # fmt: skip
        await _know(conn, made.id, found)


async def change(db: Database, wanted: Saved, found: FoundEvents | None, clock: Clock) -> None:
    """Keep another name, query or rhythm; `found` is what another query finds already.

    Raises:
        AppError: `name_taken`, or `search_missing` when it was deleted meanwhile.
    """
    async with db.transaction() as conn:
        await _refuse_taken(conn, wanted)
        tag = await conn.execute(
            """update saved_search set name = $3, query = $4, alerts = $5, updated_at = $6
               where person_id = $1 and id = $2""",
            wanted.person_id, wanted.id, wanted.name, wanted.query, wanted.alerts, wanted.updated_at,
        )  # fmt: skip
        if not affected_rows(tag):
            raise missing()
        if found is not None:
            await conn.execute(
                "update saved_search set since = $2, whole = $3, next_at = $2 where id = $1",
                wanted.id, wanted.updated_at, found.whole,
            )  # fmt: skip
            await conn.execute("delete from saved_search_event where search_id = $1", wanted.id)
            await _know(conn, wanted.id, found)
        if wanted.alerts != "none":
            waits = "select true from saved_search_event where search_id = $1 and news is not null limit 1"
            await set_turns(conn, [wanted.id] if await conn.fetchval(waits, wanted.id) else [], clock)
        else:
            await conn.execute(
                "update saved_search_event set news = null, was = null where search_id = $1", wanted.id
            )


async def delete(db: Database, person_id: str, search_id: str) -> None:
    """Forget a search and what it knew; deleting again is no error."""
    await db.execute("delete from saved_search where person_id = $1 and id = $2", person_id, search_id)


def missing() -> AppError:
    """Return the 404 for a search that is not there, or not theirs."""
    return AppError("search_missing", Kind.MISSING, "You have no such saved search; see /v1/me/searches.")


async def _refuse_taken(conn: Connection, wanted: Saved) -> None:
    taken = await conn.fetchval(
        "select true from saved_search where person_id = $1 and name = $2 and id <> $3",
        wanted.person_id, wanted.name, wanted.id,
    )  # fmt: skip
    if taken:
        detail = f"You have a search called “{wanted.name}” already; choose another name."
        raise AppError("name_taken", Kind.CONFLICT, detail, errors=(FieldError("/name", detail),))


async def _know(conn: Connection, search_id: str, found: FoundEvents) -> None:
    ids: Sequence[str] = [event.id for event in found.events]
    until = [event.ends_at + KEPT_AFTER for event in found.events]
    await conn.execute(
        """insert into saved_search_event (search_id, event_id, forget_at)
           select $1, * from unnest($2::text[], $3::timestamptz[]) on conflict do nothing""",
        search_id, ids, until,
    )  # fmt: skip


def _saved(row: Record) -> Saved:
    return Saved(**{name: row[name] for name in Saved.__slots__})
