"""Lists within a record that say when it takes place: its times, its showings, what a day holds."""

from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.flat_record import flat_record
from services.events.ingest.parse.wire.yaml_text import Yaml, mappings

_SPANS: Final = frozenset({"starts", "ends", "dates", "start_time", "end_time", "timezone", "all_day", "uid"})
"""All that a member of a list says that is only one of the times of an event."""
_OF_RANGE: Final = frozenset({"value", "end_value", "duration", "rrule", "rrule_index", "timezone"})
"""How Drupal writes a span of time, as one of several."""
_FEWEST_TIMES: Final = 2


def times_of(held: Yaml) -> list[dict[str, Yaml]] | None:
    """Return the members of a list of two times or more; each may be wrapped: `{instance: {start: …}}`."""
    if not isinstance(held, list) or len(held) < _FEWEST_TIMES:
        return None
    spans = [span for member in held if (span := _span(member))]
    return spans if len(spans) == len(held) else None


def _span(member: Yaml) -> dict[str, Yaml] | None:
    """Return a time as start and end; None for a member that is more than that, or has no whole date."""
    if not isinstance(member, dict):
        return None
    held = next(iter(member.values()), None)
    inner = held if len(member) == 1 and isinstance(held, dict) else member
    if {"value"} < inner.keys() <= _OF_RANGE:
        inner = {"starts": inner["value"], "ends": inner.get("end_value")}
    keys = field_keys(key for key, value in inner.items() if value)
    starts = inner.get(keys.get("starts", ""))
    if not keys.keys() <= _SPANS or not isinstance(starts, str) or read_date(starts) is None:
        return None
    return {field: inner[key] for field, key in keys.items() if field != "uid"}


def have_clocks(held: list[Yaml]) -> bool:
    """Tell whether all members have a title and a time of day, and leave the day to what holds them."""
    fields = [field_keys(key for key, value in flat_record(row).items() if value) for row in mappings(held)]
    return bool(held) and all(
        {"title", "start_time"} <= keys.keys() and not {"starts", "dates"} & keys.keys() for keys in fields
    )


def all_take_place(held: list[Yaml]) -> bool:
    """Tell whether all members of a list, whatever its name, have a date and a place, and no title."""
    flats = [flat_record(member) for member in mappings(held)]
    fields = [field_keys(key for key, value in flat.items() if value) for flat in flats]
    return (
        bool(held)
        and len(flats) == len(held)
        and all(
            {"starts", "dates"} & keys.keys()
            and {"address", "venue", "city"} & keys.keys()
            and "title" not in keys
            for keys in fields
        )
    )
