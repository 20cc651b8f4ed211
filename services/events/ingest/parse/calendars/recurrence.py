"""When the occurrences of a recurring VEVENT start: rules, added and excluded dates, within a window."""

from collections.abc import Callable, Iterator, Mapping
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
YEARS_AGAIN: Final = 2
_FIRST_YEARS: Final = timedelta(days=366 * YEARS_AGAIN)
"""How far a series is looked through whose first date is left out, for one that is not."""
_EARLIEST: Final = datetime(1900, 1, 1)  # noqa: DTZ001 - bounds on wall times
_LATEST: Final = datetime(9000, 1, 1)  # noqa: DTZ001
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
    again = YEARS_AGAIN if event.first("EXDATE") else 0
    return max(0, window[1].year - since.year) + 1 + again


def occurrence_starts(event: Component, start: IcalTime, zones: Zones, window: Window) -> list[datetime]:
    """Return the naive wall times, in order, at which occurrences within the window start.

    Of a series wholly outside the window the first date stands for all: it is a record as any past event is.

    Raises RuleRefusedError when a rule is malformed or too large to expand.
    """
    first, last = (IcalTime(utc_wall(moment), "UTC", is_day=False).in_zone(start.zone) for moment in window)
    added = _dates(event, "RDATE", start, zones)
    is_excluded = _excluding(event, start, zones)
    found = {*_by_rules(event, start, (first, last)), start.wall, *added}
    held = sorted(wall for wall in found if not is_excluded(wall))
    inside = [wall for wall in held if first <= wall <= last]
    return inside or held[:1] or [wall for wall in _earliest(event, start) if not is_excluded(wall)][:1]


def _earliest(event: Component, start: IcalTime) -> Iterator[datetime]:
    """Yield the dates of the first years of a series, the first of which may be left out."""
    return (
        _by_rules(event, start, (start.wall, start.wall + _FIRST_YEARS)) if start.wall < _LATEST else iter(())
    )


def taken_back(event: Component, start: IcalTime, zones: Zones) -> Callable[[datetime], bool]:
    """Return what tells whether a series says that it is not held at a wall time: left out, or after its end.

    Raises RuleRefusedError as `occurrence_starts` does.
    """
    ends = [read_rule(found.value, start).until for found in event.every("RRULE")[:MAX_RULES]]
    is_excluded, last = _excluding(event, start, zones), max(filter(None, ends), default=None)
    has_end = last is not None and None not in ends
    return lambda wall: is_excluded(wall) or (has_end and last is not None and wall > last)


def _excluding(event: Component, start: IcalTime, zones: Zones) -> Callable[[datetime], bool]:
    excluded = set(_dates(event, "EXDATE", start, zones))
    # A date-only EXDATE beside a timed start means that whole day.
    whole_days = set() if start.is_day else {wall for wall in excluded if wall == _midnight(wall)}
    return lambda wall: wall in excluded or _midnight(wall) in whole_days


def _by_rules(event: Component, start: IcalTime, window: tuple[datetime, datetime]) -> Iterator[datetime]:
    since, last = max(window[0], _EARLIEST).date() - _SLACK, window[1]
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
