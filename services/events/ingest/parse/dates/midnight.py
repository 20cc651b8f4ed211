"""Midnight, which publishers write where they have a day and no time."""

import re
from typing import Final

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
