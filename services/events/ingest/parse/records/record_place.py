"""Where an event is, out of the fields of a record; a place and its street may be two of them."""

import re
from dataclasses import dataclass
from typing import Final

from services.events.ingest.parse.records.record_when import Fields
from shared.kernel.country_aliases import COUNTRY_ALIASES

_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_LETTER_A: Final = 0x1F1E6
_LINK: Final = re.compile(r"\s*(?:https?:|www\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Venue, address and country as a raw listing holds them."""

    venue: str | None
    address: str | None
    country: str | None


def place_of(fields: Fields) -> RecordPlace:
    """Return where the event is; a venue alone is often the whole address, and is read as one."""
    venue, address = _unless_online(_unless_title(fields)), address_line(fields)
    says_where = bool(address or fields.get("city"))
    line = address or (None if says_where else venue)
    return RecordPlace(
        venue=venue if says_where else None,
        address=(_FLAG.sub("", line).strip() or None) if line else None,
        country=fields.get("country") or flag_country(fields.get("address")),
    )


def address_line(fields: Fields) -> str | None:
    """Return the line that holds the whole place: what it is called, then its street, each once."""
    place, street = fields.get("address"), fields.get("street")
    if not place or not street or _LINK.match(street):
        return place or street
    if re.search(rf"\b{re.escape(place)}(?!\w)", street, re.IGNORECASE):
        return street
    if street.casefold() in place.casefold():
        return place
    # "Bonn, Germany" is the town of the street, and no house in it, and so is "Germany" its country.
    is_around = place.rpartition(",")[2].strip(" .").casefold() in COUNTRY_ALIASES
    return f"{street}, {place}" if is_around else f"{place}, {street}"


def is_online_venue(venue: str | None) -> bool:
    """Tell whether the venue is none: `Online`."""
    return (venue or "").strip().lower() in {"online", "virtual", "remote"}


def _unless_title(fields: Fields) -> str | None:
    """Return the venue; one called as the event is a mark on a map where the place is told besides."""
    venue, title = fields.get("venue"), re.escape((fields.get("title") or "").strip())
    is_mark = venue and title and re.fullmatch(rf"{title}(?:\W+(?:19|20)\d\d)?", venue.strip(), re.IGNORECASE)
    return None if is_mark and (fields.get("address") or fields.get("city")) else venue


def _unless_online(venue: str | None) -> str | None:
    return None if is_online_venue(venue) else venue


def flag_country(text: str | None) -> str | None:
    """Return the country of a flag emoji, which is its code in letters of its own."""
    flag = _FLAG.search(text or "")
    return "".join(chr(ord("A") + ord(letter) - _LETTER_A) for letter in flag[0]) if flag else None
