"""The country and the state that stand last in a line of place, and what else the same letters may be."""

from typing import Final

from services.events.ingest.normalise.place_words import is_rather_house
from services.events.ingest.normalise.town_and_province import bare, is_the_town, take_province
from services.events.ingest.normalise.town_of_house import town_of_house
from shared.kernel.countries import country_name
from shared.places.leant import Leant
from shared.places.provinces import country_of_province
from shared.places.states import CODES_ELSEWHERE
from shared.text import fold

LARGE_CITY: Final = 100_000
"""People of a town that is known beyond its state."""
ABBREVIATED: Final = 3
"""Letters of the longest abbreviation of a place."""
_CODES: Final = "AL AZ CA CO GA KY LA MA MD ME MN MO MS NC NE PA SC SD TN VA"
_STATES_RATHER: Final = frozenset(_CODES.split())
"""Codes of states that are hardly ever written for the country of that code."""
_CODE: Final = 2
_ZONES_OF_THE_STATES: Final = frozenset(
    f"America/{town}" for town in ("New_York", "Detroit", "Chicago", "Denver", "Phoenix", "Los_Angeles")
)


def take_land(
    parts: list[str], gazetteer: Leant, known: str | None
) -> tuple[list[str], str | None, str | None]:
    """Return the parts before the country and the state or province that a line ends with, and these."""
    last = parts[-1]
    parts, named = _take_country(parts, gazetteer, known)
    parts, named, region = _take_region(parts, gazetteer, named)
    if named and last not in parts and country_of_province(last, named):
        region = last  # as Scotland is, a part of its country that goes by the name of one
    is_whole = not parts or region is not None
    return (parts, named, region) if is_whole else take_province(parts, gazetteer, named, known)


def _take_country(parts: list[str], gazetteer: Leant, known: str | None) -> tuple[list[str], str | None]:
    """Return the parts before the country a line ends with, and its code."""
    last = parts[-1]
    # "NC" alone is North Carolina to whoever is in its zone, and New Caledonia to others.
    is_alone = len(parts) == 1 and known is None
    if is_alone and last in _STATES_RATHER and _is_in_the_states(gazetteer):
        known = "US"
    # "Breckenridge, CO" in a list that names the country elsewhere is in no other.
    if known and (len(parts) > 1 or is_alone) and gazetteer.region(last, known):
        return parts, known if is_alone else None
    code = gazetteer.country(last) or _misspelt(parts, gazetteer)
    # "Franca" is a city of Brazil as well as France without its cedilla.
    if code and known not in {None, code} and len(last) > ABBREVIATED and gazetteer.city(last, known):
        return parts, None
    if code is None or (len(parts) > 1 and _is_state(parts, gazetteer)):
        return parts, None
    # "Orange County, CA" is in California, though nobody knows it.
    is_rather = len(parts) > 1 and last in _STATES_RATHER and not gazetteer.leaning.leans_to(code)
    if is_rather and not _is_told_town(parts[:-1], code, gazetteer):
        return parts, None
    if len(parts) > 1 and len(last) <= _CODE and _is_elsewhere(parts[:-1], code, gazetteer):
        # "Berlin, MD" is in Maryland: neither in Moldova, nor is there such a code in Germany.
        return parts if _is_state_of_none_else(parts, gazetteer) else parts[:-1], None
    # "Singapore" alone is a city as much as a country: the name is kept for the city.
    town = gazetteer.city(last, code) if len(parts) == 1 else None
    keep = town is not None and fold(town.name) == fold(country_name(code) or last)
    return (parts if keep else parts[:-1]), code


def _is_in_the_states(gazetteer: Leant) -> bool:
    return gazetteer.leaning.country == "US" or gazetteer.leaning.timezone in _ZONES_OF_THE_STATES


