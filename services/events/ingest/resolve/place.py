"""Whether two listings can be at one place."""

from enum import Enum
from functools import lru_cache

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.countries import country_name
from services.events.ingest.resolve.title import words_of
from shared.contracts.events import Mode
from shared.kernel.geo import Point, distance_km
from shared.text import fold

REGIONS = frozenset(
    [
        "europe",
        "eu",
        "emea",
        "america",
        "americas",
        "usa",
        "us",
        "na",
        "latam",
        "apac",
        "asia",
        "africa",
        "uk",
    ]
)

NEAR_KM = 60.0
"""A suburb and its city, or a venue and the centre that a gazetteer gives, lie within this."""


class Agreement(Enum):
    """How two places compare."""

    SAME = "same"
    UNKNOWN = "unknown"
    UNLIKE = "unlike"
    """Two names within one country, of which nobody knows how far apart they lie."""
    APART = "apart"


def place_agreement(a: Listing, b: Listing) -> Agreement:
    """Compare where two listings are; an online listing agrees with any place, without proving it."""
    if Mode.ONLINE in (a.mode, b.mode):
        return Agreement.SAME if a.mode is b.mode else Agreement.UNKNOWN
    if a.place is None or b.place is None:
        return Agreement.UNKNOWN
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return Agreement.APART
    return _within_country(a.place, b.place)


def _within_country(a: Place, b: Place) -> Agreement:
    if a.city and b.city and city_key(a.city) == city_key(b.city):
        return Agreement.SAME
    one, other = _point(a), _point(b)
    if one and other:
        return Agreement.SAME if distance_km(one, other) <= NEAR_KM else Agreement.APART
    if not (a.city and b.city):
        return Agreement.UNKNOWN
    return Agreement.UNLIKE if a.country and a.country == b.country else Agreement.APART


@lru_cache(maxsize=20_000)
def city_key(city: str) -> str:
    """Return a city's name in the form by which names are compared: folded, without what is in brackets."""
    folded = fold(city.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0])
    return "".join(letter for letter in folded if letter.isalnum())


def place_words(listing: Listing) -> frozenset[str]:
    """Return the words of a listing's own place: in a title they tell where, not what."""
    place = listing.place
    if place is None:
        return REGIONS
    names = (place.city, place.region, place.country, place.venue, country_name(place.country))
    words = {word for name in names if name for word in words_of(name)}
    return REGIONS | words


def _point(place: Place) -> Point | None:
    return None if place.lat is None or place.lon is None else Point(place.lat, place.lon)
