"""What became of the letters to a person's present address of late."""

from datetime import datetime, timedelta

from services.gateway.digest.returned import Try, comes_back
from shared.db import Connection, Database

_OF_LATE = timedelta(days=60)
_MOST = 300
_TRIES = """
    select settled_at, case when state = 'failed' then last_error end as refusal
    from digest_issue join account using (person_id)
    where person_id = $1 and to_address = email and state in ('sent', 'unknown', 'failed') and settled_at > $2
    order by settled_at desc limit $3
"""


async def letters_rest(conn: Connection, person_id: str, now: datetime) -> bool:
    """Tell whether letters to somebody come back, so that none is sent unasked for a while."""
    rows = await conn.fetch(_TRIES, person_id, now - _OF_LATE, _MOST)
    tries = [Try(row["settled_at"], row["refusal"]) for row in rows]
    if not tries or tries[0].refusal is None:
        return False
    signed_in_at = await conn.fetchval("select max(created_at) from session where person_id = $1", person_id)
    return comes_back(tries, signed_in_at, now)


async def are_resting(db: Database, person_id: str, now: datetime) -> bool:
    """Tell so, for the page of letters."""
    async with db.connection() as conn:
        return await letters_rest(conn, person_id, now)
