"""Keys that the gateway makes for itself once, so that it starts without being configured."""

from shared.db import Database


async def own_key(db: Database, name: str, fresh: bytes) -> bytes:
    """Return the key kept under a name; the first caller's `fresh` bytes become it."""
    await db.execute("INSERT INTO own_key (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, fresh)
    return bytes(await db.fetchval("SELECT value FROM own_key WHERE name = $1", name))
