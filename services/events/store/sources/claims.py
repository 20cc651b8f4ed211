"""Claims on sources, and how often their proofs were looked for of late."""

from dataclasses import fields
from datetime import datetime, timedelta

from services.events.sources.publisher.claim import Claim
from shared.contracts.held import Held
from shared.contracts.sources.claims import ClaimMethod, Look
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import LeaseTable

CLAIMS = LeaseTable("source_claim", "id")
MOST_CLAIMS = 100
"""Of one person, over all sources."""
WINDOW = timedelta(hours=1)


async def begin_claim(conn: Connection, claim: Claim) -> bool:
    """Note a new claim; False when this person has as many as one may. One that stands stays as it is."""
    await conn.execute("select pg_advisory_xact_lock(hashtextextended($1, 1))", claim.person_id)
    held = await conn.fetchval("select count(*) from source_claim where person_id = $1", claim.person_id)
    if int(held) >= MOST_CLAIMS:
        return False
    await conn.execute(
        """
        insert into source_claim (id, source_id, person_id, method, token, created_at)
        values ($1, $2, $3, $4, $5, $6) on conflict (person_id, source_id, method) do nothing
        """,
        claim.id, claim.source_id, claim.person_id, claim.method.value, claim.token, claim.created_at,
    )  # fmt: skip
    return True


async def claims_of(db: Database, person_id: str, source_id: str) -> list[Claim]:
    """Return what a person claims of a source, oldest first."""
    rows = await db.fetch(
        "select * from source_claim where person_id = $1 and source_id = $2 order by id", person_id, source_id
    )
    return [claim_of(row) for row in rows]


HELD = {
    "source_claims": """
select c.id, c.source_id, s.title, c.method, c.created_at, c.verified_at, c.checked_at, c.failing_since,
       c.lapsed_at, c.looks
from source_claim c join source s on s.id = c.source_id where c.person_id = $1 order by c.id""",
    "source_looks": "select host, at from claim_attempt where person_id = $1 order by at",
}
"""What a person may take away, less the tokens of letters, which their reader alone is to see."""


async def held_of(db: Database, person_id: str) -> Held:
    """Return what is held of whoever says that sources are theirs."""
    rows = {name: await db.fetch(sql, person_id) for name, sql in HELD.items()}
    return Held(records={name: tuple(dict(row) for row in found) for name, found in rows.items()})


async def has_publisher(db: Database, source_id: str) -> bool:
    """Tell whether anybody has proven to be the publisher of a source."""
    sql = """select exists (select from source_claim
             where source_id = $1 and verified_at is not null and lapsed_at is null)"""
    return bool(await db.fetchval(sql, source_id))


async def claim_with(db: Database, token: str) -> Claim | None:
    """Return the claim whose proof holds this token."""
    row = await db.fetchrow("select * from source_claim where token = $1", token)
    return claim_of(row) if row else None


async def is_still_at(conn: Connection, source_id: str, url: str) -> bool:
    """Tell whether a source has this address, and hold it there until commit."""
    return bool(await conn.fetchval("select url = $2 from source where id = $1 for share", source_id, url))


async def save_check(conn: Connection, claim: Claim) -> None:
    """Write what a check made of a claim, and end its lease."""
    await conn.execute(
        """
        update source_claim set verified_at = $2, checked_at = $3, failing_since = $4, lapsed_at = $5,
            looks = $6, next_at = $7, lease_owner = null, lease_until = null, attempts = 0, last_error = null
        where id = $1
        """,
        claim.id, claim.verified_at, claim.checked_at, claim.failing_since, claim.lapsed_at,
        [look.model_dump() for look in claim.looks], claim.next_at,
    )  # fmt: skip


async def drop_claim(db: Database, person_id: str, claim_id: str) -> bool:
    """Forget a claim; False when this person has none such."""
    sql = "delete from source_claim where id = $1 and person_id = $2"
    return affected_rows(await db.execute(sql, claim_id, person_id)) > 0


async def forget_claimant(db: Database, person_id: str) -> None:
    """Forget whatever a person claims; what they have set stays as it is."""
    await db.execute("delete from source_claim where person_id = $1", person_id)
    await db.execute("delete from claim_attempt where person_id = $1", person_id)


async def count_attempt(db: Database, person_id: str, host: str, now: datetime) -> tuple[int, int]:
    """Note one look for a proof; return how many a person, and how many on a host, were within the hour."""
    await db.execute("delete from claim_attempt where at <= $1", now - WINDOW)
    sql = """
        with noted as (insert into claim_attempt (person_id, host, at) values ($1, $2, $3))
        select count(*) filter (where person_id = $1) + 1 as by_person,
               count(*) filter (where host = $2) + 1 as on_host
        from claim_attempt where at > $4
    """
    row = await db.fetchrow(sql, person_id, host, now, now - WINDOW)
    return (row["by_person"], row["on_host"]) if row else (1, 1)


def claim_of(row: Record) -> Claim:
    """Return the claim that a whole row holds."""
    known = {field.name: row[field.name] for field in fields(Claim)}
    looks = tuple(Look(**each) for each in row["looks"])
    return Claim(**{**known, "method": ClaimMethod(row["method"]), "looks": looks})
