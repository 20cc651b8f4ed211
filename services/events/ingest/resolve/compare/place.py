"""Whether two listings can be at one place."""

import re
from enum import Enum
from functools import lru_cache
from typing import Final

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.titles.countries import country_name
from services.events.ingest.resolve.titles.title import words_of
from shared.contracts.events import Mode
from shared.kernel.geo import Point, distance_km
from shared.text import fold

REGIONS: Final = frozenset({
    "europe", "eu", "emea", "america", "americas", "usa", "us", "na", "latam", "apac", "asia", "africa", "uk",
})  # fmt: skip

_PARTS_OF_WORLD: Final = {
    "europe": "eu", "eu": "eu", "uk": "eu", "america": "us", "americas": "us", "usa": "us", "us": "us",
    "na": "us", "latam": "latam", "asia": "apac", "apac": "apac", "africa": "africa",
}  # fmt: skip
"""What titles name of the world, to the part of it; EMEA is none, as two of them are of it."""
_TELLING_TOWN: Final = 8
"""Letters of a town's name that no other word of a house's holds by chance."""
_UNDER: Final = {"HK": "CN", "MO": "CN", "PR": "US", "GG": "GB", "JE": "GB", "IM": "GB"}
"""Places with a code of their own that lists also file under another country."""

_SAINT: Final = re.compile(r"^(?:saint|sankt|sint)\b", re.IGNORECASE)
NEAR_KM = 60.0
"""A suburb and its city, or a venue and the centre that a gazetteer gives, lie within this."""


class Agreement(Enum):
    """How two places compare."""

    SAME = "same"
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    """One is online, and they are of two countries."""
    UNLIKE = "unlike"
    """Two names of which nobody knows how far apart they lie."""
    APART = "apart"
    """Two places of one country that are known to lie far apart."""
    ABROAD = "abroad"


def place_agreement(a: Listing, b: Listing) -> Agreement:
    """Compare where two listings are; an online listing agrees with any place, without proving it."""
    countries = [it.place.country for it in (a, b) if it.place and it.place.country]
    abroad = len(countries) > 1 and not _one_country(*countries)
    if Mode.ONLINE in {a.mode, b.mode}:
        return _online(a, b, abroad=abroad)
    if a.place is None or b.place is None:
        return Agreement.UNKNOWN
    if abroad:
        return Agreement.ABROAD
    return _within_country(a.place, b.place)


def home_country(listing: Listing) -> str | None:
    """Return the country that keeps a listing apart from those of others; None where it may be with any."""
    if listing.mode is Mode.ONLINE or listing.place is None or not listing.place.country:
        return None
    return _UNDER.get(listing.place.country, listing.place.country)


def _online(a: Listing, b: Listing, *, abroad: bool) -> Agreement:
    if abroad:
        return Agreement.ELSEWHERE
    return Agreement.SAME if a.mode is b.mode else Agreement.UNKNOWN


def _within_country(a: Place, b: Place) -> Agreement:
    if a.city and b.city and city_key(a.city) == city_key(b.city):
        return Agreement.SAME
    if _is_called_after(a, b) or _is_called_after(b, a):
        return Agreement.SAME
    one, other = point_of(a), point_of(b)
    if one and other:
        return Agreement.SAME if distance_km(one, other) <= NEAR_KM else Agreement.APART
    if not (a.city and b.city):
        return Agreement.UNKNOWN
    return Agreement.UNLIKE


def _is_called_after(one: Place, other: Place) -> bool:
    """Tell whether the house of one bears the other's town, which its own list took for a larger one."""
    town = city_key(other.city) if other.city and one.venue else ""
    return len(town) >= _TELLING_TOWN and town in _joined(one.venue or "")


def _one_country(a: str, b: str) -> bool:
    return _UNDER.get(a, a) == _UNDER.get(b, b)


@lru_cache(maxsize=20_000)
def city_key(city: str) -> str:
    """Return a city's name in the form by which names are compared: folded, without what is in brackets."""
    return _joined(_SAINT.sub("st", city.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0]))


@lru_cache(maxsize=20_000)
def _joined(name: str) -> str:
    """Return a folded name's letters and digits without what parts them."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


def parts_of_world(words: frozenset[str]) -> frozenset[str]:
    """Return the parts of the world that are among the words of a title."""
    return frozenset([_PARTS_OF_WORLD[it] for it in words & _PARTS_OF_WORLD.keys()])


def place_words(listing: Listing) -> frozenset[str]:
    """Return the words of a listing's own place: in a title they tell where, not what."""
    place = listing.place
    if place is None:
        return REGIONS
    return _words_of_place(place.venue, place.city, place.region, place.country)


def words_of_town(place: Place) -> frozenset[str]:
    """Return the words of a place but those of its house."""
    return _words_of_city(place.city, place.region, place.country)


@lru_cache(maxsize=20_000)
def _words_of_place(
    venue: str | None, city: str | None, region: str | None, country: str | None
) -> frozenset[str]:
    words = _words_of_city(city, region, country)
    return words.union(words_of(venue)) if venue else words


@lru_cache(maxsize=20_000)
def _words_of_city(city: str | None, region: str | None, country: str | None) -> frozenset[str]:
    names = [it for it in (city, region, country_name(country)) if it]
    words = {word for name in names for word in words_of(name)}
    whole = {_joined(name) for name in names}
    code = {country.lower()} if country else set()
    return REGIONS | words | whole | code | _initials(city)


def _initials(city: str | None) -> set[str]:
    """Return what people write for a city of several words: "sf", "nyc"."""
    initials = "".join(word[0] for word in words_of(city or "") if word != "city")
    return {initials, f"{initials}c"} if len(initials) > 1 else set()


def point_of(place: Place) -> Point | None:
    """Return where a place lies on the map."""
    return None if place.lat is None or place.lon is None else Point(place.lat, place.lon)
