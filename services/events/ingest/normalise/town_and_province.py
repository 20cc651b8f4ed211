"""Names that are a town's and a state's or province's as well: which of the two a line of text means."""

from typing import Final

from shared.places.gazetteer import City
from shared.places.leaning import Point
from shared.places.leant import Leant
from shared.places.nearby import km_between
from shared.text import fold

_METROPOLIS: Final = 500_000
"""People of a town that is meant where its country stands behind the name of its state: `New York, USA`."""
_MILLIONS: Final = 2_000_000
"""People of a town that is meant by less than its name, as New York City is."""
_LARGE: Final = 100_000
_WITHIN_KM: Final = 150.0
"""How far a town may be from the one its province is called after."""
_CODE: Final = 3


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


def _point(city: City) -> Point:
    return city.lat, city.lon
