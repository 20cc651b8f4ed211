"""The parts of a place in the order in which they are read, from the house to its country."""

import re
from typing import Final

from services.events.ingest.normalise.country_and_state import ABBREVIATED
from services.events.ingest.normalise.place_words import can_be_town
from shared.places.leant import Leant

_STATE_AND_CODE: Final = re.compile(r"([A-Z]{2})\s+\d{5}(?:-\d{4})?")
_COUNTRY_AND_TOWN: Final = 2


def in_order(parts: list[str], gazetteer: Leant) -> list[str]:
    """Return the parts, a country that stands first or a room behind an American address in its place."""
    return _rooms_before(_country_behind(parts, gazetteer), gazetteer)


def _country_behind(parts: list[str], gazetteer: Leant) -> list[str]:
    """Put the country behind its town where it stands before it: `Indonesia, Bali`."""
    if len(parts) != _COUNTRY_AND_TOWN or len(parts[0]) <= ABBREVIATED:
        return parts
    first, last = parts
    country = gazetteer.country(first)
    if country is None or gazetteer.country(last) or gazetteer.region(last):
        return parts
    is_town = gazetteer.city(last, country) or (gazetteer.city(first) is None and can_be_town(last))
    return [last, first] if is_town else parts


def _rooms_before(parts: list[str], gazetteer: Leant) -> list[str]:
    """Put what stands behind state and post code before the town: `1 Plaza, Town, CA 90012, 3rd Floor`."""
    for place, part in enumerate(parts[1:-1], 1):
        found = _STATE_AND_CODE.fullmatch(part)
        if found and gazetteer.region(found[1], "US") and not gazetteer.country(parts[place + 1]):
            return [*parts[: place - 1], *parts[place + 1 :], *parts[place - 1 : place + 1]]
    return parts
