"""Reading the change log on from where a reader stands."""

from collections.abc import Awaitable

from services.gateway.runtime import Runtime
from services.gateway.store.log_reader import LogReader
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

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
