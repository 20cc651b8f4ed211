"""A town as a person writes it: `Berlin`, `Berlin, DE`, `Portland, OR`, `München, Bayern, Germany`."""

from collections.abc import Iterator

from shared.places.gazetteer import City, Gazetteer
from shared.places.provinces import country_of_province
from shared.text import fold

_CODE = 3
"""Letters of the longest code, which people also write small."""


def town_written(text: str, places: Gazetteer) -> City | None:
    """Return the town of a name and of what it lies in; None where either is unknown.

    A code may be a country's and a state's (`CA`, `DE`, `IN`): the largest town is meant.
    """
    name, *around = [part.strip() for part in text.split(",") if part.strip()] or [""]
    if not name or not around or fold(around[-1]) == fold(name):
        return places.city(name) if name else None
    found = (places.city(name, *within) for within in _within(around, places))
    towns = [town for town in found if town]
    return max(towns, key=lambda town: town.population) if towns else _part_of(name, around[-1], places)


def _within(around: list[str], places: Gazetteer) -> Iterator[tuple[str, str | None]]:
    """Yield the country and state that the last part may tell, the state of a country with what is before."""
    last = around[-1].upper() if len(around[-1]) <= _CODE else around[-1]
    if country := places.country(last) or country_of_province(last):
        state = places.region(around[-2], country) if len(around) > 1 else None
        yield country, state[1] if state else None
    for country in ("US", "CA", "AU"):
        if state := places.region(last, country):
            yield state


def _part_of(name: str, larger: str, places: Gazetteer) -> City | None:
    """Return a part of a large town (`Kreuzberg, Berlin`), where both are known."""
    town, around = places.city(name), places.city(larger)
    is_part = town and around and places.is_near(around, (town.lat, town.lon))
    return town if is_part else None
