"""Time zone names as found in the wild, to IANA names."""

import re
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from shared.text import fold

_IANA_TAIL = re.compile(r"([A-Z][A-Za-z_]+/[A-Za-z_+\-0-9]+(?:/[A-Za-z_]+)?)$")
_UTC_NAMES: Final = frozenset({"utc", "z", "gmt", "etc/utc", "etc/gmt", "zulu", "coordinated universal time"})
_RENAMED: Final = {
    "US/Pacific": "America/Los_Angeles", "US/Eastern": "America/New_York", "US/Central": "America/Chicago",
    "US/Mountain": "America/Denver", "US/Arizona": "America/Phoenix", "US/Hawaii": "Pacific/Honolulu",
    "US/Alaska": "America/Anchorage", "Canada/Eastern": "America/Toronto", "Europe/Kiev": "Europe/Kyiv",
    "Canada/Pacific": "America/Vancouver", "Canada/Central": "America/Winnipeg",
    "Canada/Mountain": "America/Edmonton", "Canada/Atlantic": "America/Halifax",
    "Asia/Calcutta": "Asia/Kolkata", "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires", "Asia/Katmandu": "Asia/Kathmandu",
    "America/Indianapolis": "America/Indiana/Indianapolis", "Asia/Rangoon": "Asia/Yangon",
}  # fmt: skip
_ABBREVIATED: Final = {
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "mdt": "America/Denver",
    "cdt": "America/Chicago",
    "edt": "America/New_York", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "eest": "Europe/Helsinki", "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "jst": "Asia/Tokyo",
    "et": "America/New_York", "pt": "America/Los_Angeles", "ct": "America/Chicago", "mt": "America/Denver",
    "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong", "wib": "Asia/Jakarta", "msk": "Europe/Moscow",
    "eat": "Africa/Nairobi", "wat": "Africa/Lagos", "sast": "Africa/Johannesburg",
    "kst": "Asia/Seoul", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "brt": "America/Sao_Paulo",
}  # fmt: skip
"""Abbreviations that one region uses; `IST`, `CST` and `BST` are left out, for several do."""
_OFFSET: Final = re.compile(
    r"\(?(?:utc|gmt)?\s*(?P<sign>[-+−])\s*(?P<hours>\d{1,2})(?:[:.]?(?P<minutes>\d\d))?\)?(?:\s.*)?",
    re.IGNORECASE,
)
_DISPLAYED: Final = re.compile(r"\((?:utc|gmt)(?:[+-]\d\d[:.]\d\d)?\)\s*(.{2,100})", re.IGNORECASE)
_TIME_AT_END: Final = re.compile(
    r"\s+(?:standard |daylight |summer )?time(?:\s+\((?:u\.?s\.?(?: (?:&|and) canada)?|canada)\))?$",
    re.IGNORECASE,
)
_HALVES: Final = {
    (5, 30): "Asia/Kolkata", (5, 45): "Asia/Kathmandu", (6, 30): "Asia/Yangon", (3, 30): "Asia/Tehran",
    (4, 30): "Asia/Kabul", (9, 30): "Australia/Darwin",
}  # fmt: skip
_LONGEST: Final = 200


def zone_name(text: str | None) -> str | None:
    """Return the IANA name meant, or None when it cannot be told.

    Understands IANA names in any case and spelling, Windows names as they are stored and as they are shown
    (`(UTC+01:00) Amsterdam, Berlin`), the UTC spellings, global ids that end in an IANA name
    (`/freeassociation.sourceforge.net/Europe/Berlin`), and offsets from UTC.
    """
    return _zone_name(text) if text and len(text) <= _LONGEST else None


@lru_cache(maxsize=2048)
def _zone_name(text: str) -> str | None:
    name = " ".join(text.strip().strip('"').split())
    if not name:
        return None
    if re.sub(r"^.*/|^\(\w+\) ", "", name).casefold() in _UTC_NAMES:
        return "UTC"
    tail = _IANA_TAIL.search(name)
    known = _known()
    candidates = (
        _windows(name),
        name,
        tail[1] if tail else None,
        known.get(_squeezed(name)),
        _displayed(name),
    )
    found = next((zone for zone in candidates if zone and _exists(zone)), None)
    found = found or _ABBREVIATED.get(name.casefold()) or _by_offset(name)
    return _RENAMED.get(found, found) if found else None


def _windows(name: str) -> str | None:
    """Return the zone of `Eastern Standard Time`, also where it is called `Eastern Time (US & Canada)`."""
    table = _windows_names()
    return table.get(name.casefold()) or table.get(f"{_TIME_AT_END.sub('', name).casefold()} standard time")


def _displayed(name: str) -> str | None:
    """Return the zone of a name that Windows shows: cities, or words for a region."""
    found = _DISPLAYED.fullmatch(name)
    if found is None:
        return None
    cities = (_cities().get(fold(city).strip()) for city in re.split(r"[,;]", found[1]))
    return _windows(found[1]) or next((zone for zone in cities if zone), None)


def _by_offset(name: str) -> str | None:
    """Return a zone that always has the offset: `Etc/GMT-2` is two hours ahead of UTC."""
    found = _OFFSET.fullmatch(name)
    if found is None:
        return None
    hours, minutes, is_west = int(found["hours"]), int(found["minutes"] or 0), found["sign"] != "+"
    if minutes:
        return None if is_west else _HALVES.get((hours, minutes))
    zone = f"Etc/GMT{'+' if is_west else '-'}{hours}" if hours else "UTC"
    return zone if _exists(zone) else None


@cache
def _windows_names() -> dict[str, str]:
    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _known() -> dict[str, str]:
    """Return every IANA name by its letters and digits alone."""
    return {_squeezed(zone): zone for zone in sorted(available_timezones())}


@cache
def _cities() -> dict[str, str]:
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return {fold(zone.rpartition("/")[2].replace("_", " ")): zone for zone in zones}


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", name.casefold())


def _exists(name: str) -> bool:
    # ZoneInfo refuses absolute and upward paths with ValueError, and folders with an OSError.
    try:
        return bool(ZoneInfo(name).key)
    except (LookupError, ValueError, OSError):
        return False
