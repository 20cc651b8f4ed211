"""Lists of events in JSON of no known platform, by the names of their keys."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.dates.moment_words import moment_of, span_of
from services.events.ingest.parse.lists.json_api import is_json_api, with_related
from services.events.ingest.parse.records.columns import field_keys, names_an_event, plain_name
from services.events.ingest.parse.records.event_words import are_meetings, says_events, says_meetings
from services.events.ingest.parse.records.flat_record import flat_record
from services.events.ingest.parse.records.kind_of_file import kind_of_file
from services.events.ingest.parse.records.record_list import (
    Row,
    is_event,
    looked_at,
    read_rows,
    rows_of_events,
)
from services.events.ingest.parse.schedules.day_programme import programme_of
from services.events.ingest.parse.wire.json_text import Json, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered
from services.events.ingest.parse.wire.yaml_text import as_texts

FORMAT: Final = "json"
_SELLS: Final = re.compile(r"tickets|rsvp|registration", re.IGNORECASE)
"""What the key of a link says where one may sign up for what the record tells of."""
_PLACES: Final = frozenset(
    {"starts", "ends", "start_time", "address", "street", "venue", "city", "country", "online", "mode", "lat"}
)
"""What a record has besides a mere `date` if it is an event, and not a release or a post."""

_ABOUT: Final = frozenset({
    "organization", "organisation", "organizer", "organiser", "calendar", "group", "meta", "metadata",
    "site", "venue",
})  # fmt: skip
_APPOINTED: Final = re.compile(r"\d{4}-\d\d-\d\d[T ](?!00:00)\d\d:[0-5][05](?::00(?:\.0+)?)?(?![\d:.])")
_IN_WORDS: Final = re.compile(r"[^\W\d_]{3}")
_LONGEST_SPAN: Final = 60
_ZONES: Final = frozenset({"timezone", "time zone", "tz", "timezone id", "time zone id", "timezone name"})


def parse_json_list(document: Json, url: str) -> Parsed | None:
    """Read a list of events; None when the document is JSON of something else."""
    if is_json_api(document):
        document = with_related(document)
    texts = as_texts(document)
    if programme := programme_of(FORMAT, texts, url):
        return programme
    lists: dict[str, list[Row]] = {}
    for where, record in rows_of_events(texts):
        lists.setdefault(where.partition("[")[0], []).append((where, record))
    file = url.rpartition("/")[2]
    rows = [
        row
        for name, held in lists.items()
        if _tells_of_events(held, f"{file} {name.rpartition('.')[2]}")
        for row in held
    ]
    if not rows:
        return None
    categories = kind_of_file(url)
    return _in_its_zone(gathered(FORMAT, read_rows(rows, categories)), document)


def _in_its_zone(parsed: Parsed, document: Json) -> Parsed:
    """Put records without a zone into the one that the document names once, its own or of who holds them."""
    about = (
        [document, *(held for key, held in document.items() if plain_name(key) in _ABOUT)]
        if isinstance(document, dict)
        else []
    )
    told = (
        zone_name(text_of(held))
        for each in about
        if isinstance(each, dict)
        for key, held in each.items()
        if plain_name(key) in _ZONES
    )
    zone = next((zone for zone in told if zone and zone != "UTC"), None)
    if zone is None:
        return parsed
    placed = (raw if raw.timezone else replace(raw, timezone=zone) for raw in parsed.listings)
    return replace(parsed, listings=tuple(placed))


def _tells_of_events(rows: list[Row], name: str) -> bool:
    """Tell whether the records of a list called so are events."""
    is_named = says_meetings(name)
    flats = [flat for row in looked_at(rows) if is_event(flat := flat_record(row))]
    keys = [field_keys(flat) for flat in flats]
    if are_meetings(flat[key["title"]] for flat, key in zip(flats, keys, strict=True)):
        return True
    if any(is_named or _is_told_as_event(key) for key in keys):
        return True
    moments = [flat.get(key.get("dates", "")) or "" for flat, key in zip(flats, keys, strict=True)]
    return says_events(name) and (any(map(_is_span_in_words, moments)) or _are_appointed(moments))


def _are_appointed(moments: list[str]) -> bool:
    """Tell the times of day at which people meet, all of whole five minutes; those of a log are none."""
    return len(moments) > 1 and all(_APPOINTED.match(moment) for moment in moments)


def _is_span_in_words(text: str) -> bool:
    """Tell days, or a day and its clock, as people write them and no log or history does: `5-7 May 2027`."""
    if len(text) > _LONGEST_SPAN or not _IN_WORDS.search(text):
        return False
    if clocked := moment_of(text) or span_of(text):
        return ":" in str(clocked)
    days = days_or_none(text)
    return days is not None and days[0] < days[1]


def _is_told_as_event(keys: Mapping[str, str]) -> bool:
    told = {field for field, key in keys.items() if not key.lower().startswith("ended")}
    # What "ended" is a build or a call.
    sells = _SELLS.search(keys.get("url", "")) is not None
    return bool(_PLACES & told) or sells or names_an_event(keys["title"])
