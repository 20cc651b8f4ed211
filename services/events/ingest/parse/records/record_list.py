"""Lists of records from YAML or JSON: where they are in the document, and each laid flat for its fields.

A list may be the document, stand under a key, or under several (a list a year); a series may hold its
editions (`confs`), which inherit what it says once. A nested place or span of dates is laid open.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.moment_words import moment_of
from services.events.ingest.parse.records.columns import (
    field_keys,
    field_names,
    plain_name,
    tells_of_events,
)
from services.events.ingest.parse.records.flat_record import Flat, flat_record
from services.events.ingest.parse.records.held_times import all_take_place, have_clocks, times_of
from services.events.ingest.parse.records.other_kinds import is_of_another_kind
from services.events.ingest.parse.records.record_title import in_one_language, with_title
from services.events.ingest.parse.records.record_when import Fields
from services.events.ingest.parse.records.records_together import Found, read_together
from services.events.ingest.parse.records.row_fields import MOMENTS, fields_of
from services.events.ingest.parse.wire.parsed import MAX_ITEMS
from services.events.ingest.parse.wire.yaml_text import Yaml, mappings

_EDITIONS: Final = ("confs", "events", "conferences", "editions", "meetups")
_OCCURRENCES: Final = re.compile(
    r"(?:(?:event|show|tour|course|class|concert|session) )?"
    r"(?:occurrences|instances|dates|timings|showtimes|time ?slots|performances)"
)
"""Keys under which one event holds the several times at which it takes place, in small words."""
_LOOKED_AT: Final = 20
_TITLE: Final = re.compile(r"\s|[^\W\d_a-z]")
"""What a key has that is a title: words, or a capital; one without is a mere id."""
_TAKES_PLACE: Final = ("start_time", "address", "street", "venue", "city", "online", "mode", "ends")
_DEEPEST: Final = 6
_OF_WRITING: Final = frozenset({"date", "date_gmt", "modified", "modified_gmt"})
"""When a page of WordPress was written; what it is of has fields of its own, often below `acf`.
See https://developer.wordpress.org/rest-api/reference/posts/ ."""
_WRAPPERS: Final = (
    *("event", "attributes", "node", "item", "fields", "data", "properties", "_source"),
    *("conference", "meetup", "seminar", "talk", "workshop", "webinar", "hackathon", "evento"),
)
"""Keys under which an answer of an API wraps the record itself."""

Row = tuple[str, Yaml]
"""Where a record stands, and the record, a mapping if it is one."""


def rows_of_events(document: Yaml) -> list[Row]:
    """Return the records of the lists that tell of events, one more than are read at most."""
    found = (row for path, rows in _lists(document, "", 0) for row in _editions_of(path, rows))
    return list(islice(found, MAX_ITEMS + 1))


def is_event(flat: Flat) -> bool:
    """Tell whether a record can be an event: it has a title and some date, which may be called a time."""
    said_keys = [key for key, value in flat.items() if value]
    if is_of_another_kind(said_keys):
        return False
    keys = field_keys(said_keys)
    said = flat[keys["start_time"]] or "" if "start_time" in keys else ""
    timed = "title" in keys and (read_date(said) or moment_of(said)) is not None
    return timed or tells_of_events(keys)


def looked_at(rows: list[Row]) -> list[dict[str, Yaml]]:
    """Return the first records, by which a list is known."""
    return [row for _, row in rows[:_LOOKED_AT] if isinstance(row, dict)]


def read_rows(rows: list[Row], categories: tuple[str, ...]) -> Iterator[RawListing | Rejected]:
    """Read each record."""
    return read_together([_found(where, row) for where, row in rows], categories)


def _found(where: str, row: Yaml) -> Found:
    if not isinstance(row, dict):
        return Rejected("malformed_item", where)
    fields = fields_of(row)
    if _is_of_another_kind(row, fields):
        return Rejected("not_an_event", where, fields.get("title"))
    return where, fields


def _is_of_another_kind(row: dict[str, Yaml], fields: Fields) -> bool:
    """Tell what stands among events and is none: a paper, among the talks and prizes of a laboratory."""
    takes_place = any(fields.get(name) for name in _TAKES_PLACE)
    return not takes_place and is_of_another_kind(key for key, held in row.items() if held)


def _lists(node: Yaml, path: str, depth: int) -> Iterator[tuple[str, list[Yaml]]]:
    """Find the lists of events: the document, a lone record, or what stands under its keys."""
    if isinstance(node, list):
        # Rows that are lists themselves, as where a row of a table is its cells and its link.
        nested: list[Yaml] = [item for row in node if isinstance(row, list) for item in mappings(row)]
        if _tells(nested or node):
            yield path, nested or node
        elif depth < _DEEPEST:
            yield from _within(node, path, depth + 1)
    elif isinstance(node, dict) and depth < _DEEPEST:
        told = node if _has_title(node) else in_one_language(node)
        if _editions(told) is None and _has_title(told) and is_event(flat_record(with_title(told))):
            yield path, [told]
            return
        if rows := _named(node):
            yield path, rows
            return
        for key, value in node.items():
            yield from _lists(value, f"{path}.{key}".lstrip("."), depth + 1)


