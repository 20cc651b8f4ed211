"""frab and Pentabarf schedules as XML: `schedule/conference`, `day[date]/room[name]/event`.

Format: https://c3voc.de/schedule/schema.xsd (pretalx and frab), and the older Pentabarf, which has no `date`
in an event, no zone, and events that stand in the day without a room around them.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from services.events.ingest.model import Outcome
from services.events.ingest.parse.schedules.name_of_file import name_of_address
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.parsed import Parsed, refused
from services.events.ingest.parse.wire.xml_text import child_text, read_xml

FORMAT: Final = "frab_xml"
_SCHEDULE: Final = re.compile(rb"<schedule[\s>]")
_ENTRIES: Final = re.compile(rb"<day\s[^>]{0,200}date=[^>]{0,200}>\s*<entry[\s>]")
"""EuroPython's own schedule: entries in days, clocks without a colon, and nothing names what it is of."""
_BARE_CLOCK: Final = re.compile(r"(\d\d)(\d\d)")
_LOOK: Final = 4096
_FIELDS: Final = ("title", "date", "start", "duration")


def is_frab_xml(body: bytes) -> bool:
    """Recognise a document whose beginning opens a schedule with a conference, or a day with entries."""
    head = body[:_LOOK]
    return _SCHEDULE.search(head) is not None and (
        b"<conference" in body[: 4 * _LOOK] or _ENTRIES.search(head) is not None
    )


def parse_frab_xml(body: bytes, url: str) -> Parsed:
    """Read the schedule as one event with sessions."""
    root, stopped = read_xml(body)
    if root is None or root.tag != "schedule":
        return refused(FORMAT, Outcome.UNREADABLE, stopped.reason if stopped else "no_schedule")
    parsed = as_event(FORMAT, _programme(root, url), _talks(root))
    if stopped is None:
        return parsed
    return Parsed(FORMAT, parsed.listings, (*parsed.rejected, stopped))


def _programme(root: Element, url: str) -> Programme:
    said = root.find("conference")
    about = said if said is not None else root
    return Programme(
        title=child_text(about, "title") or name_of_address(url),
        starts=child_text(about, "start"),
        ends=child_text(about, "end")
        or max((day.get("date") or "" for day in root.iterfind("day")), default=None),
        timezone=child_text(about, "time_zone_name"),
        acronym=child_text(about, "acronym"),
        subtitle=child_text(about, "subtitle"),
        venue=child_text(about, "venue"),
        city=child_text(about, "city"),
        url=child_text(about, "url") or child_text(about, "base_url"),
        day_change=child_text(about, "day_change") or "06:00",
    )


def _talks(root: Element) -> Iterator[Talk]:
    for day in root.iterfind("day"):
        for room in day.iterfind("room"):
            yield from (_talk(event, day, room.get("name")) for event in room.iterfind("event"))
        yield from (_talk(event, day, None) for event in day.iterfind("event"))
        yield from (_talk(entry, day, None) for entry in day.iterfind("entry"))


def _talk(event: Element, day: Element, room: str | None) -> Talk:
    return Talk(
        where=f"event {event.get('id') or event.get('guid') or '?'}",
        day=day.get("date"),
        room=child_text(event, "room") or room,
        fields={name: child_text(event, name) for name in _FIELDS}
        | {"start": _BARE_CLOCK.sub(r"\1:\2", child_text(event, "start") or "")},
        persons=(
            *((person.text or "").strip() for person in event.iterfind("persons/person")),
            *((name.text or "").strip() for name in event.iterfind("speakers/speaker/name")),
        ),
    )
