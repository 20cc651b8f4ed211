"""Addresses that a list must not write to, kept as keyed hashes; each entry holds for one list."""

from datetime import datetime

from services.gateway.letters.unsubscribe import address_digest
from shared.db import Connection, Database


async def suppress(conn: Connection, address_hmac: bytes, list_name: str, reason: str, now: datetime) -> None:
    """Put an address on a list's suppressions; again is no error."""
    await conn.execute(
        """insert into mail_suppression (address_hmac, list, reason, created_at) values ($1, $2, $3, $4)
           on conflict do nothing""",
        address_hmac, list_name, reason, now,
    )  # fmt: skip


async def lift(conn: Connection, address_hmac: bytes, list_name: str) -> None:
    """Take an address off, because its owner asks for the list again."""
    await conn.execute(
        "delete from mail_suppression where address_hmac = $1 and list = $2", address_hmac, list_name
    )


async def is_suppressed(conn: Connection, address_hmac: bytes, list_name: str) -> bool:
    """Tell whether a list must not write to this address."""
    sql = "select exists (select from mail_suppression where address_hmac = $1 and list = $2)"
    return bool(await conn.fetchval(sql, address_hmac, list_name))


async def is_stopped(db: Database, key: bytes, person_id: str, list_name: str) -> bool:
    """Tell whether a person has stopped a list, by the address they have now; False without an account."""
    async with db.connection() as conn:
        address = await conn.fetchval("select email from account where person_id = $1", person_id)
        return address is not None and await is_suppressed(conn, address_digest(key, address), list_name)
