"""A place written as one line, taken apart from its end: country, state, city, then street and venue."""

import re
from dataclasses import dataclass, replace
from typing import Final

from services.events.ingest.normalise.country_and_state import ABBREVIATED, LARGE_CITY, take_land
from services.events.ingest.normalise.east_asian import town_of_address
from services.events.ingest.normalise.place_order import in_order
from services.events.ingest.normalise.place_words import (
    can_be_town,
    is_no_name,
    is_no_part,
    is_nowhere,
    is_online,
    is_remark,
    names_house,
    with_online_apart,
)
from services.events.ingest.normalise.several_towns import one_of
from services.events.ingest.normalise.town_and_province import KNOWN_CITY, bare, town_of_province
from services.events.ingest.normalise.town_of_house import street_and_town, town_of_house
from shared.places.gazetteer import City
from shared.places.leant import Leant
from shared.places.states import SHORT_NAMES
from shared.text import fold

_SEPARATORS: Final = re.compile(r"[,;\n()|，、；]+| [-–—•·] |: (?=\d{1,5} [^\W\d_])")
_DISTRICT: Final = re.compile(
    r"(?<=[^\W\d_]{3}) (?:(?i:cedex)(?: \d{1,2})?|[A-ZÆØÅ]{1,2}"
    r"|\d{1,2}(?:e|er|ème|\.)?|(?:metro(?:politan)? |bay )?area)$"
)
"""What a town's post or a writer adds to its name: `København SV`, `Paris 13e`, `Toulouse area`."""
_PICTURES: Final = re.compile(
    "[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2600-\u27bf\ufe0f]+"
)
"""What decorates a place, `📍 Bonn`; flags are none of them."""
_SHORT_STATE: Final = re.compile(rf"(?<=, )({'|'.join(SHORT_NAMES)})\.(?=,|\s*$|\s+\d)")
_STATE_BEHIND: Final = re.compile(r"([^\W\d_][^/]{1,60}?)\s?/\s?[A-Z]{2}")
"""As Brazil parts a town from its state: `Belo Horizonte/MG`."""
_COUNTRY_BEHIND: Final = re.compile(r"([^\W\d_][^/]{1,60}?)\s?/\s?([^\W\d_][^/]{3,40})")
"""A town and its country in one part: `Corfu/Greece`."""
_IN_TOWN: Final = re.compile(
    r"(?P<street>(?=.*\d).{4,80}?) (?:à|in|en|a|te|w|v|(?:[A-Z]{1,2}[- ])?\d{4,5})"
    r" (?P<town>[^\W\d_][^\d]{2,40})"
)
"""A street with its number, and the town behind a word or post code: `12 rue du Moulin à Lyon`."""
_SPECIAL_REGION: Final = re.compile(r"(?<=\w) \(?S(?:\.A\.R\.?|AR)\)?(?=\s*(?:,|$))")
"""What China calls two towns besides their names: `Hong Kong S.A.R.`."""
_CITY_AND_COUNTRY: Final = re.compile(r"\s*[^,()]{2,40}\([^(),]{2,40}\)")
"""The shape "Biot (France)", in which even an unknown name is that of a town."""
_HOUSE_LAST: Final = re.compile(r"([^()]{2,200},[^()]{2,200})\(([^()]{2,80})\)")
"""The shape "Boston, MA, USA (MIT)": after a whole place its house in brackets."""
_IN: Final = re.compile(r"^(?:live )?in (?=[^\W\d_a-z])")
"""What joins a town to what stands before it: `Online and in Lisbon`."""
_CODE: Final = 2
_STATE_LAST: Final = re.compile(r"(\d.*) ([A-Z]{2} \d{5}(?:-\d{4})?)")
_LONGEST: Final = 500
_MOST_PARTS: Final = 12


@dataclass(frozen=True, slots=True)
class TextPlace:
    """What a line of text says: the city as the gazetteer knows it, or its name alone, and the rest."""

    city: City | None = None
    city_name: str | None = None
    region: str | None = None
    country: str | None = None
    venue: str | None = None
    address: str | None = None
    online: bool = False
    is_country_told: bool = False
    """Whether the line names the country, or a state of it."""


def read_place(text: str | None, gazetteer: Leant, country: str | None = None) -> TextPlace:
    """Take a line apart. `country` (alpha-2) is assumed where the line names none."""
    whole = _read(text, gazetteer, country)
    house = None if whole.city_name else _HOUSE_LAST.fullmatch((text or "")[:_LONGEST].strip())
    if house and (found := _read(house[1], gazetteer, country)).city and not found.venue:
        return replace(found, venue=house[2].strip())
    return whole


