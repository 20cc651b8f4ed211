"""Dealing with files of contacts: a stretch of lines at a time, each kept once however often it is tried."""

from datetime import timedelta

from services.gateway.accounts import ensure_profile
from services.gateway.runtime import Runtime
from services.gateway.store import contact_imports
from services.gateway.store.contact_imports import CONTACT_IMPORTS
from shared.contracts.network.contacts import FULL, MOST_AT_ONCE, Contacts
from shared.db import Record
from shared.db.lease import KILLED, claim, fail, is_deadly, kept_while_at_work
from shared.kernel.errors import AppError

_LEASE_S = 90
_AGAIN, _MAX_ATTEMPTS = timedelta(seconds=30), 200


async def import_once(runtime: Runtime) -> int:
    """Deal with a stretch of the import that waits longest; return how many lines."""
    rows = await claim(
        runtime.db, CONTACT_IMPORTS, owner=runtime.owner, now=runtime.clock(), limit=1, lease_s=_LEASE_S
    )
    return sum([await _turn(runtime, row) for row in rows])


async def forget_once(runtime: Runtime) -> int:
    """Forget old files; return how many."""
    return await contact_imports.forget(runtime.db, runtime.clock())


async def _turn(runtime: Runtime, row: Record) -> int:
    async with kept_while_at_work(
        runtime.db, CONTACT_IMPORTS, row["id"], owner=runtime.owner, clock=runtime.clock, lease_s=_LEASE_S
    ):
        return await _stretch(runtime, row)


async def _stretch(runtime: Runtime, row: Record) -> int:
    if is_deadly(row):
        return await _failed(runtime, row["id"], KILLED, again=None)
    found = await contact_imports.waiting(runtime.db, row["id"], MOST_AT_ONCE)
    contacts = Contacts(items=tuple(contact for _, contact in found), dry_run=row["dry_run"])
    try:
        await ensure_profile(runtime, row["person_id"])
        kept = await runtime.connections.keep_contacts(row["person_id"], contacts)
    except AppError as error:
        return await _failed(runtime, row["id"], error.code, again=_AGAIN)
    settled = [
        (place, outcome, FULL if outcome == "refused" else None)
        for (place, _), outcome in zip(found, kept.outcomes, strict=True)
    ]
    async with runtime.db.transaction() as conn:
        await contact_imports.settle(conn, row["id"], runtime.owner, settled, runtime.clock())
    return len(settled)


async def _failed(runtime: Runtime, import_id: str, error: str, *, again: timedelta | None) -> int:
    """Note why no line was dealt with, to be tried again after a while or, None, never."""
    now = runtime.clock()
    await fail(
        runtime.db, CONTACT_IMPORTS, import_id, owner=runtime.owner, now=now, error=error,
        retry_at=now + again if again else None, max_attempts=_MAX_ATTEMPTS,
    )  # fmt: skip
    return 0
