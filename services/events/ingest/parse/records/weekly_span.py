"""A span of weeks with a weekday and a clock: a course on each such day, and no event that lasts months.

`from: 2027-01-11`, `to: 2027-05-21`, `weekday: Monday`, `time: 18:00`.
"""

import re
from datetime import date, timedelta
from typing import Final

from services.events.ingest.parse.calendars.rule import WEEKDAY_CODES
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from services.events.ingest.parse.records.record_when import Fields
from shared.text import fold

_BETWEEN: Final = re.compile(r"\s*(?:[,/&+]|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_DAY: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_FEWEST: Final = timedelta(days=14)
_LONGEST: Final = 80


def in_weeks(fields: Fields) -> Fields:
    """Return a record that is told so with its first day and its weekly rule; any other as it is."""
    days = _weekdays(fields.get("weekdays"))
    first, last = _day(fields.get("starts")), _day(fields.get("ends"))
    is_span = first and last and last - first >= _FEWEST
    if not days or not is_span or first is None or fields.get("repeats") or not fields.get("start_time"):
        return fields
    start = next(day for ahead in range(7) if (day := first + timedelta(days=ahead)).weekday() in days)
    codes = ",".join(WEEKDAY_CODES[day] for day in sorted(days))
    rule = f"RRULE:FREQ=WEEKLY;BYDAY={codes};UNTIL={last:%Y%m%d}"
    return {**fields, "starts": start.isoformat(), "ends": None, "repeats": rule}


def _weekdays(text: str | None) -> set[int]:
    names = [fold(name.strip(" .")) for name in _BETWEEN.split((text or "").strip().lower()[:_LONGEST])]
    known = [WEEKDAYS.get(name, WEEKDAYS.get(name.removesuffix("s"))) for name in names]
    return {day for day in known if day is not None} if None not in known else set()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "") if _DAY.fullmatch(text or "") else None
    except ValueError:
        return None
