"""Everything that the database holds, to look for what it should not."""

from shared.db import Database


async def everything(db: Database) -> str:
    tables = await db.fetch("select tablename from pg_tables where schemaname = 'public'")
    rows = [await db.fetch(f'select * from "{table["tablename"]}"') for table in tables]  # noqa: S608
    return str([dict(row) for found in rows for row in found])
