"""What an entry of a feed says in fields of its own, whichever namespace they come from.

`ev:startdate`, `xCal:dtstart`, `mec:startDate` with `mec:startHour`, `libcal:date` with `libcal:start`,
`calendarEvent:EventDates`, `bc:start_date_local`, `gd:when startTime=""`: producers differ in the prefix and
agree in the words, so the words are read as the columns of a table are.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote_plus

from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.record_when import Fields

Entry = Mapping[str, Any]

_OTHERS: Final = frozenset(
    {"dc", "dcterms", "content", "media", "itunes", "slash", "wfw", "sy", "thr", "atom", "feedburner",
     "georss", "gml", "posterous", "wp", "googleplay", "creativecommons", "cc", "admin", "podcast",
     "title", "summary", "author", "publisher", "rights", "generator"}
)  # fmt: skip
"""Namespaces that speak of the entry, not of an event; and those of feedparser's own `author_detail`."""
_PLAIN: Final = frozenset(
    {"startdate", "enddate", "dtstart", "dtend", "starttime", "endtime", "eventdate", "start_date",
     "end_date", "event_date", "event_start", "event_end", "location", "venue", "place", "city", "start",
     "end", "timezone", "when", "url"}
)  # fmt: skip
"""Elements of no namespace that are read all the same."""
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
"""What parts the lines of an address in a field."""
_ENCODED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
"""A sign as addresses hold it; PHP iCalendar writes `Town+Hall%2C+Bonn`."""
_NOT_ENCODED: Final = re.compile(r"[\s:]")
"""What such words have none of; a link has a colon."""
_PLACED: Final = frozenset({"street", "city"})
_LOCAL: Final = re.compile(
    r"local_?(?P<before>start|end)_?(?:date|time|datetime)?|(?P<after>start|end)_?(?:date|time)?_?local"
    r"|(?P<written>formatteddatetime)"
)
"""The clock of the place, stated beside the instant; Trumba writes it in words as well."""


def event_fields(entry: Entry) -> Fields:
    """Return our fields of the entry; of two of one meaning the first that is not blank."""
    said: dict[str, str] = {}
    for name, text in _own(entry):
        local = _LOCAL.fullmatch(name)
        side = (local["before"] or local["after"] or "start") if local else ""
        said.setdefault(f"local {side}" if local else name.replace("_", " "), text)
    keys = field_keys(said)
    fields: dict[str, str | None] = {field: said[name] for field, name in keys.items()}
    if "venue" not in fields and said.get("name") and fields.keys() & _PLACED:
        fields["venue"] = said["name"]
    elif "venue" not in fields and fields.get("city") and fields.get("street"):
        # Of a place, a street and a town the place is the house: `xcal:location` beside a vCard.
        fields["venue"] = fields.pop("address", None)
    return fields | {name: said[name] for name in ("local start", "local end") if name in said}


def ends_on_the_day_after(entry: Entry) -> bool:
    """Tell whether whole days end as in iCalendar: Google's `gd:when` writes the day after."""
    when = entry.get("gd_when")
    return isinstance(when, Mapping) and "t" not in str(when.get("starttime") or "t").lower()


def _own(entry: Entry) -> Iterator[tuple[str, str]]:
    # Of two namespaces that tell the same, the one made for events is meant.
    for key, value in sorted(entry.items(), key=lambda told: not told[0].startswith("ev_")):
        prefix, has_prefix, name = key.partition("_")
        if not has_prefix or key in _PLAIN:
            name = key if key in _PLAIN else ""
        if not name or prefix in _OTHERS:
            continue
        for found, text in _texts(name, value):
            if text.strip():
                yield found, ", ".join(map(str.strip, _BREAK.split(_decoded(text.strip()))))


def _decoded(text: str) -> str:
    is_encoded = _ENCODED.search(text) is not None and _NOT_ENCODED.search(text) is None
    return unquote_plus(text) if is_encoded else text


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield an element's text, or the attributes of one that has them: `when` with `startTime`."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for attribute, text in value.items():
            if isinstance(text, str):
                yield name if attribute in {"valuestring", "value"} else str(attribute), text
