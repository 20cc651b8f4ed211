"""Files of contacts that people bring: kept line by line, dealt with in stretches, forgotten after a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.gateway.store.partners.imports import why_given_up
from shared.contracts.network.contacts import Contact, ContactFormat, ContactLine, LineOutcome, MyImport
from shared.contracts.people import Profile
from shared.db import Connection, Database, Record
from shared.db.lease import LeaseTable, release
from shared.kernel.errors import AppError, Kind

CONTACT_IMPORTS = LeaseTable(table="contact_import", key="id")
MOST_KEPT = 20
"""Files of one person; the oldest goes first."""

_ADD_LINES = """
insert into contact_import_line (import_id, place, line, name, body, outcome, detail)
select $1, * from unnest($2::int[], $3::int[], $4::text[], $5::jsonb[], $6::text[], $7::text[])
"""
_ONLY_SO_MANY = """
delete from contact_import where person_id = $1 and id not in (
    select id from contact_import where person_id = $1 order by created_at desc, id desc limit $2)
"""
_IMPORT = """
select i.*, n.* from contact_import i, lateral (
    select count(*) as lines, count(*) filter (where outcome = 'added') as added,
           count(*) filter (where outcome = 'known') as known,
           count(*) filter (where outcome = 'refused') as refused
    from contact_import_line l where l.import_id = i.id
) n where i.person_id = $1
"""
_LINES = """
select place, line, name, outcome, detail from contact_import_line
where import_id = $1 and place > $2 and ($3::text is null or outcome = $3) order by place limit $4
"""
_WAITING = """
select place, body from contact_import_line
where import_id = $1 and outcome = 'waiting' order by place limit $2
"""
_SETTLE = """
update contact_import_line l set outcome = s.outcome, detail = s.detail, body = null
from unnest($2::int[], $3::text[], $4::text[]) as s (place, outcome, detail)
where l.import_id = $1 and l.place = s.place
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line to be dealt with, by its place among the lines; one that is settled has no contact."""

    told: ContactLine
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class NewContactImport:
    """A file that was read to lines. A resume is dealt with by then; `profile` is what it came to."""

    id: str
    person_id: str
    format: ContactFormat
    dry_run: bool
    lines: Sequence[Waiting]
    profile: Profile | None = None
    profile_version: int | None = None


async def add(db: Database, made: NewContactImport, now: datetime) -> None:
    """Keep a file, due at once unless no line waits."""
    waits = any(line.contact for line in made.lines)
    profile = made.profile.model_dump(mode="json") if made.profile else None
    columns = zip(*(_row(place, line) for place, line in enumerate(made.lines, 1)), strict=True)
    async with db.transaction() as conn:
        await conn.execute(
            """insert into contact_import (id, person_id, format, dry_run, profile, profile_version,
                                           created_at, next_at, finished_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
            made.id, made.person_id, made.format, made.dry_run, profile, made.profile_version, now,
            now if waits else None, None if waits else now,
        )  # fmt: skip
        if made.lines:
            await conn.execute(_ADD_LINES, made.id, *map(list, columns))
        await conn.execute(_ONLY_SO_MANY, made.person_id, MOST_KEPT)


def _row(place: int, line: Waiting) -> tuple[object, ...]:
    told, body = line.told, line.contact.model_dump(mode="json") if line.contact else None
    return place, told.line, told.name, body, told.outcome, told.detail


async def find(db: Database, person_id: str, import_id: str) -> MyImport:
    """Return a person's import; raise `AppError("import_missing", MISSING)`."""
    row = await db.fetchrow(f"{_IMPORT} and i.id = $2", person_id, import_id)
    if row is None:
        detail = "You have no such import; it may be more than a week old. See `GET /v1/me/imports`."
        raise AppError("import_missing", Kind.MISSING, detail)
    return _import(row)


async def all_of(db: Database, person_id: str) -> tuple[MyImport, ...]:
    """Return a person's imports; there are few."""
    return tuple(_import(row) for row in await db.fetch(_IMPORT, person_id))


async def lines(
    db: Database, import_id: str, outcome: LineOutcome | None, after: int, limit: int
) -> list[tuple[int, ContactLine]]:
    """Return what became of lines, each with its place, after a place."""
    rows = await db.fetch(_LINES, import_id, after, outcome, limit)
    return [(row["place"], ContactLine.model_validate(dict(row))) for row in rows]


async def waiting(db: Database, import_id: str, limit: int) -> list[tuple[int, Contact]]:
    """Return the first contacts that are still to be dealt with, by their places."""
    rows = await db.fetch(_WAITING, import_id, limit)
    return [(row["place"], Contact.model_validate(row["body"])) for row in rows]


async def settle(
    conn: Connection, import_id: str, owner: str, settled: Sequence[tuple[int, LineOutcome, str | None]],
    now: datetime,
) -> None:  # fmt: skip
    """Keep what became of some lines, and be due again while there are more.

    Raises:
        AppError: `lease_lost`: another worker has the file, and tells of these lines itself.
    """
    places, outcomes, details = (list(it) for it in zip(*settled, strict=True)) if settled else ([], [], [])
    await conn.execute(_SETTLE, import_id, places, outcomes, details)
    more = await conn.fetchrow(_WAITING, import_id, 1)
    if more is None:
        sql = "update contact_import set finished_at = coalesce(finished_at, $2) where id = $1"
        await conn.execute(sql, import_id, now)
    if not await release(conn, CONTACT_IMPORTS, import_id, owner=owner, next_at=now if more else None):
        raise AppError("lease_lost", Kind.CONFLICT, "Another worker has taken over this file.")


def _import(row: Record) -> MyImport:
    state = "finished" if row["finished_at"] else "failed" if row["dead_at"] else "waiting"
    detail = why_given_up(row["last_error"]) if state == "failed" else None
    return MyImport.model_validate({**dict(row), "state": state, "detail": detail})
