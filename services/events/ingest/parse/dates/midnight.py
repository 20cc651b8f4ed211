"""Midnight, which publishers write where they have a day and no time."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.events.ingest.normalise.when import is_plausible, read_date, to_when
from services.events.ingest.when import DAY_LENGTH

_PLACEHOLDER: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")

_LOCAL: Final = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?(?:\s*(?!(?:[+-]00:?00))[+-]\d\d:?\d\d)?$")
_OF_UTC: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)$")
_SHOWN_EAST: Final = re.compile(r"[T ]0([1-5]):00(?::00(?:\.0+)?)?\+0\1:?00$")
"""The same as a clock east of Greenwich shows it, `02:00+02:00`; one west of it shows an evening."""


def without_local_midnight(text: str | None) -> str | None:
    """Return the time as found, or only its day where it is midnight by the clock of its place.

    Midnight in UTC is the time of an evening in America as often: see `is_utc_midnight`.
    """
    return _LOCAL.sub("", text) if text else None


def is_utc_midnight(text: str | None) -> bool:
    """Tell whether the moment is midnight in UTC: a placeholder where a whole list has no other times."""
    return bool(text and (_OF_UTC.search(text) or _SHOWN_EAST.search(text)))


def without_placeholder(text: str | None) -> str | None:
    """Return the time as found, or only its day where its midnight is a placeholder."""
    return _PLACEHOLDER.sub("", text) if text else None


def days_in_zone(starts: str | None, ends: str | None, zone: str | None) -> tuple[str | None, str | None]:
    """Return the days of an event of whole days; of instants in UTC those of its zone, the end exclusive."""
    first, last = read_date(starts), read_date(ends)
    is_known = first is not None and is_plausible(first) and (last is None or is_plausible(last))
    if zone is None or first is None or not is_known or first.offset != timedelta(0):
        return (starts or "")[:DAY_LENGTH] or None, (ends or "")[:DAY_LENGTH] or None
    begins = to_when(first, zone)
    ended = (
        to_when(replace(last, wall=last.wall - timedelta(seconds=1)), zone)
        if last and last.offset == timedelta(0)
        else begins
    )
    return begins.local[:DAY_LENGTH], max(ended, begins, key=lambda when: when.local).local[:DAY_LENGTH]
