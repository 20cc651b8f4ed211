"""Looking again at pages that are proven to be somebody's: each month, or daily while the link is missing."""

from services.gateway.own_pages import check
from services.gateway.runtime import Runtime
from services.gateway.store.own_pages import OWN_PAGES, page_of
from shared.db.lease import claim

LEASE_S = 60


async def recheck_once(runtime: Runtime) -> int:
    """Look at the pages whose turn it is; return how many."""
    rows = await claim(
        runtime.db, OWN_PAGES, owner=runtime.owner, now=runtime.clock(), limit=5, lease_s=LEASE_S
    )
    for row in rows:
        await check(runtime, page_of(row))
    return len(rows)
