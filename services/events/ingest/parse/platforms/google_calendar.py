"""Events of Google's Calendar API (https://developers.google.com/workspace/calendar/api/v3/reference/events/list).

Sites that show a Google calendar keep such answers as a file, or ask for them from the page.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.records.rule_of import rule_lines
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    nodes_at,
    records,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "google_calendar"
_HIDDEN: Final = frozenset({"private", "confidential"})


def parse_google_calendar(document: Json) -> Parsed | None:
    """Read each event; of a series told by its rule, each date that is not told by itself.

    None for what does not state its kind.
    """
    items, zone = at(document, "items"), text_at(document, "timeZone")
    if text_at(document, "kind") != "calendar#events" or not isinstance(items, list):
        return None
    changed = _changed(document)
    return gathered(FORMAT, records(items, "items", lambda row, where: _event(row, where, zone, changed)))


def _changed(document: Json) -> dict[str, list[str]]:
    """Return which dates of each series are told by themselves, as lines that leave them out of its rule."""
    changed: dict[str, list[str]] = defaultdict(list)
    for row in nodes_at(document, "items"):
        moment = first_text(at(row, "originalStartTime"), "dateTime", "date")
        if moment and (series := text_at(row, "recurringEventId")):
            changed[series].append(f"EXDATE:{moment}")
    return changed


def _event(row: Node, where: str, zone: str | None, changed: Mapping[str, list[str]]) -> Record:
    title = text_at(row, "summary")
    if text_at(row, "visibility") in _HIDDEN:
        return Rejected("private", where, title)
    day, rule = text_at(row, "start", "date"), rule_lines(at(row, "recurrence"))
    return RawListing(
        uid=first_text(row, "iCalUID", "id"),
        recurrence_id=first_text(at(row, "originalStartTime"), "dateTime", "date"),
        title=title,
        description=text_at(row, "description"),
        starts=day or text_at(row, "start", "dateTime"),
        ends=text_at(row, "end", "date") or text_at(row, "end", "dateTime"),
        repeats="\n".join((rule, *changed.get(text_at(row, "id") or "", ()))) if rule else None,
        all_day=day is not None,
        timezone=text_at(row, "start", "timeZone") or zone,
        address=text_at(row, "location"),
        url=text_at(row, "source", "url") or text_at(row, "htmlLink"),
        status=text_at(row, "status"),
        organiser_name=text_at(row, "organizer", "displayName"),
        where=where,
    )
