"""Whom the ids of partners stand for, and whose account nobody but a partner has had in hand yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.db import Connection, Database
from shared.kernel.errors import AppError, Kind

_SIGNED = "select email, brought_by from account where person_id = $1"
_BROUGHT = """
select p.person_id, p.external_id, a.email, a.brought_by is not null and a.brought_by = p.partner as brought
from partner_person p join account a using (person_id)
where p.partner = $1 and ($2::text is null or exists (
    select from partner_reader r
    where r.partner = p.partner and r.external_id = p.external_id and r.reader_id = $2))
"""
_READS = """
insert into partner_reader (reader_id, partner, external_id)
select $1, partner, external_id from partner_person where partner = $2 and external_id = any($3)
on conflict do nothing
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom an id of a partner stands for. `brought`: the account is the partner's, its owner never came."""

    person_id: str
    email: str
    brought: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose people are asked for: all of a partner's, or of those whom one of its organisers brought."""

    partner: str
    reader_id: str | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A person under the id that a partner knows them by."""

    external_id: str
    email: str
    brought: bool


async def find(db: Database, partner: str, external_id: str) -> Known | None:
    """Return whom an id stands for; None where it was never brought. Raise `person_erased`."""
    sql = "select person_id from partner_person where partner = $1 and external_id = $2"
    row = await db.fetchrow(sql, partner, external_id)
    if row is None:
        return None
    account = await db.fetchrow(_SIGNED, row["person_id"]) if row["person_id"] else None
    if account is None:
        detail = "The person under this external_id has had us erase them; leave them out from now on."
        raise AppError("person_erased", Kind.GONE, detail)
    return Known(row["person_id"], account["email"], account["brought_by"] == partner)


async def bring(
    db: Database, partner: str, external_id: str, email: str, new_id: str, now: datetime
) -> Known:
    """Have an id stand for the person of an address, whose account is made where there is none."""
    async with db.transaction() as conn:
        await conn.execute(
            """insert into account (person_id, email, created_at, brought_by) values ($1, $2, $3, $4)
               on conflict do nothing""",
            new_id, email, now, partner,
        )  # fmt: skip
        account = await conn.fetchrow("select person_id, brought_by from account where email = $1", email)
        assert account is not None  # noqa: S101 - just written, or there before
        await conn.execute(
            """insert into partner_person (partner, external_id, person_id, brought_at)
               values ($1, $2, $3, $4) on conflict do nothing""",
            partner, external_id, account["person_id"], now,
        )  # fmt: skip
        return Known(account["person_id"], email, account["brought_by"] == partner)


async def told_within(db: Database, partner: str, since: datetime) -> tuple[int, int]:
    """Return how many were written to since then: for this organiser, and for all whom nobody let in."""
    sql = """select count(*) filter (where partner = $1) as own, count(*) as of_all
             from partner_person where told_at > $2"""
    row = await db.fetchrow(sql, partner, since)
    return (row["own"], row["of_all"]) if row else (0, 0)


async def note_told(conn: Connection, partner: str, person_id: str, now: datetime, since: datetime) -> bool:
    """Note that a person is written to; False where they were since then."""
    sql = """update partner_person set told_at = $3
             where partner = $1 and person_id = $2 and (told_at is null or told_at <= $4) returning true"""
    return bool(await conn.fetchval(sql, partner, person_id, now, since))


async def own_up(conn: Connection, person_id: str) -> None:
    """Note that the owner of an account has signed in: no partner changes it any more."""
    await conn.execute(
        "update account set brought_by = null where person_id = $1 and brought_by is not null", person_id
    )


async def note_reader(conn: Connection, reader_id: str, partner: str, external_ids: Sequence[str]) -> None:
    """Note that an organiser brought those of some ids whom the partner has; others do not read them."""
    await conn.execute(_READS, reader_id, partner, list(external_ids))


async def of_people(db: Database, whose: Whose, person_ids: Sequence[str]) -> Mapping[str, Brought]:
    """Return those of some people whom a partner brought, by person; under the least of several ids."""
    return await _of(db, whose, "p.person_id", person_ids)


async def of_ids(db: Database, whose: Whose, external_ids: Sequence[str]) -> Mapping[str, Brought]:
    """Return whom some of a partner's ids stand for, by person."""
    return await _of(db, whose, "p.external_id", external_ids)


async def of_addresses(db: Database, whose: Whose, emails: Sequence[str]) -> Mapping[str, Brought]:
    """Return those of some addresses, as they are kept, whom a partner brought, by person."""
    return await _of(db, whose, "a.email", emails)


async def _of(db: Database, whose: Whose, column: str, values: Sequence[str]) -> Mapping[str, Brought]:
    sql = f"{_BROUGHT} and {column} = any($3) order by p.external_id desc"  # the least of several ids counts
    rows = await db.fetch(sql, whose.partner, whose.reader_id, list(values))
    return {row["person_id"]: Brought(row["external_id"], row["email"], row["brought"]) for row in rows}


async def partners_of(conn: Connection, person_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Return who brought each of some people, under which id; nobody of those who never signed in."""
    rows = await conn.fetch(
        """select p.person_id, p.partner, min(p.external_id) as external_id
           from partner_person p join account a using (person_id)
           where p.person_id = any($1) and a.brought_by is null group by p.person_id, p.partner""",
        list(person_ids),
    )
    return {
        one: {row["partner"]: row["external_id"] for row in rows if row["person_id"] == one}
        for one in person_ids
    }
