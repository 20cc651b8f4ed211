"""Programmes as XML of `event_details`, `subevent` and `timeslot`, as researchr and ACM's app exchange them.

Each such document brings its own grammar along, which says what stands where: `event (event_details,
subevent*, timeslot*, timezone_id?)`.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from services.events.ingest.model import Outcome
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.parsed import Parsed, refused
from services.events.ingest.parse.wire.xml_text import child_text, read_xml

FORMAT: Final = "event_details"
_LOOK: Final = 20_000
_DETAILS: Final = re.compile(rb"<event>\s*<event_details>")


def is_event_details(body: bytes) -> bool:
    """Recognise an event that begins with its details, behind the grammar of the document."""
    return _DETAILS.search(body[:_LOOK]) is not None


def parse_event_details(body: bytes) -> Parsed:
    """Read the conference as one event with its sessions; a slot of a part of it stands within that."""
    root, stopped = read_xml(body)
    details = root.find("event_details") if root is not None else None
    if root is None or details is None:
        return refused(FORMAT, Outcome.UNREADABLE, stopped.reason if stopped else "no_schedule")
    parsed = as_event(FORMAT, _programme(root, details), _talks(root))
    return Parsed(FORMAT, parsed.listings, (*parsed.rejected, *((stopped,) if stopped else ())))


def _programme(root: Element, details: Element) -> Programme:
    return Programme(
        title=child_text(details, "title"),
        starts=child_text(details, "start_date"),
        ends=child_text(details, "end_date"),
        timezone=child_text(root, "timezone_id"),
        acronym=child_text(details, "acronym"),
        venue=child_text(details, "location/facility_name"),
        address=child_text(details, "location/address"),
        city=child_text(details, "location/city"),
        region=child_text(details, "location/state"),
        country=child_text(details, "location/country"),
        description=child_text(details, "description"),
        url=child_text(details, "url"),
    )


def _talks(root: Element) -> Iterator[Talk]:
    for number, slot in enumerate(root.iter("timeslot"), 1):
        yield Talk(
            where=f"timeslot {child_text(slot, 'slot_id') or number}",
            day=child_text(slot, "date"),
            room=child_text(slot, "room"),
            fields={
                "title": child_text(slot, "title"),
                "start": child_text(slot, "start_time"),
                "end": child_text(slot, "end_time"),
            },
            persons=tuple(_name(person) for person in slot.iterfind("persons/person")),
        )


def _name(person: Element) -> str:
    parts = (child_text(person, part) for part in ("first_name", "middle_name", "last_name"))
    return " ".join(part for part in parts if part)
