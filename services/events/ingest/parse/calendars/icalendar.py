"""iCalendar (RFC 5545): one or several VCALENDARs, events kept apart, recurrences within the window."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.calendars.ical_event import LATEST, CalendarFacts, raw_event
from services.events.ingest.parse.calendars.ical_time import (
    IcalTime,
    days_at_utc_midnight,
    event_span,
    event_start,
    read_time,
)
from services.events.ingest.parse.calendars.overrides import newest_of, overridden_of, series_of
from services.events.ingest.parse.calendars.recurrence import (
    Window,
    is_recurring,
    occurrence_starts,
    period_spans,
    years_walked,
)
from services.events.ingest.parse.calendars.rule import RuleRefusedError
from services.events.ingest.parse.calendars.vtimezone import calendar_zones
from services.events.ingest.parse.wire.contentlines import Component, read_components, unfolded
from services.events.ingest.parse.wire.parsed import Parsed, gathered, refused

FORMAT: Final = "icalendar"
MAX_OCCURRENCES: Final = 2000
"""Occurrences expanded from recurrences of one document."""
MAX_YEARS: Final = 8000
"""Years of days looked at for all recurrences of one document: a second or two of work."""

_ENDS: Final = re.compile(r"END:(?:VCALENDAR|VEVENT)\s*\Z", re.IGNORECASE)
_KINDS: Final = {"dca": "conference"}
"""Producers whose calendars hold one kind of event: the developers-conferences-agenda."""

Record = RawListing | Rejected


def parse_icalendar(body: bytes, window: Window, charset: str | None = None) -> Parsed:
    """Read every calendar of the stream; `charset` is the one that its sender names."""
    text = unfolded(body, charset)
    is_cut, outermost = not _ENDS.search(text[-200:]), read_components(text)
    del text  # as large as the document, and no longer needed
    # An event without a calendar around it, as mail and downloads carry it, is one all the same.
    bare = [component for component in outermost if component.name == "VEVENT"]
    calendars = [component for component in outermost if component.name == "VCALENDAR"]
    if bare:
        calendars.append(Component("VCALENDAR", bare[0].line, children=bare))
    if not calendars:
        return refused(FORMAT, Outcome.UNREADABLE, "no_calendar")
    # What stood after the cut is not known to be gone.
    cut = [Rejected("cut_off", "end of document")] if is_cut else []
    return gathered(FORMAT, chain(cut, calendar_records(calendars, window)))


def calendar_records(calendars: list[Component], window: Window) -> Iterator[Record]:
    """Yield the events of VCALENDARs, whichever notation they were written in."""
    left, years = MAX_OCCURRENCES, 0
    for calendar in calendars:
        facts = _facts(calendar)
        events, refused_events = newest_of([child for child in calendar.children if child.name == "VEVENT"])
        yield from refused_events
        for master, overrides in series_of(events):
            years += _years(master, facts, window)
            found = list(_event(master, overrides, facts, window, left if years <= MAX_YEARS else 0))
            left -= len(found) if is_recurring(master) else 0
            yield from found


def _facts(calendar: Component) -> CalendarFacts:
    zone = zone_name(calendar.text("X-WR-TIMEZONE")) or zone_name(calendar.text("TZID"))
    product = (calendar.text("PRODID") or "").casefold()
    name = calendar.text("NAME") or calendar.text("X-WR-CALNAME")
    return CalendarFacts(
        calendar_zones(calendar),
        zone,
        name,
        is_group="meetup" in product,
        kind=_KINDS.get(product),
        days_at_utc_midnight=days_at_utc_midnight(calendar.children),
    )


def _years(event: Component, facts: CalendarFacts, window: Window) -> int:
    start = read_time(event.first("DTSTART"), facts.zones) if is_recurring(event) else None
    return years_walked(event, start, window) if start else 0


def _event(
    event: Component, overrides: list[Component], facts: CalendarFacts, window: Window, left: int
) -> Iterator[Record]:
    start = event_start(event, facts.zones)
    if start is None:
        reason = "bad_date" if event.first("DTSTART") else "no_date"
        yield Rejected(reason, event.where, event.text("SUMMARY"))
        yield from (_standing_alone(override, facts) for override in overrides)
    elif is_recurring(event) and event.first("RECURRENCE-ID") is None:
        yield from _recurring(event, start, overrides, facts, window, left)
    else:
        yield _single(event, start, facts)


def _standing_alone(event: Component, facts: CalendarFacts) -> Record:
    start = event_start(event, facts.zones)
    if start is None:
        return Rejected("bad_date", event.where, event.text("SUMMARY"))
    return _single(event, start, facts)


def _single(event: Component, start: IcalTime, facts: CalendarFacts) -> Record:
    key = read_time(event.first("RECURRENCE-ID"), facts.zones)
    return raw_event(
        event, facts, start, event_span(event, start, facts.zones), key.to_text() if key else None
    )


def _recurring(
    event: Component,
    start: IcalTime,
    overrides: list[Component],
    facts: CalendarFacts,
    window: Window,
    left: int,
) -> Iterator[Record]:
    try:
        walls = occurrence_starts(event, start, facts.zones, window) if left > 0 else None
    except RuleRefusedError as refusal:
        # The first date is a fact even where the rule is not usable.
        yield Rejected(str(refusal), event.where, event.text("SUMMARY"))
        yield from (_standing_alone(each, facts) for each in (event, *overrides))
        return
    if walls is None:
        yield Rejected("too_many_occurrences", event.where, event.text("SUMMARY"))
        yield from (_standing_alone(each, facts) for each in overrides)
        return
    overridden = overridden_of(event, overrides, start, facts.zones)
    kept = [wall for wall in walls if wall not in overridden.changed]
    if not walls and not overrides:
        yield Rejected("all_dates_excluded", event.where, event.text("SUMMARY"))
    if len(kept) > left:
        yield Rejected("too_many_occurrences", event.where, event.text("SUMMARY"))
    span, own = event_span(event, start, facts.zones), period_spans(event, start, facts.zones)
    for wall in kept[:left]:
        if since := overridden.lasting(wall):
            yield _override(overridden.changed[since], since, start, facts, later=wall - since)
        else:
            yield _occurrence(event, facts, IcalTime(wall, start.zone, start.is_day), own.get(wall, span))
    yield from (_override(each, wall, start, facts) for wall, each in overridden.changed.items())
    yield from overridden.refused


def _occurrence(event: Component, facts: CalendarFacts, start: IcalTime, span: timedelta | None) -> Record:
    return raw_event(event, facts, start, span, start.to_text())


def _override(
    event: Component,
    replaced: datetime,
    series: IcalTime,
    facts: CalendarFacts,
    *,
    later: timedelta = timedelta(0),
) -> Record:
    """Read a changed occurrence, or one `later` that is changed as it is."""
    start = event_start(event, facts.zones)
    if start is None or start.wall > LATEST:
        return Rejected("bad_date", event.where, event.text("SUMMARY"))
    key = IcalTime(replaced + later, series.zone, series.is_day).to_text()
    span = event_span(event, start, facts.zones)
    return raw_event(event, facts, replace(start, wall=start.wall + later), span, key)
