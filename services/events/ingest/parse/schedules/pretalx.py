"""The talks, submissions and slots of pretalx's own interface: one event with sessions.

Format: https://docs.pretalx.org/api/resources/ . Each has its time in `slot`, later in `slots`, or is a slot
that holds its submission. The conference's own name is in none of them.
"""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.schedules.name_of_file import name_of_address
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.json_path import Node, at, first_text, nodes_at, text_at
from services.events.ingest.parse.wire.json_text import Json, rows_of
from services.events.ingest.parse.wire.parsed import Parsed

FORMAT: Final = "pretalx"
_LOOKED_AT: Final = 20


def parse_pretalx(document: Json, url: str = "") -> Parsed | None:
    """Read every talk that has a time; the conference is called as the file, if at all.

    None where no record has a code, speakers and a slot.
    """
    if not any(at(talk, "code") and _is_talk(talk, slot) for talk, slot in _slots(document, _LOOKED_AT)):
        return None
    talks = (_talk(*found) for found in _slots(document))
    return as_event(FORMAT, Programme(title=name_of_address(url)), talks)


def _is_talk(talk: Node, slot: Node) -> bool:
    return "submission_type" in talk and "speakers" in talk and "room" in slot and "start" in slot


def _slots(document: Json, most: int | None = None) -> Iterator[tuple[Node, Node]]:
    """Yield each talk with a slot of its own."""
    rows = rows_of(document if isinstance(document, list) else at(document, "results"))
    for row in rows[:most]:
        if not isinstance(row, dict):
            continue
        inner = at(row, "submission")
        if isinstance(inner, dict):
            yield inner, row
            continue
        slot = at(row, "slot")
        for each in [slot] if isinstance(slot, dict) else nodes_at(row, "slots"):
            yield row, each


def _talk(talk: Node, slot: Node) -> Talk:
    speakers = (text_at(each, "name") for each in nodes_at(talk, "speakers"))
    return Talk(
        where=f"session {text_at(talk, 'code') or '?'}",
        day=None,
        room=_words(at(slot, "room")),
        fields={
            "title": _words(at(talk, "title")),
            "date": text_at(slot, "start"),
            "end": text_at(slot, "end"),
        },
        persons=tuple(name for name in speakers if name),
    )


def _words(value: Json) -> str | None:
    """Return a text that may be told in languages, or the name of an object; the number of one is no text."""
    if isinstance(value, dict):
        return _words(at(value, "name")) if "name" in value else first_text(value, "en", *value)
    return value if isinstance(value, str) else None
