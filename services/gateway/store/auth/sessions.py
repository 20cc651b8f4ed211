"""Sessions, found by the hash of their token."""

from datetime import datetime

from services.gateway.auth.sessions import SignedIn
from services.gateway.store.partners.people import own_up
from shared.db import Connection, Database


async def keep(
    conn: Connection, token_hash: bytes, person_id: str, now: datetime, expires_at: datetime
) -> None:
    """Keep a session. Its owner has come: no partner changes the account any more."""
    await own_up(conn, person_id)
    await conn.execute(
        "INSERT INTO session (token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        person_id,
        now,
        expires_at,
    )


async def find(db: Database, token_hash: bytes, now: datetime) -> SignedIn | None:
    """Return who holds a living session."""
    row = await db.fetchrow(
        "SELECT person_id, expires_at FROM session WHERE token_hash = $1 AND expires_at > $2", token_hash, now
    )
    return None if row is None else SignedIn(row["person_id"], token_hash, row["expires_at"])


async def revoke(db: Database, token_hash: bytes) -> None:
    """End a session at once; ending it again changes nothing."""
    await db.execute("DELETE FROM session WHERE token_hash = $1", token_hash)
