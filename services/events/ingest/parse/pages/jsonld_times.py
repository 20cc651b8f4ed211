"""When a schema.org Event is: start and end, or the opening of the doors; schedules: `jsonld_schedule`."""

import re
from datetime import timedelta
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.midnight import without_local_midnight, without_placeholder
from services.events.ingest.parse.pages.jsonld_value import words
from services.events.ingest.parse.records.record_when import plain_date
from services.events.ingest.parse.wire.json_path import Node

_UTC_MIDNIGHT: Final = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)$")
_UTC_DAY_END: Final = re.compile(r"T(?:23:59(?::\d\d(?:\.\d+)?)?|00:00(?::00(?:\.0+)?)?)(?:Z|[+-]00:?00)$")

Times = tuple[str | None, str | None]
"""Start and end as found."""


def times_of(node: Node) -> Times:
    """Return start and end.

    Midnights in UTC on both sides are days, as midnights of no offset are, and those of the place's own
    unless the second is the end of one day.
    """
    starts, ends = words(node.get("startDate")), words(node.get("endDate"))
    if starts and ends and _UTC_MIDNIGHT.search(starts) and _UTC_DAY_END.search(ends):
        return _UTC_MIDNIGHT.sub("", starts), _UTC_DAY_END.sub("", ends)
    if starts is None:
        return _time(words(node.get("doorTime"))), _time(ends)
    days = without_local_midnight(starts), without_local_midnight(ends)
    if days[0] != starts and (ends is None or days[1] != ends) and not _is_next(*days):
        return days
    return _time(starts), _time(ends)


def _is_next(starts: str | None, ends: str | None) -> bool:
    """Tell whether the end is the day after, at whose midnight an event of one day is over."""
    first, last = read_date(starts), read_date(ends)
    return (
        first is not None and last is not None and last.wall.date() - first.wall.date() == timedelta(days=1)
    )


def _time(text: str | None) -> str | None:
    return without_placeholder(plain_date(text))
