"""Who would take part in a plan if it were made now, and does not."""

from typing import Final

from shared.contracts.partners.meeting_plans import Unplanned
from shared.db import Database

_MOST: Final = 10_000
"""More than this of others are not looked through for a partner's own."""
_SQL: Final = """
SELECT a.person_id, a.listed FROM meeting_plan m JOIN attendance a ON a.event_id = m.event_id AND a.match
WHERE m.id = $1 AND m.made_for = $2
  AND NOT EXISTS (SELECT 1 FROM plan_person t WHERE (t.plan_id, t.person_id) = (m.id, a.person_id))
ORDER BY a.updated_at DESC LIMIT $3
"""


async def unplanned(db: Database, plan_id: str, made_for: str) -> Unplanned:
    """Return them, the newest where there are very many; nobody of a plan that is another's."""
    rows = await db.fetch(_SQL, plan_id, made_for, _MOST)
    return Unplanned(
        person_ids=frozenset(row["person_id"] for row in rows),
        listed=frozenset(row["person_id"] for row in rows if row["listed"]),
    )
