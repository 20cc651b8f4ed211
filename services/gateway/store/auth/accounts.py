"""Accounts: which address is which person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.db import Connection, Database


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A sample person, as offered on the sample sign-in page."""

    person_id: str
    name: str
    about: str


async def account_of(conn: Connection, email: str, new_id: str, now: datetime) -> str:
    """Return the person of an address; the first call creates the account under `new_id`."""
    await conn.execute(
        "INSERT INTO account (person_id, email, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        new_id,
        email,
        now,
    )
    return str(await conn.fetchval("SELECT person_id FROM account WHERE email = $1", email))


async def email_of(db: Database, person_id: str) -> str | None:
    """Return a person's address, or None when there is no such account."""
    found = await db.fetchval("SELECT email FROM account WHERE person_id = $1", person_id)
    return None if found is None else str(found)


async def emails_of(db: Database, person_ids: Sequence[str]) -> dict[str, str]:
    """Return the addresses of those people who have an account."""
    sql = "SELECT person_id, email FROM account WHERE person_id = ANY($1)"
    rows = await db.fetch(sql, list(person_ids)) if person_ids else []
    return {row["person_id"]: row["email"] for row in rows}


async def people_of(db: Database, emails: Sequence[str]) -> dict[str, str]:
    """Return whose accounts some addresses are, by address."""
    rows = await db.fetch("SELECT email, person_id FROM account WHERE email = ANY($1)", list(emails))
    return {row["email"]: row["person_id"] for row in rows}


async def offer_sample(db: Database, sample: SamplePerson) -> None:
    """Offer a person on the sample sign-in page."""
    sql = "UPDATE account SET sample_name = $2, sample_about = $3 WHERE person_id = $1"
    await db.execute(sql, sample.person_id, sample.name, sample.about)


async def sample_people(db: Database, limit: int = 200) -> tuple[SamplePerson, ...]:
    """List the sample people in the order in which they came."""
    rows = await db.fetch(
        """SELECT person_id, sample_name, sample_about FROM account WHERE sample_name IS NOT NULL
           ORDER BY sample_order LIMIT $1""",
        limit,
    )
    return tuple(SamplePerson(row["person_id"], row["sample_name"], row["sample_about"]) for row in rows)


async def is_sample(db: Database, person_id: str) -> bool:
    """Tell whether a person is a sample, whom anyone may become on a machine that shows samples."""
    sql = "SELECT sample_name IS NOT NULL FROM account WHERE person_id = $1"
    return bool(await db.fetchval(sql, person_id))
