"""Whoever goes to an event hears when it is called off or moved.

The position in the change log moves once all letters of a stretch are kept: a process killed in between
writes them again, and as each is known by the entry that it tells of, nobody gets one twice.
"""

from services.gateway.alerts.goers import turned
from services.gateway.alerts.going_letter import write
from services.gateway.runtime import Runtime
from services.gateway.store.letters.going import PostgresDesk
from services.gateway.workers.changes import BATCH, read_on


async def tell_once(runtime: Runtime) -> int:
    """Deal with one stretch of the change log; return how many entries."""
    desk = PostgresDesk(runtime.db, runtime.clock, runtime.key)
    return await read_on(runtime, desk, _tell(runtime, desk))


async def _tell(runtime: Runtime, desk: PostgresDesk) -> int:
    position = await desk.position()
    page = await runtime.events.changes(after=position or "latest", limit=BATCH)
    for told, seq in turned(page.items):
        after = ""
        while going := await runtime.matching.attendees(told.event.id, after=after, limit=BATCH):
            await desk.keep({one.person.id: write(told, seq, one, runtime.house) for one in going})
            after = going[-1].person.id
    async with desk.past(position, page):
        return len(page.items)
