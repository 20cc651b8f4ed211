"""Lists of records from YAML or JSON: where they are in the document, and each laid flat for its fields.

A list may be the document, stand under a key, or under several (a list a year); a series may hold its
editions (`confs`), which inherit what it says once. A nested place or span of dates is laid open.
"""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.columns import field_keys, tells_of_events
from services.events.ingest.parse.record import record
from services.events.ingest.parse.yaml_text import Yaml, mappings

_EDITIONS: Final = ("confs", "events", "conferences", "editions", "meetups")
_LOOKED_AT: Final = 20
_DEEPEST: Final = 4
_DETAILS: Final = re.compile(
    r"location|place|venue|geo|instance|occurrence|date|time|schedule", re.IGNORECASE
)
"""Keys of lists whose first member says more of the record itself."""
_OPENED: Final = frozenset(
    {
        "starts",
        "ends",
        "start_time",
        "end_time",
        "timezone",
        "city",
        "region",
        "country",
        "lat",
        "lon",
        "online",
    }
)
"""Fields that mean the same within a nested object (`location: {city}`) as outside of it."""

_WRAPPERS: Final = ("event", "attributes", "node", "item", "fields", "data", "properties")
"""Keys under which an answer of an API wraps the record itself."""

Row = tuple[str, Yaml]
"""Where a record stands, and the record, a mapping if it is one."""
Flat = dict[str, str | None]


def rows_of_events(document: Yaml) -> list[Row]:
    """Return the records of the lists that tell of events; empty where there are none."""
    return [row for path, rows in _lists(document, "", 0) for row in _editions_of(path, rows)]


def is_event(flat: Flat) -> bool:
    """Tell whether a record can be an event: it has a title and some date, which may be called a time."""
    keys = field_keys(key for key, value in flat.items() if value)
    timed = "title" in keys and "start_time" in keys and read_date(flat[keys["start_time"]]) is not None
    return timed or tells_of_events(keys)


def looked_at(rows: list[Row]) -> list[dict[str, Yaml]]:
    """Return the first records, by which a list is known."""
    return [row for _, row in rows[:_LOOKED_AT] if isinstance(row, dict)]


def read_rows(
    rows: list[Row], stopped: Rejected | None, categories: tuple[str, ...]
) -> Iterator[RawListing | Rejected]:
    """Read each record; what ended the reading comes last."""
    for where, row in rows:
        if not isinstance(row, dict):
            yield Rejected("malformed_item", where)
            continue
        flat = flat_record(row)
        said = [key for key, value in flat.items() if value]
        yield record({field: flat[key] for field, key in field_keys(said).items()}, where, categories)
    if stopped:
        yield stopped


def _lists(node: Yaml, path: str, depth: int) -> Iterator[tuple[str, list[Yaml]]]:
    """Find the lists of events: the document, a lone record, or what stands under its keys."""
    if isinstance(node, list):
        if _tells(node):
            yield path, node
    elif isinstance(node, dict) and depth < _DEEPEST:
        if _editions(node) is None and is_event(flat_record(node)):
            yield path, [node]
            return
        for key, value in node.items():
            yield from _lists(value, f"{path}.{key}".lstrip("."), depth + 1)


def _tells(rows: list[Yaml]) -> bool:
    first = [row for row in rows[:_LOOKED_AT] if isinstance(row, dict)]
    inner = (edition for row in first for edition in mappings(_editions(row) or []))
    return any(is_event(flat_record(_unwrapped(row))) for row in first) or any(
        is_event({"title": "of the series", **flat_record(edition)}) for edition in inner
    )


def _unwrapped(row: dict[str, Yaml]) -> dict[str, Yaml]:
    """Return the record out of what an API wraps around it; what stands beside it is kept."""
    for name in _WRAPPERS:
        inner = row.get(name)
        if isinstance(inner, dict) and not _has_title(row) and is_event(flat_record(inner)):
            return {**row, **inner}
    return row


def _has_title(row: dict[str, Yaml]) -> bool:
    return "title" in field_keys(key for key, value in row.items() if isinstance(value, str))


def _editions_of(path: str, rows: list[Yaml]) -> Iterator[Row]:
    """Yield the records; an edition inherits what its series says once."""
    for number, row in enumerate(rows):
        editions = _editions(row) if isinstance(row, dict) else None
        where = f"{path}[{number}]"
        if editions is None or not isinstance(row, dict):
            yield where, _unwrapped(row) if isinstance(row, dict) else row
            continue
        series = {key: value for key, value in row.items() if key not in _EDITIONS}
        if "full_name" not in series:
            series["full_name"] = series.pop("description", None)
        for place, edition in enumerate(editions):
            yield f"{where}.confs[{place}]", {**series, **edition} if isinstance(edition, dict) else edition


def _editions(row: dict[str, Yaml]) -> list[Yaml] | None:
    for name in _EDITIONS:
        found = row.get(name)
        if isinstance(found, list) and any(True for _ in mappings(found)):
            return found
    return None


def flat_record(row: dict[str, Yaml]) -> Flat:
    """Return the record's texts by their keys; lists of words are joined, nested objects laid open."""
    flat: Flat = {}
    for key, value in row.items():
        if isinstance(value, dict):
            _open(flat, key, value)
        elif isinstance(value, list):
            flat[key] = ", ".join(word for word in value[:_LOOKED_AT] if isinstance(word, str)) or None
            _open(flat, key, next(mappings(value), {}) if _DETAILS.search(key) else {})
        else:
            flat[key] = value
    cfp, rounds = row.get("cfp"), list(mappings(row.get("timeline")))
    if isinstance(cfp, dict):
        flat |= {"cfp_link": _text(cfp.get("link")), "cfp_end": _text(cfp.get("deadline"))}
    if rounds:
        flat["deadline"] = _text(rounds[-1].get("deadline"))
    return flat


def _open(flat: Flat, key: str, inner: dict[str, Yaml], depth: int = 0) -> None:
    """Lay an object open under joined keys (`venue name`), and under its own where those mean the same."""
    texts = {name: value for name, value in inner.items() if isinstance(value, str)}
    for name, value in texts.items():
        flat.setdefault(f"{key} {name}", value)
    for field, name in field_keys(texts).items():
        if field in _OPENED:
            flat.setdefault(name, texts[name])
    for name, held in inner.items():
        if isinstance(held, dict) and depth < _DEEPEST:
            _open(flat, name, held, depth + 1)


def _text(value: Yaml) -> str | None:
    return value if isinstance(value, str) else None
