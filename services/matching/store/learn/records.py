"""What learning loads and writes, on Postgres."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.matching.learn.flow import Fitted
from services.matching.learn.showings import Showings
from services.matching.learn.uplift import Uplift, uplift
from services.matching.recommend.arms import Arm
from services.matching.recommend.parameters import Parameters
from services.matching.store.learn import models, showings
from shared.db import Database


@dataclass(frozen=True, slots=True)
class PostgresRecords:
    """Implements `services.matching.learn.flow.Records`."""

    db: Database
    shipped: Parameters

    async def settled(self, now: datetime) -> Showings:
        """Return the log as far as answers had time to come."""
        return await showings.settled(self.db, now, self.shipped)

    async def champion(self) -> Parameters:
        """Return the numbers that serve."""
        return await models.champion(self.db, self.shipped)

    async def uplift(self, now: datetime) -> Uplift | None:
        """Return what the serving weights are worth since they serve."""
        found = await models.serving(self.db, self.shipped)
        if found is None or found.serves_from is None:
            return None
        people = await showings.counted(self.db, found.learnt.parent, found.serves_from, now)
        return uplift(people[Arm.SERVED], people[Arm.HELD_OUT])

    async def next_version(self) -> str:
        """Name weights to come."""
        return await models.next_version(self.db, self.shipped.model_version)

    async def apart(self, work: Callable[[], Fitted | None]) -> Fitted | None:
        """Run work that takes its time in a thread."""
        return await asyncio.to_thread(work)

    async def keep(self, fitted: Fitted, now: datetime) -> None:
        """Keep a challenger; one that won serves from now on."""
        async with self.db.transaction() as conn:
            await models.keep(conn, fitted, now)

    async def forget(self, now: datetime) -> None:
        """Delete showings that teach no more."""
        await showings.forget(self.db, now)

    async def take_back(self, now: datetime) -> None:
        """Let the shipped numbers serve again."""
        async with self.db.transaction() as conn:
            await models.serve(conn, None, now)
