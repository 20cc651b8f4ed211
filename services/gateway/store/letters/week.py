"""What a week is made of: plans, events, and the news of searches that people want in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.alerts.edition import sections, to_look_at
from services.gateway.alerts.render import views
from services.gateway.digest.followed import Followed
from services.gateway.digest.gather import Gather
from services.gateway.letters.lists import House
from services.gateway.store.searches.news import waiting_of
from shared.db import Database
from shared.kernel.clock import Clock

MOST_IN_A_WEEK = 10
"""Events of searches in one weekly e-mail: it stays short."""

_TODAY = timedelta(days=1)
"""What today's letter says it still says when it is looked at, or written, once more."""
_SAID = """
from digest_issue, unnest({}) as key
where person_id = any($1) and created_at < $2 and state not in ('failed', 'withheld')
"""


@dataclass(frozen=True, slots=True)
class Week(Gather):
    """Implements `services.gateway.digest.issue.Sources`."""

    db: Database
    house: House
    clock: Clock

    async def told(self, person_ids: tuple[str, ...]) -> dict[str, dict[str, datetime]]:
        """Return what the weekly letters of a year recommended, but for those of today."""
        rows = await self.db.fetch(
            f"select person_id, key, max(created_at) as at {_SAID.format('events')} group by 1, 2",
            list(person_ids), self.clock() - _TODAY,
        )  # fmt: skip
        told: dict[str, dict[str, datetime]] = {}
        for row in rows:
            told.setdefault(row["person_id"], {})[row["key"]] = row["at"]
        return told

    async def named(self, person_ids: tuple[str, ...]) -> dict[str, frozenset[str]]:
        """Return whom the weekly letters of a year named, but for those of today."""
        rows = await self.db.fetch(
            f"select person_id, array_agg(key) as keys {_SAID.format('named')} group by 1",
            list(person_ids), self.clock() - _TODAY,
        )  # fmt: skip
        return {row["person_id"]: frozenset(row["keys"]) for row in rows}

    async def followed(self, person_ids: tuple[str, ...]) -> dict[str, Followed]:
        """Return what waits in the weekly searches of these people."""
        rows = await self.db.fetch(
            """select distinct person_id from saved_search s join saved_search_event e on e.search_id = s.id
               where person_id = any($1) and alerts = 'weekly' and news is not null""",
            list(person_ids),
        )
        return {row["person_id"]: await self._of(row["person_id"]) for row in rows}

    async def _of(self, person_id: str) -> Followed:
        news = await waiting_of(self.db, self.house, person_id, "weekly")
        events = await self.events(to_look_at(news.untold))
        chosen = sections(news.searches, news.untold, events, MOST_IN_A_WEEK)
        return Followed(views(chosen, self.house.public_url), news.waiting)
