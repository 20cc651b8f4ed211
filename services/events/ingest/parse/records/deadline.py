"""When the papers of a record are due, in the zone that such lists state for their deadlines."""

import re
from collections.abc import Mapping
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.records.record_when import plain_date

DEADLINES: Final = ("deadline", "cfp_closes", "abstracts_due", "cfp_url")
"""Fields that hold a deadline; one called `cfp` may."""
_OFFSET: Final = re.compile(r"\s*(?:aoe|(?:utc|gmt)\s*(?:[+-].*)?|[pmce][sd]t)\s*", re.IGNORECASE)
_HOURS: Final = re.compile(r"(?:UTC|GMT)(?:([+-])(\d{1,2}))?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
_ANYWHERE_ON_EARTH: Final = re.compile(r"aoe|anywhere on earth", re.IGNORECASE)
Fields = Mapping[str, str | None]


def papers_due(fields: Fields, starts: str | None) -> str | None:
    """Return when papers are due; a date from the start on, as lists of dates end with, is none of theirs."""
    closes = _closes(fields)
    if is_zone_of_deadline(fields, starts):
        closes = _in_zone(closes, (fields.get("timezone") or "").strip())
    closes = plain_date(closes)
    first, last = read_date(starts), read_date(closes)
    return closes if not first or not last or last.wall.date() < first.wall.date() else None


def is_zone_of_deadline(fields: Fields, starts: str | None) -> bool:
    """Tell whether the zone is that of a deadline and not of the event, as in lists of calls for papers.

    It is where it is an offset like `UTC-12` beside a deadline or a day, or the event has days and only the
    deadline a time of day.
    """
    is_day = ":" not in (starts or "")
    if _OFFSET.fullmatch(fields.get("timezone") or ""):
        return is_day or any(fields.get(name) for name in DEADLINES)
    return is_day and any(_CLOCK.search(fields.get(name) or "") for name in DEADLINES)


def _closes(fields: Fields) -> str | None:
    """Return the day of the papers before that of their abstracts; `cfp` holds it as often as a link."""
    call = fields.get("cfp_url")
    return (
        fields.get("cfp_closes")
        or (call if read_date(call) else None)
        or fields.get("deadline")
        or fields.get("abstracts_due")
    )


def _in_zone(text: str | None, zone: str) -> str | None:
    found = read_date(text)
    if found is None or found.is_day or found.offset is not None or text is None:
        return text
    if _ANYWHERE_ON_EARTH.fullmatch(zone):
        return f"{text.strip()}-12:00"
    if hours := _HOURS.fullmatch(zone):
        return f"{text.strip()}{hours[1] or '+'}{int(hours[2] or 0):02}:00"
    return f"{text.strip()} {zone_name(zone) or ''}".strip()
