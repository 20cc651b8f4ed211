"""AT Protocol records of `community.lexicon.calendar.event` (https://github.com/lexicon-community/lexicon).

As `com.atproto.repo.listRecords` or `getRecord` answer them, or the bare record. A start is optional there.
"""

from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    joined,
    nodes_at,
    number_at,
    records,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json, rows_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "atproto"
_TYPE: Final = "community.lexicon.calendar.event"
_URI: Final = f"{_TYPE}#uri"
_MODES: Final = {"virtual": True, "hybrid": True, "inperson": False}


def parse_atproto(document: Json) -> Parsed | None:
    """Read every record of the type; None where none of the first is of it."""
    rows = rows_of(at(document, "records") or document)
    is_it = any(_value(row).get("$type") == _TYPE for row in rows[:5])
    return gathered(FORMAT, records(rows, "records", _record)) if is_it else None


def _value(row: Json) -> Node:
    value = at(row, "value") or row
    return value if isinstance(value, dict) else {}


def _record(row: Node, where: str) -> Record:
    event = _value(row)
    if event.get("$type") != _TYPE:
        return Rejected("not_an_event", where, text_at(event, "name"))
    places = nodes_at(event, "locations")
    address = next((each for each in places if _ends(each.get("$type"), ".address")), None)
    point = next((each for each in places if _ends(each.get("$type"), ".geo")), None)
    return RawListing(
        uid=text_at(row, "uri"),
        title=text_at(event, "name"),
        description=text_at(event, "description"),
        starts=text_at(event, "startsAt"),
        ends=text_at(event, "endsAt"),
        venue=text_at(address, "name") or text_at(point, "name"),
        address=joined(text_at(address, "street"), text_at(address, "postalCode")),
        city=text_at(address, "locality"),
        region=text_at(address, "region"),
        country=text_at(address, "country"),
        lat=number_at(point, "latitude"),
        lon=number_at(point, "longitude"),
        url=_link(event, places),
        online=_MODES.get(_term(event, "mode")),
        status=_term(event, "status") or None,
        where=where,
    )


def _term(event: Node, key: str) -> str:
    """Return what stands after `#` in a token such as `community.lexicon.calendar.event#virtual`."""
    return (text_at(event, key) or "").rpartition("#")[2]


def _ends(value: Json, suffix: str) -> bool:
    return isinstance(value, str) and value.endswith(suffix)


def _link(event: Node, places: list[Node]) -> str | None:
    uris = (*nodes_at(event, "uris"), *(each for each in places if each.get("$type") == _URI))
    return next((found for each in uris if (found := text_at(each, "uri"))), None)
