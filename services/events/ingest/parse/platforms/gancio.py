"""Gancio's JSON: `/api/events`, `/feed/json` and one event (https://gancio.org/dev/api).

Times are seconds since 1970; the place is an object; the address of an event is its slug at the instance.
"""

from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    epoch_text,
    has_rows,
    number_at,
    records,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json, rows_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "gancio"


def parse_gancio(document: Json) -> Parsed | None:
    """Read events with a title and a start in seconds; None for another document."""
    rows = rows_of(at(document, "events") or document)
    is_it = has_rows(rows, "title", "start_datetime")
    return gathered(FORMAT, records(rows, "", _event)) if is_it else None


def _event(row: Node, where: str) -> Record:
    place = at(row, "place")
    slug = text_at(row, "slug") or text_at(row, "id")
    picture = text_at(row, "media", 0, "url") or text_at(row, "image_path")
    return RawListing(
        uid=text_at(row, "ap_id") or text_at(row, "id") or slug,
        title=text_at(row, "title"),
        description=text_at(row, "description"),
        starts=epoch_text(row.get("start_datetime")),
        ends=epoch_text(row.get("end_datetime")),
        venue=text_at(place, "name") or text_at(row, "place_name"),
        address=text_at(place, "address") or text_at(row, "place_address"),
        lat=number_at(place, "latitude"),
        lon=number_at(place, "longitude"),
        url=text_at(row, "ap_id") or (f"/event/{slug}" if slug else text_at(row, "online_locations", 0)),
        image_url=f"/media/{picture}" if picture else None,
        # What is written for an instance that has it not yet puts the event's own page there.
        online=True if slug and rows_of(row.get("online_locations")) else None,
        categories=texts_at(row, "tags", name="tag"),
        where=where,
    )
