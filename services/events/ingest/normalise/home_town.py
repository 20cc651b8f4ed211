"""The town that a calendar is called after, `Data Science Raleigh`: the weakest sign of where it is held."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from services.events.ingest.model import Place, RawListing
from services.events.ingest.normalise.place_words import is_no_name, is_nowhere, is_online
from services.events.ingest.normalise.town_and_province import KNOWN_CITY
from services.events.ingest.normalise.zones import zone_name
from shared.places.gazetteer import City, Gazetteer
from shared.places.leaning import Leaning
from shared.places.nearby import km_between
from shared.text import fold

_LONGEST: Final = 200
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['\u2019.][^\W\d_]+)*")
_MOST_WORDS: Final = 3
_MOST_ZONES: Final = 3
_AROUND_KM: Final = 60.0
"""Two towns so near are one region, `Raleigh-Durham`, and the first stands for it."""
_ROOM: Final = re.compile(
    r"(?:[^\W\d_]+[ '\u2019&-]+){0,4}(?:room|classroom|lab|laborator(?:y|io)|area|floor|lobby|lounge|desk"
    r"|raum|saal|salle|sala)s?(?: [a-z\d]{1,3})?",
    re.IGNORECASE,
)
"""A room of the calendar's own house: it is where the others are that tell the town."""
_NAMES: Final = (
    "aurora bath buffalo columbia corona dove eagle enterprise eugene florence forest garland grace hope hub"
    " independence independent jackson liberty marina mobile nice normal orange paradise phoenix reading"
    " sandy surprise temple union university victoria vista young"
)
_WORDS: Final = frozenset(_NAMES.split())
"""Towns whose names are words or names of much else."""


class Told(NamedTuple):
    """What the records of a calendar say together: their zones, and their places in one folded text."""

    zones: tuple[str, ...]
    places: str


def home_town(raws: Sequence[RawListing], gazetteer: Gazetteer) -> City | None:
    """Return the one town that the name of their calendar tells, in their own zone.

    None where any record that tells a place tells it without that town.
    """
    names = {raw.calendar_name for raw in raws}
    if len(names) != 1 or not (name := names.pop()):
        return None
    zones = dict.fromkeys(filter(None, (zone_name(raw.timezone) for raw in raws)))
    if not 0 < len(zones) <= _MOST_ZONES:
        return None
    places = dict.fromkeys(map(_place_of, raws))
    town = _only(_towns(name[:_LONGEST], Told(tuple(zones), fold(" | ".join(places))), gazetteer))
    return town if town and all(_is_told(place, town) for place in places) else None


def at_home(place: Place | None, home: City) -> Place:
    """Return where an event is whose record tells no town."""
    here = place or Place()
    region = here.region or home.region
    return replace(here, city=home.name, region=region, country=home.country, lat=home.lat, lon=home.lon)


def is_open(place: Place | None, home: City) -> bool:
    """Tell whether nothing says in which town a place is, nor that it is in another state or country."""
    if place is None:
        return True
    is_there = place.country in {None, home.country} and place.region in {None, home.region}
    return is_there and place.city is None and place.lat is None


def _place_of(raw: RawListing) -> str:
    return " ".join(filter(None, (raw.venue, raw.address, raw.city))).strip()


def _is_told(place: str, home: City) -> bool:
    if not place or is_online(place) or is_nowhere(place) or "://" in place or _ROOM.fullmatch(place):
        return True
    return place in {home.region, home.country} or fold(home.name) in fold(place)


def _towns(name: str, told: Told, gazetteer: Gazetteer) -> Iterator[City]:
    words = _WORD.findall(name)
    at = 0
    while at < len(words):
        found = next(_from(words[at : at + _MOST_WORDS], told, gazetteer), None)
        if found:
            yield found[1]
        at += found[0] if found else 1


def _from(words: Sequence[str], told: Told, gazetteer: Gazetteer) -> Iterator[tuple[int, City]]:
    """Yield how many of the first words are a known town's own name, the most first, and the town."""
    for count in range(len(words), 0, -1):
        run = " ".join(words[:count])
        if not run[:1].isupper() or fold(run) in _WORDS or is_no_name(run):
            continue
        for zone in told.zones:
            town = gazetteer.city(run, leaning=Leaning(timezone=zone))
            if town and _is_meant(town, run, zone, told.places):
                yield count, town


def _is_meant(town: City, name: str, zone: str, places: str) -> bool:
    """Tell whether a town is meant by its own name: a large one, or one that its records name as well."""
    is_known = town.population >= KNOWN_CITY or fold(name) in places
    return is_known and fold(town.name) == fold(name) and town.timezone == zone


def _only(towns: Iterable[City]) -> City | None:
    found = list(towns)
    is_one_region = all(_are_near(found[0], it) for it in found[1:])
    return found[0] if found and is_one_region else None


def _are_near(town: City, other: City) -> bool:
    return km_between((town.lat, town.lon), (other.lat, other.lon)) <= _AROUND_KM
