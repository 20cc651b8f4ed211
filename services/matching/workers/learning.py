"""Learns the weights anew when their turn has come, on one machine at a time."""

from dataclasses import dataclass
from datetime import timedelta

from services.matching.learn.flow import learn
from services.matching.store.records import PostgresRecords
from shared.db.lease import LeaseTable, claim, fail, release
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids
from shared.obs import get_logger

log = get_logger(__name__)

TURN = LeaseTable("learning", "what")
LEASE_S = 1800
MAX_ATTEMPTS = 10
TRY_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Learner:
    """Does a round each week."""

    records: PostgresRecords
    clock: Clock
    ids: Ids

    async def run_once(self) -> int:
        """Learn if it is due; return how many rounds were done."""
        db, owner = self.records.db, self.ids("wrk")
        due = await claim(db, TURN, owner=owner, now=self.clock(), limit=1, lease_s=LEASE_S)
        for row in due:
            await self._round(row["what"], owner)
        return len(due)

    async def _round(self, what: str, owner: str) -> None:
        numbers = self.records.shipped
        try:
            done = await learn(self.records, numbers, self.clock())
            await self.records.forget(self.clock())
        except Exception as error:
            now = self.clock()
            await fail(
                self.records.db, TURN, what, owner=owner, now=now, error=type(error).__name__,
                retry_at=now + TRY_AGAIN, max_attempts=MAX_ATTEMPTS,
            )  # fmt: skip
            raise
        report = done.fitted.report if done.fitted else None
        log.info(
            "weights.learnt",
            version=done.fitted.learnt.version if done.fitted else None,
            showings=report.showings if report else 0,
            won=report.won if report else False,
            taken_back=done.taken_back,
        )
        next_at = self.clock() + timedelta(days=numbers.learn.every_days)
        async with self.records.db.transaction() as conn:
            await release(conn, TURN, what, owner=owner, next_at=next_at)
