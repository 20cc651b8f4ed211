"""The town at the end of titles, `PyCon X, Berlin`, where a list kept by hand has its places there.

One such title may be called that; a list in which most of what stands behind commas or in brackets is a town,
or a house, has its places there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.place_words import names_house
from services.events.ingest.normalise.town_and_province import KNOWN_CITY
from shared.places.gazetteer import Gazetteer

_BY_HAND: Final = frozenset({"markdown", "light_markup"})
_FEWEST: Final = 2
_MOST_OF_THEM: Final = 0.6
_LONGEST: Final = 200
_BEHIND: Final = re.compile(
    r"(?P<name>.*[^\s,(@])(?:,\s+|\s+[@–—-]\s+|\s+\((?=[^()]*\)$))(?P<place>[^,()@]{2,40})\)?"
)
_MOST_WORDS: Final = 4
_CODE: Final = 3
"""Letters of the longest code of a country."""
Parted = tuple[str, str]
"""What an event is called, and where it is."""


def with_towns_of_titles(
    raws: Sequence[RawListing], source_format: str | None, gazetteer: Gazetteer
) -> Sequence[RawListing]:
    """Return the records of a list that people keep, their towns taken off their titles if most have one."""
    if source_format not in _BY_HAND:
        return raws
    tails = {place: found for place, raw in enumerate(raws) if (found := _tail(raw))}
    towns = {place: parted for place, found in tails.items() if (parted := _parted(found, gazetteer))}
    if len(towns) < max(_FEWEST, _MOST_OF_THEM * len(tails)):
        return raws
    return [
        replace(raw, title=towns[place][0], address=towns[place][1]) if place in towns else raw
        for place, raw in enumerate(raws)
    ]


def _tail(raw: RawListing) -> re.Match[str] | None:
    """Return a title parted at its last comma, dash or bracket, where the record tells no place."""
    told = (raw.venue, raw.address, raw.city, raw.lat, raw.online)
    is_open = raw.title is not None and len(raw.title) <= _LONGEST and all(it is None for it in told)
    return _BEHIND.fullmatch(raw.title or "") if is_open else None


def _parted(found: re.Match[str], gazetteer: Gazetteer) -> Parted | None:
    name, place = found["name"], found["place"].strip(" .")
    if not place[:1].isupper() or len(place.split()) > _MOST_WORDS:
        return None
    if gazetteer.country(place) and len(place) > _CODE and (inner := _BEHIND.fullmatch(name)):
        return inner["name"], f"{inner['place']}, {place}"
    city = gazetteer.city(place)
    if not names_house(place) and (city is None or city.population < KNOWN_CITY):
        return None
    house = _BEHIND.fullmatch(name)
    is_housed = house is not None and city is not None and names_house(house["place"])
    return (house["name"], f"{house['place']}, {place}") if house and is_housed else (name, place)
