"""Which searches are due a look at deadlines, and which deadlines they were told of."""

from collections.abc import Sequence
from datetime import datetime

from services.gateway.alerts.deadlines import EVERY
from services.gateway.alerts.watch import forget_at
from services.gateway.store.searches.watching import set_turns
from shared.contracts.events import Event
from shared.db import Database
from shared.db.lease import LeaseTable, release
from shared.kernel.clock import Clock

SEARCHES = LeaseTable(table="saved_search", key="id", where="alerts <> 'none'")

_NOTE = """
insert into saved_search_event (search_id, event_id, news, cfp_told, forget_at)
values ($1, $2, 'cfp_closes', $3, $4)
on conflict (search_id, event_id) do update set
    news = coalesce(saved_search_event.news, 'cfp_closes'), cfp_told = excluded.cfp_told
where saved_search_event.cfp_told is distinct from excluded.cfp_told
returning search_id
"""


async def note_deadlines(
    db: Database, clock: Clock, search_id: str, owner: str, found: Sequence[tuple[Event, str]]
) -> int:
    """Keep deadlines that were not told of yet as news; return how many. The next look is tomorrow."""
    now: datetime = clock()
    async with db.transaction() as conn:
        notes = [
            await conn.fetchval(_NOTE, search_id, event.id, closes, forget_at(event))
            for event, closes in found
        ]
        new = sum(note is not None for note in notes)
        await set_turns(conn, [search_id] if new else [], clock)
        await release(conn, SEARCHES, search_id, owner=owner, next_at=now + EVERY)
    return new
