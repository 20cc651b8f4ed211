"""The events to come that one person may be offered: not far from home, or worth a journey."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import cos, floor, radians

from services.matching.people.person import Vectors
from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.offered import Sought
from services.matching.recommend.parameters import EventNumbers
from services.matching.store.catalogue import events_of, vectors_of
from shared.db import Database, Record
from shared.kernel.geo import Circle, latitude_band

_FIELDS = (
    "event_id, title, mode, starts_utc, ends_utc, city, country, lat, lon, topics, languages, series, vector"
)
COMING = (
    """merged_into IS NULL AND status NOT IN ('cancelled', 'probably_off', 'postponed') AND ends_utc > $1"""
)
_SPAN = f"{COMING} AND starts_utc < $2"
# As the indexes have it (migration 0022).
_CELL = "(floor(lat)::int * 360 + floor(lon)::int)"
_JOURNEY = "(mode IN ('online', 'hybrid') OR lat IS NULL OR ends_utc - starts_utc >= interval '8 hours')"
_NEAR = f"""
SELECT there.* FROM unnest($3::int[]) AS here (cell) CROSS JOIN LATERAL (
    SELECT {_FIELDS} FROM catalogue_event
    WHERE {_CELL} = here.cell AND {_SPAN} AND ($4::text[] IS NULL OR topics ?| $4)
    ORDER BY ends_utc LIMIT $5) there
"""  # noqa: S608 - the text is ours
_ANYWHERE = f"""
SELECT {_FIELDS} FROM catalogue_event WHERE {_SPAN} AND topics ?| $3 ORDER BY ends_utc LIMIT $4
"""  # noqa: S608
_AFAR = _ANYWHERE.replace("topics ?|", f"{_JOURNEY} AND topics ?|")


async def coming_events(
    db: Database, sought: Sought, home: Circle | None, now: datetime, numbers: EventNumbers
) -> tuple[tuple[CatalogueEvent, ...], Vectors]:
    """Return what may be offered, in the order of the start, and the vectors (zero where there is no text).

    Of each square of a degree around home the soonest are looked at, and of all that is worth a journey.
    """
    span = (now, now + timedelta(days=numbers.ahead_days))
    own, others = list(sought.topics), list(sought.neighbours)
    rows: list[Record] = []
    if home is not None:
        cells = list(_cells(home))
        rows += await db.fetch(_NEAR, *span, cells, own or None, numbers.near_each)
        rows += await db.fetch(_NEAR, *span, cells, others, numbers.neighbours_each) if others else ()
        rows += await db.fetch(_AFAR, *span, own, numbers.considered) if own else ()
    else:
        rows += await db.fetch(_ANYWHERE, *span, own, numbers.considered) if own else ()
        rows += await db.fetch(_ANYWHERE, *span, others, numbers.near_each) if others else ()
    found = {row["event_id"]: row for row in rows}
    in_time = sorted(found.values(), key=lambda row: (row["starts_utc"], row["event_id"]))
    return events_of(in_time), vectors_of(in_time)


def _cells(circle: Circle) -> Iterator[int]:
    """Return the squares of a degree that a circle touches, numbered as by `_CELL`; not the poles."""
    south, north = (max(-89.0, min(89.0, lat)) for lat in latitude_band(circle.centre, circle.radius_km))
    wide = (north - south) / 2 / max(cos(radians(max(abs(south), abs(north)))), 0.1)
    west, east = floor(circle.centre.lon - wide), floor(circle.centre.lon + wide)
    for lat in range(floor(south), floor(north) + 1):
        for lon in range(west, east + 1):
            yield lat * 360 + (lon + 180) % 360 - 180
