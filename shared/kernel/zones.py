"""Time zones by their IANA names, each read from disk once: `zoneinfo` itself holds on to eight."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MOST: Final = 1024
"""More than there are."""


@lru_cache(maxsize=_MOST)
def zone_info(name: str) -> ZoneInfo:
    """Return a zone.

    Raises:
        ZoneInfoNotFoundError: there is none of this name.
        ValueError: the name is no relative path.
        OSError: it names a folder.
    """
    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Tell whether there is a zone of this name."""
    try:
        return zone_info(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def by_clock_of(moment: datetime, name: str | None) -> datetime:
    """Return an aware moment by the clock of a zone, so that its date is the day there; UTC by none."""
    return moment.astimezone(zone_info(name) if name is not None and is_zone(name) else UTC)