def _read(text: str | None, gazetteer: Leant, country: str | None) -> TextPlace:
    if text and "(" in text and (town := _of_that_name(text[:_LONGEST].strip(), gazetteer, country)):
        return TextPlace(city=town, city_name=town.name, region=town.region, country=town.country)
    parts, online = _parts(text)
    named, region = None, None
    if len(parts) == 1 and not country:
        parts = _country_last(parts[0], gazetteer)
    parts = in_order(parts, gazetteer)
    parts = _parted_at_slash(parts, gazetteer)
    parts = [piece for part in parts for piece in _state_apart(part)]
    if parts:
        parts, named, region = take_land(parts, gazetteer, country)
    known = named or country
    parts = _parted_behind_street(parts, gazetteer, known, region)
    state = _code(region, known)
    of_house = _of_house(parts, gazetteer, known, region)
    alone = _CITY_AND_COUNTRY.match(text or "") or (
        named and not of_house and len(parts) == 1 and can_be_town(parts[0])
    )
    parts, city, name = _take_city(parts, gazetteer, known, state, town_alone=bool(alone))
    city = of_house if city is None and name is None else city
    if city is None and name is None and named is None and region is None:
        known = None
    parts = _once(parts, city)
    # "China, Shanghai": the country may stand first.
    if city and len(parts) == 1 and gazetteer.country(parts[0]) == city.country:
        parts = []
    return TextPlace(
        city=city,
        city_name=city.name if city else name,
        region=region or (city.region if city else None),
        country=city.country if city else known,
        venue=parts[0] if parts else None,
        address=", ".join(parts[1:]) or None,
        online=online,
        is_country_told=named is not None or region is not None,
    )


def _parted_at_slash(parts: list[str], gazetteer: Leant) -> list[str]:
    """Return the parts with the last one's town apart from its state or country: `Corfu/Greece`."""
    last = parts[-1] if parts else ""
    if (placed := _STATE_BEHIND.fullmatch(last)) and gazetteer.city(placed[1]):
        return [*parts[:-1], placed[1]]
    placed = _COUNTRY_BEHIND.fullmatch(last)
    if placed and gazetteer.country(placed[2]) and not gazetteer.country(placed[1]):
        return [*parts[:-1], placed[1], placed[2]]
    return parts


def _state_apart(part: str) -> list[str]:
    """Part the state from a street and town with which no comma parts it: `12 Main St Austin TX 78701`."""
    told = _STATE_LAST.fullmatch(part)
    return [told[1], told[2]] if told and street_and_town(told[1]) else [part]


def _parted_behind_street(
    parts: list[str], gazetteer: Leant, country: str | None, region: str | None
) -> list[str]:
    """Return the parts with the last one's town apart from its street: `206 Beverley St. Toronto`.

    Of a state that is told the town may be one too small to be known; where no land is, it is a large one.
    The number of the house looks as a post code does, so the part is looked at as it is written first.
    """
    told = parts and (street_and_town(parts[-1]) or street_and_town(bare(parts[-1])))
    town = gazetteer.city(told[1], country, _code(region, country)) if told else None
    is_town = (town and (country or region or town.population >= LARGE_CITY)) or (
        told and region and can_be_town(told[1])
    )
    return [*parts[:-1], *told] if told and is_town else parts


def _code(region: str | None, country: str | None) -> str | None:
    """Return a state where it is told by the code that towns have."""
    return region if country in {None, "US", "CA", "AU"} else None


def _of_house(parts: list[str], gazetteer: Leant, country: str | None, region: str | None) -> City | None:
    """Return the town in the name of a house, where nothing but a country or a state stands beside it."""
    if len(parts) != 1 or (region and not names_house(parts[0]) and " in " not in parts[0]):
        return None
    return town_of_house(parts[0], gazetteer, country, _code(region, country))


def _once(parts: list[str], city: City | None) -> list[str]:
    """Return the parts before a town without its province of the same name: `Lagos, Lagos, Nigeria`."""
    return _once(parts[:-1], city) if city and parts and fold(parts[-1]) == fold(city.name) else parts


def _of_that_name(text: str, gazetteer: Leant, country: str | None) -> City | None:
    """Return the town whose name has brackets of its own: `Frankfurt (Oder)`."""
    town = gazetteer.city(text, country)
    return town if town and fold(town.name) == fold(text) else None


def _country_last(part: str, gazetteer: Leant) -> list[str]:
    """Part a town from the country before it: `England London`, `United States Omaha`."""
    words = part.split()
    for count in range(1, min(4, len(words))):
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        code = gazetteer.country(first) if len(first) > ABBREVIATED else None
        if code and gazetteer.city(rest, code) and not gazetteer.city(part):
            return [rest, first]
    return [part]


