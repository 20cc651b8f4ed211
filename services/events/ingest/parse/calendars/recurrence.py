"""When the occurrences of a recurring VEVENT start: rules, added and excluded dates, within a window."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from services.events.ingest.parse.calendars.ical_time import (
    IcalTime,
    Zones,
    read_duration,
    read_value,
    utc_wall,
)
from services.events.ingest.parse.calendars.occurrences import occurrence_days
from services.events.ingest.parse.calendars.rule import RuleRefusedError, read_rule
from services.events.ingest.parse.wire.contentlines import Component

MAX_DATES: Final = 1000
MAX_RULES: Final = 4
_SLACK: Final = timedelta(days=2)
"""The window is in UTC, the days of a rule are of its zone."""

Window = tuple[datetime, datetime]
"""First and last instant of interest, both aware."""


def is_recurring(event: Component) -> bool:
    """Tell whether the event stands for more than one date."""
    return event.first("RRULE") is not None or event.first("RDATE") is not None


def years_walked(event: Component, start: IcalTime, window: Window) -> int:
    """Return how many years of days expanding the event takes a look at: what it costs."""
    since = start.wall if any("COUNT" in rule.value.upper() for rule in event.every("RRULE")) else window[0]
    return max(0, window[1].year - since.year) + 1


def occurrence_starts(event: Component, start: IcalTime, zones: Zones, window: Window) -> list[datetime]:
    """Return the naive wall times, in order, at which occurrences within the window start.

    Of a series wholly outside the window the first date stands for all: it is a record as any past event is.

    Raises RuleRefusedError when a rule is malformed or too large to expand.
    """
    first, last = (utc_wall(moment) for moment in window)
    added = _dates(event, "RDATE", start, zones)
    excluded = set(_dates(event, "EXDATE", start, zones))
    found = {*_by_rules(event, start, (first, last)), start.wall, *added}
    # A date-only EXDATE beside a timed start means that whole day.
    whole_days = {_midnight(wall) for wall in excluded if wall == _midnight(wall)}
    held = sorted(wall for wall in found - excluded if start.is_day or _midnight(wall) not in whole_days)
    return [wall for wall in held if first <= wall <= last] or held[:1]


def _by_rules(event: Component, start: IcalTime, window: tuple[datetime, datetime]) -> Iterator[datetime]:
    since, last = window[0].date() - _SLACK, window[1]
    rules = event.every("RRULE")
    if len(rules) > MAX_RULES:
        raise RuleRefusedError("recurrence_too_large")
    for found in rules:
        rule = read_rule(found.value, start)
        final = min(last, rule.until) if rule.until else last
        for day in occurrence_days(rule, start.wall.date(), final.date(), since):
            wall = datetime.combine(day, start.wall.time())
            if rule.until is None or wall <= rule.until:
                yield wall


def period_spans(event: Component, start: IcalTime, zones: Zones) -> dict[datetime, timedelta]:
    """Return how long those added dates last that say it, by the wall time they start at.

    An RDATE may be a PERIOD: a start with an end or a duration behind a slash (RFC 5545, 3.3.9 and 3.8.5.2).
    """
    spans = {}
    for found in event.every("RDATE"):
        for item in found.value.split(",")[: MAX_DATES + 1]:
            first, slash, rest = item.partition("/")
            moment = read_value(first.strip(), found.parameters, zones) if slash else None
            span = _span(moment, rest.strip(), found.parameters, zones) if moment else None
            if moment and span:
                spans[_placed(moment, start)] = span
    return spans


def _span(moment: IcalTime, rest: str, parameters: Mapping[str, str], zones: Zones) -> timedelta | None:
    end = read_value(rest, parameters, zones)
    return end.in_zone(moment.zone) - moment.wall if end else read_duration(rest)


def _dates(event: Component, name: str, start: IcalTime, zones: Zones) -> list[datetime]:
    """Read a list property (RDATE, EXDATE) as wall times in the zone of the first event."""
    walls = []
    for found in event.every(name):
        for item in found.value.split(",")[: MAX_DATES + 1]:
            moment = read_value(item.split("/")[0].strip(), found.parameters, zones)
            if moment is not None:
                walls.append(_placed(moment, start))
    if len(walls) > MAX_DATES:
        raise RuleRefusedError("recurrence_too_large")
    return walls


def _placed(moment: IcalTime, start: IcalTime) -> datetime:
    return _midnight(moment.wall) if start.is_day else moment.in_zone(start.zone)


def _midnight(wall: datetime) -> datetime:
    return datetime.combine(wall.date(), time())
