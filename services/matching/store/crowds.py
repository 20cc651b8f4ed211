"""How many newcomers came to the events of the past year, looked up once an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.matching.recommend.events.catalogue import NO_PAST, PastEvents
from services.matching.store.catalogue import past_events
from shared.db import Database

_LOOK_AGAIN = timedelta(hours=1)
_MOST = 1000
_CAME = """
WITH gone AS (
    SELECT event_id, ends_utc, row_number() OVER (PARTITION BY a.person_id ORDER BY ends_utc, event_id) AS nth
    FROM catalogue_event JOIN attendance a USING (event_id) WHERE ends_utc <= $1 AND a.status = 'going'),
crowd AS (
    SELECT event_id, count(*) FILTER (WHERE nth <= 2) AS newcomers FROM gone
    WHERE ends_utc >= $1::timestamptz - interval '1 year' GROUP BY event_id)
SELECT event_id, title, mode, starts_utc, ends_utc, city, country, lat, lon, topics, languages, series,
       vector, newcomers
FROM crowd JOIN catalogue_event USING (event_id) ORDER BY ends_utc DESC, event_id LIMIT $2
"""


@dataclass(slots=True)
class Crowds:
    """The latest 1,000 events of the past year that anybody went to, as last looked up."""

    looked_at: datetime | None = None
    found: PastEvents = NO_PAST

    async def of(self, db: Database, now: datetime) -> PastEvents:
        """Return them; the very first two events of a person are those they went to as a newcomer."""
        fresh = self.looked_at is not None and timedelta() <= now - self.looked_at < _LOOK_AGAIN
        if not fresh:
            self.found, self.looked_at = past_events(await db.fetch(_CAME, now, _MOST)), now
        return self.found
