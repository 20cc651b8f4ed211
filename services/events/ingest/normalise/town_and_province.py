"""Names that are a town's and a state's or province's as well: which of the two a line of text means."""

import re
from typing import Final

from shared.places.gazetteer import City
from shared.places.leaning import Point
from shared.places.leant import Leant
from shared.places.nearby import km_between
from shared.places.provinces import country_of_province
from shared.places.states import CODES_ELSEWHERE
from shared.text import fold
from shared.text.remembered import Remembered

_POST_CODE: Final = re.compile(
    r"\b(?:\d{4} [A-Z]{2}|(?:(?:[ABDFIL]|CH|CZ|DK|FI|HR|HU|LT|NL|NO|PL|SE|SI|SK)-)?\d{4,6}(?:-\d{3,4})?"
    r"|\d{3}-\d{4}|\d{3} \d{2,3}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{2}-\d{3})\b"
)
"""Of most countries with digits, their letters before them (`D-10119`) or not, and of those with others."""
_CALLED: Final = re.compile(
    r"(?:[^\W\d_][\w.'-]*\s){1,3}(?:Prefecture|Province|Voivodeship|Oblast|Canton|Governorate)"
)
"""What names itself a province, whether it is listed here or not."""
_METROPOLIS: Final = 500_000
"""People of a town that is meant where its country stands behind the name of its state: `New York, USA`."""
_MILLIONS: Final = 2_000_000
"""People of a town that is meant by less than its name, as New York City is."""
_LARGE: Final = 100_000
_WITHIN_KM: Final = 150.0
"""How far a town may be from the one its province is called after."""
_CODE: Final = 3
KNOWN_CITY: Final = 50_000
"""A name alone, with no country beside it, is only taken for a city of at least this many people."""


def is_the_town(name: str, state: tuple[str, str], gazetteer: Leant) -> bool:
    """Tell whether the name of a state (country, code), with nothing before it, is that of its large town.

    `Washington, USA` is the capital: nobody calls a state so where a town is asked for.
    """
    town = gazetteer.city(name, state[0]) if len(name) > _CODE else None
    if town is None or town.population < _METROPOLIS:
        return False
    return fold(town.name) == fold(name) or (town.region == state[1] and town.population >= _MILLIONS)


def town_of_province(before: str, province: City, gazetteer: Leant) -> City | None:
    """Return the town before a province that is called after a town: `Naha, Okinawa`.

    It is at least as large, or what stands first is a quarter of the second, as in `Camden, London`.
    """
    town = gazetteer.city(before, province.country)
    if town is None or town == province or fold(town.name) != fold(before):
        return None
    is_larger = town.population >= max(province.population, _LARGE)
    return town if is_larger and km_between(_point(town), _point(province)) <= _WITHIN_KM else None


def bare(part: str) -> str:
    """Return a part of a line without its post code."""
    return _BARE[part]


_BARE: Final = Remembered(lambda part: " ".join(_POST_CODE.sub(" ", part).split()))
"""Asked six times a record, of two or three parts."""


def take_province(
    parts: list[str], gazetteer: Leant, named: str | None, likely: str | None
) -> tuple[list[str], str | None, str | None]:
    """Take off a province written out: `Noida, Uttar Pradesh`, or `Jalisco` alone, which is no town."""
    last = bare(parts[-1])
    if len(parts) == 1 and not named:
        return _alone(last, gazetteer, likely) or (parts, None, None)
    if named and len(parts) > 1 and _CALLED.fullmatch(last):
        return parts[:-1], named, last
    country = country_of_province(last, named or likely) or (None if named else country_of_province(last))
    if country is None:
        return _with_code(parts, gazetteer, named) or (parts, named, None)
    if len(parts) == 1:
        return [], country, last
    is_behind_town = gazetteer.city(bare(parts[-2]), country) is not None
    return (parts[:-1], country, last) if named or is_behind_town else (parts, named, None)


def _with_code(parts: list[str], gazetteer: Leant, named: str | None) -> tuple[list[str], str, str] | None:
    """Take off the short form of a province behind a large town of its country: `Guadalajara, JAL`.

    Towns are called by the three letters of their airports as well: `JAL` is that of Xalapa.
    """
    code = bare(parts[-1]).replace(".", "").replace(" ", "").upper()
    if len(parts) == 1 or len(code) < _CODE:
        return None
    town = gazetteer.city(bare(parts[-2]), named)
    is_known = (
        town is not None and town.population >= _LARGE and code in CODES_ELSEWHERE.get(town.country, ())
    )
    return (parts[:-1], town.country, code) if town and is_known else None


def _alone(name: str, gazetteer: Leant, likely: str | None) -> tuple[list[str], str, str] | None:
    state = gazetteer.region(name) if len(name) > _CODE else None
    country = country_of_province(name, likely) or country_of_province(name)
    if not _is_no_town(name, gazetteer):
        return None
    if state:
        return ([], *state)
    return ([], country, name) if country else None


def _is_no_town(name: str, gazetteer: Leant) -> bool:
    """Tell whether a name written out is not that of a town known well enough to be meant by it."""
    town = gazetteer.city(name)
    if town is None or len(name) <= _CODE:
        return len(name) > _CODE
    # "New York" is the city, as nobody's name for it has "City" in it.
    return town.population < _MILLIONS and (town.population < KNOWN_CITY or fold(town.name) != fold(name))


def _point(city: City) -> Point:
    return city.lat, city.lon
