"""DATE, DATE-TIME and DURATION values of iCalendar (RFC 5545, 3.3.4–3.3.6), as written by real producers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.wire.contentlines import Component, Property
from shared.kernel.zones import zone_info

_VALUE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_DAY_WITHOUT_CLOCK = re.compile(r"(\d{8})T[\W_]{0,5}")
"""A time of which the clock was left empty: `20270519T::`."""
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?"
)
_FEWEST_DAYS: Final = 3
_MOST_OF: Final = 0.75
_DAY: Final = timedelta(days=1)
_WHOLE_DAY: Final = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY", "X-ALLDAY", "X-ALL-DAY")

Zones = Mapping[str, str]
"""TZID as written to IANA name, for the VTIMEZONEs of one calendar."""


@dataclass(frozen=True, slots=True)
class IcalTime:
    """A naive wall time and its IANA zone (None: floating), or a day (then `wall` is its midnight)."""

    wall: datetime
    zone: str | None
    is_day: bool

    def to_text(self) -> str:
        """Write as ISO 8601: a bare date, a wall time, or an instant in UTC with `Z`."""
        if self.is_day:
            return self.wall.date().isoformat()
        return self.wall.isoformat() + ("Z" if self.zone == "UTC" else "")

    def in_zone(self, zone: str | None) -> datetime:
        """Return the wall time that clocks of `zone` show at this moment; unchanged if either is unknown."""
        if self.is_day or self.zone is None or zone is None or zone == self.zone:
            return self.wall
        try:
            moved = self.wall.replace(tzinfo=zone_info(self.zone)).astimezone(zone_info(zone))
        except OverflowError:
            return self.wall
        return moved.replace(tzinfo=None)


def read_time(found: Property | None, zones: Zones) -> IcalTime | None:
    """Read one value; a bare YYYYMMDD is a day whether or not `VALUE=DATE` is said."""
    return read_value(found.value.strip(), found.parameters, zones) if found else None


def read_value(value: str, parameters: Mapping[str, str], zones: Zones) -> IcalTime | None:
    """Read one DATE or DATE-TIME with its TZID (RFC 5545, 3.3.4 and 3.3.5); None where it is neither."""
    tzid, parts = parameters.get("TZID", ""), _VALUE.fullmatch(value)
    if parts is None and (day := _DAY_WITHOUT_CLOCK.fullmatch(value)):
        parts = _VALUE.fullmatch(day[1])
    if parts is None:
        # A zone written bare though it holds a colon: `TZID=(UTC+01:00) Berlin:20270519T190000`.
        rest, _, last = value.rpartition(":")
        tzid, parts = f"{tzid}:{rest}", _VALUE.fullmatch(last)
    if parts is None:
        return None
    try:
        wall = _wall([int(part or 0) for part in parts.groups()[:6]])
        if parts[4] is None or parameters.get("VALUE", "").upper() == "DATE":
            return IcalTime(wall.replace(hour=0, minute=0, second=0), None, is_day=True)
    except (ValueError, OverflowError):
        return None
    zone = zone_name(parts[7]) if parts[7] else _zone(tzid, zones)
    return IcalTime(wall, zone, is_day=False)


def _zone(tzid: str, zones: Zones) -> str | None:
    name = tzid.replace("\\,", ",").strip()
    return zones.get(name) or zone_name(name)


def _wall(numbers: list[int]) -> datetime:
    """Return the wall time; 24:00 is the midnight that ends the day. Raises ValueError for no such time."""
    day = datetime(numbers[0], numbers[1], numbers[2])  # noqa: DTZ001 - a wall time
    if numbers[3:6] == [24, 0, 0]:
        return day + _DAY
    return day.replace(hour=numbers[3], minute=numbers[4], second=min(numbers[5], 59))


def event_start(event: Component, zones: Zones) -> IcalTime | None:
    """Return when the event starts; a midnight that is marked as that of a whole day is a day."""
    start = read_time(event.first("DTSTART"), zones)
    if start is None or start.is_day or start.wall.time() != time():
        return start
    whole = any((event.text(name) or "").upper() in {"TRUE", "1"} for name in _WHOLE_DAY)
    return IcalTime(start.wall, None, is_day=True) if whole else start


def days_at_utc_midnight(events: Sequence[Component]) -> bool:
    """Tell whether a calendar writes days as midnights in UTC: most of its moments begin and end so."""
    moments = [event for event in events if _starts_in_utc(event)]
    days = [
        event for event in moments if _is_utc_midnight(event, "DTSTART") and _is_utc_midnight(event, "DTEND")
    ]
    return len(days) >= _FEWEST_DAYS and len(days) >= _MOST_OF * len(moments)


def _starts_in_utc(event: Component) -> bool:
    found = event.first("DTSTART")
    return found is not None and found.value.strip().upper().endswith("Z")


def _is_utc_midnight(event: Component, name: str) -> bool:
    found = event.first(name)
    return found is not None and found.value.strip().upper().endswith("T000000Z")


def read_duration(text: str | None) -> timedelta | None:
    """Read a DURATION; None when it is absent or not one."""
    parts = _DURATION.fullmatch((text or "").strip().upper())
    if parts is None or not any(parts.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in parts.groups()[1:])
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if parts[1] == "-" else span


def event_span(event: Component, start: IcalTime, zones: Zones) -> timedelta | None:
    """Return how long an event lasts by its own clock (DTEND exclusive), None when it does not say."""
    end = read_time(event.first("DTEND"), zones)
    if end is None:
        return read_duration(event.text("DURATION"))
    if start.is_day:
        # Of days, an end within one is that of its day.
        return -((start.wall - end.wall) // _DAY) * _DAY
    if end.is_day:
        return None if end.wall < start.wall else end.wall + _DAY - start.wall
    return end.in_zone(start.zone) - start.wall


def placed_in(start: IcalTime, moment: IcalTime) -> datetime:
    """Return which wall time of a series that begins at `start` is meant; a day alone is that day's."""
    wall = moment.in_zone(start.zone)
    return datetime.combine(wall.date(), start.wall.time()) if moment.is_day or start.is_day else wall


def utc_wall(moment: datetime) -> datetime:
    """Return an aware moment as a naive wall time in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None)
