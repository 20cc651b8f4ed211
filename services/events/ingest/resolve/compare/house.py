"""Whether two listings name the same house: in one town many may hold an "Open Mic" in the same evening."""

from functools import lru_cache
from typing import Final

from services.events.ingest.model import Place
from services.events.ingest.resolve.compare.place import point_of
from services.events.ingest.resolve.titles.title import words_of
from services.events.ingest.resolve.titles.words import UNSPOKEN, words_in
from shared.kernel.geo import distance_km

_HOUSE_KM: Final = 0.3
"""Two points of one house, as maps and phones tell them."""
_ANY: Final = UNSPOKEN | words_in(
    """
    center centre hall house room building hotel library church school university college cafe bar pub
    restaurant museum theatre theater club park street avenue road st hub space office campus zentrum haus
    saal salle maison centro casa sala biblioteca bibliothek bibliotheque universitat universite universidad
    kirche iglesia eglise public main community city conference convention congress floor branch central
    """
)
"""Words of which many houses of a town are named."""


def is_same_house(a: Place | None, b: Place | None) -> bool | None:
    """Return whether two places are one house; None where either names none, or one that any town has."""
    if a is None or b is None or not (a.venue and b.venue):
        return None
    return _are_near(a, b) or _are_one(a.venue, b.venue, f"{a.city or ''} {b.city or ''}")


@lru_cache(maxsize=20_000)
def _are_one(one: str, other: str, towns: str) -> bool | None:
    town = frozenset(words_of(towns))
    words, others = (tuple(it for it in words_of(name) if it not in town) for name in (one, other))
    telling, others_telling = frozenset(words) - _ANY, frozenset(others) - _ANY
    if not (telling and others_telling):
        return True if set(words) == set(others) else None
    return (
        not telling.isdisjoint(others_telling) or _abbreviates(words, others) or _abbreviates(others, words)
    )


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = "".join(it[0] for it in long if it not in UNSPOKEN)
    return len(letters) > 1 and any(letters.startswith(it) or it == letters for it in short if len(it) > 1)


def _are_near(a: Place, b: Place) -> bool:
    """Tell by their points; equal ones are of the town, which stands in for a point that is not told."""
    one, other = point_of(a), point_of(b)
    return one is not None and other not in {None, one} and distance_km(one, other) <= _HOUSE_KM
