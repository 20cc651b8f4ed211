"""Where an event is: what the source says, completed and made uniform by the gazetteer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple

from services.events.ingest.model import Place, RawListing
from services.events.ingest.normalise.place_text import TextPlace, read_place
from services.events.ingest.normalise.place_words import is_nowhere
from services.events.ingest.normalise.text import one_line
from services.events.ingest.normalise.town_of_house import town_of_house
from shared.places.gazetteer import City, Gazetteer, Surroundings
from shared.places.islands import zone_of_island
from shared.places.leaning import NONE, Leaning, Point
from shared.places.leant import Leant
from shared.places.map_links import is_map_link, point_of_link
from shared.text import fold

_LINK = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_PARTS_OF_THE_WORLD = frozenset(
    {"america", "americas", "north america", "south america", "latin america", "central america", "europe",
     "emea", "eu", "asia", "asia pacific", "asia-pacific", "apac", "africa", "oceania", "middle east", "mena",
     "world", "global", "worldwide", "international", "remote", "online"}
)  # fmt: skip
"""What lists call a region and is no state or province."""
_LOCALE = re.compile(r"[a-z]{2}[_-][A-Z]{2}")
"""A language, which some software calls a region: `en_US`."""
_LONGEST_PART = 200
_LARGE = 500_000
"""People of a city that is meant though a country's code stands in the column for its state: Toronto, CA."""
Around = Callable[[], Surroundings]
"""Looks what is around the map point of a record."""
_CODE = 3
"""Letters of the longest code of a country."""
_LONGEST_KEPT = 500
"""Characters of a place that is remembered: what is longer is hardly told twice."""