def _within(rows: list[Yaml], path: str, depth: int) -> Iterator[tuple[str, list[Yaml]]]:
    """Find the lists of events within records that are none themselves: the festivals of each town."""
    for number, row in enumerate(islice(mappings(rows), MAX_ITEMS)):
        for key, held in row.items():
            if isinstance(held, list) and held and isinstance(held[0], dict):
                yield from _lists(held, f"{path}[{number}].{key}", depth)


def _named(node: dict[str, Yaml]) -> list[Yaml]:
    """Return the records of a mapping whose keys are their titles: `PyCon 2027: {date: …}`."""
    rows = [(key, value) for key, value in node.items() if isinstance(value, dict) and not _has_title(value)]
    is_of_titles = len(rows) == len(node) > 1 and all(_TITLE.search(key) for key, _ in rows)
    named: list[Yaml] = [{"title": key, **value} for key, value in rows] if is_of_titles else []
    return named if _tells(named) else []


def _tells(rows: list[Yaml]) -> bool:
    first = [row for row in rows[:_LOOKED_AT] if isinstance(row, dict)]
    inner = ((_series(row), edition) for row in first for edition in mappings(_editions(row) or []))
    return any(is_event(flat_record(_unwrapped(row))) for row in first) or any(
        is_event({"title": "of the series", **flat_record({**series, **edition})})
        for series, edition in inner
    )


def _unwrapped(row: dict[str, Yaml]) -> dict[str, Yaml]:
    """Return the record out of what an API wraps around it; what stands beside it is kept."""
    own = row.get("acf")
    if "date_gmt" in row or isinstance(own, dict):
        said = {key: value for key, value in row.items() if key not in _OF_WRITING and value is not own}
        row = {**said, **own} if isinstance(own, dict) else said
    for name in _WRAPPERS:
        inner = row.get(name)
        if isinstance(inner, dict) and not _has_title(row) and is_event(flat_record(with_title(inner))):
            return with_title({**row, **inner})
    return with_title(row)


def _has_title(row: dict[str, Yaml]) -> bool:
    return "title" in field_keys(key for key, value in row.items() if isinstance(value, str))


def _editions_of(path: str, rows: list[Yaml]) -> Iterator[Row]:
    """Yield the records; an edition inherits what its series says once."""
    for number, row in enumerate(rows):
        editions = _editions(row) if isinstance(row, dict) else None
        where = f"{path}[{number}]"
        if editions is None or not isinstance(row, dict):
            yield from _at_its_times(_unwrapped(row), where) if isinstance(row, dict) else [(where, row)]
            continue
        series = _series(row)
        if "full_name" not in series and not any(map(_holds_occurrences, row)):
            series["full_name"] = series.pop("description", None)
        house = _as_place(series)
        for place, edition in enumerate(editions):
            is_named = house is not None and isinstance(edition, dict) and _has_title(edition)
            yield f"{where}.confs[{place}]", _inheriting(house if house and is_named else series, edition)


def _inheriting(series: dict[str, Yaml], edition: Yaml) -> Yaml:
    """Return the edition with what its series says once, also of what it has a key for and leaves empty."""
    if not isinstance(edition, dict):
        return edition
    return {**series, **{key: held for key, held in edition.items() if held is not None or key not in series}}


def _as_place(series: dict[str, Yaml]) -> dict[str, Yaml] | None:
    """Return what holds several events, its name their house's; None where it has no street or point."""
    keys = field_keys(key for key, value in series.items() if isinstance(value, str))
    if "title" not in keys or "venue" in keys or not {"street", "lat"} & keys.keys():
        return None
    return {"venue" if key == keys["title"] else key: held for key, held in series.items()}


def _holds_occurrences(key: str) -> bool:
    return _OCCURRENCES.fullmatch(plain_name(key)) is not None


def _series(row: dict[str, Yaml]) -> dict[str, Yaml]:
    """Return what a series, or a day of a list of days, says of all that it holds."""
    held = _editions(row)
    return {key: value for key, value in row.items() if key not in _EDITIONS and value is not held}


def _at_its_times(row: dict[str, Yaml], where: str) -> Iterator[Row]:
    """Yield the record, once for each of its times where it holds a list of them under whatever name."""
    name = next((key for key, held in row.items() if times_of(held)), None)
    if name is None or not _has_title(row):
        yield where, row
        return
    names = field_names(key for key, value in row.items() if isinstance(value, str))
    own = {key for field in MOMENTS for key in names.get(field, ())}
    shared = {key: value for key, value in row.items() if key != name and key not in own}
    for number, span in enumerate(times_of(row[name]) or []):
        yield f"{where}.{name}[{number}]", {**shared, **span}


def _editions(row: dict[str, Yaml]) -> list[Yaml] | None:
    lists = (key for key, held in row.items() if isinstance(held, list))
    for name in (*_EDITIONS, *filter(_holds_occurrences, lists)):
        held = row.get(name)
        found = _named(held) if isinstance(held, dict) and name in _EDITIONS else held
        if isinstance(found, list) and any(True for _ in mappings(found)):
            return found
    if is_event(flat_record(row)):
        return None
    if not _has_title(row):
        talks = row.get("talks")
        if {"starts", "dates"} & field_keys(flat_record(row)).keys():
            return next((held for held in row.values() if isinstance(held, list) and have_clocks(held)), None)
        return talks if isinstance(talks, list) and any(True for _ in mappings(talks)) else None
    return next((held for held in row.values() if isinstance(held, list) and all_take_place(held)), None)
