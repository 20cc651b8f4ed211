"""Keys of partners, found by their hash."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.partners.keys import PartnerKey
from shared.db import Database, affected_rows

_NOTED_AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as its operator sees it."""

    id: str
    partner: str
    scopes: tuple[str, ...]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


async def add_key(db: Database, key: PartnerKey, key_hash: bytes, now: datetime) -> None:
    """Keep a new key."""
    await db.execute(
        """insert into partner_key (id, partner, key_hash, scopes, created_at)
           values ($1, $2, $3, $4, $5)""",
        key.id, key.partner, key_hash, sorted(key.scopes), now,
    )  # fmt: skip


async def find_key(db: Database, key_hash: bytes, now: datetime) -> PartnerKey | None:
    """Return whose living key it is, and note its use once a minute."""
    row = await db.fetchrow("select * from partner_key where key_hash = $1 and revoked_at is null", key_hash)
    if row is None:
        return None
    if row["last_used_at"] is None or now - row["last_used_at"] > _NOTED_AGAIN_AFTER:
        await db.execute("update partner_key set last_used_at = $2 where id = $1", row["id"], now)
    return PartnerKey(row["id"], row["partner"], frozenset(row["scopes"]))


async def all_keys(db: Database, partner: str | None = None) -> tuple[KeyRow, ...]:
    """Return every key, or those of a partner, newest first."""
    sql = "select * from partner_key where $1::text is null or partner = $1 order by created_at desc, id"
    rows = await db.fetch(sql, partner)
    return tuple(
        KeyRow(**{**{name: row[name] for name in KeyRow.__slots__}, "scopes": tuple(row["scopes"])})
        for row in rows
    )


async def revoke_key(db: Database, key_id: str, now: datetime, partner: str | None = None) -> bool:
    """End a key, or one of a partner, at once; False when there is none of this id that lives."""
    sql = """update partner_key set revoked_at = $2
             where id = $1 and revoked_at is null and ($3::text is null or partner = $3)"""
    return affected_rows(await db.execute(sql, key_id, now, partner)) > 0
