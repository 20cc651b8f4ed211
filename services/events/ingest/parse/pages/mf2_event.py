"""One event in microformats2 JSON to a raw listing, and documents of that JSON.

Format: http://microformats.org/wiki/microformats2-parsing (`application/mf2+json`).
"""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.dates.midnight import without_placeholder
from services.events.ingest.parse.pages.mf2_times import on_day_of
from services.events.ingest.parse.records.record_when import plain_date
from services.events.ingest.parse.wire.json_path import Node, Record, at, joined, nodes_at, text_at
from services.events.ingest.parse.wire.json_text import Json, number_of, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "mf2_json"
MAX_DEPTH: Final = 6


def parse_mf2_json(document: Json) -> Parsed | None:
    """Read every h-event of parsed microformats, at any place; None where there is none."""
    found = list(_events(nodes_at(document, "items"), "items", 0))
    return gathered(FORMAT, (raw_event(item, where) for item, where in found)) if found else None


def _events(items: list[Node], path: str, depth: int) -> Iterator[tuple[Node, str]]:
    for index, item in enumerate(items if depth < MAX_DEPTH else ()):
        where = f"{path}[{index}]"
        if "h-event" in rows_of(item.get("type")):
            yield item, where
        yield from _events(nodes_at(item, "children"), f"{where}.children", depth + 1)


def raw_event(item: Node, where: str) -> Record:
    """Read one item. Only the classic form ends a whole-day event on the day after its last."""
    own = at(item, "properties")
    place, host = _place(own), at(own, "organizer", 0)
    starts = without_placeholder(plain_date(_said(own, "start")))
    return RawListing(
        uid=_said(own, "uid") or _said(own, "url"),
        title=_said(own, "name"),
        summary=_said(own, "summary"),
        description=_content(own) or _said(own, "description"),
        starts=starts,
        ends=without_placeholder(plain_date(on_day_of(_said(own, "end"), starts))),
        all_day="vevent" in rows_of(item.get("type")),
        venue=_said(place, "name") if isinstance(place, dict) else None,
        address=_address(place) if isinstance(place, dict) else text_of(place),
        city=_said(place, "locality"),
        region=_said(place, "region"),
        country=_said(place, "country-name"),
        lat=number_of(_said(place, "latitude")),
        lon=number_of(_said(place, "longitude")),
        url=_said(own, "url"),
        image_url=_said(own, "photo") or _said(own, "featured"),
        status=_said(own, "status"),
        organiser_name=_said(at(host, "properties"), "name") or text_at(host, "value") or text_of(host),
        organiser_url=_said(at(host, "properties"), "url"),
        categories=tuple(word for value in rows_of(at(own, "category"))[:20] if (word := _text(value))),
        where=where,
    )


def _text(value: Json) -> str | None:
    return (
        (text_at(value, "value") or text_at(value, "properties", "name", 0))
        if isinstance(value, dict)
        else text_of(value)
    )


def _said(properties: Json, name: str) -> str | None:
    """Return the first value of a property that is there."""
    values = rows_of(at(properties, name))[:5]
    return next((found for value in values if (found := _text(value))), None)


def _content(properties: Json) -> str | None:
    return text_at(properties, "content", 0, "html") or _said(properties, "content")


def _place(properties: Json) -> Json:
    """Return the parts of the place (its address may be a card of its own), or the words that name it."""
    value = at(properties, "location", 0)
    parts = at(value, "properties")
    if not isinstance(parts, dict):
        return _text(value)
    address = at(parts, "adr", 0, "properties")
    geo = at(properties, "geo", 0, "properties")
    return {
        **(geo if isinstance(geo, dict) else {}),
        **(address if isinstance(address, dict) else {}),
        **parts,
    }


def _address(place: Json) -> str | None:
    return joined(_said(place, "street-address"), _said(place, "postal-code"))
