"""A process that is killed at work: what it had claimed is held until the lease runs out."""

from shared.db import Database
from shared.db.lease import MOST_LOST, LeaseTable, claim
from tests.support.clock import FixedClock


async def killed_at(
    db: Database, clock: FixedClock, table: LeaseTable, times: int = MOST_LOST, lease_s: int = 600
) -> None:
    """Claim one due row of a table and die of it, some times one after another."""
    for time in range(times):
        rows = await claim(db, table, owner=f"killed-{time}", now=clock(), limit=1, lease_s=lease_s)
        assert len(rows) == 1
        clock.advance(seconds=lease_s + 1)
