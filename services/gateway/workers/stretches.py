"""Files that were brought: the one that waits longest is dealt with, a stretch of its lines at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from services.gateway.runtime import Runtime
from shared.db import Record
from shared.db.lease import KILLED, LeaseTable, claim, fail, is_deadly, kept_while_at_work
from shared.kernel.errors import AppError
from shared.obs import get_logger

_LEASE_S = 90
_AGAIN, _MAX_ATTEMPTS = timedelta(seconds=30), 200
log = get_logger(__name__)


async def _nobody_to_tell(_runtime: Runtime, _row: Record) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Files:
    """One kind of file: where they wait, what deals with a stretch of one, and whom a hopeless one is told.

    `deal` settles lines and returns how many; an `AppError` puts the whole file off.
    """

    table: LeaseTable
    deal: Callable[[Runtime, Record], Awaitable[int]]
    given_up: Callable[[Runtime, Record], Awaitable[None]] = _nobody_to_tell


async def deal_once(runtime: Runtime, files: Files) -> int:
    """Deal with a stretch of the file that waits longest; return how many lines."""
    rows = await claim(
        runtime.db, files.table, owner=runtime.owner, now=runtime.clock(), limit=1, lease_s=_LEASE_S
    )
    return sum([await _turn(runtime, files, row) for row in rows])


async def _turn(runtime: Runtime, files: Files, row: Record) -> int:
    async with kept_while_at_work(
        runtime.db, files.table, row["id"], owner=runtime.owner, clock=runtime.clock, lease_s=_LEASE_S
    ):
        if is_deadly(row):
            await _failed(runtime, files, row, KILLED, is_last=True)
            return 0
        try:
            return await files.deal(runtime, row)
        except AppError as error:
            is_last = row["attempts"] + 1 >= _MAX_ATTEMPTS
            await _failed(runtime, files, row, error.code, is_last=is_last)
            return 0


async def _failed(runtime: Runtime, files: Files, row: Record, error: str, *, is_last: bool) -> None:
    now = runtime.clock()
    noted = await fail(
        runtime.db, files.table, row["id"], owner=runtime.owner, now=now, error=error,
        retry_at=None if is_last else now + _AGAIN, max_attempts=_MAX_ATTEMPTS,
    )  # fmt: skip
    if noted and is_last:
        log.error("import.given_up", import_id=row["id"], reason=error)
        await files.given_up(runtime, row)
