"""A VTIMEZONE whose name tells nothing, by how it behaves (RFC 5545, 3.6.5): `Customized Time Zone`."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.wire.contentlines import Component

_ALIKE: Final = (
    "Europe/London", "Europe/Berlin", "Europe/Helsinki", "America/New_York", "America/Chicago",
    "America/Denver",
    "America/Los_Angeles", "America/Anchorage", "America/Halifax", "America/St_Johns", "Australia/Sydney",
    "Australia/Adelaide", "Pacific/Auckland", "America/Santiago", "Africa/Cairo",
)  # fmt: skip
"""One zone of each behaviour with summer time."""
_YEAR: Final = 2026
_OFFSET: Final = re.compile(r"([+-])(\d\d)(\d\d)")

Behaviour = tuple[timedelta, timedelta | None, int]
"""Offset of standard time, of summer time if there is one, and the month in which that begins."""


def calendar_zones(calendar: Component) -> Mapping[str, str]:
    """Map each TZID that a VTIMEZONE defines to the IANA name it stands for, where that can be told."""
    named = {}
    for block in (child for child in calendar.children if child.name == "VTIMEZONE"):
        tzid = (block.text("TZID") or "").strip()
        if zone := _zone(tzid, block):
            named[tzid] = zone
    return named


def _zone(tzid: str, block: Component) -> str | None:
    """Go by the name; where that is an offset at most, by the behaviour, which knows of summer time."""
    named = zone_name(tzid) or zone_name(block.text("X-LIC-LOCATION"))
    if named and not named.startswith("Etc/"):
        return named
    return zone_like(block) or named


def zone_like(block: Component) -> str | None:
    """Return a zone that behaves as the block says, None where none of those known does."""
    standard, daylight = _latest(block, "STANDARD"), _latest(block, "DAYLIGHT")
    base, summer = _offset(standard), _offset(daylight)
    if base is None:
        return None
    if daylight is None or summer is None or summer == base:
        minutes = int(base.total_seconds()) // 60
        return zone_name(f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}")
    return _behaviours().get((base, summer, _month(daylight)))


def _latest(block: Component, name: str) -> Component | None:
    """Return the rule in force: of those that do not end, or of all, the one that began last."""
    rules = [child for child in block.children if child.name == name]
    lasting = [rule for rule in rules if "UNTIL" not in (rule.text("RRULE") or "")]
    return max(lasting or rules, key=lambda rule: rule.text("DTSTART") or "", default=None)


def _offset(rule: Component | None) -> timedelta | None:
    found = _OFFSET.match((rule.text("TZOFFSETTO") or "") if rule else "")
    if found is None:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -span if found[1] == "-" else span


def _month(rule: Component) -> int:
    said = re.search(r"BYMONTH=(\d{1,2})", rule.text("RRULE") or "")
    start = re.match(r"\d{4}(\d\d)", rule.text("DTSTART") or "")
    return int(said[1]) if said else int(start[1]) if start else 0


@cache
def _behaviours() -> dict[Behaviour, str]:
    return {_behaviour(ZoneInfo(name)): name for name in _ALIKE}


def _behaviour(zone: ZoneInfo) -> Behaviour:
    """Watch the zone at the end of each month of a year; summer is when its clocks are ahead."""
    ends = [datetime(_YEAR, month, 28, 23, tzinfo=zone) + timedelta(days=3) for month in range(1, 13)]
    offsets = [moment.utcoffset() or timedelta() for moment in ends]
    base, summer = min(offsets), max(offsets)
    begins = next(month for month in range(1, 13) if offsets[month - 1] == summer != offsets[month - 2])
    return base, summer, begins
