"""What an Event node of JSON-LD says of another: its parts are its times, or it is a time of a larger one.

Calendars of towns (UiTdatabank) tell the times of an event as sub-events without a name of their own;
OpenActive and others tell each session with no more than its time, and all else in its `superEvent`.
"""

from typing import Final

from services.events.ingest.parse.pages.jsonld_value import words
from services.events.ingest.parse.wire.json_path import Node, at
from services.events.ingest.parse.wire.json_text import Json, rows_of

_OWN: Final = frozenset({"@type", "@id", "startDate", "endDate", "doorTime", "duration", "eventSchedule"})
"""What a larger event says of itself alone."""
_OF_TIME: Final = ("startDate", "endDate", "eventStatus")
_MOST: Final = 500
_HIGHEST: Final = 3
"""Events, each a part of the next, that are looked at."""


def with_larger(node: Node) -> Node:
    """Return a node without a name with what the events say that it is a part of, the nearest first."""
    larger: Json = node
    for _ in range(_HIGHEST):
        larger = next((each for each in rows_of(at(larger, "superEvent")) if isinstance(each, dict)), None)
        if larger is None or words(node.get("name")):
            break
        node = {**{key: value for key, value in larger.items() if key not in _OWN}, **node}
    return node


def times_as_parts(node: Node) -> list[Node]:
    """Return the event at each of its times where its parts are no more than those; else nothing."""
    parts = [each for each in rows_of(node.get("subEvent"))[:_MOST] if isinstance(each, dict)]
    if not words(node.get("name")) or not all(_is_time(part) for part in parts):
        return []
    return [{**node, **{key: part[key] for key in _OF_TIME if key in part}} for part in parts]


def _is_time(part: Node) -> bool:
    return words(part.get("startDate")) is not None and not words(part.get("name"))
