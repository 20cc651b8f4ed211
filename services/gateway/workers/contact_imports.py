"""Dealing with files of contacts: a stretch of lines at a time, each kept once however often it is tried."""

from datetime import timedelta

from services.gateway.accounts import ensure_profile
from services.gateway.runtime import Runtime
from services.gateway.store import contact_imports
from services.gateway.store.contact_imports import CONTACT_IMPORTS
from shared.contracts.contacts import FULL, MOST_AT_ONCE, Contacts
from shared.db import Record
from shared.db.lease import claim, fail
from shared.kernel.errors import AppError

_AT_ONCE, _LEASE_S = 4, 300
_AGAIN, _MAX_ATTEMPTS = timedelta(seconds=30), 200


async def import_once(runtime: Runtime) -> int:
    """Deal with a stretch of each of the imports that wait longest; return how many lines."""
    rows = await claim(
        runtime.db,
        CONTACT_IMPORTS,
        owner=runtime.owner,
        now=runtime.clock(),
        limit=_AT_ONCE,
        lease_s=_LEASE_S,
    )
    return sum([await _stretch(runtime, row) for row in rows])


async def forget_once(runtime: Runtime) -> int:
    """Forget old files; return how many."""
    return await contact_imports.forget(runtime.db, runtime.clock())


async def _stretch(runtime: Runtime, row: Record) -> int:
    found = await contact_imports.waiting(runtime.db, row["id"], MOST_AT_ONCE)
    contacts = Contacts(items=tuple(contact for _, contact in found), dry_run=row["dry_run"])
    try:
        await ensure_profile(runtime, row["person_id"])
        kept = await runtime.connections.keep_contacts(row["person_id"], contacts)
    except AppError as error:
        now = runtime.clock()
        await fail(
            runtime.db, CONTACT_IMPORTS, row["id"], owner=runtime.owner, now=now, error=error.code,
            retry_at=now + _AGAIN, max_attempts=_MAX_ATTEMPTS,
        )  # fmt: skip
        return 0
    settled = [
        (place, outcome, FULL if outcome == "refused" else None)
        for (place, _), outcome in zip(found, kept.outcomes, strict=True)
    ]
    async with runtime.db.transaction() as conn:
        await contact_imports.settle(conn, row["id"], runtime.owner, settled, runtime.clock())
    return len(settled)
