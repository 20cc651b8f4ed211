"""Learns the weights anew when their turn has come, on one machine at a time."""

from dataclasses import dataclass
from datetime import timedelta

from services.matching.learn.flow import learn
from services.matching.store.learn.records import PostgresRecords
from shared.db import Record
from shared.db.due import Duty, do_due
from shared.db.lease import LeaseTable, release
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids
from shared.obs import get_logger

log = get_logger(__name__)

TURN = LeaseTable("learning", "what")
LEARNING = Duty(TURN, lease_s=300, at_most=1, again=lambda _: timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Learner:
    """Does a round each week."""

    records: PostgresRecords
    clock: Clock
    ids: Ids

    async def run_once(self) -> int:
        """Learn if it is due; return how many rounds were done."""
        owner = self.ids("wrk")
        return await do_due(
            self.records.db, LEARNING, lambda row: self._round(row, owner), owner=owner, clock=self.clock
        )

    async def _round(self, row: Record, owner: str) -> None:
        numbers = self.records.shipped
        done = await learn(self.records, numbers, self.clock())
        await self.records.forget(self.clock())
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
            await release(conn, TURN, row["what"], owner=owner, next_at=next_at)
