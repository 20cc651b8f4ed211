"""xCal, iCalendar as XML: RFC 6321, and the draft before it that conference tools still write.

By the RFC a component holds `properties` and `components`, and a property its `parameters` and typed values;
by the draft it holds properties and components side by side, and a property plain text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from sys import intern
from typing import Any, Final
from xml.etree.ElementTree import Element

from services.events.ingest.model import Outcome, Rejected
from services.events.ingest.parse.calendars.icalendar import calendar_records
from services.events.ingest.parse.calendars.recurrence import Window
from services.events.ingest.parse.wire.contentlines import Component, Property, written
from services.events.ingest.parse.wire.parsed import Parsed, gathered, refused
from services.events.ingest.parse.wire.xml_text import read_xml

FORMAT: Final = "xcal"
_ROOT: Final = re.compile(rb"<(?:\w+:)?(?:icalendar|vcalendar)[\s>]", re.IGNORECASE)
_LOOK: Final = 4096
_COMPONENTS: Final = frozenset(
    {"vcalendar", "vevent", "vtimezone", "standard", "daylight", "vtodo", "vjournal", "vfreebusy", "valarm"}
)
_TYPES: Final = frozenset(
    {"text", "uri", "date", "date-time", "duration", "recur", "integer", "float", "boolean", "cal-address",
     "utc-offset", "period", "binary", "unknown", "time"}
)  # fmt: skip

_RULES: Final = frozenset({"rrule", "exrule"})
"""Properties that the All-in-One Event Calendar writes without the RFC's `recur` around their parts."""
_NOTHING: Final[list[Any]] = []
"""Shared and never added to, for a document may have three hundred thousand components that hold nothing."""
_READ: Final = Element("read")
"""Stands in the place of an element that has been read."""


def is_xcal(body: bytes) -> bool:
    """Recognise a document whose beginning opens a calendar."""
    return _ROOT.search(body[:_LOOK]) is not None


def parse_xcal(body: bytes, window: Window) -> Parsed:
    """Read every calendar; of a document that is cut off, what came before the cut."""
    root, stopped = read_xml(body)
    numbers = count(1)
    found = [each for each in (root.iter() if root is not None else ()) if _name(each) == "vcalendar"]
    calendars = [_component(each, numbers) for each in found]
    cut: tuple[Rejected, ...] = (stopped,) if stopped else ()
    if not calendars:
        return refused(FORMAT, Outcome.UNREADABLE, stopped.reason if stopped else "no_calendar")
    return gathered(FORMAT, (*cut, *calendar_records(calendars, window)))


def _name(element: Element) -> str:
    return str(element.tag).rpartition(":")[2].lower()


def _component(element: Element, numbers: "count[int]") -> Component:
    number, properties, children = next(numbers), list[Property](), list[Component]()
    for each in _held(element):
        if _name(each) in _COMPONENTS:
            children.append(_component(each, numbers))
        else:
            properties.append(_property(each))
    name = intern(_name(element).upper())
    return Component(name, number, properties or _NOTHING, children or _NOTHING, unit="component")


def _held(element: Element) -> Iterator[Element]:
    """Yield what a component holds, with or without the RFC's two boxes around it."""
    for each in _taken(element):
        if _name(each) in {"properties", "components"}:
            yield from _taken(each)
        else:
            yield each


def _taken(element: Element) -> Iterator[Element]:
    """Yield what an element holds and let go of it, so that never more is held than once, in either form.

    A calendar within is read by itself.
    """
    for place, each in enumerate(element):
        if _name(each) != "vcalendar":
            element[place] = _READ
            yield each


def _property(element: Element) -> Property:
    parameters = {key.upper(): value for key, value in element.attrib.items()}
    values = []
    for child in element:
        if _name(child) == "parameters":
            parameters |= {_name(each).upper(): "".join(each.itertext()).strip() for each in child}
        else:
            values.append(child)
    if any(_name(value) == "date" for value in values):
        parameters["VALUE"] = "DATE"
    return Property(_name(element).upper(), _value(element, values), parameters)


def _value(element: Element, values: list[Element]) -> str:
    """Write the values as iCalendar has them; the parts of a structure (`geo`) have names, not types."""
    if not values:
        return written((element.text or "").strip())
    if all(_name(value) in _TYPES for value in values):
        return ",".join(map(_typed, values))
    if _name(element) in _RULES:
        return _rule(element)
    return ";".join((value.text or "").strip() for value in values)


def _typed(value: Element) -> str:
    text = (value.text or "").strip()
    if _name(value) == "recur":
        return _rule(value)
    if _name(value) == "period":
        return "/".join((part.text or "").strip() for part in value)
    return written(text) if _name(value) == "text" else text


def _rule(recur: Element) -> str:
    parts: dict[str, list[str]] = defaultdict(list)
    for part in recur:
        if _name(part) != "parameters":
            parts[_name(part).upper()].append((part.text or "").strip())
    return ";".join(f"{name}={','.join(texts)}" for name, texts in parts.items())
