"""How many newcomers came to the events of the past year."""

from datetime import datetime

from services.matching.recommend.events.catalogue import PastEvents
from services.matching.store.catalogue import past_events
from shared.db import Database

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


async def who_came(db: Database, now: datetime) -> PastEvents:
    """Return the latest 1,000 events of the past year that anybody went to.

    The very first two events of a person are those they went to as a newcomer.
    """
    return past_events(await db.fetch(_CAME, now, _MOST))
