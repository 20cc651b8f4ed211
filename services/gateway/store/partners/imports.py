"""Files of attendees and events: kept line by line, dealt with in stretches, forgotten after ninety days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.gateway.attendees.lines import MODELS
from services.gateway.attendees.once import AnyLine, Line
from shared.contracts.partners.attendees import Import, ImportKind, ImportLine, LineOutcome
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import KILLED, LeaseTable, release
from shared.kernel.errors import AppError, Kind

IMPORTS = LeaseTable(table="partner_import", key="id")

_ADD_LINES = """
insert into partner_import_line (import_id, line, external_id, body, outcome, detail)
select $1, * from unnest($2::int[], $3::text[], $4::jsonb[], $5::text[], $6::text[])
"""
_IMPORT = """
select i.*, n.* from partner_import i, lateral (
    select count(*) as lines, count(*) filter (where outcome = 'accepted') as accepted,
           count(*) filter (where outcome = 'rejected') as rejected
    from partner_import_line l where l.import_id = i.id
) n
"""
_OWN = "i.partner = $1 and ($2::text is null or i.made_by = $2)"
_LINES = """
select line, external_id, outcome, detail from partner_import_line
where import_id = $1 and line > $2 and ($3::text is null or outcome = $3) order by line limit $4
"""
_NOTED = """
select line, external_id, outcome, detail, count(*) over () as of_all from partner_import_line
where import_id = $1 and outcome <> 'rejected' and detail is not null order by line limit $2
"""
_WAITING = """
select line, body from partner_import_line where import_id = $1 and outcome = 'waiting' order by line limit $2
"""
_SETTLE = """
update partner_import_line l set outcome = s.outcome, detail = coalesce(s.detail, l.detail), body = null
from unnest($2::int[], $3::text[], $4::text[]) as s (line, outcome, detail)
where l.import_id = $1 and l.line = s.line
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a line; `detail` is why it was rejected; without, that it was kept with stays."""

    line: int
    outcome: LineOutcome
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class NewImport:
    """A file that was read to lines."""

    id: str
    partner: str
    kind: ImportKind
    dry_run: bool
    lines: Sequence[Line]
    made_by: str | None = None
    """The organiser who sent it, who alone reads what became of it; None of a partner with a key."""


async def add(db: Database, made: NewImport, now: datetime) -> None:
    """Keep a file; what does not fit is rejected already."""
    columns = zip(*(_row(line) for line in made.lines), strict=True)
    async with db.transaction() as conn:
        await conn.execute(
            """insert into partner_import (id, partner, kind, dry_run, created_at, next_at, made_by)
               values ($1, $2, $3, $4, $5, $5, $6)""",
            made.id, made.partner, made.kind, made.dry_run, now, made.made_by,
        )  # fmt: skip
        await conn.execute(_ADD_LINES, made.id, *map(list, columns))


def _row(line: Line) -> tuple[object, ...]:
    body = None if line.body is None else line.body.model_dump(mode="json", exclude_unset=True)
    outcome = "waiting" if line.body else "rejected"
    return line.number, line.external_id, body, outcome, line.problem


async def find(
    db: Database | Connection, partner: str, import_id: str, *, made_by: str | None = None
) -> Import:
    """Return a partner's import, or that of an organiser; raise `AppError("import_missing", MISSING)`."""
    row = await db.fetchrow(f"{_IMPORT} where {_OWN} and i.id = $3", partner, made_by, import_id)
    if row is None:
        detail = (
            "You have no such import; it may be more than ninety days old. See `GET /v1/partner/imports`."
        )
        raise AppError("import_missing", Kind.MISSING, detail)
    return _import(row)


async def newest(
    db: Database, partner: str, before: str | None, limit: int, *, made_by: str | None = None
) -> tuple[Import, ...]:
    """Return the imports of a partner, or of an organiser, the newest first."""
    sql = f"{_IMPORT} where {_OWN} and ($3::text is null or i.id < $3) order by i.id desc limit $4"
    return tuple(_import(row) for row in await db.fetch(sql, partner, made_by, before, limit))


async def lines(
    db: Database, import_id: str, outcome: LineOutcome | None, after: int, limit: int
) -> tuple[ImportLine, ...]:
    """Return what became of lines, in their order, after a line."""
    rows = await db.fetch(_LINES, import_id, after, outcome, limit)
    return tuple(ImportLine(**dict(row)) for row in rows)


async def noted(db: Database, import_id: str, limit: int) -> tuple[int, tuple[ImportLine, ...]]:
    """Return how many lines are taken without something that did not fit, and the first of them."""
    rows = await db.fetch(_NOTED, import_id, limit)
    found = tuple(ImportLine(**{name: row[name] for name in ImportLine.model_fields}) for row in rows)
    return rows[0]["of_all"] if rows else 0, found


async def waiting(db: Database, import_id: str, kind: ImportKind, limit: int) -> list[tuple[int, AnyLine]]:
    """Return the first lines that are still to be dealt with."""
    rows = await db.fetch(_WAITING, import_id, limit)
    return [(row["line"], MODELS[kind].model_validate(row["body"])) for row in rows]


async def settle(
    conn: Connection, import_id: str, owner: str, settled: Sequence[Settled], now: datetime
) -> bool:
    """Keep what became of some lines, and be due again while there are more; True when this ends the file.

    Raises:
        AppError: `lease_lost`: another worker has the file, and tells of these lines itself.
    """
    facts = [(one.line, one.outcome, one.detail) for one in settled]
    await conn.execute(
        _SETTLE, import_id, *(list(it) for it in zip(*facts, strict=True)) if facts else ([], [], [])
    )
    more = await conn.fetchrow(_WAITING, import_id, 1)
    if not await release(conn, IMPORTS, import_id, owner=owner, next_at=now if more else None):
        raise AppError("lease_lost", Kind.CONFLICT, "Another worker has taken over this file.")
    if more:
        return False
    sql = "update partner_import set finished_at = $2 where id = $1 and finished_at is null"
    return affected_rows(await conn.execute(sql, import_id, now)) > 0


def why_given_up(error: str | None) -> str:
    """Tell who sent a file why the rest of it was given up, and what to do; what is settled stays."""
    if error == KILLED:
        return (
            "The process that dealt with it ended each time before it was done, perhaps for want of memory. "
            "Send the lines that wait again in smaller files; if that fails, tell whoever runs this "
            "installation."
        )
    return "A service that is needed was away too long. Send the lines that wait again later."


def _import(row: Record) -> Import:
    """A file of which every line was refused as it came was settled then, whenever its partner is told."""
    refused = row["finished_at"] is None and row["rejected"] == row["lines"]
    done = row["created_at"] if refused else row["finished_at"]
    state = "finished" if done else "failed" if row["dead_at"] else "waiting"
    detail = why_given_up(row["last_error"]) if state == "failed" else None
    return Import.model_validate({**dict(row), "finished_at": done, "state": state, "detail": detail})
