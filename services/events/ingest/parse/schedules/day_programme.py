"""A conference's programme as a site keeps it: days, within them rooms or tracks, and sessions by the clock.

`{"days": [{"date": "2027-05-19", "tracks": [{"room": "Hall 1", "sessions": [{"title": …, "start": "10:00",
"speaker": …}]}]}]}`. A day may also be the key of what is on then, or its title: `Day 1 (19 May 2027)`; that
of a conference of one day stands beside its name.
A list of a town's events by days looks alike, but names no speakers, and no breaks between them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clock_of, clocks_of
from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.records.columns import field_keys, plain_name
from services.events.ingest.parse.schedules.name_of_file import name_of_address
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.parsed import MAX_ITEMS, Parsed
from services.events.ingest.parse.wire.yaml_text import Yaml

_SPOKEN: Final = frozenset(
    {"speaker", "speakers", "presenter", "presenters", "abstract", "talks", "authors", "moderator", "chair"}
    | {"session chair", "keynote", "presentations", "papers", "panelists"}
)
"""Names of what a session of a programme says, and an event of a town does not."""
_BREAK: Final = re.compile(
    r"\b(?:break|lunch|(?:kaffee|mittags)?pause|pausa|almuerzo|almoço|déjeuner|pranzo)\b",
    re.IGNORECASE,
)
_OF_ONE: Final = re.compile(
    r"\b(?:keynotes?|plenary|registration|check-?in|welcome|opening|closing|inauguration|eröffnung|anmeldung"
    r"|begrüßung|apertura|clausura|abertura|encerramento|ouverture|clôture|accueil)\b",
    re.IGNORECASE,
)
"""What is on in the breaks of a programme, and at its beginning and end."""
_HEADS: Final = ("conference", "event", "schedule")
_ROOMS: Final = frozenset({"room", "hall", "stage", "venue", "location", "track", "name"})
_NUMBERED: Final = re.compile(
    r"\A\s*(?:day|tag|jour|d[ií]a|giorno|dzień)\s*\d{0,2}\s*[:,|–—-]?\s*", re.IGNORECASE
)
"""What a day of a programme is called: `Day 1: `."""
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LONGEST_DAY: Final = 60
_FEWEST: Final = 3
_LONGEST: Final = timedelta(days=10)
_DEEPEST: Final = 6
_LOOKED_AT: Final = 5


def programme_of(name: str, document: Yaml, url: str) -> Parsed | None:
    """Read the programme as one event of the format `name`; None where the document is none."""
    programme = _programme(document, url)
    year = _year_in(f"{programme.title} {name_of_address(url)}")
    if not _holds_days(document, 0, year):
        return None
    talks = list(islice(_talks(document, "", None, None, year), MAX_ITEMS))
    days = sorted({talk.day or "" for talk in talks})
    if len(talks) < _FEWEST or not _is_of_one(talks):
        return None
    if date.fromisoformat(days[-1]) - date.fromisoformat(days[0]) > _LONGEST:
        return None
    parsed = as_event(name, programme, talks)
    return parsed if parsed.listings else None


def _is_of_one(talks: list[Talk]) -> bool:
    """Tell the programme of one event: somebody speaks, or there are breaks between opening and closing."""
    titles = " | ".join(talk.fields["title"] or "" for talk in talks)
    is_parted = _BREAK.search(titles) is not None and _OF_ONE.search(titles) is not None
    return is_parted or any(talk.persons or talk.fields.get("spoken") for talk in talks)


def _programme(document: Yaml, url: str) -> Programme:
    """Return what stands beside the days of the conference as a whole."""
    root = document if isinstance(document, dict) else {}
    held = (inner for key in _HEADS if isinstance(inner := root.get(key), dict))
    told = _told({**next(held, {}), **root})
    return Programme(
        title=told.get("title") or name_of_address(url),
        timezone=told.get("timezone"),
        venue=told.get("venue") or told.get("address"),
        city=told.get("city"),
        url=told.get("url"),
    )


def _year_in(name: str) -> int | None:
    """Return the year that completes the days of a conference, if its name or address tells one."""
    years = set(_YEAR.findall(name))
    return int(years.pop()) if len(years) == 1 else None


def _holds_days(node: Yaml, depth: int, year: int | None) -> bool:
    """Tell by the first of each list whether days that hold lists are anywhere near the top."""
    if depth > _DEEPEST:
        return False
    if isinstance(node, list):
        return any(_holds_days(each, depth + 1, year) for each in node[:_LOOKED_AT])
    if not isinstance(node, dict):
        return False
    held = [(key, value) for key, value in node.items() if isinstance(value, list | dict)]
    is_day = _day_of(node, year) and (depth == 0 or not _has_title(node))
    if held and (is_day or _day_in(held[0][0], year)):
        return True
    return any(_holds_days(value, depth + 1, year) for _, value in held)


def _talks(
    node: Yaml, where: str, day: str | None, room: str | None, year: int | None, depth: int = 0
) -> Iterator[Talk]:
    if depth > 2 * _DEEPEST:
        return
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from _talks(each, f"{where}[{number}]", day, room, year, depth + 1)
    elif isinstance(node, dict):
        own = _day_of(node, year)
        if day and own is None and (talk := _talk(node, where, day, room)):
            yield talk
            return
        rooms = (text for key, text in node.items() if plain_name(key) in _ROOMS and isinstance(text, str))
        room = next(rooms, room) if day else None
        for key, value in node.items():
            inner = own or _day_in(key, year) or day
            yield from _talks(value, f"{where}.{key}".lstrip("."), inner, room, year, depth + 1)


def _talk(node: Mapping[str, Yaml], where: str, day: str, room: str | None) -> Talk | None:
    """Return the session; None where it has no title or no time of day."""
    told = _told(node)
    first, last = clocks_of(told.get("start_time") or told.get("starts") or told.get("dates"))
    ends = last or clock_of(told.get("end_time") or told.get("ends"))
    if first is None or not told.get("title"):
        return None
    spoken = "yes" if any(plain_name(key) in _SPOKEN for key in node) else None
    return Talk(
        where=where,
        day=day,
        room=told.get("venue") or told.get("address") or room,
        fields={
            "title": told["title"],
            "start": f"{first:%H:%M}",
            "end": f"{ends:%H:%M}" if ends else None,
            "spoken": spoken,
        },
        persons=tuple(_persons(node)),
    )


def _persons(node: Mapping[str, Yaml]) -> Iterator[str]:
    for key, value in node.items():
        if not plain_name(key).startswith(("speaker", "presenter")):
            continue
        if isinstance(value, str):
            yield value
        for each in value if isinstance(value, list) else [value]:
            name = each.get("name") if isinstance(each, dict) else each
            if isinstance(name, str) and name is not value:
                yield name


def _day_of(node: Mapping[str, Yaml], year: int | None) -> str | None:
    """Return the one whole day that a record says it is of, or is called by."""
    told = _told(node)
    text = told.get("dates") or told.get("starts")
    return _day_in(text if text and not clock_of(text) else told.get("title") or "", year)


def _day_in(text: str, year: int | None = None) -> str | None:
    """Return the one whole day that a text is, but for `Day 1` before it; `year` completes one without."""
    if len(text) > _LONGEST_DAY or not any(map(str.isdigit, text)):
        return None
    if found := read_date(text):
        return found.wall.date().isoformat() if found.is_day else None
    days = days_or_none(_NUMBERED.sub("", text), year)
    return days[0].isoformat() if days and days[0] == days[1] else None


def _has_title(node: Mapping[str, Yaml]) -> bool:
    title = _told(node).get("title")
    return title is not None and not (_NUMBERED.match(title) or _day_in(title))


def _told(node: Mapping[str, Yaml]) -> dict[str, str]:
    """Return our fields to the texts of a record."""
    said = {key: value for key, value in node.items() if isinstance(value, str) and value}
    return {field: said[key] for field, key in field_keys(said).items()}
