"""Several whole days in one cell, `3/7/2027, 3/14/2027`: an event of its own on each, not one that lasts."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.dates.slash_order import is_day_first
from services.events.ingest.parse.records.record_when import Fields

_DAY: Final = r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}([/.])\d{1,2}\1\d{4})"
_WHOLE: Final = re.compile(_DAY)
_BETWEEN: Final = re.compile(r"\s*(?:[,;&\n]|\band\b|\bund\b|\bet\b|\by\b)\s*")
_MOST: Final = 60


def on_each_day(fields: Fields, *, day_first: bool | None) -> list[Fields]:
    """Return the record once for each day that its date lists; alone where they are none, or in a row."""
    parts = _BETWEEN.split((fields.get("dates") or "").strip())
    if not 1 < len(parts) <= _MOST or fields.get("starts") or not all(map(_WHOLE.fullmatch, parts)):
        return [fields]
    order = is_day_first(parts) if day_first is None else day_first
    days = [told[0] for part in parts if (told := days_or_none(part, day_first=order))]
    return (
        [fields]
        if len(days) < len(parts) or _in_a_row(days)
        else [_on(fields, day.isoformat()) for day in days]
    )


def _on(fields: Fields, day: str) -> Fields:
    """Return the record of one of its days; an id of all of them is made one of this."""
    uid = fields.get("uid")
    return {**fields, "dates": day, "uid": f"{uid} {day}" if uid else None}


def _in_a_row(days: list[date]) -> bool:
    return all(last - first <= timedelta(days=1) for first, last in pairwise(days))
