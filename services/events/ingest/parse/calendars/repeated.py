"""The dates of records of other formats than calendars that tell how they repeat."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.when import Found, is_plausible, read_date
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.calendars.ical_time import IcalTime
from services.events.ingest.parse.calendars.recurrence import Window, occurrence_starts, years_walked
from services.events.ingest.parse.calendars.rule import RuleRefusedError
from services.events.ingest.parse.wire.contentlines import Component, read_components
from services.events.ingest.parse.wire.parsed import MAX_ITEMS, Parsed, gathered

MAX_OCCURRENCES: Final = 2000
"""Dates of repeating records of one document."""
MAX_YEARS: Final = 8000
"""Years of days looked at for all of them."""


def with_their_dates(parsed: Parsed, window: Window) -> Parsed:
    """Return what was parsed, each record that repeats at each of its dates within the window."""
    if not any(raw.repeats for raw in parsed.listings):
        return parsed
    found = gathered(parsed.format or "", _all(parsed.listings, window), MAX_ITEMS + MAX_OCCURRENCES)
    return replace(parsed, listings=found.listings, rejected=(*parsed.rejected, *found.rejected))


def _all(raws: tuple[RawListing, ...], window: Window) -> Iterator[RawListing | Rejected]:
    left, years = MAX_OCCURRENCES, 0
    for raw in raws:
        found, start = read_date(raw.starts), None
        if raw.repeats and found and is_plausible(found):
            start = _in_its_zone(found, zone_name(found.zone or raw.timezone))
        if start is None or found is None:
            yield replace(raw, repeats=None)
            continue
        (rules,) = read_components(f"BEGIN:VEVENT\n{raw.repeats}\nEND:VEVENT")[:1]
        years += years_walked(rules, start, window)
        dates = list(_dates(raw, rules, found, start, window, left if years <= MAX_YEARS else 0))
        left -= len(dates)
        yield from dates


def _in_its_zone(found: Found, zone: str | None) -> IcalTime:
    """Return the first date by the clock that the series goes by; of an offset alone, by that."""
    if found.is_day or found.offset is None:
        return IcalTime(found.wall, None if found.is_day else zone, found.is_day)
    if zone is None:
        return IcalTime(found.wall, None, is_day=False)
    return IcalTime(
        IcalTime(found.wall - found.offset, "UTC", is_day=False).in_zone(zone), zone, is_day=False
    )


def _dates(
    raw: RawListing, rules: Component, found: Found, start: IcalTime, window: Window, left: int
) -> Iterator[RawListing | Rejected]:
    first = replace(raw, repeats=None)
    try:
        walls = occurrence_starts(rules, start, {}, window) if left > 0 else None
    except RuleRefusedError as refusal:
        # The first date is a fact even where the rule is not usable.
        yield Rejected(str(refusal), raw.where, raw.title)
        yield first
        return
    if walls is None or len(walls) > left:
        yield Rejected("too_many_occurrences", raw.where, raw.title)
    span = _span(raw, start)
    for wall in (walls or [])[:left]:
        starts = _written(wall, start, found)
        ends = _written(wall + span, start, found) if span else None
        yield replace(
            first, starts=starts, ends=ends, timezone=start.zone or raw.timezone, recurrence_id=starts
        )


def _span(raw: RawListing, start: IcalTime) -> timedelta | None:
    end = read_date(raw.ends)
    if end is None or not is_plausible(end):
        return None
    lasts = _in_its_zone(end, start.zone).wall - start.wall
    return lasts if lasts >= timedelta(0) else None


def _written(wall: datetime, start: IcalTime, found: Found) -> str:
    """Write one of the dates as ISO 8601: in the zone, or at the offset of the first."""
    text = IcalTime(wall, start.zone, start.is_day).to_text()
    if start.is_day or start.zone is not None or found.offset is None:
        return text
    minutes = int(found.offset.total_seconds()) // 60
    return f"{text}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
