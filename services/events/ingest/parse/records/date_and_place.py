"""A field that holds the days and, behind them, the place: `August 1-6, Las Vegas`, `19 May 2027 in Bonn`."""

import re
from typing import Final

from services.events.ingest.parse.dates.moment_words import days_in_words
from services.events.ingest.parse.records.record_when import Fields, year_of

_PARTED: Final = re.compile(r"\s*(?:,|;|\||@|\s[-–—]|\s(?:in|at)|:)\s+(?=[^\W\d_])")
_PLACED: Final = frozenset({"address", "venue", "city", "street", "country", "region"})
_LONGEST: Final = 150
_LONGEST_PLACE: Final = 80
_MOST: Final = 6
"""Places at which a field is parted."""


def with_place_of_date(fields: Fields, *, day_first: bool | None) -> Fields:
    """Return the days and the place apart, where no field says where it is; else the fields as they are."""
    text = fields.get("dates") or ""
    if not text or len(text) > _LONGEST or any(fields.get(name) for name in _PLACED):
        return fields
    if _is_date(text, fields, day_first=day_first):
        return fields
    for parted, _ in zip(_PARTED.finditer(text), range(_MOST), strict=False):
        days, place = text[: parted.start()], text[parted.end() :].strip()
        is_name = len(place) <= _LONGEST_PLACE and not place[:1].islower()
        if is_name and _is_date(days, fields, day_first=day_first):
            return {**fields, "dates": days, "address": place}
    return fields


def _is_date(text: str, fields: Fields, *, day_first: bool | None) -> bool:
    return days_in_words(text, year_of(fields), day_first=day_first) is not None
