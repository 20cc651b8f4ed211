"""One record of YAML or JSON laid flat: texts by their keys, whatever was nested within it."""

import re
from typing import Final

from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.wire.translated import in_one_language
from services.events.ingest.parse.wire.yaml_text import Yaml, mappings

Flat = dict[str, str | None]
"""The keys of a record to their texts."""

_LOOKED_AT: Final = 20
_DEEPEST: Final = 4
_DETAILS: Final = re.compile(
    r"location|place|venue|physical|geo|instance|occurrence|date|time|schedule|when$", re.IGNORECASE
)
"""Keys of lists whose first member says more of the record itself."""
_ADDRESS: Final = re.compile(r"address", re.IGNORECASE)
_VENUE: Final = re.compile(r"(?:venue|place)s?$", re.IGNORECASE)
_PLACE_ITSELF: Final = re.compile(r"physical_?address", re.IGNORECASE)
_PARTS_OF_PLACE: Final = frozenset({"street", "locality"})
_MORE: Final = frozenset({"extendedProps", "extended_props"})
"""Keys of objects that only say more of the record: FullCalendar keeps there what it has no name for.
See https://fullcalendar.io/docs/event-object ."""
_ON_THE_WAY: Final = re.compile(
    r"(?:step|phase|milestone|deadline|round|registration|submission|voting|cfp|early_?bird|sales?)s?$",
    re.IGNORECASE,
)
"""Keys of objects whose dates are those of something on the way to an event."""
_DATES: Final = frozenset({"starts", "ends", "start_time", "end_time"})
_SCHEDULED: Final = re.compile(r"schedule", re.IGNORECASE)
_INSTANTS: Final = frozenset({"$date", "seconds", "_seconds", "iso", "datetime"})
"""Keys under which MongoDB, Firestore and Parse write an instant, and sites one beside what people read."""
_BESIDE_INSTANTS: Final = _INSTANTS | {"nanoseconds", "_nanoseconds", "__type", "human", "display"}
_PLACED: Final = frozenset({"venue", "street"})
"""Fields that mean the same within an object that says where it is, and not within one of an organiser."""
_OPENED: Final = _DATES | {"timezone", "city", "region", "country", "lat", "lon", "online", "mode"}
"""Fields that mean the same within a nested object (`location: {city}`) as outside of it."""


def flat_record(row: dict[str, Yaml]) -> Flat:
    """Return the record's texts by their keys; lists of words are joined, nested objects laid open."""
    flat: Flat = {}
    for key, value in row.items():
        if isinstance(value, dict):
            if (words := _wrapped(value)) is not None:
                flat[key] = words
                continue
            for name, told in flat_record(value).items() if key in _MORE else ():
                flat.setdefault(name, told)
            _open(flat, key, value)
        elif isinstance(value, list):
            flat[key] = ", ".join(word for word in value[:_LOOKED_AT] if isinstance(word, str)) or None
            _open(flat, key, _detail(value) if _DETAILS.search(key) else {})
        else:
            flat[key] = value
    cfp, rounds = row.get("cfp"), list(mappings(row.get("timeline")))
    if isinstance(cfp, dict):
        flat |= {"cfp_link": _text(cfp.get("link")), "cfp_end": _text(cfp.get("deadline"))}
    if rounds:
        flat["deadline"] = _text(rounds[-1].get("deadline"))
    return flat


def _detail(value: list[Yaml]) -> dict[str, Yaml]:
    """Return the first member; of parts that name their kind (`type: locality, name: Berlin`) all as one."""
    parts = {
        str(part.get("type")): part.get("name") for part in mappings(value[:_LOOKED_AT]) if "type" in part
    }
    return parts if len(parts) > 1 and None not in parts.values() else next(mappings(value), {})


def _translated(inner: dict[str, Yaml]) -> str | None:
    """Return the words of a text told in several languages, English first; None for another object."""
    return _text(in_one_language({name: told for name, told in inner.items() if told is not None}))


def _wrapped(inner: dict[str, Yaml]) -> str | None:
    """Return the one text or day that an object holds, however it is wrapped; None for a nested record."""
    return _translated(inner) or _rendered(inner) or _instant(inner) or _day(inner)


def _rendered(inner: dict[str, Yaml]) -> str | None:
    """Return the words that WordPress wraps, `{"rendered": …}`; None for another object."""
    return _text(inner.get("rendered"))


def _instant(inner: dict[str, Yaml]) -> str | None:
    """Return the instant that a database wraps, as `{"$date": …}`; None for another object."""
    held = inner.keys() & _INSTANTS
    return _text(inner[held.pop()]) if len(held) == 1 and inner.keys() <= _BESIDE_INSTANTS else None


def _day(inner: dict[str, Yaml]) -> str | None:
    """Return a day that is told in its parts, `{year: 2027, month: 5, day: 19}`; None for another object."""
    year, month, day = (str(inner.get(name) or "") for name in ("year", "month", "day"))
    is_day = all(part.isdecimal() for part in (year, month, day))
    return f"{int(year):04}-{int(month):02}-{int(day):02}" if is_day else None


def _open(flat: Flat, key: str, inner: dict[str, Yaml], depth: int = 0, *, placed: bool = False) -> None:
    """Lay an object open under joined keys (`venue name`), and under its own where those mean the same.

    `placed` where it stands within one that says where the event is.
    """
    placed = _DETAILS.search(key) is not None or (placed and _ADDRESS.search(key) is not None)
    opened = _OPENED - _DATES if _ON_THE_WAY.search(key) else _OPENED
    texts = {name: text for name, value in inner.items() if (text := _line(value))}
    for name, value in texts.items():
        flat.setdefault(f"{key} {name}", value)
    if _VENUE.search(key) and (called := texts.get("name") or texts.get("title")):
        flat.setdefault("venue name", called)
    if _PLACE_ITSELF.fullmatch(key) and "description" in texts and texts.keys() & _PARTS_OF_PLACE:
        # What Mobilizon calls a description is the name of the house.
        flat.setdefault("venue name", texts["description"])
    for field, name in field_keys(texts).items():
        is_of_place = field in _PLACED and placed
        if field in opened or is_of_place or (field == "dates" and _SCHEDULED.match(key)):
            flat.setdefault(name, texts[name])
    for name, held in inner.items():
        if isinstance(held, dict) and depth < _DEEPEST:
            _open(flat, name, held, depth + 1, placed=placed)


def _line(value: Yaml) -> str | None:
    """Return a text, words in one of several languages, or the lines of an address as one."""
    if isinstance(value, dict):
        return _translated(value)
    if isinstance(value, list):
        lines = [item for item in value[:_LOOKED_AT] if isinstance(item, str) and item]
        return ", ".join(lines) if len(lines) == len(value) or None in value else None
    return value


def _text(value: Yaml) -> str | None:
    return value if isinstance(value, str) else None
