"""robots.txt of each origin, kept a day."""

from datetime import datetime

from shared.db import Database


async def kept_rules(db: Database, origin: str, since: datetime) -> tuple[str | None] | None:
    """Return what was learned since then, in a tuple: None within says that the host could not tell."""
    row = await db.fetchrow("select body from robots where origin = $1 and fetched_at > $2", origin, since)
    return (row["body"],) if row else None


async def keep_rules(db: Database, origin: str, rules: str | None, now: datetime) -> None:
    """Keep what was learned."""
    sql = """
        insert into robots (origin, body, fetched_at) values ($1, $2, $3)
        on conflict (origin) do update set body = excluded.body, fetched_at = excluded.fetched_at
    """
    await db.execute(sql, origin, rules, now)
