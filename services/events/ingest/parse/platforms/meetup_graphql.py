"""Answers of Meetup's GraphQL API (https://www.meetup.com/api/schema/), alone or kept by group.

A group holds `events` (or `upcomingEvents`, `pastEvents`) with `edges[].node`; the length is a duration.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.when import is_plausible, read_date
from services.events.ingest.parse.calendars.ical_time import read_duration
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    joined,
    number_at,
    records,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "meetup_graphql"
_LISTS: Final = ("events", "upcomingEvents", "unifiedEvents", "pastEvents", "searchEvents")
_ONLINE: Final = {"ONLINE": True, "HYBRID": True, "PHYSICAL": False}
_LONGEST: Final = timedelta(days=60)


def parse_meetup_graphql(document: Json) -> Parsed | None:
    """Read every event of every group; a group that is null is one that Meetup no longer has.

    None where no group holds events as edges.
    """
    lists = list(_lists(document))
    found = (each for path, group, edges in lists for each in records(edges, path, partial(_event, group)))
    return gathered(FORMAT, found) if lists else None


def _lists(document: Json) -> Iterator[tuple[str, Node, Json]]:
    """Yield the path, the group and the edges of every list of events."""
    within = at(document, "data") or document
    for name, group in within.items() if isinstance(within, dict) else ():
        if not isinstance(group, dict):
            continue
        for key in _LISTS:
            if isinstance(at(group, key, "edges"), list):
                yield f"{name}.{key}.edges", group, at(group, key, "edges")


def _event(group: Node, edge: Node, where: str) -> Record:
    node = at(edge, "node")
    # An event held online has a venue all the same, in the Pacific.
    is_online_only = text_at(node, "eventType") == "ONLINE"
    venue = None if is_online_only else (at(node, "venues", 0) or at(node, "venue"))
    starts = text_at(node, "dateTime")
    host = at(node, "group") or group
    return RawListing(
        uid=text_at(node, "id") or text_at(node, "eventUrl"),
        title=text_at(node, "title"),
        description=text_at(node, "description"),
        starts=starts,
        ends=text_at(node, "endTime") or _end(starts, text_at(node, "duration")),
        timezone=first_text(node, "timezone") or text_at(host, "timezone"),
        venue=text_at(venue, "name"),
        address=joined(text_at(venue, "address"), text_at(venue, "postalCode")),
        city=text_at(venue, "city"),
        region=text_at(venue, "state"),
        country=text_at(venue, "country"),
        lat=number_at(venue, "lat"),
        lon=number_at(venue, "lon") or number_at(venue, "lng"),
        url=text_at(node, "eventUrl"),
        online=_ONLINE.get(text_at(node, "eventType") or ""),
        status=text_at(node, "status"),
        organiser_name=text_at(host, "name"),
        organiser_url=text_at(host, "link"),
        where=where,
    )


def _end(starts: str | None, duration: str | None) -> str | None:
    """Return the start moved on by the duration, at the same offset."""
    found, span = read_date(starts), read_duration(duration)
    if starts is None or found is None or span is None or not is_plausible(found):
        return None
    if not timedelta(0) < span < _LONGEST:
        return None
    offset = starts[len("2027-05-19T09:00:00") :] if found.offset is not None else ""
    return (found.wall + span).isoformat() + offset