def _parts(text: str | None) -> tuple[list[str], bool]:
    """Split into parts, setting aside those that only say that it is online or not known."""
    line = (text or "")[:_LONGEST]
    line = _PICTURES.sub(" ", line).strip(" *_")
    if " S" in line and ("SAR" in line or "S.A.R" in line):
        line = _SPECIAL_REGION.sub("", line)
    if ". " in line or line.endswith(".") or ".," in line:
        line = _SHORT_STATE.sub(lambda short: SHORT_NAMES[short[1]], line)
    parts = [part.strip(" .\t\r") for part in _SEPARATORS.split(with_online_apart(line), 4 * _MOST_PARTS)]
    parts = [_IN.sub("", part) for part in parts if any(map(str.isalnum, part)) and not is_nowhere(part)]
    parts = [part for part in parts if not is_no_part(part)]
    somewhere = [part for part in parts if not is_online(part)]
    online = len(somewhere) < len(parts)
    somewhere = [part for part in somewhere if not (online and is_remark(part))]
    return somewhere[:_MOST_PARTS], online


def _take_city(
    parts: list[str], gazetteer: Leant, country: str | None, region: str | None, *, town_alone: bool
) -> tuple[list[str], City | None, str | None]:
    for back in range(1, min(3, len(parts)) + 1):
        name = _DISTRICT.sub("", bare(parts[-back]))
        city = one_of(name, gazetteer, country, region) or _without_city(name, gazetteer, country, region)
        # Few capitals before a street are a house's, not the city they abbreviate. "University" is a town of
        # Florida, and a house wherever nobody says Florida.
        is_short = back > 1 and name.isupper() and len(name) <= ABBREVIATED and not country
        is_house = is_short or (not region and is_no_name(name))
        if back == 1 and not (country or region) and _is_code_of_state(name, parts, gazetteer):
            continue
        is_meant = country or region or (city and _is_meant(city, parts, gazetteer))
        if city and not is_house and is_meant:
            if town := _in_province(parts[: len(parts) - back], city, gazetteer):
                return parts[: -back - 1], town, None
            # "Bonn, Hall 1": a house behind its town, for what stands before a country is its province.
            behind = [] if country or region else _houses(parts[len(parts) - back + 1 :], gazetteer)
            return parts[:-back] + behind, city, None
    parts, town = _town_within(parts, gazetteer, country, region)
    if town:
        return parts, town, None
    last = bare(parts[-1]) if parts else ""
    # A town too small for the gazetteer, standing where a city stands.
    if (
        last
        and not names_house(last)
        and (region or country)
        and (len(parts) > 1 or region or town_alone)
        and not any(map(str.isdigit, last))
    ):
        return parts[:-1], None, last
    return parts, None, None


def _town_within(
    parts: list[str], gazetteer: Leant, country: str | None, region: str | None
) -> tuple[list[str], City | None]:
    """Return a town that no comma parts from its street or its province."""
    for part in reversed(parts):
        if town := town_of_address(part, gazetteer, country):
            return parts, town
    if parts and (placed := _IN_TOWN.fullmatch(parts[-1])) and placed["town"][:1].isupper():
        town = one_of(placed["town"], gazetteer, country, region)
        if town and (country or region or town.population >= KNOWN_CITY):
            return [*parts[:-1], placed["street"]], town
    return parts, None


def _without_city(name: str, gazetteer: Leant, country: str | None, region: str | None) -> City | None:
    """Return the town of `Takamatsu City`, whose name nobody lists with that word."""
    bare_name = name.removesuffix(" City")
    return gazetteer.city(bare_name, country, region) if country and bare_name != name else None


def _in_province(before: list[str], city: City, gazetteer: Leant) -> City | None:
    return town_of_province(bare(before[-1]), city, gazetteer) if before else None


def _houses(parts: list[str], gazetteer: Leant) -> list[str]:
    """Return the parts behind a town that can be a house there: no post code, state, country or remark."""
    return [
        part
        for part in parts
        if bare(part)[:1].isalpha()
        and not bare(part)[:1].islower()
        and len(part) > ABBREVIATED
        and not any(gazetteer.country(word) or gazetteer.region(word) for word in _endings(part))
    ]


def _endings(part: str) -> list[str]:
    """Return the words with which a part ends, one, two and all of them: `Oregon 97214 United States`."""
    words = part.split()
    return [" ".join(words[-count:]) for count in (1, 2, len(words))] + words[:1]


def _is_meant(city: City, parts: list[str], gazetteer: Leant) -> bool:
    """Tell whether a name without a country is a city's: a small one's where the record is there."""
    return city.population >= KNOWN_CITY or (len(parts) > 1 and gazetteer.is_at_home(city))


def _is_code_of_state(name: str, parts: list[str], gazetteer: Leant) -> bool:
    """Tell whether two capitals behind a large town are its state, `Natal, RN`, and not a town themselves."""
    if len(name) != _CODE or not name.isupper() or len(parts) == 1:
        return False
    town = gazetteer.city(bare(parts[-2]))
    return town is not None and town.population >= LARGE_CITY