def _misspelt(parts: list[str], gazetteer: Leant) -> str | None:
    """Return the country that stands with a slip behind a town of it: `London, United Kindom`."""
    last = parts[-1]
    code = gazetteer.country_misspelt(last) if len(parts) > 1 else None
    is_told = code and gazetteer.city(bare(parts[-2]), code)
    return code if is_told and not gazetteer.city(last) and not gazetteer.region(last) else None


def _is_elsewhere(parts: list[str], country: str, gazetteer: Leant) -> bool:
    """Tell whether a known town is in other countries only: then "BA" behind it is Bari, and not Bosnia."""
    is_known = gazetteer.city(bare(parts[-1])) is not None
    return is_known and not _is_told_town(parts, country, gazetteer)


def _is_told_town(parts: list[str], country: str, gazetteer: Leant) -> bool:
    # The town stands last, most often in its country.
    return any(gazetteer.city(bare(part), country) for part in reversed(parts))


def _is_state(parts: list[str], gazetteer: Leant) -> bool:
    """Tell whether a last part like "CA" or "DE" is the state of the city before it, not a country."""
    found = gazetteer.region(parts[-1])
    return found is not None and any(gazetteer.city(name, *found) for name in _towns_of(bare(parts[-2])))


def _towns_of(part: str) -> list[str]:
    """Return what may be a town's name: all of it, and the last words of one with the number of a house."""
    words = part.split() if any(map(str.isdigit, part)) else []
    return [part, *(" ".join(words[-count:]) for count in (1, 2, 3))] if words else [part]


def _is_state_of_none_else(parts: list[str], gazetteer: Leant) -> bool:
    """Tell whether a code is a state's, and none of those written behind the known towns of that name."""
    town, code = gazetteer.city(bare(parts[-2])), bare(parts[-1])
    codes = CODES_ELSEWHERE.get(town.country, ()) if town else ()
    return gazetteer.region(code) is not None and code not in codes


def _take_region(
    parts: list[str], gazetteer: Leant, country: str | None
) -> tuple[list[str], str | None, str | None]:
    """Return the parts before the state a line ends with, its country, and its code."""
    if not parts:
        return parts, country, None
    found = gazetteer.region(bare(parts[-1]), country) if country in {None, "US", "CA", "AU"} else None
    if found and _is_town_rather(parts, found, country, gazetteer):
        found = None
    if found and not country and len(parts) > 1 and _is_of_elsewhere(parts, found, gazetteer):
        return parts[:-1], None, None
    if found and (len(parts) > 1 or country):
        return parts[:-1], *found
    town, space, code = bare(parts[-1]).rpartition(" ")
    is_name = code.isupper() or len(code) > ABBREVIATED
    found = gazetteer.region(code, country) if space and is_name else None
    if found and gazetteer.city(town, *found):
        return [*parts[:-1], town], *found
    if not bare(parts[-1]) and len(parts) > 1:
        return _take_region(parts[:-1], gazetteer, country)
    return parts, country, None


def _is_town_rather(parts: list[str], state: tuple[str, str], country: str | None, gazetteer: Leant) -> bool:
    """Tell whether a state's name means its large town: alone before a country, or behind a house.

    `Carnegie Hall, New York` is in the city; `Rhinebeck, New York` is a town of the state.
    """
    if not is_the_town(bare(parts[-1]), state, gazetteer):
        return False
    if len(parts) == 1:
        return country is not None
    before = bare(parts[-2])
    is_house = is_rather_house(before) and gazetteer.city(before, *state) is None
    return is_house and not town_of_house(before, gazetteer, *state)


def _is_of_elsewhere(parts: list[str], state: tuple[str, str], gazetteer: Leant) -> bool:
    """Tell whether a code is that of a state elsewhere: `Florianópolis, SC` is in no Carolina."""
    name, code = bare(parts[-2]), bare(parts[-1]).replace(".", "")
    town = gazetteer.city(name)
    if town is None or town.population < LARGE_CITY or code not in CODES_ELSEWHERE.get(town.country, ()):
        return False
    return gazetteer.city(name, *state) is None
