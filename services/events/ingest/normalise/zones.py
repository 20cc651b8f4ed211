"""Time zone names as found in the wild, to IANA names."""

import re
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_IANA_TAIL = re.compile(r"([A-Z][A-Za-z_]+/[A-Za-z_+\-0-9]+(?:/[A-Za-z_]+)?)$")
_WINDOWS: Final = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
_UTC_NAMES: Final = frozenset({"utc", "z", "gmt", "etc/utc", "etc/gmt", "zulu", "coordinated universal time"})
_RENAMED: Final = {"US/Pacific": "America/Los_Angeles", "US/Eastern": "America/New_York"}
_LONGEST: Final = 200


@lru_cache(maxsize=2048)
def zone_name(text: str | None) -> str | None:
    """Return the IANA name meant, or None when it cannot be told.

    Understands IANA names, Windows names, the UTC spellings, and global ids that end in an IANA name
    (`/freeassociation.sourceforge.net/Europe/Berlin`).
    """
    name = (text or "").strip().strip('"')
    if not name or len(name) > _LONGEST:
        return None
    if name.casefold() in _UTC_NAMES:
        return "UTC"
    tail = _IANA_TAIL.search(name)
    candidates = (_WINDOWS.get(name.casefold()), name, tail[1] if tail else None)
    return next((_RENAMED.get(zone, zone) for zone in candidates if zone and _exists(zone)), None)


def _exists(name: str) -> bool:
    # ZoneInfo refuses absolute and upward paths with ValueError, and folders with an OSError.
    try:
        return bool(ZoneInfo(name).key)
    except (LookupError, ValueError, OSError):
        return False
