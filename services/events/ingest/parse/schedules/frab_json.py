"""frab and pretalx schedules as JSON: `schedule.conference.days[].rooms{name: [event]}`.

Format: https://c3voc.de/schedule/schema.json
"""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed

FORMAT: Final = "frab_json"
_FIELDS: Final = ("title", "date", "start", "duration")
_NAMES: Final = ("public_name", "full_public_name", "name")

Object = dict[str, Json]


def parse_frab_json(document: Json) -> Parsed | None:
    """Read the schedule as one event with sessions; None where no object holds one of a conference."""
    schedule = _object(_object(document).get("schedule"))
    about = _object(schedule.get("conference"))
    if not about:
        return None
    programme = Programme(
        title=text_of(about.get("title")),
        starts=text_of(about.get("start")),
        ends=text_of(about.get("end")),
        timezone=text_of(about.get("time_zone_name")),
        acronym=text_of(about.get("acronym")),
        subtitle=text_of(about.get("description")),
        url=text_of(about.get("url")) or text_of(schedule.get("base_url")),
        day_change="06:00",
    )
    return as_event(FORMAT, programme, _talks(about))


def _object(value: Json) -> Object:
    return value if isinstance(value, dict) else {}


def _talks(about: Object) -> Iterator[Talk]:
    for day in map(_object, rows_of(about.get("days"))):
        for room, events in _object(day.get("rooms")).items():
            for number, event in enumerate(rows_of(events)):
                yield _talk(_object(event), text_of(day.get("date")), room, number)


def _talk(event: Object, day: str | None, room: str, number: int) -> Talk:
    persons = (_name(person) for person in rows_of(event.get("persons")))
    return Talk(
        where=f"event {text_of(event.get('id')) or f'{day} {room} [{number}]'}",
        day=day,
        room=text_of(event.get("room")) or room,
        fields={name: text_of(event.get(name)) for name in _FIELDS},
        persons=tuple(name for name in persons if name),
    )


def _name(person: Json) -> str | None:
    if not isinstance(person, dict):
        return text_of(person)
    return next((found for key in _NAMES if (found := text_of(person.get(key)))), None)
