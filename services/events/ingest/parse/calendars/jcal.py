"""jCal, iCalendar as JSON (RFC 7265): the same components and properties in another notation.

A component is `[name, properties, components]`, a property `[name, parameters, type, value, …]`.
"""

from itertools import count
from typing import Final

from services.events.ingest.model import Outcome
from services.events.ingest.parse.calendars.icalendar import calendar_records
from services.events.ingest.parse.calendars.recurrence import Window
from services.events.ingest.parse.wire.contentlines import MAX_DEPTH, Component, Property, written
from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered, refused

FORMAT: Final = "jcal"
_PARTS: Final = 3
"""What stands before the values of a property; also the parts of a component."""


def is_jcal(document: Json) -> bool:
    """Recognise a calendar, a list of calendars, or events without one around them."""
    return any(True for _ in _calendars(document))


def parse_jcal(document: Json, window: Window) -> Parsed:
    """Read every calendar."""
    numbers = count(1)
    calendars = [found for each in _calendars(document) if (found := _component(each, numbers, 0))]
    if not calendars:
        return refused(FORMAT, Outcome.UNREADABLE, "no_calendar")
    return gathered(FORMAT, calendar_records(calendars, window))


def _calendars(document: Json) -> list[Json]:
    listed = rows_of(document)
    if listed and text_of(listed[0]):
        listed = [document]
    calendars: list[Json] = [each for each in listed if isinstance(each, list) and each[:1] == ["vcalendar"]]
    alone: list[Json] = [each for each in listed if isinstance(each, list) and each[:1] == ["vevent"]]
    return [*calendars, ["vcalendar", [], alone]] if alone else calendars


def _component(value: Json, numbers: "count[int]", depth: int) -> Component | None:
    """Convert one component; `numbers` counts them through the document."""
    if not isinstance(value, list) or len(value) < _PARTS or not text_of(value[0]) or depth > MAX_DEPTH:
        return None
    component = Component((text_of(value[0]) or "").upper(), next(numbers), unit="component")
    component.properties = [found for each in rows_of(value[1]) if (found := _property(each))]
    inner = (_component(each, numbers, depth + 1) for each in rows_of(value[2]))
    component.children = [found for found in inner if found]
    return component


def _property(value: Json) -> Property | None:
    if not isinstance(value, list) or len(value) <= _PARTS or not isinstance(value[1], dict):
        return None
    name, kind = text_of(value[0]), text_of(value[2]) or "text"
    if name is None:
        return None
    parameters = {key.upper(): ",".join(map(_plain, rows_of(found))) for key, found in value[1].items()}
    if kind == "date":
        parameters["VALUE"] = "DATE"
    return Property(name.upper(), ",".join(_written(each, kind) for each in value[_PARTS:]), parameters)


def _written(value: Json, kind: str) -> str:
    """Write one value as iCalendar has it: a rule is an object here, a structured value a list."""
    if isinstance(value, dict):
        parts = ((key.upper(), ",".join(map(_plain, rows_of(found)))) for key, found in value.items())
        return ";".join(f"{key}={text}" for key, text in parts)
    if isinstance(value, list):
        return ("/" if kind == "period" else ";").join(map(_plain, value))
    return written(_plain(value)) if kind == "text" else _plain(value)


def _plain(value: Json) -> str:
    return text_of(value) or ""
