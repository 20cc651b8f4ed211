"""Where an event is: what the source says, completed and made uniform by the gazetteer."""

import re
from dataclasses import dataclass

from services.events.ingest.gazetteer import City, Gazetteer
from services.events.ingest.model import Place, RawListing
from services.events.ingest.normalise.place_text import TextPlace, read_place
from services.events.ingest.normalise.text import one_line

_LINK = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_LONGEST_PART = 200


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place (None when nothing is known), its IANA zone if it follows, whether the text says online."""

    place: Place | None
    zone: str | None
    online: bool


def whereabouts(raw: RawListing, gazetteer: Gazetteer, default_country: str | None = None) -> Whereabouts:
    """Read the place fields of a raw listing. A link as place means that it is online."""
    if _LINK.match(raw.address or "") and not raw.city:
        return Whereabouts(None, None, online=True)
    country = gazetteer.country(raw.country)
    found = _found(raw, gazetteer, country or default_country)
    if found.city is None and found.city_name is None and country and not found.country:
        found = TextPlace(country=country, venue=found.venue, address=found.address, online=found.online)
    lat, lon = _position(raw, found.city)
    place = Place(
        venue=_part(raw.venue) or _part(found.venue),
        address=_part(found.address),
        city=_part(found.city_name) or _part(raw.city if not found.online else None),
        region=found.region or _part(raw.region),
        country=found.country or country,
        lat=lat,
        lon=lon,
    )
    zone = found.city.timezone if found.city else gazetteer.country_zone(place.country)
    return Whereabouts(place if place != Place() else None, zone, found.online)


def _found(raw: RawListing, gazetteer: Gazetteer, country: str | None) -> TextPlace:
    """Read separate city and address fields, or the one line that holds everything."""
    if not raw.city:
        return read_place(one_line(raw.address, 500), gazetteer, country)
    line = ", ".join(part for part in (raw.city, raw.region) if part)
    city = read_place(one_line(line, 500), gazetteer, country)
    if city.city is None and city.city_name is None and not city.online:
        city = TextPlace(city_name=city.venue, region=raw.region, country=country)
    return TextPlace(
        city=city.city,
        city_name=city.city_name,
        region=city.region,
        country=city.country or country,
        venue=None,
        address=raw.address,
        online=city.online,
    )


def _position(raw: RawListing, city: City | None) -> tuple[float | None, float | None]:
    """Return the source's coordinates where they can be true, else the city's."""
    lat, lon = raw.lat, raw.lon
    # 0, 0 lies in the sea and is what software writes for "unknown".
    if lat is not None and lon is not None and (lat, lon) != (0, 0) and abs(lat) <= 90 and abs(lon) <= 180:  # noqa: PLR2004
        return lat, lon
    return (city.lat, city.lon) if city else (None, None)


def _part(text: str | None) -> str | None:
    return one_line(text, _LONGEST_PART) or None
