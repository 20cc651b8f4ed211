"""Dates and times as found, to local wall time, IANA zone and UTC instant."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.when import When
from shared.kernel.zones import zone_info

EARLIEST_YEAR: Final = 1990
LATEST_YEAR: Final = 2100
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<mark>[-/.])?(?P<m>(?(mark)\d\d?|\d\d))(?(mark)[-/.])(?P<d>(?(mark)\d\d?|\d\d))"
    r"(?:(?::?T| )\s*(?P<H>\d\d?):?(?P<M>\d\d)(?::?(?P<S>\d\d))?(?:[:.,]\d+)*"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\s*\[?(?P<n>[A-Z]\w+/[\w/+-]+|[A-Z]{3,5})\]?)?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?", re.ASCII)
"""As most dates are written: these are read in a fifth of the time."""
_LONGEST = 64
"""Characters; no date is longer."""
_ORDINAL = re.compile(r"\d{4}-\d{3}", re.ASCII)
"""A year and the number of its day."""
_DAY_ONLY = re.compile(r"(\d{4}-\d\d?-\d\d?)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A date as read: wall time, whether only its day is known, and what offset and zone it said, if any."""

    wall: datetime
    is_day: bool
    offset: timedelta | None = None
    zone: str | None = None


def read_date(text: str | None) -> Found | None:
    """Read ISO 8601, its basic form, and RFC 2822 dates; a malformed time of a good day leaves the day."""
    return _read(text.strip()[:_LONGEST]) if text else None


@lru_cache(maxsize=1000)
def _read(value: str) -> Found | None:
    """Remember the last: what reads a record asks for its dates several times over."""
    if plain := _PLAIN.fullmatch(value):
        with suppress(ValueError):  # the pattern below says what is left of it
            return Found(datetime.fromisoformat(value), is_day=plain[1] is None)
    if _ORDINAL.fullmatch(value):
        with suppress(ValueError):
            return Found(datetime.strptime(value, "%Y-%j"), is_day=True)  # noqa: DTZ007 - a wall time
    parts = _ISO.fullmatch(value)
    if parts is None:
        day = _DAY_ONLY.fullmatch(value)
        return _read(day[1]) if day and day[1] != value else _rfc2822(value)
    try:
        day_ = datetime(int(parts["y"]), int(parts["m"]), int(parts["d"]))  # noqa: DTZ001 - a wall time
        if parts["H"] is None:
            return Found(day_, is_day=True)
        wall = day_.replace(
            hour=int(parts["H"]), minute=int(parts["M"]), second=min(59, int(parts["S"] or 0))
        )
    except ValueError:
        return None
    return Found(wall, is_day=False, offset=_offset(parts["z"]), zone=zone_name(parts["n"]))


def _rfc2822(value: str) -> Found | None:
    if not re.match(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} ", value):
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return Found(found.replace(tzinfo=None), is_day=False, offset=found.utcoffset())


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text[0] not in "+-":
        return timedelta(0)
    digits = text[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if span >= timedelta(hours=24):
        return None
    return -span if text[0] == "-" else span


def is_plausible(found: Found) -> bool:
    """Tell whether the year is one in which an event of ours can be."""
    return EARLIEST_YEAR <= found.wall.year <= LATEST_YEAR


def to_when(found: Found, zone: str | None) -> When:
    """Return the date in its zone; a day stays a day. Without a zone, an instant keeps its wall time."""
    zone = found.zone or zone
    if found.is_day:
        return When(found.wall.date().isoformat(), zone)
    if found.offset is not None:
        return _instant(found.wall.replace(tzinfo=timezone(found.offset)), zone)
    if zone is None:
        return When(_minutes(found.wall))
    aware = found.wall.replace(tzinfo=zone_info(zone))
    # A wall time that the clocks skip in spring is the moment an hour later; going through UTC finds it.
    utc = aware.astimezone(UTC)
    return When(_minutes(utc.astimezone(zone_info(zone)).replace(tzinfo=None)), zone, utc)


def _instant(moment: datetime, zone: str | None) -> When:
    utc = moment.astimezone(UTC)
    if zone:
        return When(_minutes(utc.astimezone(zone_info(zone)).replace(tzinfo=None)), zone, utc)
    known = "UTC" if moment.utcoffset() == timedelta(0) else None
    return When(_minutes(moment.replace(tzinfo=None)), known, utc)


def _minutes(wall: datetime) -> str:
    return wall.isoformat(timespec="seconds" if wall.second else "minutes")
