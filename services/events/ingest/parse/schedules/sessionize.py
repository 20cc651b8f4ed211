"""Sessionize views as JSON (All, Sessions, GridSmart): one event with sessions.

Format: https://sessionize.com/playbook/api . Times are local and have no offset; the conference's own name is
in none of the views; where one is kept as a file, that is called after it.
"""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.schedules.name_of_file import name_of_address
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.json_path import Node, at, first_text, has_rows, nodes_at, text_at
from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed

FORMAT: Final = "sessionize"
_ALL_KEYS: Final = {"sessions", "speakers", "rooms"}


def parse_sessionize(document: Json, url: str = "") -> Parsed | None:
    """Read every session beside speakers and rooms, or in lists of groups or days; None for another document.

    The conference is called as the file, if at all.
    """
    is_all = isinstance(document, dict) and document.keys() >= _ALL_KEYS
    is_listed = has_rows(document, "groupName", "sessions") or has_rows(document, "date", "rooms")
    if not (is_all or is_listed):
        return None
    programme = Programme(title=name_of_address(url))
    return as_event(FORMAT, programme, (_talk(*found) for found in _sessions(document)))


def _sessions(document: Json) -> Iterator[tuple[Node, str | None, dict[str | None, str | None]]]:
    """Yield each session, the room it stands under, and who the ids of its speakers are."""
    if isinstance(document, dict):
        rooms = {text_at(room, "id"): text_at(room, "name") for room in nodes_at(document, "rooms")}
        people = {text_at(each, "id"): text_at(each, "fullName") for each in nodes_at(document, "speakers")}
        for session in nodes_at(document, "sessions"):
            yield session, rooms.get(text_at(session, "roomId")), people
        return
    for group in (each for each in rows_of(document) if isinstance(each, dict)):
        for holder in (group, *nodes_at(group, "rooms")):
            for session in nodes_at(holder, "sessions"):
                yield session, text_at(holder, "name"), {}


def _talk(session: Node, room: str | None, people: dict[str | None, str | None]) -> Talk:
    speakers = (
        first_text(each, "name", "fullName") if isinstance(each, dict) else people.get(text_of(each))
        for each in rows_of(at(session, "speakers"))
    )
    return Talk(
        where=f"session {text_at(session, 'id') or '?'}",
        day=None,
        room=text_at(session, "room") or room,
        fields={
            "title": text_at(session, "title"),
            "date": text_at(session, "startsAt"),
            "end": text_at(session, "endsAt"),
        },
        persons=tuple(name for name in speakers if name),
    )
