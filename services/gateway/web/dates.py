"""When something is, in words: always the wall time of the place, with its zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.contracts.events import Event, Moment
from shared.contracts.partners.attendees import Import

_DAY = "%a %-d %b %Y"


def day_of(moment: Moment) -> date:
    """Return the local calendar day."""
    return date.fromisoformat(moment.local[:10])


def time_of(moment: Moment) -> str | None:
    """Return the local time as `09:30`, or None for a bare date."""
    return moment.local[11:16] if len(moment.local) > 10 else None  # noqa: PLR2004 (length of an ISO date)


def write_day(day: date) -> str:
    """Write a day: `Wed 19 May 2027`."""
    return day.strftime(_DAY)


def write_month(moment: Moment) -> str:
    """Write the month of the local day: `May`."""
    return day_of(moment).strftime("%b")


def write_when(event: Event) -> str:
    """Write when an event is: `Wed 19 May 2027, 09:00–17:30`, or `Wed 19 – Fri 21 May 2027`."""
    start, end = event.starts_at, event.ends_at
    if end is None or day_of(end) <= day_of(start):
        return ", ".join(filter(None, (write_day(day_of(start)), _hours(start, end))))
    if _hours_stand_beside(start, end):
        return f"{write_day(day_of(start))}, {time_of(start)}–{time_of(end)} (next day)"
    return write_span(day_of(start), day_of(end))


def _hours_stand_beside(start: Moment, end: Moment) -> bool:
    """Tell whether an event is of one day, or goes on into the night after it."""
    days = day_of(end) - day_of(start)
    into_the_night = bool(time_of(start)) and (time_of(end) or "12") < "06:00"
    return days <= timedelta(0) or (days == timedelta(days=1) and into_the_night)


def write_span(first: date, last: date) -> str:
    """Write days: `Wed 19 – Fri 21 May 2027`, what the last says again is left out of the first."""
    if first == last:
        return write_day(first)
    if first.year != last.year:
        return f"{write_day(first)} – {write_day(last)}"
    return f"{first.strftime('%a %-d' if first.month == last.month else '%a %-d %b')} – {write_day(last)}"


def write_hours_of_days(event: Event) -> str | None:
    """Write the hours of an event of several days: `from 14:00 on the first day, to 12:30 on the last`.

    None for one of a day, whose hours stand beside it, and where no hours are told: midnights are none.
    """
    start, end = event.starts_at, event.ends_at
    if end is None or _hours_stand_beside(start, end) or {time_of(start), time_of(end)} <= {None, "00:00"}:
        return None
    first, last = time_of(start), time_of(end)
    told = (f"from {first} on the first day" if first else None, f"to {last} on the last" if last else None)
    return ", ".join(filter(None, told))


def write_zone(moment: Moment) -> str | None:
    """Write whose clock a time is by: `Berlin time, UTC+02:00`; None for a bare date or no zone."""
    if moment.timezone is None or time_of(moment) is None:
        return None
    try:
        zone = ZoneInfo(moment.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return moment.timezone
    offset = datetime.fromisoformat(moment.local).replace(tzinfo=zone).strftime("%z")
    town = moment.timezone.rpartition("/")[2].replace("_", " ") if "/" in moment.timezone else None
    clock = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:]}"
    return f"{town} time, {clock}" if town and not moment.timezone.startswith("Etc/") else clock


def write_ago(then: datetime | None, now: datetime) -> str:
    """Write how long ago something was: `5 minutes ago`; `never` for None."""
    if then is None:
        return "never"
    seconds = int((now - then).total_seconds())
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if abs(seconds) >= size:
            count = abs(seconds) // size
            text = f"{count} {name}{'s' if count > 1 else ''}"
            return f"{text} ago" if seconds > 0 else f"in {text}"
    return "just now" if seconds >= 0 else "in a moment"


def write_end(file: Import, now: datetime) -> str:
    """Write when a file at work is through, as it went so far: `in 4 minutes`; empty while none can tell."""
    done = file.accepted + file.rejected
    if done in {0, file.lines}:
        return ""
    return write_ago(file.created_at + (now - file.created_at) * (file.lines / done), now)


def _hours(start: Moment, end: Moment | None) -> str | None:
    first, last = time_of(start), time_of(end) if end else None
    return f"{first}–{last}" if first and last and last != first else first
