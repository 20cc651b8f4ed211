"""JSCalendar (RFC 8984): an Event, a Group of them, or a list, read as the iCalendar that says the same."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.calendars.icalendar import calendar_records
from services.events.ingest.parse.calendars.recurrence import Window
from services.events.ingest.parse.wire.contentlines import Component, Property, written
from services.events.ingest.parse.wire.json_path import Node, at, first_text, text_at
from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "jscalendar"
_TEXTS: Final = {"uid": "UID", "title": "SUMMARY", "description": "DESCRIPTION", "status": "STATUS"}
_OF_DATE: Final = "recurrenceId"
_OF_SERIES: Final = frozenset({"recurrenceRules", "recurrenceRule", "recurrenceOverrides"})
_RULES: Final = {"frequency": "FREQ", "interval": "INTERVAL", "count": "COUNT", "until": "UNTIL",
                 "byMonth": "BYMONTH", "byMonthDay": "BYMONTHDAY", "byYearDay": "BYYEARDAY",
                 "bySetPosition": "BYSETPOS", "firstDayOfWeek": "WKST"}  # fmt: skip


def is_jscalendar(document: Json) -> bool:
    """Recognise an Event with a start of its own notation, alone, in a list or in a Group."""
    return any("start" in node and "startDate" not in node for node in _nodes(document))


def parse_jscalendar(document: Json, window: Window) -> Parsed:
    """Read every event."""
    return gathered(FORMAT, _records(document, window))


def _nodes(document: Json) -> list[Node]:
    nodes = [node for node in rows_of(document) if isinstance(node, dict)]
    found = [
        event for node in nodes for event in (_entries(node) if text_at(node, "@type") == "Group" else [node])
    ]
    return [
        event
        for event in found
        if (text_at(event, "@type") or text_at(event, "type")) in {"Event", "jsevent"}
    ]


def _entries(group: Node) -> list[Node]:
    return [entry for entry in rows_of(group.get("entries")) if isinstance(entry, dict)]


def _records(document: Json, window: Window) -> Iterator[RawListing | Rejected]:
    numbers = count(1)
    calendar = Component("VCALENDAR", 0, unit="event")
    calendar.children = [
        _component(each, next(numbers)) for node in _nodes(document) for each in (node, *_changed(node))
    ]
    yield from calendar_records([calendar], window)


def _changed(node: Node) -> Iterator[Node]:
    """Yield the dates of a series that say something of their own, each whole; a patch within is passed over.

    See RFC 8984, 4.3.5.
    """
    shared = {key: held for key, held in node.items() if key not in _OF_SERIES}
    for key, change in _members(node, "recurrenceOverrides"):
        own = {name: held for name, held in change.items() if "/" not in name}
        if own and change.get("excluded") is not True:
            yield {**shared, "start": key, **own, _OF_DATE: key}


def _component(node: Node, number: int) -> Component:
    event = Component("VEVENT", number, unit="event")
    add = event.properties.append
    for key, name in _TEXTS.items():
        if text := text_at(node, key):
            add(Property(name, written(text)))
    zone = text_at(node, "timeZone")
    is_day = node.get("showWithoutTime") is True
    known = {"VALUE": "DATE"} if is_day else {"TZID": zone} if zone else {}
    add(Property("DTSTART", text_at(node, "start") or "", known))
    if duration := text_at(node, "duration"):
        add(Property("DURATION", duration))
    for rule in rows_of(node.get("recurrenceRules") or node.get("recurrenceRule")):
        add(Property("RRULE", _rule(rule)))
    for key, change in _members(node, "recurrenceOverrides"):
        add(Property("EXDATE" if change.get("excluded") is True else "RDATE", key, known))
    if date := text_at(node, _OF_DATE):
        add(Property("RECURRENCE-ID", date, known))
    _add_places(event, node)
    return event


def _add_places(event: Component, node: Node) -> None:
    for _, place in _members(node, "locations"):
        event.properties.append(Property("LOCATION", written(first_text(place, "name", "description") or "")))
        point = (text_at(place, "coordinates") or "").removeprefix("geo:")
        event.properties.append(Property("GEO", point.replace(",", ";")))
    for _, room in _members(node, "virtualLocations"):
        event.properties.append(Property("CONFERENCE", text_at(room, "uri") or ""))
    for _, link in _members(node, "links"):
        event.properties.append(Property("URL", text_at(link, "href") or ""))
    words = at(node, "keywords")
    if isinstance(words, dict):
        event.properties.append(Property("CATEGORIES", ",".join(written(word) for word in list(words)[:20])))


def _members(node: Node, name: str) -> list[tuple[str, Node]]:
    """Return the objects of a map, by their keys."""
    found = node.get(name)
    pairs = found.items() if isinstance(found, dict) else ()
    return [(key, value) for key, value in pairs if isinstance(value, dict)][:1000]


def _rule(rule: Json) -> str:
    parts = [f"{name}={_joined(at(rule, key))}" for key, name in _RULES.items() if at(rule, key) is not None]
    days = [
        f"{text_at(day, 'nthOfPeriod') or ''}{text_at(day, 'day') or ''}"
        for day in rows_of(at(rule, "byDay"))
    ]
    return ";".join([*parts, *([f"BYDAY={','.join(days)}"] if days else [])])


def _joined(value: Json) -> str:
    return ",".join(text_of(item) or "" for item in rows_of(value)).upper()
