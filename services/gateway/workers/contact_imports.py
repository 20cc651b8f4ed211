"""Dealing with files of contacts: a stretch of lines at a time, each kept once however often it is tried."""

from services.gateway.accounts import ensure_profile
from services.gateway.keeping import keep
from services.gateway.runtime import Runtime
from services.gateway.store import contact_imports
from services.gateway.store.contact_imports import CONTACT_IMPORTS
from services.gateway.workers.stretches import Files, deal_once
from shared.contracts.network.contacts import FULL, MOST_AT_ONCE
from shared.db import Record


async def import_once(runtime: Runtime) -> int:
    """Deal with a stretch of the import that waits longest; return how many lines."""
    return await deal_once(runtime, FILES)


async def _stretch(runtime: Runtime, row: Record) -> int:
    found = await contact_imports.waiting(runtime.db, row["id"], MOST_AT_ONCE)
    await ensure_profile(runtime, row["person_id"])
    contacts = [contact for _, contact in found]
    kept = await keep(runtime, row["person_id"], contacts, dry_run=row["dry_run"])
    settled = [
        (place, outcome, FULL if outcome == "refused" else None)
        for (place, _), outcome in zip(found, kept, strict=True)
    ]
    async with runtime.db.transaction() as conn:
        await contact_imports.settle(conn, row["id"], runtime.owner, settled, runtime.clock())
    return len(settled)


FILES = Files(CONTACT_IMPORTS, _stretch)
