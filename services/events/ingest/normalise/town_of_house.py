"""The town with which the name of a house ends, where none is told beside it: `Bella Center Copenhagen`."""

import re
from typing import Final

from shared.places.gazetteer import City
from shared.places.leant import Leant

_LARGE: Final = 100_000
"""People of a town that houses are called after where they stand; a small one is as often a family's name."""
_KNOWN: Final = 50_000
_MOST_WORDS: Final = 8
_STREETS: Final = re.compile(
    r"\d|\b(?:rue|avenue|ave|boulevard|via|viale|corso|calle|avenida|rua|plaza|pla[cç]e|piazza|platz|gare|station|road"
    r"|street|st|straat|allee|ring|weg|paseo|carrer|quai|route|porte|nach|to|vs?"
    r"|and|und|et|y|e|or|oder|ou)\b|stra[sß]se\b|str\.|[&/+]",
    re.IGNORECASE,
)
"""What is called after a town elsewhere, `Rue de Rennes`, `Gare de Lyon`, or names two, `Paris and Lyon`."""

_STREET: Final = "street|ave|avenue|rd|road|blvd|boulevard|dr|drive|lane|ln"
_BEHIND_STREET: Final = re.compile(
    rf"(\D{{0,60}}\d.{{0,60}}? \S{{1,30}} (?:st|{_STREET})\.?(?: (?:[NS][EW]?|[EW])\b\.?)?"
    r"|(?:(?:via|viale|corso|piazza|largo|rua|calle|rue) \D{2,40}"
    r"|\D{2,40}(?:stra(?:ß|ss)e|str\.|weg|platz|gasse)) \d{1,4}[a-z]?)"
    rf" (?!(?:north|south|east|west)$|.{{1,40}} (?:{_STREET})\b)([^\W\d_][^\d]{{2,40}})",
    re.IGNORECASE,
)
"""A street and its town with no comma between: `206 Beverley St. Toronto`, `Via Zanardi 1 Bologna`."""


def street_and_town(part: str) -> tuple[str, str] | None:
    """Return a street with its number and the name that is written behind it without a comma."""
    parted = _BEHIND_STREET.fullmatch(part)
    return (parted[1], parted[2]) if parted else None


def town_of_house(
    part: str,
    gazetteer: Leant,
    country: str | None,
    region: str | None = None,
    *,
    names_town: bool = False,
) -> City | None:
    """Return the town at the end, of country and state told, or in the record's own zone.

    `names_town` where a town is asked for, so that some is named: then it is anywhere.
    """
    words = part.split()
    if len(words) > _MOST_WORDS or _STREETS.search(part):
        return None
    for count in (2, 1):
        name = " ".join(words[-count:])
        city = (
            gazetteer.city(name, country, region)
            if len(words) > count and words[-count][:1].isupper()
            else None
        )
        is_there = country or names_town or gazetteer.is_at_home(city) if city else False
        if city and is_there and city.population >= (_KNOWN if names_town else _LARGE):
            return city
    return None
