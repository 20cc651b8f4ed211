"""The body of every `services/<name>/migrations/env.py`: Alembic over asyncpg, one migrator at a time."""

import asyncio

import asyncpg
from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shared.db.patience import patiently
from shared.db.pool import CONNECT_TIMEOUT_S
from shared.obs import get_logger

log = get_logger(__name__)

LOCK_TIMEOUT = "5s"
"""A migration that cannot get its lock fails fast instead of queueing everyone behind it."""

_IS_ALONE = "SELECT pg_try_advisory_lock(hashtext('acquaint.migrate'))"
_ONE_AT_A_TIME = "SELECT pg_advisory_lock(hashtext('acquaint.migrate'))"


def run() -> None:
    """Upgrade the database whose DSN `shared.db.migrate` put into the configuration."""
    asyncio.run(_upgrade(context.config.attributes["dsn"]))


async def _upgrade(dsn: str) -> None:
    async def connect() -> asyncpg.Connection:
        return await patiently(lambda: asyncpg.connect(dsn, timeout=CONNECT_TIMEOUT_S))

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_run)
    finally:
        await engine.dispose()


def _run(connection: Connection) -> None:
    if not connection.execute(text(_IS_ALONE)).scalar():
        log.warning("migration.awaited", reason="another process migrates this database")
        connection.execute(text(_ONE_AT_A_TIME))
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.commit()
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
