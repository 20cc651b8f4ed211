"""When the events of an iCalendar file are, by libraries alone: icalendar, and dateutil for rules."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
from dateutil.rrule import rruleset, rrulestr

from tests.support.readings.plain_start import Start, start_of

Window = tuple[datetime, datetime]
_ILLEGAL_TTL = re.compile(rb"^(?:REFRESH-INTERVAL|X-PUBLISHED-TTL)[^\r\n]*\r?\n", re.MULTILINE)
"""One producer writes a duration there that makes the library refuse the whole file."""
_BARE_DAY = re.compile(rb"^(DTSTART|DTEND):(\d{8})(?=\r?\n)", re.MULTILINE)


def spans_of_calendar(body: bytes, window: Window) -> Iterator[Start]:
    """Yield (UID, start and end) of each event, of each date of a series in the window, else of its first."""
    legal = _BARE_DAY.sub(rb"\1;VALUE=DATE:\2", _ILLEGAL_TTL.sub(b"", body))
    events: list[Any] = []
    for calendar in icalendar.Calendar.from_ical(legal, multiple=True):
        events += calendar.walk("VEVENT")
    changed = defaultdict(set)
    for event in events:
        if "RECURRENCE-ID" in event:
            changed[_uid(event)].add(_naive(event["RECURRENCE-ID"].dt, event))
    for event in events:
        start = _start(event)
        if "RECURRENCE-ID" in event or not {"RRULE", "RDATE"} & event.keys():
            yield _uid(event), _span(event, start, start)
            continue
        for wall in _dates(event, window):
            if wall not in changed[_uid(event)]:
                yield _uid(event), _span(event, start, _like(wall, start))


def _span(event: Any, first: date | datetime, start: date | datetime) -> str:
    """Write the start, and the end where one is told; days end on the last of them."""
    after = first + event["DURATION"].dt if "DURATION" in event else None
    last = event["DTEND"].dt if "DTEND" in event else after
    if last is None or isinstance(last, datetime) != isinstance(first, datetime) or last <= first:
        return start_of(start)
    lasts = last - first if not isinstance(first, datetime) else _naive(last, event) - _naive(first, event)
    end = start + lasts - (timedelta(0) if isinstance(first, datetime) else timedelta(days=1))
    return f"{start_of(start)}/{start_of(end)}"


def _start(event: Any) -> date | datetime:
    """Return the value; the library forgets that it is a day where a zone stands beside it."""
    found = event["DTSTART"]
    is_day = found.params.get("VALUE") == "DATE" and isinstance(found.dt, datetime)
    start: date | datetime = found.dt.date() if is_day else found.dt
    return start


def _uid(event: Any) -> str:
    return str(event.get("UID", "")).strip()


def _dates(event: Any, window: Window) -> list[datetime]:
    """Expand the series on naive wall times, as its own clock shows them."""
    start = _naive(event["DTSTART"].dt, event)
    dates = rruleset()
    dates.rdate(start)
    for rule in _listed(event.get("RRULE")):
        until = rule.get("UNTIL", [None])[0]
        text = ";".join(part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL="))
        last = min(
            _naive(until, event, end_of_day=True) if until else window[1].replace(tzinfo=None),
            window[1].replace(tzinfo=None),
        )
        for wall in rrulestr(text, dtstart=start).between(start, last, inc=True):
            dates.rdate(wall)
    for added in _listed(event.get("RDATE")):
        for value in added.dts:
            dates.rdate(_naive(value.dt, event))
    for excluded in _listed(event.get("EXDATE")):
        for value in excluded.dts:
            dates.exdate(_naive(value.dt, event))
    walls = list(dates)
    return [wall for wall in walls if window[0] <= wall.replace(tzinfo=UTC) <= window[1]] or walls[:1]


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _naive(value: date | datetime, event: Any, *, end_of_day: bool = False) -> datetime:
    """Return a value as the clock of the event shows it."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.max if end_of_day else time())
    start = event["DTSTART"].dt
    zone = start.tzinfo if isinstance(start, datetime) else None
    return (value.astimezone(zone) if value.tzinfo and zone else value).replace(tzinfo=None)


def _like(wall: datetime, start: date | datetime) -> date | datetime:
    return wall.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else wall.date()
