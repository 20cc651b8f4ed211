"""Keys that a service makes for itself once, so that it starts without being configured.

The table `own_key` comes with the service's migrations.
"""

import asyncpg

from shared.db.pool import Database
from shared.kernel.errors import AppError, Kind


async def own_key(db: Database, name: str, fresh: bytes) -> bytes:
    """Return the key kept under a name; the first caller's `fresh` bytes become it.

    Raises:
        AppError: `database_not_migrated`.
    """
    try:
        await db.execute(
            "INSERT INTO own_key (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, fresh
        )
    except asyncpg.UndefinedTableError as error:
        detail = "Its database is not migrated yet: run the service's role `migrate` first, then start it."
        raise AppError("database_not_migrated", Kind.UNAVAILABLE, detail) from error
    return bytes(await db.fetchval("SELECT value FROM own_key WHERE name = $1", name))
