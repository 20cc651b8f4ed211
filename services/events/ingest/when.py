"""When something is: a wall time with its zone, or a bare day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfoNotFoundError

from shared.contracts.events import Moment
from shared.kernel.zones import zone_info

DAY_LENGTH = len("2027-05-19")
_SECONDS = len("2027-05-19T09:00:00")


@dataclass(frozen=True, slots=True)
class When:
    """A local wall time (`2027-05-19T09:00`) with its IANA zone, or a bare date (`2027-05-19`).

    `utc` is the aware instant of a timed value whose zone is known, else None.
    """

    local: str
    timezone: str | None = None
    utc: datetime | None = None

    @property
    def is_day(self) -> bool:
        """Tell whether only the day is known."""
        return len(self.local) == DAY_LENGTH

    @property
    def day(self) -> date:
        """The local calendar day."""
        return date.fromisoformat(self.local[:DAY_LENGTH])

    @property
    def time_of_day(self) -> time | None:
        """The local time of day, None where only the day is known."""
        return None if self.is_day else datetime.fromisoformat(self.local).time()

    def to_doc(self) -> dict[str, str | None]:
        """Return what the API's moment holds: local time, zone, and the instant with `Z`."""
        instant = f"{self.utc.isoformat(timespec='seconds')[:_SECONDS]}Z" if self.utc else None
        return {"local": self.local, "timezone": self.timezone, "utc": instant}

    def to_moment(self) -> Moment:
        """Return the value as the API speaks of it."""
        return Moment.model_validate(self.to_doc())


def last_day(starts: When, ends: When | None) -> date:
    """Return the last day, on its own clock; the first where no end is told, or one before it."""
    return max(starts.day, ends.day) if ends else starts.day


def sort_utc(when: When, *, end: bool = False) -> datetime:
    """Return the instant to order and filter by, aware and in UTC.

    A bare date is midnight in its zone (UTC when the zone is unknown): of its own day for a start, of
    the day after for an end, so that an event lasts through its last day. A wall time of no known zone
    counts as UTC.
    """
    if when.utc is not None:
        return when.utc
    if not when.is_day:
        return _in_utc(datetime.fromisoformat(when.local), when.timezone)
    ordinal = min(when.day.toordinal() + int(end), date.max.toordinal())
    return _in_utc(datetime.combine(date.fromordinal(ordinal), time()), when.timezone)


def _in_utc(wall: datetime, timezone: str | None) -> datetime:
    try:
        return wall.replace(tzinfo=zone_info(timezone) if timezone else UTC).astimezone(UTC)
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return wall.replace(tzinfo=UTC)
