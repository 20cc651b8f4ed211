"""Of several who say something of a field, who is believed first: the best source, or who says more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.model import Sighting
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import Mode

Ask = Callable[[Listing], Any]
"""Return what a listing says of a field; None where it says nothing."""
DATES: Final = frozenset({"starts", "ends"})
_GRADES: Final = tuple(HowTold)
"""The surest first."""


def speaking(field: str, ask: Ask, ranked: Sequence[Sighting]) -> list[Sighting]:
    """Return those who say something, best source first but for what another tells better.

    A date that is stated goes before one read from words, then a time of day before a bare date; a title that
    does not shout before one that does; and of equally trusted sources who names the town before who names
    its country alone, and hybrid before in person or online, as lists without a word for hybrid file it.
    """
    voices = [sighting for sighting in ranked if ask(sighting.listing) is not None]
    if field in DATES:
        return sorted(voices, key=lambda it: (_GRADES.index(it.listing.dates_told), ask(it.listing).is_day))
    if field == "title":
        return sorted(voices, key=lambda it: ask(it.listing).isupper())
    tells_more = _TELLS_MORE.get(field)
    if tells_more is None or not voices:
        return voices
    best = voices[0]
    more = [it for it in voices if _is_peer(it, best) and tells_more(ask(it.listing), ask(best.listing))]
    return [*more, *(it for it in voices if it not in more)]


def _is_peer(it: Sighting, best: Sighting) -> bool:
    return (it.vanished, it.trust) == (best.vanished, best.trust)


def _tells_more_of_mode(told: Mode, said: Mode) -> bool:
    return told is Mode.HYBRID and said is not Mode.HYBRID


def _tells_more_of_place(told: Place, said: Place) -> bool:
    """Tell whether a place is the other and more: its town, where the other says but country or nothing."""
    if said.city or not told.city or said.venue or said.address:
        return False
    return said.country in {None, told.country}


_TELLS_MORE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "mode": _tells_more_of_mode,
    "place": _tells_more_of_place,
}
