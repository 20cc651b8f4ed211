"""Looking again at pages that are proven to be somebody's: each month, or daily while the link is missing."""

from datetime import timedelta

from services.gateway.own_pages import check
from services.gateway.runtime import Runtime
from services.gateway.store.own_pages import OWN_PAGES, page_of
from shared.db.due import Duty, do_due

LOOKING = Duty(OWN_PAGES, lease_s=60, at_most=5, again=lambda _: timedelta(hours=1))


async def recheck_once(runtime: Runtime) -> int:
    """Look at the pages whose turn it is; return how many."""
    return await do_due(
        runtime.db, LOOKING, lambda row: check(runtime, page_of(row)), owner=runtime.owner,
        clock=runtime.clock,
    )  # fmt: skip
