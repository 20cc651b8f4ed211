"""Of several towns that are told where one is asked for, the first."""

from typing import Final

from shared.places.gazetteer import City
from shared.places.leant import Leant

_MOST_TOWNS: Final = 4


def one_of(name: str, gazetteer: Leant, country: str | None, region: str | None) -> City | None:
    """Return the town of a name, or the first of several: `Bad Dürkheim / Heidelberg`."""
    if not name or any(map(str.isdigit, name)):
        return None
    found = gazetteer.city(name, country, region)
    if found or "/" not in name:
        return found
    names = [it.strip() for it in name.split("/")[:_MOST_TOWNS]]
    towns = (gazetteer.city(it, country, region) for it in names if it and not gazetteer.country(it))
    return next((town for town in towns if town), None)
