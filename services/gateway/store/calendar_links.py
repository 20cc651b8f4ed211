"""How often a person made a new address of their calendar of follow-ups."""

from shared.db import Database

_SERIAL = """
SELECT coalesce(c.serial, 0) FROM account a LEFT JOIN calendar_link c USING (person_id) WHERE a.person_id = $1
"""
_RENEW = """
INSERT INTO calendar_link AS held (person_id, serial) VALUES ($1, 1)
ON CONFLICT (person_id) DO UPDATE SET serial = held.serial + 1
"""


async def serial(db: Database, person_id: str) -> int | None:
    """Return which address holds, 0 for the first; None when there is no such account."""
    found = await db.fetchval(_SERIAL, person_id)
    return None if found is None else int(found)


async def renew(db: Database, person_id: str) -> None:
    """Void the address that holds."""
    await db.execute(_RENEW, person_id)