class _Told(NamedTuple):
    """What a record says in its place fields, as they are named there."""

    venue: str | None
    address: str | None
    city: str | None
    region: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place (None when nothing is known), its IANA zone if it follows, whether the text says online."""

    place: Place | None
    zone: str | None
    online: bool


def whereabouts(
    raw: RawListing, gazetteer: Gazetteer, default_country: str | None = None, leaning: Leaning = NONE
) -> Whereabouts:
    """Read the place fields of a raw listing. A link as place means that it is online.

    Of several towns of a name the one counts that its map point, or what it leans to, is nearer to.
    """
    told = _Told(raw.venue, raw.address, raw.city, raw.region, raw.country)
    leant = Leant(gazetteer, replace(leaning, point=_point(raw)))
    is_short = sum(map(len, filter(None, told))) <= _LONGEST_KEPT
    return (_read if is_short else _read.__wrapped__)(told, leant, default_country)


@lru_cache(maxsize=256)
def _read(raw: _Told, places: Leant, default_country: str | None) -> Whereabouts:
    """Remember the last: two thirds of all records are where another of their document is."""
    gazetteer, point = places.gazetteer, places.leaning.point
    if raw.venue and not (raw.address or raw.city or raw.region or raw.country):
        raw = raw._replace(venue=None, address=raw.venue)
    if is_map_link(raw.address):
        raw = raw._replace(address=None)
    elif _LINK.match(raw.address or "") and not raw.city:
        return Whereabouts(None, None, online=True)
    if _LOCALE.fullmatch(raw.region or "") or (raw.region or "").strip().lower() in _PARTS_OF_THE_WORLD:
        raw = raw._replace(region=None)
    if is_nowhere(raw.city):
        raw = raw._replace(city=None)
    if is_nowhere(raw.address):
        raw = raw._replace(address=None)
    # Most records name a town of a known country, and nothing around their point is asked then.
    around = partial(gazetteer.at, point) if point else partial(Surroundings, None, None)
    raw = _in_its_column(raw, places)
    country = gazetteer.country(raw.country)
    found = _near(_found(raw, places, country or default_country), around, is_sure=country is not None)
    if found.city is None and found.city_name is None and country and not found.country:
        found = TextPlace(country=country, venue=found.venue, address=found.address, online=found.online)
    lat, lon = point or ((found.city.lat, found.city.lon) if found.city else (None, None))
    place = Place(
        venue=_part(raw.venue if not is_nowhere(raw.venue) else None) or _part(found.venue),
        address=_part(_street(raw, found)),
        city=_part(found.city_name) or _part(_unknown_town(raw.city, found)),
        region=found.region or _part(raw.region),
        country=found.country or country or around().country,
        lat=lat,
        lon=lon,
    )
    zone = found.city.timezone if found.city else _zone(place, around, gazetteer)
    return Whereabouts(place if place != Place() else None, zone, found.online)


def _near(found: TextPlace, around: Around, *, is_sure: bool) -> TextPlace:
    """Return the place without the city where its map point is in another country than the town of that name.

    `is_sure` where the record names the country, which a line of text may do as well.
    """
    if found.city is None or is_sure or found.is_country_told:
        return found
    country = around().country
    if country in {None, found.city.country}:
        return found
    return replace(found, city=None, region=None, country=country)


def _zone(place: Place, around: Around, gazetteer: Gazetteer) -> str | None:
    """Return the zone of the map point, if in the country that is told, else of the island or state."""
    country, timezone = around().country, around().timezone
    if timezone and country in {None, place.country}:
        return timezone
    island = zone_of_island(place.region, place.country) or zone_of_island(place.city, place.country)
    return island or gazetteer.country_zone(place.country, place.region)


def _street(raw: _Told, found: TextPlace) -> str | None:
    """Return the address; where the venue is told beside it, the first part of the line is street as well."""
    first = found.venue if raw.venue and fold(found.venue or "") != fold(raw.venue) else None
    return ", ".join(part for part in (first, found.address) if part) or None


def _in_its_column(raw: _Told, gazetteer: Leant) -> _Told:
    """Mend what people write into the wrong column: a country as the city, a state as the country.

    "San Diego, CA" is in California, not in Canada, though CA is both: no such city is known in Canada. A
    code of both kinds beside an unknown town tells no country.
    """
    if not (raw.city or raw.country):
        return raw
    written, city = gazetteer.country(_as_name(raw.city)), (raw.city or "").split(",", maxsplit=1)[0]
    state, country = gazetteer.region(raw.country), gazetteer.country(raw.country)
    is_city = _is_own_city(raw.city, written or "", gazetteer) or _is_own_city(
        raw.city, country or "", gazetteer
    )
    if written and not is_city:
        return raw._replace(city=None, country=raw.country if country else raw.city)
    if not (city and state) or (country and gazetteer.city(city, country)):
        return raw
    known = country is None or gazetteer.city(city, *state) is not None
    return raw._replace(region=state[1], country=state[0] if known else None)


def _as_name(city: str | None) -> str | None:
    """Two or three letters may abbreviate a city: only a country written out is one in place of the city."""
    return city if city and (len(city) > _CODE or "." in city or city.upper() == "USA") else None


def _is_own_city(name: str | None, country: str, gazetteer: Leant) -> bool:
    """Tell whether a city is called as its country is: Singapore, Luxembourg."""
    found = gazetteer.city(name, country) if country else None
    return found is not None and fold(found.name) == fold(name or "")


def _found(raw: _Told, gazetteer: Leant, country: str | None) -> TextPlace:
    """Read separate city and address fields, or the one line that holds everything."""
    if not raw.city:
        return read_place(one_line(raw.address, 500), gazetteer, country)
    line = ", ".join(part for part in (raw.city, raw.region) if part)
    city = read_place(one_line(line, 500), gazetteer, country)
    state = gazetteer.region(raw.region)
    # CA in a column of its own is California, though the town is known in Canada alone.
    as_country = country is None and city.country == gazetteer.country(raw.region)
    if state and as_country and city.country and not (city.city and city.city.population >= _LARGE):
        return TextPlace(city_name=raw.city, region=state[1], country=state[0], address=raw.address)
    is_none_of_it = city.city is None and raw.region and fold(city.city_name or "") == fold(raw.region)
    if is_none_of_it and not gazetteer.city(raw.city):
        city = TextPlace(city_name=raw.city, region=raw.region, country=country)
    if city.city is None and city.city_name is None and not city.online and not _is_region(raw.city, city):
        town = town_of_house(raw.city, gazetteer, country, names_town=True)
        city = _in_town(raw.city, town) if town else TextPlace(None, city.venue, raw.region, country)
    house = city.venue if city.city and not raw.address else None
    return replace(city, country=city.country or country, venue=house, address=raw.address)


def _in_town(house: str, town: City) -> TextPlace:
    """Return the house with its town that stands where the town alone was asked for: `TU Berlin`."""
    return TextPlace(town, town.name, town.region, town.country, house)


def _unknown_town(city: str | None, found: TextPlace) -> str | None:
    return None if found.online or _is_region(city, found) else city


def _is_region(city: str | None, found: TextPlace) -> bool:
    """Tell whether what stands in place of the city is its province: `Jalisco`."""
    return found.region is not None and fold(found.region) == fold(city or "")


def _point(raw: RawListing) -> Point | None:
    """Return the source's coordinates, or those of a link to a map, where they can be true."""
    lat, lon = raw.lat, raw.lon
    if lat is None or lon is None:
        lat, lon = point_of_link(raw.address) or point_of_link(raw.description) or (None, None)
    # 0, 0 lies in the sea and is what software writes for "unknown".
    if lat is None or lon is None or (lat, lon) == (0, 0):
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None  # noqa: PLR2004 - degrees


def _part(text: str | None) -> str | None:
    line = one_line(text, _LONGEST_PART)
    return line if any(map(str.isalnum, line)) else None
