"""The fields of one record of YAML or JSON, by the names of its keys."""

import html
import re
from typing import Final

from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.dates.moment_words import moment_of
from services.events.ingest.parse.records.columns import field_names, most_telling, plain_name
from services.events.ingest.parse.records.flat_record import Flat, flat_record
from services.events.ingest.parse.records.map_point import point_of
from services.events.ingest.parse.records.rule_of import rule_of
from services.events.ingest.parse.wire.yaml_text import Yaml

MOMENTS: Final = ("starts", "ends", "dates", "start_time", "end_time")
"""Fields that hold when a record is."""
_PLACES: Final = frozenset({"address", "street"})
_ZONED_KEY: Final = re.compile(r"DTSTART;(?:[^:]{0,80};)?TZID=\"?([\w/+-]{1,60})", re.IGNORECASE)
"""A property of iCalendar as the key of a record, its zone within the name."""
_DAY: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_ADDRESSED: Final = frozenset(
    {"slug", "links", "tickets", "ticket", "register", "registration", "signup", "more"}
)

_ANCHOR: Final = re.compile(
    r"\s{0,9}<a\s[^<>]{0,200}?\bhref=[\"'](https?://[^\s\"'<>]{4,500})[\"'][^<>]{0,200}>[^<>]{0,200}</a>\s{0,9}"
)
"""A text that is one link and nothing else."""
_SAYING: Final = ("text", "description", "content")
"""Keys of what a record says of itself; who speaks may be a link as well."""
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_OF_EVENT: Final = re.compile(r"/(?:[\w-]{1,40}/){0,2}events?/\S")
"""A path that is an event's, under whatever key that holds addresses."""


_SCHEMES: Final = ("https://", "http://")
_HOST: Final = re.compile(r"https?://([^/\s]{1,253})(/\S*)")
_OF_PROGRAM: Final = re.compile(
    r"//api\.|/api/|\.(?:png|jpe?g|gif|webp|svg|json|xml|ics|pdf)\b|image|avatar", re.IGNORECASE
)
_OF_ELSE: Final = re.compile(
    r"video|record|stream|watch|slide|photo|image|album|logo|press|cfp|sponsor|previous|next", re.IGNORECASE
)
"""Keys of addresses of what stands beside an event: what was recorded of it, who paid for it."""
_OF_PAGE: Final = re.compile(r"(?:^|[\s:_])(?:web_?page|html) href$", re.IGNORECASE)
"""The key of a link of HAL to a page that people read, `event:webpage`."""
_LONGEST: Final = 500


def fields_of(row: dict[str, Yaml]) -> dict[str, str | None]:
    """Return our fields to what the record says of each, as found."""
    flat = flat_record(row)
    said = [key for key, value in flat.items() if value]
    names = field_names(said)
    fields = {field: _first_of(field, [flat[key] for key in keys]) for field, keys in names.items()}
    dates = [flat[key] or "" for key in names.get("dates", ())]
    if dates:
        fields["dates"] = most_telling(dates)
    if "ends" not in fields and (
        last := _last_day([fields.get("dates") or "", *dates, fields.get("duration") or ""])
    ):
        fields["ends"] = last
    if not {"lat", "lon"} <= fields.keys() and (point := point_of(flat)):
        fields["lat"], fields["lon"] = point
    if not fields.get("url"):
        fields["url"] = _address_at_last(flat)
    for name in MOMENTS:
        fields[name] = _told(html.unescape(fields.get(name) or "")) or None
    zones = (found[1] for key in said if (found := _ZONED_KEY.match(key)))
    return {"timezone": next(zones, None)} | fields | {"repeats": rule_of(row)}


def _first_of(field: str, said: list[str | None]) -> str | None:
    """Return what the first key says; of several that say where it is the fullest, which has most parts."""
    return max(said, key=lambda text: (text or "").count(",")) if field in _PLACES else said[0]


def _address_at_last(flat: Flat) -> str | None:
    """Return the address under a key that holds one as often as something else."""
    # Values are looked at before keys: few of a record are addresses.
    whole = [(key, text) for key, text in flat.items() if text and text.startswith(_SCHEMES)]
    paths = (key for key, text in flat.items() if text and _OF_EVENT.match(text))
    named = [text for key, text in whole if plain_name(key) in _ADDRESSED]
    if named := named or [text for key, text in whole if _OF_PAGE.search(key)]:
        return named[0]
    told = (_told_page(text) for key, text in whole if not _OF_ELSE.search(key))
    own = min(filter(None, told), key=len, default=None)
    own = own or next((flat[key] for key in paths if plain_name(key).endswith(" url")), None)
    links = (_ANCHOR.fullmatch(text) for key in _SAYING if (text := flat.get(key)))
    return own or next((found[1] for found in links if found), None)


def _told_page(address: str) -> str | None:
    """Return an address that is an event's by its path, and no picture's or program's."""
    found = _HOST.fullmatch(address) if len(address) <= _LONGEST else None
    is_own = found and _OF_EVENT.match(found[2]) and not _OF_PROGRAM.search(address)
    return address if is_own else None


def _told(text: str) -> str | None:
    """Return a count since 1970, a day without its dashes, and what a script writes, as what they are."""
    if found := _COMPACT.fullmatch(text):
        return "-".join(found.groups())
    return (moment_of(text) if text.isdigit() or " GMT" in text else None) or text


def _last_day(dates: list[str]) -> str | None:
    """Return the last day where a second date spells out the first: `2027-05-19` and `May 19-21, 2027`."""
    first, *others = dates
    for text in others if _DAY.fullmatch(first) else []:
        days = days_or_none(text, int(first[:4])) if text != first else None
        if days and days[0].isoformat() == first and days[0] < days[1]:
            return days[1].isoformat()
    return None
