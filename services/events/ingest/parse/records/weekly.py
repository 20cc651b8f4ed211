"""What is on each week: a span of weeks with a weekday and a clock, which is no event that lasts months.

`from: 2027-01-11`, `to: 2027-05-21`, `weekday: Monday`, `time: 18:00`; or as FullCalendar tells it,
`startRecur`, `daysOfWeek: [1, 3]`, 0 to 6 from Sunday, and `endRecur`, the day after the last:
https://fullcalendar.io/docs/recurring-events .
"""

import re
from datetime import date, timedelta
from typing import Final

from services.events.ingest.parse.calendars.rule import WEEKDAY_CODES
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from services.events.ingest.parse.records.record_when import Fields
from shared.text import fold

_BETWEEN: Final = re.compile(r"\s*(?:[,/&+]|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_NUMBERED: Final = re.compile(r"[0-6](?:,\s?[0-6])*")
_DAY: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_FEWEST: Final = timedelta(days=14)
_LONGEST: Final = 80


def in_weeks(fields: Fields) -> Fields:
    """Return a record that is told so with its first day and its weekly rule; any other as it is."""
    told, first, last = fields.get("weekdays") or "", _day(fields.get("starts")), _day(fields.get("ends"))
    if not told or first is None or fields.get("repeats"):
        return fields
    if _NUMBERED.fullmatch(told):
        days, after = {(int(day) - 1) % 7 for day in re.findall(r"\d", told)}, _day(fields.get("recur_end"))
        last = after - timedelta(days=1) if after else None
    elif last and last - first >= _FEWEST and fields.get("start_time"):
        days = _weekdays(told)
    else:
        return fields
    return {**fields, **_weekly(first, last, days), "ends": None} if days else fields


def _weekly(first: date, last: date | None, days: set[int]) -> dict[str, str | None]:
    start = first + timedelta(days=min((day - first.weekday()) % 7 for day in days))
    until = f";UNTIL={last:%Y%m%d}" if last else ""
    codes = ",".join(WEEKDAY_CODES[day] for day in sorted(days))
    return {"starts": start.isoformat(), "repeats": f"RRULE:FREQ=WEEKLY;BYDAY={codes}{until}"}


def _weekdays(text: str) -> set[int]:
    names = [fold(name.strip(" .")) for name in _BETWEEN.split(text.strip().lower()[:_LONGEST])]
    known = [WEEKDAYS.get(name, WEEKDAYS.get(name.removesuffix("s"))) for name in names]
    return {day for day in known if day is not None} if None not in known else set()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "") if _DAY.fullmatch(text or "") else None
    except ValueError:
        return None
