"""Bring one service's database to its newest revision; nothing to do costs one short connection.

Alembic and SQLAlchemy take most of a second to import, so they are imported only when there is work.
"""

import asyncio
import re
import threading
from pathlib import Path
from typing import Any

import asyncpg

from shared.db.failures import LOST, REFUSED, in_use, unreachable
from shared.db.patience import patiently
from shared.db.pool import CONNECT_TIMEOUT_S, Database

_ALEMBIC = threading.Lock()
"""Alembic keeps what it is doing in module globals, so one process migrates one database at a time."""

_REVISION = re.compile(r"(\d{4})_\w+\.py")
_BY_CODE_POINT = "TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
"""Postgres itself compares text and folds its case: the operating system takes twice as long."""
_LOCKED = (asyncpg.LockNotAvailableError,)
LOCK_WAITS_S = (1.0, 5.0, 15.0)
_SINCE = 17
"""The Postgres from which on that is so."""


def newest_revision(directory: Path) -> str:
    """Return the number of the newest file `versions/NNNN_slug.py`; empty when there is none."""
    names = (_REVISION.fullmatch(path.name) for path in (directory / "versions").glob("*.py"))
    return max((match[1] for match in names if match), default="")


async def migrate(dsn: str, directory: Path) -> None:
    """Create the database when it is missing, then upgrade it; safe to run from several processes.

    One that a newer release has migrated stays as it is: whoever goes back starts on it again.
    """
    try:
        connection = await patiently(lambda: _connect_or_create(dsn))
    except (*LOST, *REFUSED) as error:
        raise unreachable(error) from error
    try:
        current = await _current(connection)
    finally:
        await connection.close()
    if current < newest_revision(directory):
        try:
            await patiently(lambda: asyncio.to_thread(_upgrade, dsn, directory), _LOCKED, LOCK_WAITS_S)
        except _LOCKED as error:
            raise in_use() from error


async def is_current(db: Database, directory: Path) -> bool:
    """Tell whether the database stands at the newest revision, or past it; for `/ready`.

    Past it is where a newer release has migrated: its revisions, numbers of one width, suit this one too.
    """
    async with db.connection() as connection:
        return await _current(connection) >= newest_revision(directory)


def run_sql(sql: str) -> None:
    """Run plain SQL statements inside a revision, in its transaction."""
    from alembic import op  # noqa: PLC0415 - see the module docstring

    bind = op.get_bind()
    bind.exec_driver_sql("SELECT 1")  # the driver opens its transaction only with its own first statement
    adapted: Any = bind.connection.dbapi_connection
    adapted.run_async(lambda connection: connection.execute(sql))


async def _current(connection: asyncpg.Connection) -> str:
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return ""
    return await connection.fetchval("SELECT version_num FROM alembic_version") or ""


async def _connect_or_create(dsn: str) -> asyncpg.Connection:
    try:
        return await asyncpg.connect(dsn, timeout=CONNECT_TIMEOUT_S)
    except asyncpg.InvalidCatalogNameError as error:
        name = re.search(r'"(.+)"', str(error))
        await _create_database(dsn, name[1] if name else "")
        return await asyncpg.connect(dsn, timeout=CONNECT_TIMEOUT_S)


async def _create_database(dsn: str, name: str) -> None:
    connection = await asyncpg.connect(dsn, database="postgres", timeout=CONNECT_TIMEOUT_S)
    try:
        quoted = name.replace('"', '""')
        await connection.execute(f'CREATE DATABASE "{quoted}" {await _locale(connection)}')
    except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
        pass  # another process was faster
    finally:
        await connection.close()


async def _locale(connection: asyncpg.Connection) -> str:
    """Return how a new database is to treat text; empty for as its server does."""
    encoding = await connection.fetchval(
        "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'template0'"
    )
    is_able = encoding == "UTF8" and connection.get_server_version().major >= _SINCE
    return _BY_CODE_POINT if is_able else ""


def _upgrade(dsn: str, directory: Path) -> None:
    from alembic import command  # noqa: PLC0415 - see the module docstring
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"dsn": dsn})
    config.set_main_option("script_location", str(directory).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with _ALEMBIC:
        command.upgrade(config, "head")
