"""Times marked as UTC though they are those of the place: what the records say besides tells."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from services.events.ingest.normalise.place_words import is_online
from services.events.ingest.normalise.when import read_date
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.records.record_when import Fields

_LOCAL: Final = ("timezone", "city", "venue", "address", "street")
_UTC: Final = frozenset({"UTC", "Etc/UTC", "Etc/GMT"})


def on_their_own_clocks(rows: Sequence[Fields]) -> Sequence[Fields]:
    """Return records without the `Z` of their times where it is belied.

    It is where each record that tells its time of day besides, and a place or zone, tells the same without
    it.
    """
    told = set(map(_is_belied, rows))
    return rows if True not in told or False in told else list(map(_without_mark, rows))


def _is_belied(row: Fields) -> bool | None:
    """Tell whether the time of day of its own is that of the instant in UTC; None where nothing tells."""
    moment = row.get("starts") or row.get("dates") or ""
    clock = clocks_of(row.get("start_time"))[0] if moment.endswith("Z") else None
    found = read_date(moment) if clock and clock != time() and clock.tzinfo is None else None
    is_somewhere = any(not is_online(told) for name in _LOCAL if (told := row.get(name)))
    if found is None or zone_name(row.get("timezone")) in _UTC or not is_somewhere:
        return None
    return found.wall.time() == clock


def _without_mark(row: Fields) -> Fields:
    moments = {name: text for name in ("starts", "dates", "ends") if (text := row.get(name))}
    return {**row, **{name: text.removesuffix("Z") for name, text in moments.items()}}
