"""Reading the change log on from where a reader stands, and asking which searches find what changed."""

from collections import defaultdict
from collections.abc import Awaitable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from services.gateway.runtime import Runtime
from services.gateway.store.log_reader import LogReader
from shared.clients.events import EventsClient
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

BATCH = 500
log = get_logger(__name__)


async def read_on(runtime: Runtime, reader: LogReader, stretch: Awaitable[int]) -> int:
    """Deal with a stretch of the log; where its place is kept no more, go on from the end of the log."""
    try:
        return await stretch
    except AppError as error:
        if error.kind is not Kind.GONE:
            raise
        log.warning("changes.forgotten", reader=reader.name, reason=error.code)
        await reader.start_anew((await runtime.events.changes(after="latest", limit=1)).resume)
        return 0


async def finding(
    events: EventsClient, queries: AbstractSet[str], event_ids: Sequence[str]
) -> Mapping[str, AbstractSet[str]]:
    """Return which events each query finds, whatever their status; one that makes no sense finds nothing."""
    asked, found = sorted(queries), defaultdict[str, set[str]](set)
    for start in range(0, len(event_ids) if asked else 0, BATCH):
        answers = await events.matches(event_ids[start : start + BATCH], asked)
        for query, ids in zip(asked, answers, strict=True):
            found[query].update(ids or ())
    return found
