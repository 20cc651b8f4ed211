"""When a person's e-mail is due: weekday and hour on their own wall clock, once per ISO week there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Frequency = Literal["weekly", "fortnightly", "monthly", "never"]

LATE_AT_MOST = timedelta(hours=36)
"""A slot missed by more than this, because nothing ran, is let go: old news is no service."""

_DAYS_OF_WEEK = 7
_WEEKS_AHEAD = 60
_MAX_JITTER_S = 20 * 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """A person's wish. `weekday` is ISO (1 = Monday), `hour` 0–23 on their clock; `paused_until` is aware."""

    weekday: int = 1
    hour: int = 8
    frequency: Frequency = "weekly"
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One week's turn: the ISO week it belongs to (`2026-W48`) and its instant in UTC."""

    week: str
    at: datetime


def zone_of(name: str | None) -> tzinfo:
    """Return the IANA zone of this name; UTC when there is none."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def instant(day: date, hour: int, zone: tzinfo) -> datetime:
    """Return the instant of a full hour on a local day, in UTC.

    An hour that the clocks skip is the moment after the jump; one that comes twice is the first
    (`fold=0` of PEP 495 means both).
    """
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)


def iso_week(day: date) -> str:
    """Write the ISO 8601 week of a local day: `2026-W53` is followed by `2027-W01`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def slot_of_week(schedule: Schedule, zone: tzinfo, monday: date) -> Slot | None:
    """Return the turn in the week that starts on this Monday, or None when this week has none."""
    day = monday + timedelta(days=schedule.weekday - 1)
    if not _has_turn(schedule.frequency, day):
        return None
    at = instant(day, schedule.hour, zone)
    if schedule.paused_until is not None and at < schedule.paused_until:
        return None
    return Slot(iso_week(day), at)


def last_slot(schedule: Schedule, zone: tzinfo, now: datetime) -> Slot | None:
    """Return the newest turn at or before `now` that is not too late, or None."""
    monday = _monday(now.astimezone(zone).date())
    for weeks_back in range(2):
        slot = slot_of_week(schedule, zone, monday - timedelta(weeks=weeks_back))
        if slot is not None and slot.at <= now:
            return slot if now - slot.at <= LATE_AT_MOST else None
    return None


def next_slot(schedule: Schedule, zone: tzinfo, after: datetime) -> Slot | None:
    """Return the first turn later than `after`; None when there is none within a year of it, or never."""
    start = max(after, schedule.paused_until or after)
    monday = _monday(start.astimezone(zone).date())
    for weeks in range(_WEEKS_AHEAD):
        slot = slot_of_week(schedule, zone, monday + timedelta(weeks=weeks))
        if slot is not None and slot.at > after:
            return slot
    return None


def jitter(seed: int) -> timedelta:
    """Spread people over the 20 minutes after the hour, each always by the same amount."""
    return timedelta(seconds=seed % _MAX_JITTER_S)


def _has_turn(frequency: Frequency, day: date) -> bool:
    if frequency == "weekly":
        return True
    if frequency == "fortnightly":
        # Counted from a fixed Monday, since week numbers repeat their parity after a 53-week year.
        return _monday(day).toordinal() // _DAYS_OF_WEEK % 2 == 0
    return frequency == "monthly" and day.day <= _DAYS_OF_WEEK


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)
