"""Small pieces of text: clipped strings, dates and places as people write them."""

import unicodedata
from datetime import date, datetime
from urllib.parse import quote

from shared.contracts.events import Event, Mode
from shared.kernel.countries import write_town

_WITH_MINUTES = len("2027-05-19T09:00")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str | None, limit: int) -> str:
    """Return one line of at most `limit` characters, without control, format and direction characters."""
    if not text:
        return ""
    seen = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text[: 4 * limit])
    line = " ".join(seen.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def when(event: Event) -> str:
    """Write when it takes place, on its own clock: `Wed 19 May 2027, 09:00` or `Wed 19 – Fri 21 May 2027`."""
    first = event.starts_at.local
    last = event.ends_at.local if event.ends_at else first
    start, end = _day(first), _day(last)
    if start is None:
        return ""
    if end is None or end <= start:
        clock = f", {first[11:16]}" if len(first) >= _WITH_MINUTES else ""
        return f"{_short(start)} {start.year}{clock}"
    head = _short(start) if (start.year, start.month) != (end.year, end.month) else _short(start)[:-4]
    year = f" {start.year}" if start.year != end.year else ""
    return f"{head}{year} – {_short(end)} {end.year}"


def on_day(local: str) -> str:
    """Write the day of a local time: `Wed 19 May 2027`."""
    day = _day(local)
    return f"{_short(day)} {day.year}" if day else ""


def where(event: Event) -> str:
    """Write where: the city and country, `online`, or both."""
    place = event.place
    spot = (write_town(place.city or place.venue, place.country) or "") if place else ""
    if event.mode is Mode.ONLINE:
        return "online"
    if event.mode is Mode.HYBRID:
        return f"{plain(spot, 80)} and online" if spot else "on site and online"
    return plain(spot, 80)


def weekday_name(weekday: int) -> str:
    """Name an ISO weekday (1 = Monday)."""
    return _WEEKDAYS[weekday - 1]


def count(number: int, one: str, many: str) -> str:
    """Write a small number with its noun: `1 person`, `3 people`."""
    return f"{number} {one if number == 1 else many}"


def event_url(public_url: str, event_id: str, anchor: str = "") -> str:
    """Return our page of an event; `anchor` names a place on it."""
    base = f"{public_url.rstrip('/')}/events/{quote(event_id, safe='')}"
    return f"{base}#{quote(anchor, safe='')}" if anchor else base


def _day(local: str) -> date | None:
    try:
        return datetime.fromisoformat(local[:10]).date()
    except ValueError:
        return None


def _short(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
