"""What could be better about a document and the events in it: for its publisher, not for polling."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final
from xml.parsers import expat

import orjson

from services.events.ingest.model import Listing, Outcome, RawListing, ReadContext, Rejected, Remark
from services.events.ingest.normalise.listing import is_far_off, to_listing
from services.events.ingest.normalise.when import read_date
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.calendars.ical_time import read_time
from services.events.ingest.parse.calendars.icalendar import FORMAT as ICALENDAR
from services.events.ingest.parse.records.title_parts import without_day_in_title
from services.events.ingest.parse.wire.contentlines import Component, read_components, unfolded, walk
from services.events.ingest.parse.wire.parsed import Parsed
from services.events.ingest.read.line_numbers import as_written
from shared.contracts.catalogue.origins import HowTold
from shared.places.gazetteer import Gazetteer

_DAY: Final = len("20270519")
_TEN_YEARS: Final = 10_00_00
"""As days are written without dashes: `20370519` is that much more than `20270519`."""
SHOWN_OF_A_KIND = 10
"""Places kept with one reason; how many there are is counted."""
_XML: Final = frozenset({"rss", "atom", "xcal", "frab_xml"})
_NO_FAULT: Final = frozenset(
    expat.errors.codes[name]
    for name in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
)
"""Encodings that other readers know."""


def remarks_on(parsed: Parsed, body: bytes, context: ReadContext, gazetteer: Gazetteer) -> tuple[Remark, ...]:
    """Return a remark for each thing that is so of the document or of some listings."""
    found = (*_on_syntax(parsed, body), *_on_listings(parsed, body, context, gazetteer))
    if parsed.format != ICALENDAR:
        return found
    return tuple(replace(each, shown=as_written(each.shown, body)) for each in found)


def _on_syntax(parsed: Parsed, body: bytes) -> Iterator[Remark]:
    """Say in which line a document breaks, where its parser went on all the same or did not say."""
    line, reason = None, ""
    if parsed.format in _XML:
        line, reason = _xml_breaks(body), "malformed_feed"
    elif parsed.format == "json" and parsed.outcome is Outcome.UNREADABLE:
        line, reason = _json_breaks(body), "malformed_json"
    if line is not None:
        yield Remark(reason, 1, (Rejected(reason, f"line {line}"),))


def _xml_breaks(body: bytes) -> int | None:
    """Return the line of the first error; documents with entities of their own never come so far."""
    try:
        expat.ParserCreate().Parse(body, True)
    except expat.ExpatError as error:
        return None if error.code in _NO_FAULT else error.lineno
    return None


def _json_breaks(body: bytes) -> int | None:
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return error.lineno
    return None


def _on_listings(parsed: Parsed, body: bytes, context: ReadContext, gazetteer: Gazetteer) -> Iterator[Remark]:
    """Say each thing once of a record, however many dates it has."""
    written = _written_events(body) if parsed.format == ICALENDAR else {}
    found: dict[str, dict[str, Rejected]] = {}
    records = set()
    for number, raw in enumerate(parsed.listings):
        listing = to_listing(without_day_in_title(raw), context, gazetteer)
        if isinstance(listing, Rejected):
            continue
        key = raw.where or str(number)
        records.add(key)
        for reason in _reasons(raw, listing, written.get(raw.where, frozenset())):
            found.setdefault(reason, {})[key] = Rejected(reason, raw.where, listing.title)
    for reason, where in found.items():
        everywhere = len(where) == len(records) > 1
        yield Remark(reason, len(where), tuple(islice(where.values(), SHOWN_OF_A_KIND)), everywhere)


def _reasons(raw: RawListing, listing: Listing, written: frozenset[str]) -> Iterator[str]:
    if listing.dates_told is not HowTold.STATED:
        yield f"dates_{listing.dates_told.value}"
    yield from _of_start(raw, listing, written)
    yield from _of_end(raw, listing, written)
    if listing.place is None and listing.mode is None:
        yield "no_place"
    if listing.url is None:
        yield "bad_link" if raw.url else "no_link"


def _of_start(raw: RawListing, listing: Listing, written: frozenset[str]) -> Iterator[str]:
    if listing.starts.is_day:
        return
    if "unknown_zone" in written or (raw.timezone and zone_name(raw.timezone) is None):
        yield "unknown_zone"
    elif listing.starts.utc is None:
        yield "floating_time"


def _of_end(raw: RawListing, listing: Listing, written: frozenset[str]) -> Iterator[str]:
    if listing.ends is not None:
        return
    if "bad_end" in written or (raw.ends and read_date(raw.ends) is None):
        yield "bad_end"
    elif raw.ends or "end" in written:
        is_far = "far_end" in written or is_far_off(raw.ends, listing.starts)
        yield "ends_far_off" if is_far else "ends_before_start"
    elif not listing.starts.is_day:  # a day without an end is that one day (RFC 5545, 3.6.1)
        yield "no_end"


def _written_events(body: bytes) -> dict[str, frozenset[str]]:
    """Return what each VEVENT says that its raw listing no longer shows, as `unknown_zone` or `far_end`."""
    components = read_components(unfolded(body))
    defined = {zone.text("TZID") for zone in walk(components, "VTIMEZONE")}
    return {event.where: frozenset(_written(event, defined)) for event in walk(components, "VEVENT")}


def _written(event: Component, defined: set[str | None]) -> Iterator[str]:
    start, end = event.first("DTSTART"), event.first("DTEND")
    zone = start.parameters.get("TZID") if start else None
    if zone and zone not in defined and zone_name(zone) is None:
        yield "unknown_zone"
    if end:
        yield "end" if read_time(end, {}) else "bad_end"
    if start and end and start.value[:_DAY].isdecimal() and end.value[:_DAY].isdecimal():
        is_far = int(end.value[:_DAY]) - int(start.value[:_DAY]) > _TEN_YEARS
        yield from ["far_end"] if is_far else []
