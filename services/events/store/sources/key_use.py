"""How often an operator's key was used on a day, counted for all workers together."""

from datetime import date

from shared.db import Database


async def use_key(db: Database, api: str, day: date, daily: int) -> bool:
    """Count one request; False, and nothing is counted, when those of the day are used up."""
    await db.execute("delete from key_use where api = $1 and day < $2", api, day)
    sql = """
        insert into key_use (api, day, requests) values ($1, $2, 1)
        on conflict (api, day) do update set requests = key_use.requests + 1 where key_use.requests < $3
        returning true
    """
    return bool(await db.fetchval(sql, api, day, daily))
