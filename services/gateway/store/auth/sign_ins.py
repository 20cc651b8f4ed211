"""Sign-ins: one row per mail that was asked for, with hashes only."""

from collections.abc import Callable
from datetime import datetime

from services.gateway.auth.codes import SignIn, Verdict
from services.gateway.auth.limits import WINDOW, Sent
from shared.db import Connection, Database, Record

_ADDRESS_LOCK, _NETWORK_LOCK = 1, 2
_COLUMNS = "id, email, code_hash, link_hash, expires_at, wrong_tries, used_at, superseded_at"


async def count_recent(conn: Connection, email: str, network: str, now: datetime) -> Sent:
    """Count the past hour's sign-ins, holding others of the same address or network until commit.

    The address is always locked before the network, so that two requests cannot wait for one another.
    """
    await conn.execute("SELECT pg_advisory_xact_lock($1, hashtext($2))", _ADDRESS_LOCK, email)
    await conn.execute("SELECT pg_advisory_xact_lock($1, hashtext($2))", _NETWORK_LOCK, network)
    (row,) = await conn.fetch(
        """SELECT (SELECT count(*) FROM sign_in WHERE email = $1 AND created_at > $3) AS to_address,
                  (SELECT count(*) FROM sign_in WHERE network = $2 AND created_at > $3) AS from_network""",
        email,
        network,
        now - WINDOW,
    )
    return Sent(row["to_address"], row["from_network"])


async def add(conn: Connection, sign_in: SignIn, network: str, now: datetime) -> None:
    """Keep a sign-in; it supersedes every older one of its address."""
    await conn.execute(
        "UPDATE sign_in SET superseded_at = $2 WHERE email = $1 AND superseded_at IS NULL", sign_in.email, now
    )
    await conn.execute(
        """INSERT INTO sign_in (id, email, network, code_hash, link_hash, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        sign_in.id,
        sign_in.email,
        network,
        sign_in.code_hash,
        sign_in.link_hash,
        now,
        sign_in.expires_at,
    )


async def try_code(
    conn: Connection, email: str, judge: Callable[[SignIn], Verdict], now: datetime
) -> Verdict:
    """Judge the newest sign-in of an address under a row lock; count a wrong try, or mark it used."""
    row = await conn.fetchrow(
        f"""SELECT {_COLUMNS} FROM sign_in WHERE email = $1 AND superseded_at IS NULL
            FOR UPDATE""",  # noqa: S608 - a constant
        email,
    )
    if row is None:
        return Verdict.DEAD
    verdict = judge(_from_row(row))
    if verdict is Verdict.WRONG:
        await conn.execute("UPDATE sign_in SET wrong_tries = wrong_tries + 1 WHERE id = $1", row["id"])
    if verdict is Verdict.OPEN:
        await conn.execute("UPDATE sign_in SET used_at = $2 WHERE id = $1", row["id"], now)
    return verdict


_ALIVE = "link_hash = $1 AND used_at IS NULL AND superseded_at IS NULL AND expires_at > $2"
"""Guessed codes end no link: it cannot be guessed, and anybody could keep the owner of an address out."""


async def use_link(conn: Connection, link_hash: bytes, now: datetime) -> str | None:
    """Use a living sign-in by its link; of two at the same time, one gets the address and one None."""
    sql = f"UPDATE sign_in SET used_at = $2 WHERE {_ALIVE} RETURNING email"  # noqa: S608 - a constant
    found = await conn.fetchval(sql, link_hash, now)
    return None if found is None else str(found)


async def look_at_link(db: Database, link_hash: bytes, now: datetime) -> str | None:
    """Return the address of a living link without using it."""
    found = await db.fetchval(f"SELECT email FROM sign_in WHERE {_ALIVE}", link_hash, now)  # noqa: S608 - a constant
    return None if found is None else str(found)


def _from_row(row: Record) -> SignIn:
    return SignIn(**dict(row))
